//! What runs beside the web server: looks at the schedule, then at the outbox, again and again.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, watch};

use crate::clock::Clock;
use crate::services::Services;
use crate::services::post::delivering::Delivery;
use crate::services::privacy::cleaning;
use crate::services::weekly::ticking;

/// Held for each pass; whoever else holds it, such as the demo while it moves its clock, keeps the worker waiting.
pub type Turn = Arc<Mutex<()>>;

/// One tick and one delivery pass at the clock's time.
///
/// # Errors
/// What failed is logged; the next pass finds it due still.
pub async fn pass(
    services: &Services,
    delivery: &Delivery,
    clock: &dyn Clock,
) -> Result<(), crate::services::Error> {
    let ticked = ticking::tick(services, clock.now()).await;
    // A schedule that cannot be read must not keep back mails that are written already.
    let delivered = delivery.deliver(clock).await;
    let cleaned = cleaning::clean_daily(services, clock.now()).await;
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
    while !*stop.borrow() {
        let passing = turn.lock().await;
        if let Err(error) = pass(&services, &delivery, clock.as_ref()).await {
            tracing::error!(%error, "the worker's pass failed; it is tried again");
        }
        drop(passing);
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            _ = stop.changed() => {}
        }
    }
}
