//! What is done once an answer has been given.

use tokio::runtime::Handle;
use tokio_util::task::TaskTracker;

/// Runs such work where a stop waits for it: the threads that answer requests end with the server, and what they had
/// begun beside their answers would be dropped.
pub struct Afterwards {
    runtime: Handle,
    tasks: TaskTracker,
}

impl Afterwards {
    /// On the runtime that calls this, which must be the one that stops last.
    pub fn here() -> Afterwards {
        Afterwards { runtime: Handle::current(), tasks: TaskTracker::new() }
    }

    /// `what` names the work in the log, where it panics.
    pub fn begin(&self, what: &'static str, work: impl Future<Output = ()> + Send + 'static) {
        let work = self.runtime.spawn(work);
        let watched = async move {
            if work.await.is_err_and(|error| error.is_panic()) {
                tracing::error!(what, "what was to be done after an answer panicked");
            }
        };
        self.tasks.spawn_on(watched, &self.runtime);
    }

    /// Waits until all that was begun is done.
    pub async fn done(&self) {
        self.tasks.close();
        self.tasks.wait().await;
        self.tasks.reopen();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::runtime::Builder;
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn what_was_begun_on_a_thread_that_ends_is_done_all_the_same() {
        let afterwards = std::sync::Arc::new(Afterwards::here());
        let (release, held) = oneshot::channel::<()>();
        let (tell, told) = mpsc::channel();
        let begun = afterwards.clone();
        // As a thread that answers requests does: it begins the work, and its runtime goes.
        let answering = std::thread::spawn(move || {
            Builder::new_current_thread().build().unwrap().block_on(async move {
                begun.begin("a test", async move {
                    held.await.unwrap();
                    tell.send("done").unwrap();
                });
            });
        });
        answering.join().unwrap();
        let done = afterwards.done();
        tokio::pin!(done);
        assert!(futures_util::poll!(&mut done).is_pending(), "it waits for what is held");
        release.send(()).unwrap();
        done.await;
        assert_eq!(told.try_recv(), Ok("done"));
    }

    #[tokio::test]
    async fn a_panic_ends_the_waiting() {
        let afterwards = Afterwards::here();
        afterwards.begin("a test", async { panic!("on purpose") });
        afterwards.done().await;
    }
}
