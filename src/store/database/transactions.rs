//! The transactions in which all work is done, as many at a time as there are connections.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use diesel::connection::TransactionManager;
use diesel::r2d2::Pool;
use tokio_util::task::AbortOnDropHandle;

use super::asked::Asked;
use super::bounds::{End, Work, begin_reading, begin_writing, roll_back};
use super::connecting::Manager;
use super::limits::Limits;
use super::line::Line;
use super::onlooker::Onlooker;
use super::together::Together;
use crate::store::{Conn, Error, Result};

/// A pool of connections to one database.
#[derive(Clone)]
pub struct Db {
    manager: Manager,
    pool: Pool<Manager>,
    pub(super) line: Line,
    /// For what waits to write to SQLite, which lets one write at a time; none: it writes by itself.
    together: Option<Together>,
    onlooker: Onlooker,
    asked: Asked,
    limits: Limits,
}

/// How busy the connections are.
pub struct Usage {
    pub idle: u32,
    pub busy: u32,
    pub waiting: usize,
    /// How often the database was asked something since the start.
    pub asked: u64,
}

/// What a transaction is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// One question, which is its own snapshot.
    Glance,
    Read,
    Write,
    Rehearse,
}

impl Db {
    /// Opens `sqlite://PATH`, which it makes where it is missing, or `postgres://…`; one connection must come up.
    pub fn open(url: &str, connections: u32) -> Result<Db> {
        Db::open_within(url, connections, Limits::default())
    }

    /// The same, within limits of one's own.
    pub fn open_within(url: &str, connections: u32, limits: Limits) -> Result<Db> {
        let manager = Manager::for_url(url, limits)?;
        manager.prepare()?;
        Db::connected(manager, connections, limits)
    }

    /// Opens what is there, with one connection, and makes nothing; none where there is no SQLite database yet.
    pub fn visit(url: &str, limits: Limits) -> Result<Option<Db>> {
        let manager = Manager::for_url(url, limits)?;
        if manager.is_there() { Db::connected(manager, 1, limits).map(Some) } else { Ok(None) }
    }

    /// The same database, for work that may take its time: nobody waits for it but who wants it.
    pub fn without_limits(&self) -> Db {
        Db { limits: self.limits.none(), together: None, ..self.clone() }
    }

    /// How many connections there are, what becomes of them, and how many wait for one.
    pub fn usage(&self) -> Usage {
        let state = self.pool.state();
        let busy = state.connections.saturating_sub(state.idle_connections);
        // That which writes is beside the pool.
        let writer = self.together.as_ref().and_then(Together::is_busy);
        Usage {
            idle: state.idle_connections + u32::from(writer == Some(false)),
            busy: busy + u32::from(writer == Some(true)),
            waiting: self.line.waiting(),
            asked: self.asked.count(),
        }
    }

    fn connected(manager: Manager, connections: u32, limits: Limits) -> Result<Db> {
        // The pool hides why a connection fails behind a time-out: the first one is made by hand, for its reason.
        drop(manager.connect_now()?);
        let asked = Asked::default();
        let pool = Pool::builder()
            .max_size(connections)
            .connection_customizer(Box::new(asked.clone()))
            .min_idle(Some(1))
            .connection_timeout(limits.wait)
            .build(manager.clone())?;
        let line = Line::before(connections, manager.is_sqlite(), limits.wait);
        let together = manager.is_sqlite().then(|| {
            let (manager, asked) = (manager.clone(), asked.clone());
            Together::on(move || {
                let mut conn = manager.connect_to_write()?;
                asked.count_those_of(&mut conn);
                Ok(conn)
            })
        });
        Ok(Db { manager, pool, line, together, onlooker: Onlooker::default(), asked, limits })
    }

    /// Reads from one snapshot of the database.
    pub async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        self.run(Purpose::Read, work).await
    }

    /// Asks one question, without the words of a transaction around it: each is a way to PostgreSQL and back.
    pub(super) async fn glance<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(Purpose::Glance, question).await
    }

    /// Reads and writes in one transaction, which an error rolls back.
    pub async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        self.run(Purpose::Write, work).await
    }

    /// Does the work in a transaction that is always rolled back: what it returns tells what would have been done.
    pub async fn rehearse<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        self.run(Purpose::Rehearse, work).await
    }

    async fn run<T, E, F>(&self, purpose: Purpose, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    {
        let answer = Arc::new(Mutex::new(None));
        let place = answer.clone();
        let ended = self.transact(
            purpose,
            Box::new(move |conn| {
                let done = work(conn);
                let end = if done.is_ok() { End::Good } else { End::Bad };
                *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
                end
            }),
        );
        ended.await?;
        let answer = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        answer.unwrap_or_else(|| Err(Error::BrokenOff.into()))
    }

    /// One for all kinds of work and of answers: each of its own would make the program larger by several megabytes.
    async fn transact(&self, purpose: Purpose, work: Work) -> Result<()> {
        let (line, pool, limits) = (self.line.clone(), self.pool.clone(), self.limits);
        // As a task of its own: whoever asked may look at something else meanwhile, and a turn that came to them would be
        // nobody's while others wait for it. Who goes away leaves the line.
        let work = match &self.together {
            Some(together) if purpose == Purpose::Write => {
                tokio::spawn(together.clone().write(line, work, limits.transaction))
            }
            _ => tokio::spawn(by_itself(line, pool, (purpose, limits), work)),
        };
        AbortOnDropHandle::new(work).await?
    }

    /// The same, while nobody else of this program writes.
    pub(super) async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = self.line.turn(true).await?;
        self.apart(move |conn| {
            let _turn = turn;
            work(conn)
        })
        .await
    }

    pub(super) fn manager(&self) -> &Manager {
        &self.manager
    }

    pub(super) fn onlooker(&self) -> &Onlooker {
        &self.onlooker
    }

    pub fn is_sqlite(&self) -> bool {
        self.manager.is_sqlite()
    }

    /// Where an SQLite database lies.
    pub fn file(&self) -> Option<&std::path::Path> {
        self.manager.file()
    }

    /// Does the work on a connection of its own, outside any transaction, and closes it.
    pub(super) async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let manager = self.manager.clone();
        let work = tokio::task::spawn_blocking(move || work(&mut manager.connect_now()?));
        work.await.unwrap_or_else(|end| Err(end.into()))
    }
}

