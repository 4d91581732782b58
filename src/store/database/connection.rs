//! What all queries are written against: they run on both databases.

use diesel::connection::{
    CacheSize, ConnectionSealed, DefaultLoadingMode, Instrumentation, LoadConnection, SimpleConnection,
    TransactionManager, TransactionManagerStatus,
};
use diesel::expression::QueryMetadata;
use diesel::query_builder::{Query, QueryFragment, QueryId};
use diesel::{Connection, ConnectionResult, PgConnection, QueryResult, SqliteConnection};

use super::either::{Either, MultiBackend};
use super::postponed::Postponed;
use super::wording::Worded;

/// A connection to one of the two databases.
///
/// Diesel's enum of connections is in it, which puts a statement's text together whenever the connection that it holds walks
/// over the statement: for its key, for whether it may be kept prepared, for its values. Here a text is remembered.
pub struct Conn {
    either: Either,
    postponed: Postponed<Change>,
}

type Change = Box<dyn FnOnce(&mut Conn) -> QueryResult<()> + Send>;

/// So much waits for the end of a transaction at the most, as long as nothing of it may still be undone by itself.
const WAITING: usize = 100;

impl Conn {
    fn on(either: Either) -> Conn {
        Conn { either, postponed: Postponed::default() }
    }

    /// Which it is, for what is said otherwise to either.
    pub fn either(&mut self) -> &mut Either {
        &mut self.either
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.either, Either::Sqlite(_))
    }

    /// Has that done once all else in the transaction is, before it is kept; at once outside of one. It is undone with what
    /// wanted it, and undoes all where it fails. Until then nothing in the transaction finds it done.
    ///
    /// # Errors
    /// Those of what is done at once.
    pub fn at_the_end(
        &mut self,
        change: impl FnOnce(&mut Conn) -> QueryResult<()> + Send + 'static,
    ) -> QueryResult<()> {
        let depth = self.depth()?;
        if depth == 0 {
            return change(self);
        }
        self.postponed.push(Box::new(change));
        if self.postponed.len() < WAITING { Ok(()) } else { self.catch_up() }
    }

    /// Does what waits for the end of the transaction, unless a part of it is open, which could be undone by itself.
    ///
    /// # Errors
    /// Those of what is done.
    pub fn catch_up(&mut self) -> QueryResult<()> {
        if self.depth()? > 1 {
            return Ok(());
        }
        self.postponed.take().into_iter().try_for_each(|change| change(self))
    }

    /// How many transactions are open, one within the other.
    fn depth(&mut self) -> QueryResult<usize> {
        let status = Either::transaction_manager_status_mut(&mut self.either);
        Ok(status.transaction_depth()?.map_or(0, |depth| depth.get() as usize))
    }
}

impl From<SqliteConnection> for Conn {
    fn from(conn: SqliteConnection) -> Conn {
        Conn::on(Either::Sqlite(conn))
    }
}

impl From<PgConnection> for Conn {
    fn from(conn: PgConnection) -> Conn {
        Conn::on(Either::Postgres(conn))
    }
}

impl SimpleConnection for Conn {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        self.either.batch_execute(query)
    }
}

impl ConnectionSealed for Conn {}

impl Connection for Conn {
    type Backend = MultiBackend;
    type TransactionManager = Transactions;

    fn establish(address: &str) -> ConnectionResult<Conn> {
        Either::establish(address).map(Conn::on)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<MultiBackend> + QueryId,
    {
        self.either.execute_returning_count(&Worded::new(source))
    }

    fn transaction_state(&mut self) -> &mut Either {
        &mut self.either
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.either.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.either.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.either.set_prepared_statement_cache_size(size);
    }
}

impl LoadConnection for Conn {
    type Cursor<'conn, 'query> = <Either as LoadConnection<DefaultLoadingMode>>::Cursor<'conn, 'query>;
    type Row<'conn, 'query> = <Either as LoadConnection<DefaultLoadingMode>>::Row<'conn, 'query>;

    fn load<'conn, 'query, T>(&'conn mut self, source: T) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<MultiBackend> + QueryId + 'query,
        MultiBackend: QueryMetadata<T::SqlType>,
    {
        self.either.load(Worded::new(source))
    }
}

/// Its transactions are those of what it holds.
pub struct Transactions;

impl TransactionManager<Conn> for Transactions {
    type TransactionStateData = Either;

