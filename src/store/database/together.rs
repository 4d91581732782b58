//! What waits to write to SQLite is done together: whoever's turn comes does what waits behind them, too, and one commit keeps
//! all of it. The disk is waited for once, and what several change is written once.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::connection::TransactionManager;
use diesel::result::{DatabaseErrorKind, Error as QueryError};
use tokio::sync::oneshot;

use super::bounds::{End, Work, begin_writing, roll_back};
use super::limits::Limits;
use super::line::Line;
use crate::store::{Conn, Error, Result};

type Manager = <Conn as diesel::Connection>::TransactionManager;

/// How much is done in one transaction at the most, and after how long nothing more is begun in it: those who wait for something
/// else than a place in it, such as a backup, come next.
const MOST: usize = 32;
const LONGEST: Duration = Duration::from_millis(20);

/// All that waits, in the order in which it came, and where it is done.
#[derive(Clone)]
pub(super) struct Together(Arc<Inner>);

struct Inner {
    waiting: Mutex<Waiting>,
    /// Always the same: SQLite has a connection forget what it has read whenever another one writes. Made when it is first
    /// wanted, and anew where it broke.
    conn: Mutex<Option<Conn>>,
    connect: Box<dyn Fn() -> Result<Conn> + Send + Sync>,
}

#[derive(Default)]
struct Waiting {
    next: u64,
    wanted: BTreeMap<u64, Wanted>,
}

/// Something that is to be done.
struct Wanted {
    work: Work,
    is_given_up: Arc<AtomicBool>,
    tell: oneshot::Sender<Result<()>>,
}

/// Where somebody waits, until it is dropped: what nobody waits for is not begun.
struct Place {
    together: Together,
    number: u64,
    is_given_up: Arc<AtomicBool>,
    told: oneshot::Receiver<Result<()>>,
}

impl Together {
    pub fn on(connect: impl Fn() -> Result<Conn> + Send + Sync + 'static) -> Together {
        let (waiting, conn) = (Mutex::default(), Mutex::default());
        Together(Arc::new(Inner { waiting, conn, connect: Box::new(connect) }))
    }

    /// Does that work in a transaction, once it is its turn in that line or somebody before it has done it with theirs.
    ///
    /// # Errors
    /// Those of the line and of the transaction; [`Error::Silent`] where it takes longer than that once it is its turn. What the
    /// work has to say it keeps itself.
    pub async fn write(self, line: Line, work: Work, patience: Duration) -> Result<()> {
        let mut place = self.join(work);
        let turn = tokio::select! {
            biased;
            told = place.told() => return told,
            turn = line.turn(true) => turn,
        };
        match turn {
            Ok(turn) => {
                let number = place.number;
                tokio::task::spawn_blocking(move || {
                    // Until the work has ended, also where nobody waits for its answer any more.
                    let _turn = turn;
                    self.take_turn(number);
                });
            }
            Err(busy) if place.leave() => return Err(busy),
            // Somebody is at it already.
            Err(_) => {}
        }
        tokio::time::timeout(patience, place.told()).await.unwrap_or_else(|_| {
            place.is_given_up.store(true, Ordering::SeqCst);
            Err(Error::Silent)
        })
    }

    fn join(&self, work: Work) -> Place {
        let (tell, told) = oneshot::channel();
        let is_given_up = Arc::new(AtomicBool::new(false));
        let wanted = Wanted { work, is_given_up: is_given_up.clone(), tell };
        let mut waiting = locked(&self.0.waiting);
        let number = waiting.next;
        waiting.next += 1;
        waiting.wanted.insert(number, wanted);
        Place { together: self.clone(), number, is_given_up, told }
    }

    /// Does that, unless it has been done or left meanwhile, and what waits beside it. This thread waits.
    fn take_turn(&self, number: u64) {
        let Some(own) = self.take(number) else { return };
        let mut kept = locked(&self.0.conn);
        let conn = match kept.take().map_or_else(&self.0.connect, Ok) {
            Ok(conn) => kept.insert(conn),
            Err(error) => return own.tell(Err(error)),
        };
        let begun = Instant::now();
        do_together(conn, own, |done| {
            let may_go_on = done < MOST && begun.elapsed() < LONGEST;
            let first = may_go_on.then(|| locked(&self.0.waiting).wanted.pop_first()).flatten();
            first.map(|(_, wanted)| wanted)
        });
        if Manager::is_broken_transaction_manager(conn) {
            *kept = None;
        }
    }

