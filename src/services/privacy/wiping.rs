//! After somebody is erased, and after each cleaning, what was deleted is wiped from the database's files.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::domain::kit::is_ahead;
use crate::services::{Error, Services};
use crate::store::database::installation::{self, Wiping};

/// After how long it is tried again where it failed, or others were reading: it keeps all who write waiting.
const RETRY: TimeDelta = TimeDelta::minutes(5);

/// Does what has been asked for. Not by who erases: writing a large database anew takes its time.
///
/// # Errors
/// It is asked for still.
pub async fn wipe(services: &Arc<Services>) -> Result<(), Error> {
    let Some(asked) = services.db.read(installation::wiping).await? else { return Ok(()) };
    let now = services.clock.now();
    if asked.asked_at > now && !is_ahead(asked.asked_at, now) {
        return Ok(());
    }
    let wiped = wipe_as_asked(services, asked.clone()).await;
    if !matches!(wiped, Ok(true)) {
        let later = Wiping { asked_at: now + RETRY, ..asked.clone() };
        services.db.write(move |conn| installation::go_on_wiping(conn, &asked, Some(&later))).await?;
    }
    wiped.map(|_| ())
}

/// Whether it is done, or no more to be done by this pass.
async fn wipe_as_asked(services: &Arc<Services>, mut asked: Wiping) -> Result<bool, Error> {
    if !asked.is_written_anew {
        services.db.write_anew().await?;
        let done = Wiping { is_written_anew: true, ..asked.clone() };
        let next = done.clone();
        if !services.db.write(move |conn| installation::go_on_wiping(conn, &asked, Some(&next))).await? {
            // Somebody else was erased meanwhile; the next pass sees to it.
            return Ok(true);
        }
        asked = done;
    }
    if !services.db.empty_log().await? {
        return Ok(false);
    }
    services.db.write(move |conn| installation::go_on_wiping(conn, &asked, None)).await?;
    Ok(true)
}
