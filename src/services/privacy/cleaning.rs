//! What has ended is forgotten, once a day, after as long as the settings say.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::kit::is_ahead;
use crate::domain::people::absence::KEPT_DAYS;
use crate::services::calendar::absences;
use crate::services::help::letting_go::let_go_daily;
use crate::services::operations::backup::upgrading;
use crate::services::{Error, Scope, Services};
use crate::store::database::installation::{self, Doing};
use crate::store::filing::drafts;
use crate::store::help::{forgetting, offers};
use crate::store::identity::{begun_sign_ins, link_tokens, sessions, throttles};
use crate::store::people::{absences as days, stand_ins};
use crate::store::post::outbox;
use crate::store::privacy::audit;
use crate::store::programme::logos;

/// Cleans up where no replica has done so for a day.
pub async fn clean_daily(services: &Arc<Services>) -> Result<(), Error> {
    let look = |scope: &mut Scope<'_>| -> Result<(Option<DateTime<Utc>>, bool), Error> {
        let last = installation::done_at(scope.conn, Doing::Cleaning)?;
        let is_due = |last| scope.now - last >= TimeDelta::days(1) || is_ahead(last, scope.now);
        Ok((last, last.is_none_or(is_due)))
    };
    let (last, is_due) = services.read(look).await?;
    if !is_due {
        return Ok(());
    }
    services
        .write(move |scope| {
            let is_ours = installation::take_over(scope.conn, Doing::Cleaning, last, scope.now)?;
            if is_ours { clean(scope) } else { Ok(()) }
        })
        .await?;
    upgrading::delete_old(&services.db, services.clock.now());
    let given_back = let_go_daily(services).await?;
    if given_back > 0 {
        tracing::info!(given_back, "requests of which their takers may not know any more are open again");
    }
    Ok(())
}

fn clean(scope: &mut Scope<'_>) -> Result<(), Error> {
    let (retention, this_week, now) = (&scope.services.config.retention, scope.week(), scope.now);
    let today = scope.today();
    absences::settle(scope)?;
    let conn = &mut *scope.conn;
    let before = |days: u16| now - TimeDelta::days(days.into());
    let ended_sessions = sessions::delete_expired(conn, now)? + begun_sign_ins::delete_expired(conn, now)?;
    // For so long the owner of an ended link is told that it has ended, rather than that it never was.
    let ended_links = link_tokens::delete_expired(conn, before(retention.ended_links_days))?;
    let past_throttles = throttles::delete_past(conn, now)?;
    let mail_texts = outbox::delete_texts(conn, before(retention.mail_texts_days))?;
    let mails = outbox::delete_finished(conn, before(retention.mails_days))?;
    let audit_entries = audit::delete_before(conn, before(retention.audit_days))?;
    // A draft that was never filed can be copied for one more week.
    let past_drafts = drafts::delete_before(conn, this_week.previous())?;
    let past_stand_ins = stand_ins::delete_past(conn, today)?;
    let past_absences = days::delete_past(conn, today - KEPT_DAYS)?;
    let ended_offers = offers::delete_ended(conn, now)?;
    let past_outsiders = forgetting::forget_outsiders(conn, before(retention.mail_texts_days))?;
    let unused_logos = logos::delete_unused(conn)?;
    installation::ask_to_wipe(conn, now)?;
    tracing::info!(
        ended_sessions,
        ended_links,
        past_throttles,
        mail_texts,
        mails,
        audit_entries,
        past_drafts,
        past_stand_ins,
        past_absences,
        ended_offers,
        past_outsiders,
        unused_logos,
        "cleaned up"
    );
    Ok(())
}
