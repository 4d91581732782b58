//! What runs beside the web server: looks at the schedule, then at the outbox, again and again.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::{Mutex, watch};

use crate::clock::Clock;
use crate::services::post::comparing_clocks::{self, Watch};
use crate::services::post::delivering::Delivery;
use crate::services::privacy::cleaning;
use crate::services::weekly::ticking;
use crate::services::{Error, Services};

/// Held for each pass; whoever else holds it, such as the demo while it moves its clock, keeps the worker waiting.
pub type Turn = Arc<Mutex<()>>;

/// One tick and one delivery pass at the clock's time.
///
/// # Errors
/// Each is logged with its cause, and what failed is due still at the next pass; the first is for those who must tell that
/// there was one.
pub async fn pass(services: &Arc<Services>, delivery: &Delivery, clock: &dyn Clock) -> Result<(), Error> {
    let ticked = ticking::tick(services).await;
    // A schedule that cannot be read must not keep back mails that are written already.
    let delivered = delivery.deliver(clock).await;
    let cleaned = cleaning::clean_daily(services).await;
    if let Err(error) = &cleaned {
        tracing::error!(%error, "what is old could not be cleaned up");
    }
    ticked.and(delivered.map(|_| ())).and(cleaned)
}

/// Passes until told to stop; then the pass under way is finished.
pub async fn run(
    services: Arc<Services>,
    delivery: Arc<Delivery>,
    clock: Arc<dyn Clock>,
    turn: Turn,
    mut stop: watch::Receiver<bool>,
) {
    let every = Duration::from_secs(services.config.delivery.tick_seconds);
    let mut clocks = Watch::default();
    while !*stop.borrow() {
        let passing = turn.lock().await;
        match comparing_clocks::skew(&services.db, clock.as_ref()).await {
            Ok(skew) => clocks.note(skew),
            Err(error) => tracing::error!(%error, "the database's clock could not be looked at"),
        }
        // Whatever a pass stumbles over, the next one may succeed: nobody would start this again.
        let pass = AssertUnwindSafe(pass(&services, &delivery, clock.as_ref()));
        if pass.catch_unwind().await.is_err() {
            tracing::error!("the worker's pass panicked; the next one is made all the same");
        }
        drop(passing);
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            _ = stop.changed() => {}
        }
    }
}
