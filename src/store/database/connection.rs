//! What all queries are written against: they run on both databases.

use diesel::connection::{
    CacheSize, ConnectionSealed, DefaultLoadingMode, Instrumentation, LoadConnection, SimpleConnection,
    TransactionManager, TransactionManagerStatus,
};
use diesel::expression::QueryMetadata;
use diesel::query_builder::{Query, QueryFragment, QueryId};
use diesel::{Connection, ConnectionResult, PgConnection, QueryResult, SqliteConnection};

use super::either::{Either, MultiBackend};
use super::wording::Worded;

/// A connection to one of the two databases.
///
/// Diesel's enum of connections is in it, which puts a statement's text together whenever the connection that it holds walks
/// over the statement: for its key, for whether it may be kept prepared, for its values. Here a text is remembered.
pub struct Conn(Either);

impl Conn {
    /// Which it is, for what is said otherwise to either.
    pub fn either(&mut self) -> &mut Either {
        &mut self.0
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.0, Either::Sqlite(_))
    }
}

impl From<SqliteConnection> for Conn {
    fn from(conn: SqliteConnection) -> Conn {
        Conn(Either::Sqlite(conn))
    }
}

impl From<PgConnection> for Conn {
    fn from(conn: PgConnection) -> Conn {
        Conn(Either::Postgres(conn))
    }
}

impl SimpleConnection for Conn {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        self.0.batch_execute(query)
    }
}

impl ConnectionSealed for Conn {}

impl Connection for Conn {
    type Backend = MultiBackend;
    type TransactionManager = Transactions;

    fn establish(address: &str) -> ConnectionResult<Conn> {
        Either::establish(address).map(Conn)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<MultiBackend> + QueryId,
    {
        self.0.execute_returning_count(&Worded::new(source))
    }

    fn transaction_state(&mut self) -> &mut Either {
        &mut self.0
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.0.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.0.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.0.set_prepared_statement_cache_size(size);
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
        self.0.load(Worded::new(source))
    }
}

/// Its transactions are those of what it holds.
pub struct Transactions;

impl TransactionManager<Conn> for Transactions {
    type TransactionStateData = Either;

    fn begin_transaction(conn: &mut Conn) -> QueryResult<()> {
        Either::begin_transaction(&mut conn.0)
    }

    fn rollback_transaction(conn: &mut Conn) -> QueryResult<()> {
        Either::rollback_transaction(&mut conn.0)
    }

    fn commit_transaction(conn: &mut Conn) -> QueryResult<()> {
        Either::commit_transaction(&mut conn.0)
    }

    fn transaction_manager_status_mut(conn: &mut Conn) -> &mut TransactionManagerStatus {
        Either::transaction_manager_status_mut(&mut conn.0)
    }

    fn is_broken_transaction_manager(conn: &mut Conn) -> bool {
        Either::is_broken_transaction_manager(&mut conn.0)
    }
}