    fn begin_transaction(conn: &mut Conn) -> QueryResult<()> {
        Either::begin_transaction(&mut conn.either)?;
        if conn.depth()? > 1 {
            conn.postponed.begin();
        }
        Ok(())
    }

    fn rollback_transaction(conn: &mut Conn) -> QueryResult<()> {
        let rolled_back = Either::rollback_transaction(&mut conn.either);
        let depth = conn.depth().unwrap_or_default();
        conn.postponed.undo(depth);
        rolled_back
    }

    fn commit_transaction(conn: &mut Conn) -> QueryResult<()> {
        if let Err(error) = conn.catch_up() {
            // That is the thing to tell: a connection that cannot even roll back is found broken by who keeps it.
            let _ = Transactions::rollback_transaction(conn);
            return Err(error);
        }
        let committed = Either::commit_transaction(&mut conn.either);
        let depth = conn.depth().unwrap_or_default();
        match committed {
            Ok(()) => conn.postponed.keep(depth),
            Err(_) => conn.postponed.undo(depth),
        }
        committed
    }

    fn transaction_manager_status_mut(conn: &mut Conn) -> &mut TransactionManagerStatus {
        Either::transaction_manager_status_mut(&mut conn.either)
    }

    fn is_broken_transaction_manager(conn: &mut Conn) -> bool {
        Either::is_broken_transaction_manager(&mut conn.either)
    }
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;

    use super::*;

    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        x: i64,
    }

    fn conn() -> Conn {
        let mut conn = Conn::from(SqliteConnection::establish(":memory:").unwrap());
        conn.batch_execute("CREATE TABLE t (x INTEGER PRIMARY KEY)").unwrap();
        conn
    }

    fn rows(conn: &mut Conn) -> Vec<i64> {
        let rows = diesel::sql_query("SELECT x FROM t ORDER BY x").load::<Row>(conn).unwrap();
        rows.into_iter().map(|row| row.x).collect()
    }

    fn add(conn: &mut Conn, x: i64) -> QueryResult<()> {
        conn.at_the_end(move |conn| conn.batch_execute(&format!("INSERT INTO t VALUES ({x})")))
    }

    fn fail(conn: &mut Conn, x: i64) -> QueryResult<()> {
        add(conn, x)?;
        Err(diesel::result::Error::RollbackTransaction)
    }

    #[test]
    fn what_waits_for_the_end_is_done_then_and_at_once_outside_of_a_transaction() {
        let mut conn = conn();
        add(&mut conn, 1).unwrap();
        assert_eq!(rows(&mut conn), [1]);
        let within = conn.transaction(|conn| {
            add(conn, 2)?;
            QueryResult::Ok(rows(conn))
        });
        assert_eq!((within.unwrap(), rows(&mut conn)), (vec![1], vec![1, 2]));
    }

    #[test]
    fn what_wanted_it_and_is_undone_takes_it_along() {
        let mut conn = conn();
        let kept = conn.transaction(|conn| {
            add(conn, 1)?;
            conn.transaction(|conn| add(conn, 2))?;
            assert!(conn.transaction(|conn| fail(conn, 3)).is_err());
            add(conn, 4)
        });
        assert!(kept.is_ok() && conn.transaction(|conn| fail(conn, 5)).is_err());
        conn.transaction(|conn| add(conn, 6)).unwrap();
        assert_eq!(rows(&mut conn), [1, 2, 4, 6]);
    }

    #[test]
    fn where_it_fails_nothing_of_the_transaction_is_there() {
        let mut conn = conn();
        let taken = conn.transaction(|conn| {
            conn.batch_execute("INSERT INTO t VALUES (1)")?;
            add(conn, 2)?;
            add(conn, 1)
        });
        assert!(taken.is_err() && rows(&mut conn).is_empty());
        conn.transaction(|conn| add(conn, 7)).unwrap();
        assert_eq!(rows(&mut conn), [7]);
    }

    #[test]
    fn no_more_than_so_much_waits_where_nothing_can_be_undone_by_itself() {
        let mut conn = conn();
        let many = WAITING as i64;
        let seen = conn.transaction(|conn| {
            for x in 1..many {
                add(conn, x)?;
            }
            assert!(rows(conn).is_empty());
            add(conn, many)?;
            let seen = rows(conn).len();
            conn.transaction(|conn| (1..=many).try_for_each(|x| add(conn, many + x)))?;
            QueryResult::Ok((seen, rows(conn).len()))
        });
        assert_eq!((seen.unwrap(), rows(&mut conn).len()), ((WAITING, WAITING), 2 * WAITING));
    }
}
