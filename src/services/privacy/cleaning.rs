//! What has ended is forgotten, once a day, after as long as the settings say.

use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Retention;
use crate::domain::calendar::Week;
use crate::services::{Error, Services};
use crate::store::database::installation;
use crate::store::filing::drafts;
use crate::store::identity::{link_tokens, sessions, throttles};
use crate::store::post::outbox;
use crate::store::privacy::audit;
use crate::store::programme::logos;
use crate::store::{self, Conn};

/// Cleans up where no replica has done so for a day.
pub async fn clean_daily(services: &Services, now: DateTime<Utc>) -> Result<(), Error> {
    let day = TimeDelta::days(1);
    let last = services.db.read(installation::cleaned_at).await?;
    if last.is_some_and(|last| now - last < day) {
        return Ok(());
    }
    let retention = services.config.retention.clone();
    let this_week = services.rules.week_at(now);
    services
        .db
        .write(move |conn| -> store::Result<()> {
            if installation::take_cleaning(conn, last, now)? {
                clean(conn, &retention, this_week, now)
            } else {
                Ok(())
            }
        })
        .await?;
    Ok(())
}

fn clean(conn: &mut Conn, retention: &Retention, this_week: Week, now: DateTime<Utc>) -> store::Result<()> {
    let before = |days: u16| now - TimeDelta::days(days.into());
    let ended_sessions = sessions::delete_expired(conn, now)?;
    // For so long the owner of an ended link is told that it has ended, rather than that it never was.
    let ended_links = link_tokens::delete_expired(conn, before(retention.ended_links_days))?;
    let past_throttles = throttles::delete_past(conn, now)?;
    let mail_texts = outbox::delete_contents(conn, before(retention.mail_texts_days))?;
    let mails = outbox::delete_finished(conn, before(retention.mails_days))?;
    let audit_entries = audit::delete_before(conn, before(retention.audit_days))?;
    // A draft that was never filed can be copied for one more week.
    let past_drafts = drafts::delete_before(conn, this_week.previous())?;
    let unused_logos = logos::delete_unused(conn)?;
    tracing::info!(
        ended_sessions,
        ended_links,
        past_throttles,
        mail_texts,
        mails,
        audit_entries,
        past_drafts,
        unused_logos,
        "cleaned up"
    );
    Ok(())
}
