//! What waits to write to SQLite is done together: whoever's turn comes does what waits behind them, too, and one commit keeps
//! all of it. The disk is waited for once, and what several change is written once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use diesel::connection::TransactionManager;
use tokio::sync::oneshot;

use super::bounds::Work;
use super::line::Line;
use super::one_commit::{Wanted, do_together};
use crate::store::{Conn, Error, Result};

/// How much is done in one transaction at the most, and after how long nothing more is begun in it: whoever has been first waits
/// for the last, and those come next who wait for the same turn to do something by themselves.
const MOST: usize = 32;
const LONGEST: Duration = Duration::from_millis(20);

/// All that waits, in the order in which it came, and where it is done.
#[derive(Clone)]
pub(super) struct Together(Arc<Inner>);

struct Inner {
    longest: Duration,
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

/// Where somebody waits, until it is dropped: what nobody waits for is not begun.
struct Place {
    together: Together,
    number: u64,
    is_given_up: Arc<AtomicBool>,
    told: oneshot::Receiver<Result<()>>,
}

impl Together {
    pub fn on(connect: impl Fn() -> Result<Conn> + Send + Sync + 'static) -> Together {
        Together::within(LONGEST, connect)
    }

    fn within(longest: Duration, connect: impl Fn() -> Result<Conn> + Send + Sync + 'static) -> Together {
        let (waiting, conn) = (Mutex::default(), Mutex::default());
        Together(Arc::new(Inner { longest, waiting, conn, connect: Box::new(connect) }))
    }

    /// Does that work in a transaction, once it is its turn in that line or somebody before it has done it with theirs.
    ///
    /// # Errors
    /// Those of the line and of the transaction; [`Error::Silent`] where it takes longer than `patience` once it is its turn. What
    /// the work has to say it keeps itself.
    pub async fn write(self, line: Line, work: Work, patience: Option<Duration>) -> Result<()> {
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
        let Some(patience) = patience else { return place.told().await };
        tokio::time::timeout(patience, place.told()).await.unwrap_or_else(|_| {
            place.is_given_up.store(true, Ordering::SeqCst);
            Err(Error::Silent)
        })
    }

    /// Whether its connection is at work; none: there is none yet.
    pub fn is_busy(&self) -> Option<bool> {
        match self.0.conn.try_lock() {
            Err(TryLockError::WouldBlock) => Some(true),
            Err(TryLockError::Poisoned(kept)) => kept.into_inner().as_ref().map(|_| false),
            Ok(kept) => kept.as_ref().map(|_| false),
        }
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
        do_together(conn, own, |done, since| {
            let may_go_on = done < MOST && since < self.0.longest;
            let first = may_go_on.then(|| locked(&self.0.waiting).wanted.pop_first()).flatten();
            first.map(|(_, wanted)| wanted)
        });
        if <Conn as diesel::Connection>::TransactionManager::is_broken_transaction_manager(conn) {
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

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task::{Context, Waker};

    use super::*;
    use crate::store::Db;
    use crate::store::database::asked::Asked;
    use crate::store::database::bounds::End;
    use crate::store::database::connecting::Manager;
    use crate::store::database::limits::Limits;

    #[actix_web::test]
    async fn what_waits_is_done_in_one_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/x.sqlite", folder.path().display());
        let (manager, asked) = (Manager::for_url(&url, Limits::default()).unwrap(), Asked::default());
        manager.prepare().unwrap();
        let together = Together::within(Duration::MAX, {
            let asked = asked.clone();
            move || {
                let mut conn = manager.connect_to_write()?;
                asked.count_those_of(&mut conn);
                Ok(conn)
            }
        });
        let line = Line::before(2, true, Duration::from_secs(10));
        let write = |work: Work| Box::pin(together.clone().write(line.clone(), work, None));
        let (begun, has_begun) = oneshot::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let mut first = write(Box::new(move |_| {
            begun.send(()).unwrap();
            may_end.recv().unwrap();
            End::Good
        }));
        let mut look = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut look).is_pending());
        has_begun.await.unwrap();
        let mut others = [(); 2].map(|()| write(Box::new(|_| End::Good)));
        assert!(others.iter_mut().all(|other| other.as_mut().poll(&mut look).is_pending()));
        end.send(()).unwrap();
        first.await.unwrap();
        for other in others {
            other.await.unwrap();
        }
        // It begins and is kept once, and each of them has a savepoint, which is released.
        assert_eq!(asked.count(), 2 + 3 * 2);
    }

    #[actix_web::test]
    async fn who_goes_away_before_it_is_their_turn_wants_nothing_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/x.sqlite", folder.path().display()), 2).unwrap();
        assert_eq!((db.usage().idle, db.usage().busy), (1, 0), "that of the pool");
        let (begun, has_begun) = oneshot::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let mut first = pin!(db.write(move |_| -> Result<()> {
            begun.send(()).unwrap();
            may_end.recv().unwrap();
            Ok(())
        }));
        let mut look = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut look).is_pending());
        has_begun.await.unwrap();
        assert_eq!(db.usage().busy, 1);
        let was_done = Arc::new(AtomicBool::new(false));
        {
            let done = was_done.clone();
            let mut goes_away = pin!(db.write(move |_| -> Result<()> {
                done.store(true, Ordering::SeqCst);
                Ok(())
            }));
            assert!(goes_away.as_mut().poll(&mut look).is_pending());
            // They come to wait,
            tokio::task::yield_now().await;
            assert_eq!(db.usage().waiting, 1);
        }
        // and are gone.
        tokio::task::yield_now().await;
        end.send(()).unwrap();
        first.await.unwrap();
        db.write(|_| Ok::<(), Error>(())).await.unwrap();
        assert!(!was_done.load(Ordering::SeqCst));
    }
}
