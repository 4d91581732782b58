//! What runs beside the web server: looks at the schedule, then at what was asked for and at the outbox, again and again.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use tokio::sync::{Mutex, Notify, watch};

use crate::clock::Clock;
use crate::services::identity::answering_asks;
use crate::services::operations::backup::rotating;
use crate::services::operations::{ahead, first_look};
use crate::services::post::comparing_clocks::{self, Watch};
use crate::services::post::delivering::Delivery;
use crate::services::post::holding;
use crate::services::privacy::{cleaning, wiping};
use crate::services::weekly::ticking;
use crate::services::{Error, Services};

/// How often who runs this is told the same.
const TELL_AGAIN: Duration = Duration::from_secs(3600);

/// Held for each pass; whoever else holds it, such as the demo while it moves its clock, keeps the worker waiting.
pub type Turn = Arc<Mutex<()>>;

/// One tick, an answer to all that was asked for, and one delivery pass at the clock's time.
///
/// # Errors
/// Each is logged with its cause, and what failed is due still at the next pass; the first is for those who must tell that
/// there was one.
pub async fn pass(services: &Arc<Services>, delivery: &Delivery, clock: &dyn Clock) -> Result<(), Error> {
    let ticked = ticking::tick(services).await;
    let answered = answering_asks::answer(services).await;
    // A schedule that cannot be read must not keep back mails that are written already.
    let delivered = delivery.deliver(clock).await;
    let told = holding::tell(services).await;
    if let Err(error) = &told {
        tracing::error!(%error, "the coordination could not be told yet of mails that are held");
    }
    let cleaned = cleaning::clean_daily(services).await;
    if let Err(error) = &cleaned {
        tracing::error!(%error, "what is old could not be cleaned up");
    }
    let wiped = wiping::wipe(services).await;
    if let Err(error) = &wiped {
        tracing::error!(%error, "what was deleted could not be wiped from the database's files yet");
    }
    let backed_up = rotating::back_up_when_due(services).await;
    if let Err(error) = &backed_up {
        tracing::error!(
            error = error as &dyn std::error::Error,
            "no backup could be taken; it is tried again in an hour"
        );
    }
    ticked.and(answered).and(delivered.map(|_| ())).and(told).and(cleaned).and(wiped)
}

/// Passes until told to stop; then the pass under way is finished. `is_sure`: the clock needs no second look before the first one.
pub async fn run(
    services: Arc<Services>,
    delivery: Arc<Delivery>,
    clock: Arc<dyn Clock>,
    turn: Turn,
    is_sure: bool,
    stop: watch::Receiver<bool>,
) {
    let written = Notify::new();
    let passes = passes(&services, &delivery, clock.as_ref(), &turn, (&written, is_sure), stop.clone());
    tokio::join!(passes, answers(&services, &written, stop));
}

/// Answers what is asked for as soon as it is, whatever pass is under way: of those one may take long. It is sent by that
/// pass, which looks again as it goes, or by the next one, which begins at once.
async fn answers(services: &Arc<Services>, written: &Notify, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        tokio::select! {
            () = services.asked.notified() => {}
            _ = stop.changed() => return,
        }
        // What fails is logged there, and due still at the next pass.
        let answer = AssertUnwindSafe(answering_asks::answer(services));
        if answer.catch_unwind().await.is_err() {
            tracing::error!("answering what was asked for panicked; the next pass tries again");
        }
        written.notify_one();
    }
}

/// What a clock that was ahead has written is put right by itself as far as that is safe; who runs this is told of the rest.
async fn tell_what_lies_ahead(services: &Arc<Services>) {
    match services.read(ahead::silencing).await {
        Ok(found) if found.is_empty() => {}
        Ok(found) => tracing::error!(
            what = ahead::in_words(&found),
            "a clock was ahead: these moments lie in the future; `bulletins check --repair` puts them right"
        ),
        Err(error) => tracing::error!(%error, "what lies ahead of the clock could not be looked at"),
    }
}

async fn passes(
    services: &Arc<Services>,
    delivery: &Delivery,
    clock: &dyn Clock,
    turn: &Turn,
    (written, mut is_sure): (&Notify, bool),
    mut stop: watch::Receiver<bool>,
) {
    let every = Duration::from_secs(services.config.delivery.tick_seconds);
    let mut clocks = Watch::default();
    let mut ahead_told = None;
    while !*stop.borrow() {
        let passing = turn.lock().await;
        match comparing_clocks::skew(&services.db, clock).await {
            Ok(skew) => clocks.note(skew),
            Err(error) => tracing::error!(%error, "the database's clock could not be looked at"),
        }
        if !is_sure {
            is_sure = first_look::is_sure(services).await.unwrap_or_else(|error| {
                tracing::error!(%error, "when anything was last done here could not be looked at");
                false
            });
        }
        if is_sure {
            // Whatever a pass stumbles over, the next one may succeed: nobody would start this again.
            let pass = AssertUnwindSafe(pass(services, delivery, clock));
            if pass.catch_unwind().await.is_err() {
                tracing::error!("the worker's pass panicked; the next one is made all the same");
            }
            if ahead_told.is_none_or(|told: Instant| told.elapsed() >= TELL_AGAIN) {
                ahead_told = Some(Instant::now());
                tell_what_lies_ahead(services).await;
            }
        }
        drop(passing);
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            () = written.notified() => {}
            _ = stop.changed() => {}
        }
    }
}
