//! Whether requests can be sent to this replica.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::time::timeout;

use super::ahead::{self, Ahead};
use super::last_tried::Tried;
use crate::services::{Error, Scope, Services};
use crate::store;

pub use crate::store::{Standing, Trouble};

/// Who asks waits no longer: whoever asks gives up after some seconds, too.
const PATIENCE: Duration = Duration::from_secs(3);
/// For so long all who ask are told what was found.
const SHARED: TimeDelta = TimeDelta::seconds(10);

/// How the database stands to this program; it is only read.
///
/// # Errors
/// Also where it does not answer soon.
pub async fn standing(services: &Services) -> store::Result<Standing> {
    timeout(PATIENCE, store::standing(&services.db)).await.unwrap_or(Err(store::Error::Silent))
}

/// Whether it can be written, which is tried at most once in ten seconds.
pub async fn tried(services: &Arc<Services>) -> Tried {
    let mut last = services.tried.0.lock().await;
    let now = services.clock.now();
    if let Some((at, tried)) = &*last
        && (now - *at).abs() < SHARED
    {
        return tried.clone();
    }
    let tried = Tried { trouble: trouble(services).await, ahead: ahead(services).await };
    *last = Some((now, tried.clone()));
    tried
}

async fn trouble(services: &Services) -> Option<Trouble> {
    // Who waits for others that write has found nothing.
    let error = timeout(PATIENCE, services.db.try_to_write()).await.ok()?.err()?;
    let trouble = error.trouble();
    let is_a_finding = !matches!(error, store::Error::Busy) && trouble != Trouble::Locked;
    if is_a_finding {
        tracing::error!(%error, "the database cannot be written");
    }
    is_a_finding.then_some(trouble)
}

async fn ahead(services: &Arc<Services>) -> Vec<Ahead> {
    let look = services.read(|scope: &mut Scope<'_>| -> Result<_, Error> { ahead::silencing(scope) });
    // Where it cannot be looked at, that is told by itself.
    timeout(PATIENCE, look).await.ok().and_then(Result::ok).unwrap_or_default()
}