    fn take(&self, number: u64) -> Option<Wanted> {
        locked(&self.0.waiting).wanted.remove(&number)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Place {
    async fn told(&mut self) -> Result<()> {
        (&mut self.told).await.unwrap_or(Err(Error::BrokenOff))
    }

    /// False where it is being done, or has been.
    fn leave(&self) -> bool {
        self.together.take(self.number).is_some()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.leave();
    }
}

impl Wanted {
    fn tell(self, told: Result<()>) {
        // Who has gone is not told.
        let _ = self.tell.send(told);
    }
}

/// What one of them is told once all is kept: that it ended, for what the work has to say it keeps itself, or why it could not.
type Told = (oneshot::Sender<Result<()>>, Result<()>);

/// Does the first and those after it in one transaction, each as far as it goes well, and tells all of them once that is kept.
/// `next` is told how many have been done.
fn do_together(conn: &mut Conn, first: Wanted, mut next: impl FnMut(usize) -> Option<Wanted>) {
    if let Err(error) = begin_writing(conn, Limits::default().none()) {
        return first.tell(Err(error));
    }
    let mut all: Vec<Told> = Vec::new();
    let mut wanted = Some(first);
    while let Some(Wanted { work, is_given_up, tell }) = wanted {
        let (told, may_go_on) = do_one(conn, work, &is_given_up);
        if !may_go_on {
            // As SQLite does itself where its disk is full.
            roll_back(conn);
            let _ = tell.send(told);
            return tell_failed(all, || Error::BrokenOff);
        }
        all.push((tell, told));
        wanted = next(all.len());
    }
    match Manager::commit_transaction(conn) {
        Ok(()) => all.into_iter().for_each(|(tell, told)| drop(tell.send(told))),
        Err(error) => {
            let said = error.to_string();
            let again = || QueryError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(said.clone()));
            tell_failed(all, || again().into());
        }
    }
}

/// Does it in a part of the transaction that is undone by itself unless it goes well: what it is told if the rest is kept, and
/// whether the transaction is still there.
fn do_one(conn: &mut Conn, work: Work, is_given_up: &AtomicBool) -> (Result<()>, bool) {
    if let Err(error) = Manager::begin_transaction(conn) {
        return (Err(error.into()), false);
    }
    let end = catch_unwind(AssertUnwindSafe(|| work(conn)));
    // Whoever asked was told that nothing is saved.
    let is_good = matches!(end, Ok(End::Good)) && !is_given_up.load(Ordering::SeqCst);
    let closed = if is_good { Manager::commit_transaction(conn) } else { undo(conn) };
    let may_go_on = closed.is_ok();
    match (end, closed) {
        (Err(_), _) => (Err(Error::Panicked), may_go_on),
        (Ok(_), Err(error)) if is_good => (Err(error.into()), may_go_on),
        // What the work says is the thing to tell.
        _ => (Ok(()), may_go_on),
    }
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

fn tell_failed(all: Vec<Told>, error: impl Fn() -> Error) {
    for (tell, told) in all {
        let _ = tell.send(told.and_then(|()| Err(error())));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::future::Future;
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task::{Context, Waker};

    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;

    use super::*;
    use crate::store::Db;

    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        x: i64,
    }

    fn run(conn: &mut Conn, sql: &str) {
        let Conn::Sqlite(conn) = conn else { unreachable!("it is SQLite") };
        conn.batch_execute(sql).unwrap();
    }

    fn rows(conn: &mut Conn) -> Vec<i64> {
        let Conn::Sqlite(conn) = conn else { unreachable!("it is SQLite") };
        let rows: Vec<Row> = diesel::sql_query("SELECT x FROM t ORDER BY x").load(conn).unwrap();
        rows.into_iter().map(|row| row.x).collect()
    }

    /// A file with a table, in which a row may name another one, and two connections to it.
    fn place() -> (tempfile::TempDir, Conn, Conn) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite").display().to_string();
        let connect = || Conn::Sqlite(SqliteConnection::establish(&path).unwrap());
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
        do_together(conn, first, |_| wanted.next());
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
            let Conn::Sqlite(conn) = conn else { unreachable!("it is SQLite") };
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

    #[actix_web::test]
    async fn who_goes_away_before_it_is_their_turn_wants_nothing_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/x.sqlite", folder.path().display()), 2).unwrap();
        let (begun, has_begun) = oneshot::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let mut first = pin!(db.write(move |conn| -> Result<()> {
            run(conn, "CREATE TABLE t (x INTEGER)");
            begun.send(()).unwrap();
            may_end.recv().unwrap();
            Ok(())
        }));
        let mut look = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut look).is_pending());
        has_begun.await.unwrap();
        let insert = |conn: &mut Conn| -> Result<()> {
            run(conn, "INSERT INTO t (x) VALUES (1)");
            Ok(())
        };
        {
            let mut goes_away = pin!(db.write(insert));
            assert!(goes_away.as_mut().poll(&mut look).is_pending());
        }
        end.send(()).unwrap();
        first.await.unwrap();
        db.write(|_| Ok::<(), Error>(())).await.unwrap();
        assert_eq!(db.read(|conn| Ok::<_, Error>(rows(conn))).await.unwrap(), Vec::<i64>::new());
    }
}
