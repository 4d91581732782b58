//! Work that takes long, off the threads that must always answer.

use std::panic::Location;

use super::error::Error;

/// Does it on a thread of its own.
///
/// # Errors
/// A panic is told with the place from which this was called; otherwise the program is stopping.
#[track_caller]
pub(in crate::services) fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> impl Future<Output = Result<T, Error>> {
    let place = Location::caller();
    let work = tokio::task::spawn_blocking(work);
    async move {
        work.await.map_err(|error| if error.is_panic() { Error::Panicked(place) } else { Error::Stopping })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_told_as_one_and_a_stop_as_a_stop() {
        assert_eq!(off_thread(|| 7).await.unwrap(), 7);
        let error = off_thread(|| panic!("on purpose")).await.unwrap_err();
        let told = error.to_string();
        assert!(told.contains("panicked") && told.contains("src/services/threads.rs:"), "{told}");
        let stopping = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let handle = runtime.handle().clone();
            drop(runtime);
            let _entered = handle.enter();
            off_thread(|| 7)
        });
        assert!(matches!(stopping.join().unwrap().await, Err(Error::Stopping)));
    }
}
