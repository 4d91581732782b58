//! What systemd is told, where it runs this: that it serves, that it stops, and that it is alive.

use sd_notify::NotifyState;

/// It serves; from now on it says that it is alive as often as the unit wants (`WatchdogSec`), as long as its tasks run.
pub fn tell_ready() {
    tell(NotifyState::Ready);
    let Some(limit) = sd_notify::watchdog_enabled() else { return };
    actix_web::rt::spawn(async move {
        loop {
            tell(NotifyState::Watchdog);
            tokio::time::sleep(limit / 3).await;
        }
    });
}

pub fn tell_stopping() {
    tell(NotifyState::Stopping);
}

fn tell(state: NotifyState) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!(%error, "systemd could not be told");
    }
}
