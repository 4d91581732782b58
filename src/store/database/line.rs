//! The line in which work waits for a connection: as a task, which costs some kilobytes, and not as a thread.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::store::{Error, Result};

/// How many may wait for each connection: more would only be served when nobody waits for the answer any more.
const WAITING: usize = 100;

/// Lets as many through as there are connections, in the order in which they came; the rest waits, with a limit.
#[derive(Clone)]
pub(super) struct Line {
    /// For those under way and those who wait.
    room: Arc<Semaphore>,
    /// SQLite lets one write at a time: the others wait here rather than keep a connection from those who read.
    writer: Option<Arc<Semaphore>>,
    connections: Arc<Semaphore>,
    size: usize,
    patience: Duration,
}

/// The right to use a connection, until it is dropped.
pub(super) struct Turn {
    _room: OwnedSemaphorePermit,
    _writer: Option<OwnedSemaphorePermit>,
    _connection: OwnedSemaphorePermit,
}

impl Line {
    pub fn before(connections: u32, one_writer: bool, patience: Duration) -> Line {
        let connections = connections as usize;
        Line {
            room: Arc::new(Semaphore::new(connections * (1 + WAITING))),
            writer: one_writer.then(|| Arc::new(Semaphore::new(1))),
            connections: Arc::new(Semaphore::new(connections)),
            size: connections,
            patience,
        }
    }

    /// How many wait for their turn.
    pub fn waiting(&self) -> usize {
        let here = self.size * (1 + WAITING) - self.room.available_permits();
        here.saturating_sub(self.size - self.connections.available_permits())
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`Error::Busy`] at once where too many wait already, and after waiting for too long.
    pub async fn turn(&self, writes: bool) -> Result<Turn> {
        let room = self.room.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
        let turn = async {
            let writer = match self.writer.clone().filter(|_| writes) {
                Some(writer) => Some(writer.acquire_owned().await?),
                None => None,
            };
            let connection = self.connections.clone().acquire_owned().await?;
            Ok::<_, tokio::sync::AcquireError>(Turn { _room: room, _writer: writer, _connection: connection })
        };
        let turn = tokio::time::timeout(self.patience, turn).await;
        turn.map_err(|_| Error::Busy)?.map_err(|_| Error::BrokenOff)
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::sync::mpsc;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::store::Db;

    const PATIENCE: Duration = Duration::from_secs(10);

    impl Line {
        /// Nobody waits for longer than a look.
        fn without_patience(mut self) -> Line {
            self.patience = Duration::ZERO;
            self
        }
    }

    fn is_waiting(turn: std::pin::Pin<&mut impl Future<Output = Result<Turn>>>) -> bool {
        matches!(turn.poll(&mut Context::from_waker(Waker::noop())), Poll::Pending)
    }

    #[actix_web::test]
    async fn as_many_as_there_are_connections_go_and_the_others_in_the_order_in_which_they_came() {
        let line = Line::before(2, false, PATIENCE);
        let (first, _second) = (line.turn(true).await.unwrap(), line.turn(false).await.unwrap());
        let (mut third, mut fourth) = (pin!(line.turn(false)), pin!(line.turn(false)));
        assert!(is_waiting(third.as_mut()) && is_waiting(fourth.as_mut()));
        drop(first);
        assert!(is_waiting(fourth.as_mut()));
        assert!(third.await.is_ok());
        assert!(fourth.await.is_ok());
    }

    #[actix_web::test]
    async fn of_those_who_write_to_sqlite_one_takes_a_connection() {
        let line = Line::before(2, true, PATIENCE);
        let writer = line.turn(true).await.unwrap();
        let mut next = pin!(line.turn(true));
        assert!(is_waiting(next.as_mut()));
        let reader = line.turn(false).await.unwrap();
        drop(writer);
        assert!(next.await.is_ok());
        drop(reader);
    }

    #[actix_web::test]
    async fn the_line_has_an_end_and_patience_too() {
        let line = Line::before(1, false, PATIENCE);
        let _busy = line.turn(false).await.unwrap();
        assert!(matches!(line.clone().without_patience().turn(false).await, Err(Error::Busy)));
        let mut waiting: Vec<_> = (0..WAITING).map(|_| Box::pin(line.turn(false))).collect();
        assert!(waiting.iter_mut().all(|turn| is_waiting(turn.as_mut())));
        assert!(matches!(line.turn(false).await, Err(Error::Busy)));
        // Who goes away makes room.
        waiting.pop();
        assert!(is_waiting(pin!(line.turn(false))));
    }

    /// Browsers that give up would otherwise leave threads behind without number.
    #[actix_web::test]
    async fn work_that_nobody_waits_for_any_more_keeps_its_turn_until_it_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Db::open(&format!("sqlite://{}/x.sqlite", folder.path().display()), 1).unwrap();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let work = actix_web::rt::spawn({
            let db = db.clone();
            async move {
                db.read(move |_| -> Result<()> {
                    begun.send(()).unwrap();
                    may_end.recv().unwrap();
                    Ok(())
                })
                .await
            }
        });
        has_begun.await.unwrap();
        work.abort();
        assert!(work.await.unwrap_err().is_cancelled());
        let patient = db.clone();
        db.line = db.line.without_patience();
        assert!(matches!(db.read(|_| Ok::<(), Error>(())).await, Err(Error::Busy)));
        end.send(()).unwrap();
        patient.read(|_| Ok::<(), Error>(())).await.unwrap();
    }

    /// Of several things asked for at once one is looked at; a turn that comes for another must not stay with it.
    #[actix_web::test]
    async fn who_is_not_looked_at_holds_up_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/x.sqlite", folder.path().display()), 1).unwrap();
        let (end, may_end) = mpsc::channel::<()>();
        let mut first = pin!(db.read(move |_| -> Result<()> {
            may_end.recv().unwrap();
            Ok(())
        }));
        let mut second = pin!(db.read(|_| Ok::<(), Error>(())));
        let mut look = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut look).is_pending() && second.as_mut().poll(&mut look).is_pending());
        end.send(()).unwrap();
        db.read(|_| Ok::<(), Error>(())).await.unwrap();
        first.await.unwrap();
        second.await.unwrap();
    }
}