/// Does the work in a transaction of its own, once it is its turn in that line.
async fn by_itself(
    line: Line,
    pool: Pool<Manager>,
    (purpose, limits): (Purpose, Limits),
    work: Work,
) -> Result<()> {
    let turn = line.turn(matches!(purpose, Purpose::Write | Purpose::Rehearse)).await?;
    let is_given_up = Arc::new(AtomicBool::new(false));
    let known = is_given_up.clone();
    let work = tokio::task::spawn_blocking(move || {
        // Until the work has ended, also where nobody waits for its answer any more.
        let _turn = turn;
        let mut conn = pool.get().map_err(Error::from)?;
        let work = |conn: &mut Conn| {
            let end = work(conn);
            // Whoever asked was told that nothing is saved.
            if known.load(Ordering::SeqCst) { End::Bad } else { end }
        };
        within_transaction(&mut conn, (purpose, limits), work)
    });
    match limits.transaction {
        Some(patience) => tokio::time::timeout(patience, work).await.unwrap_or_else(|_| {
            is_given_up.store(true, Ordering::SeqCst);
            Ok(Err(Error::Silent))
        }),
        None => work.await,
    }?
}

/// Does the work in a transaction that writes, and commits it or, after an error, rolls it back.
pub(super) fn writing<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let mut answer = Err(Error::BrokenOff);
    within_transaction(conn, (Purpose::Write, Limits::default().none()), |conn| {
        answer = work(conn);
        if answer.is_ok() { End::Good } else { End::Bad }
    })?;
    answer
}

/// Begins a transaction, has the work done, and commits it, or rolls it back after a bad end and after a rehearsal.
///
/// # Errors
/// Those of beginning and of committing: what the work has to say it keeps itself.
fn within_transaction(
    conn: &mut Conn,
    (purpose, limits): (Purpose, Limits),
    work: impl FnOnce(&mut Conn) -> End,
) -> Result<()> {
    type Manager = <Conn as diesel::Connection>::TransactionManager;
    match purpose {
        Purpose::Glance => {
            work(conn);
            return Ok(());
        }
        Purpose::Read => begin_reading(conn, limits)?,
        Purpose::Write | Purpose::Rehearse => begin_writing(conn, limits)?,
    }
    if work(conn) == End::Good && purpose != Purpose::Rehearse {
        Manager::commit_transaction(conn)?;
    } else {
        roll_back(conn);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};
    use std::time::Duration;

    use diesel::RunQueryDsl;
    use diesel::connection::SimpleConnection;
    use diesel::dsl::sql;
    use diesel::sql_types::BigInt;

    use super::*;

    /// Many wait for several things at once, and look at one of them at a time.
    #[actix_web::test]
    async fn who_looks_away_keeps_nobody_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/x.sqlite", folder.path().display()), 2).unwrap();
        let mut looked_at_once = pin!(db.write(|_| Ok::<(), Error>(())));
        let _ = looked_at_once.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        db.write(|_| Ok::<(), Error>(())).await.unwrap();
        looked_at_once.await.unwrap();
    }

    /// Such as one on a disk that has fallen silent.
    #[actix_web::test]
    async fn what_takes_longer_than_its_limit_is_given_up_and_not_saved_on_sqlite_either() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/x.sqlite", folder.path().display());
        let limits = Limits { transaction: Some(Duration::from_millis(20)), ..Limits::default() };
        let db = Db::open_within(&url, 1, limits).unwrap();
        let make = |sql: &'static str| {
            move |conn: &mut Conn| -> Result<()> {
                conn.batch_execute(sql)?;
                Ok(())
            }
        };
        db.without_limits().write(make("CREATE TABLE t (x INTEGER)")).await.unwrap();
        let (told, until_told) = std::sync::mpsc::channel();
        let given_up = db.write(move |conn| -> Result<()> {
            make("INSERT INTO t VALUES (1)")(conn)?;
            until_told.recv().unwrap();
            Ok(())
        });
        assert!(matches!(given_up.await, Err(Error::Silent)));
        // Where the thread came too late, it has not even begun.
        let _ = told.send(());
        // Whoever writes next comes after it.
        db.without_limits().write(|_| Ok::<(), Error>(())).await.unwrap();
        let count = |conn: &mut Conn| -> Result<i64> {
            Ok(diesel::select(sql::<BigInt>("(SELECT count(*) FROM t)")).get_result(conn)?)
        };
        assert_eq!(db.without_limits().read(count).await.unwrap(), 0);
    }

    #[actix_web::test]
    async fn a_panic_is_told_as_one_and_keeps_no_connection() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/x.sqlite", folder.path().display()), 1).unwrap();
        let broken = db.write(|_| -> Result<()> { panic!("on purpose") }).await;
        assert!(matches!(broken, Err(Error::Panicked)), "{broken:?}");
        db.write(|_| Ok::<(), Error>(())).await.unwrap();
    }
}
