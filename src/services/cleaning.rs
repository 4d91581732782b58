//! What has ended is forgotten, once a week.

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::{self, Conn, link_tokens, sessions, throttles};

/// For so long the owner of an ended link is told that it has ended, rather than that it never was.
const LINKS_REMEMBERED: TimeDelta = TimeDelta::days(30);

/// Deletes sessions and links that have expired, and throttles that hold nobody back any more.
pub fn clean(conn: &mut Conn, now: DateTime<Utc>) -> store::Result<()> {
    let ended_sessions = sessions::delete_expired(conn, now)?;
    let ended_links = link_tokens::delete_expired(conn, now - LINKS_REMEMBERED)?;
    let past_throttles = throttles::delete_past(conn, now)?;
    tracing::info!(ended_sessions, ended_links, past_throttles, "cleaned up");
    Ok(())
}
