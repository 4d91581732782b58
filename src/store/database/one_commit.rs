//! Several things that are done in one transaction and kept by one commit, each undone by itself where it does not go well.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::connection::TransactionManager;
use diesel::result::{DatabaseErrorKind, Error as QueryError};
use tokio::sync::oneshot;

use super::bounds::{End, Work, begin_writing, roll_back};
use super::limits::Limits;
use crate::store::{Conn, Error, Result};

type Manager = <Conn as diesel::Connection>::TransactionManager;

/// Something that is to be done.
pub(super) struct Wanted {
    pub work: Work,
    /// Nobody waits for it any more: where it is not kept yet, it is not to be.
    pub is_given_up: Arc<AtomicBool>,
    pub tell: oneshot::Sender<Result<()>>,
}

impl Wanted {
    pub fn tell(self, told: Result<()>) {
        // Who has gone is not told.
        let _ = self.tell.send(told);
    }
}

/// One that has been done.
struct Done {
    /// What it is told once all is kept: that it ended, for what the work has to say it keeps itself, or why it could not.
    told: Result<()>,
    /// Whether it changed something that is to be kept.
    is_good: bool,
    is_given_up: Arc<AtomicBool>,
    tell: oneshot::Sender<Result<()>>,
}

/// Does the first and those after it in one transaction, each as far as it goes well, and tells all of them once that is kept.
/// `next` is told how many have been done, and for how long the transaction has gone on.
pub(super) fn do_together(
    conn: &mut Conn,
    first: Wanted,
    mut next: impl FnMut(usize, Duration) -> Option<Wanted>,
) {
    if let Err(error) = begin_writing(conn, Limits::default()) {
        return first.tell(Err(error));
    }
    let begun = Instant::now();
    let mut all: Vec<Done> = Vec::new();
    let mut wanted = Some(first);
    while let Some(Wanted { work, is_given_up, tell }) = wanted {
        let One { told, is_good, may_go_on } = do_one(conn, work, &is_given_up);
        if !may_go_on {
            // As SQLite does itself where its disk is full.
            roll_back(conn);
            let _ = tell.send(told);
            return tell_failed(all, || Error::BrokenOff);
        }
        all.push(Done { told, is_good, is_given_up, tell });
        wanted = next(all.len(), begun.elapsed());
    }
    // Somebody has been told meanwhile that nothing is saved: by itself theirs cannot be undone any more.
    if all.iter().any(|done| done.is_good && done.is_given_up.load(Ordering::SeqCst)) {
        roll_back(conn);
        return tell_failed(all, || Error::BrokenOff);
    }
    match Manager::commit_transaction(conn) {
        Ok(()) => all.into_iter().for_each(|done| drop(done.tell.send(done.told))),
        Err(error) => {
            let said = error.to_string();
            let again = || QueryError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(said.clone()));
            tell_failed(all, || again().into());
        }
    }
}

/// How one of them went.
struct One {
    told: Result<()>,
    is_good: bool,
    /// Whether the transaction is still there.
    may_go_on: bool,
}

/// Does it in a part of the transaction that is undone by itself unless it goes well.
fn do_one(conn: &mut Conn, work: Work, is_given_up: &AtomicBool) -> One {
    // Whoever asked was told that nothing is saved.
    if is_given_up.load(Ordering::SeqCst) {
        return One { told: Ok(()), is_good: false, may_go_on: true };
    }
    if let Err(error) = Manager::begin_transaction(conn) {
        return One { told: Err(error.into()), is_good: false, may_go_on: false };
    }
    let end = catch_unwind(AssertUnwindSafe(|| work(conn)));
    let is_good = matches!(end, Ok(End::Good)) && !is_given_up.load(Ordering::SeqCst);
    let closed = if is_good { Manager::commit_transaction(conn) } else { undo(conn) };
    let may_go_on = closed.is_ok();
    let told = match (end, closed) {
        (Err(_), _) => Err(Error::Panicked),
        (Ok(_), Err(error)) if is_good => Err(error.into()),
        // What the work says is the thing to tell.
        _ => Ok(()),
    };
    One { told, is_good, may_go_on }
}

/// Undoes that part, and those within it that work left open which panicked.
fn undo(conn: &mut Conn) -> QueryResult<()> {
    while Manager::transaction_manager_status_mut(conn)
        .transaction_depth()?
        .is_some_and(|depth| depth.get() > 1)
    {
        Manager::rollback_transaction(conn)?;
    }
    Ok(())
}

