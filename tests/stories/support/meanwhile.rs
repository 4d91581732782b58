//! Transactions that stay open while others begin: what waits for whom is the story's choice, not the machine's.

use std::sync::mpsc;

use bulletins::services::{Refusal, Scope};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::app::TestApp;
use super::database::Database;

/// A transaction that has done its work, and ends when it is told to.
pub struct Open {
    release: mpsc::Sender<()>,
    transaction: JoinHandle<Result<(), Refusal>>,
}

impl Open {
    pub async fn begin(
        app: &TestApp,
        work: impl FnOnce(&mut Scope<'_>) -> Result<(), Refusal> + Send + 'static,
    ) -> Open {
        let (tell, done) = oneshot::channel();
        let (release, held) = mpsc::channel::<()>();
        let services = app.app.services.clone();
        let hold = move |scope: &mut Scope<'_>| {
            work(scope)?;
            tell.send(()).unwrap();
            held.recv().unwrap();
            Ok::<_, Refusal>(())
        };
        let transaction = actix_web::rt::spawn(async move { services.write(hold).await });
        done.await.unwrap();
        Open { release, transaction }
    }

    pub async fn end(self) {
        self.release.send(()).unwrap();
        self.transaction.await.unwrap().unwrap();
    }
}

/// Begins something, and goes on once so many wait for others, it among them, or it has ended.
pub async fn begin_waiting<T: 'static>(
    app: &TestApp,
    waiting: usize,
    something: impl Future<Output = T> + 'static,
) -> JoinHandle<T> {
    let something = actix_web::rt::spawn(something);
    let mut database = Database::at(&app.database);
    let count = "SELECT CAST(count(*) AS TEXT) AS text FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'";
    // SQLite has one writer at a time, and shows nobody who waits.
    let is_there = |database: &mut Database| database.ask(count)[0].parse::<usize>().unwrap() >= waiting;
    while !database.is_sqlite() && !something.is_finished() && !is_there(&mut database) {
        tokio::task::yield_now().await;
    }
    something
}

/// Does the first thing, and the second while the first's transaction is still open; what came of the second.
pub async fn meanwhile<T: 'static>(
    app: &TestApp,
    first: impl FnOnce(&mut Scope<'_>) -> Result<(), Refusal> + Send + 'static,
    second: impl Future<Output = T> + 'static,
) -> T {
    let first = Open::begin(app, first).await;
    let second = begin_waiting(app, 1, second).await;
    first.end().await;
    second.await.unwrap()
}