fn tell_failed(all: Vec<Done>, error: impl Fn() -> Error) {
    for Done { tell, told, .. } in all {
        let _ = tell.send(told.and_then(|()| Err(error())));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;

    use super::*;

    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        x: i64,
    }

    fn run(conn: &mut Conn, sql: &str) {
        conn.batch_execute(sql).unwrap();
    }

    fn rows(conn: &mut Conn) -> Vec<i64> {
        let rows: Vec<Row> = diesel::sql_query("SELECT x FROM t ORDER BY x").load(conn).unwrap();
        rows.into_iter().map(|row| row.x).collect()
    }

    /// A file with a table, in which a row may name another one, and two connections to it.
    fn place() -> (tempfile::TempDir, Conn, Conn) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite").display().to_string();
        let connect = || Conn::from(SqliteConnection::establish(&path).unwrap());
        let mut conn = connect();
        run(&mut conn, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");
        run(
            &mut conn,
            "CREATE TABLE t (x INTEGER PRIMARY KEY, of INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)",
        );
        let other = connect();
        (folder, conn, other)
    }

    fn wanted(
        work: impl FnOnce(&mut Conn) -> End + Send + 'static,
    ) -> (Wanted, oneshot::Receiver<Result<()>>) {
        let (tell, told) = oneshot::channel();
        (Wanted { work: Box::new(work), is_given_up: Arc::default(), tell }, told)
    }

    /// What each was told in the end; none: nothing yet.
    type ToldEach = Vec<Option<Result<()>>>;

    fn done(conn: &mut Conn, all: Vec<(Wanted, oneshot::Receiver<Result<()>>)>) -> ToldEach {
        let (wanted, told): (VecDeque<Wanted>, Vec<_>) = all.into_iter().unzip();
        let mut wanted = wanted.into_iter();
        let first = wanted.next().unwrap();
        do_together(conn, first, |_, _| wanted.next());
        told.into_iter().map(|mut told| told.try_recv().ok()).collect()
    }

    fn writes(sql: &'static str, end: End) -> impl FnOnce(&mut Conn) -> End + Send {
        move |conn| {
            run(conn, sql);
            end
        }
    }

    #[test]
    fn what_waits_is_kept_by_one_commit() {
        let (_folder, mut conn, mut other) = place();
        let looks = wanted(move |conn| {
            run(conn, "INSERT INTO t (x) VALUES (3)");
            assert_eq!((rows(conn), rows(&mut other)), (vec![1, 2, 3], vec![]));
            End::Good
        });
        let [first, second] = ["INSERT INTO t (x) VALUES (1)", "INSERT INTO t (x) VALUES (2)"]
            .map(|sql| wanted(writes(sql, End::Good)));
        let told = done(&mut conn, vec![first, second, looks]);
        assert!(told.iter().all(|told| matches!(told, Some(Ok(())))), "{told:?}");
        assert_eq!(rows(&mut conn), [1, 2, 3]);
    }

    #[test]
    fn what_does_not_go_well_is_undone_by_itself() {
        let (_folder, mut conn, _) = place();
        let given_up = wanted(writes("INSERT INTO t (x) VALUES (4)", End::Good));
        given_up.0.is_given_up.store(true, Ordering::SeqCst);
        let panics = wanted(|conn| {
            run(conn, "INSERT INTO t (x) VALUES (3)");
            let _: QueryResult<()> = conn.transaction(|_| panic!("on purpose"));
            End::Good
        });
        let all = vec![
            wanted(writes("INSERT INTO t (x) VALUES (1)", End::Good)),
            wanted(writes("INSERT INTO t (x) VALUES (2)", End::Bad)),
            panics,
            given_up,
            wanted(writes("INSERT INTO t (x) VALUES (5)", End::Good)),
        ];
        let told = done(&mut conn, all);
        assert!(matches!(told[2], Some(Err(Error::Panicked))), "{told:?}");
        assert!([0, 1, 4].iter().all(|at| matches!(told[*at], Some(Ok(())))), "{told:?}");
        assert_eq!(rows(&mut conn), [1, 5]);
        let told = done(&mut conn, vec![wanted(writes("INSERT INTO t (x) VALUES (6)", End::Good))]);
        assert!(matches!(told[0], Some(Ok(()))), "{told:?}");
    }

    /// They wait for what is done after it, too, and are told that nothing is saved where that takes too long.
    #[test]
    fn what_is_given_up_while_others_are_done_is_not_kept() {
        let (_folder, mut conn, _) = place();
        let first = wanted(writes("INSERT INTO t (x) VALUES (1)", End::Good));
        let gives_up = first.0.is_given_up.clone();
        let second = wanted(move |conn| {
            run(conn, "INSERT INTO t (x) VALUES (2)");
            gives_up.store(true, Ordering::SeqCst);
            End::Good
        });
        let told = done(&mut conn, vec![first, second]);
        assert!(matches!(told[1], Some(Err(Error::BrokenOff))), "{told:?}");
        assert_eq!(rows(&mut conn), Vec::<i64>::new());
    }

    #[test]
    fn where_it_cannot_be_kept_nobody_is_told_that_it_is() {
        let (_folder, mut conn, _) = place();
        let all = vec![
            wanted(writes("INSERT INTO t (x) VALUES (1)", End::Good)),
            wanted(writes("INSERT INTO t (x, of) VALUES (2, 9)", End::Good)),
        ];
        let told = done(&mut conn, all);
        let is_passing = |told: &Option<Result<()>>| matches!(told, Some(Err(error)) if error.is_passing());
        assert!(told.iter().all(is_passing), "{told:?}");
        assert_eq!(rows(&mut conn), Vec::<i64>::new());
        let told = done(&mut conn, vec![wanted(writes("INSERT INTO t (x) VALUES (3)", End::Good))]);
        assert!(matches!(told[0], Some(Ok(()))), "{told:?}");
    }

    /// SQLite rolls back by itself where a disk is full, and what comes then would be saved bit by bit.
    #[test]
    fn where_the_transaction_is_gone_nothing_more_is_done_in_it() {
        let (_folder, mut conn, mut other) = place();
        let all = vec![
            wanted(writes("INSERT INTO t (x) VALUES (1)", End::Good)),
            wanted(writes("ROLLBACK", End::Bad)),
            wanted(|_| unreachable!("it is not begun")),
        ];
        let told = done(&mut conn, all);
        assert!(matches!(told[..], [Some(Err(Error::BrokenOff)), Some(Ok(())), None]), "{told:?}");
        assert_eq!(rows(&mut other), Vec::<i64>::new());
        let told = done(&mut conn, vec![wanted(writes("INSERT INTO t (x) VALUES (3)", End::Good))]);
        assert!(matches!(told[0], Some(Ok(()))), "{told:?}");
        assert_eq!(rows(&mut other), [3]);
    }
}
