//! Looks at the schedule and does what is due.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::batch::{Batch, Written};
use super::{announcing, in_parts, reminding};
use crate::domain::calendar::Closed;
use crate::domain::calendar::schedule::{self, Due, History, Job, Recorded, Verdict};
use crate::services::help::{asking_for_progress, overviewing, telling_referents};
use crate::services::{Error, Scope, Services};
use crate::store;
use crate::store::database::hold;
use crate::store::database::installation::{self, Doing};
use crate::store::weekly::runs;

/// How many of the latest runs say what has been dealt with: months of them.
const HISTORY: i64 = 300;
/// How often a run is prepared, where people change while it is.
const TRIES: usize = 3;

/// Runs what is due by now, each occurrence once over all replicas.
///
/// # Errors
/// Each is logged; the first is for those who must tell that there was one. What else was due has been tried all the same,
/// and what failed is due still.
pub async fn tick(services: &Arc<Services>) -> Result<(), Error> {
    let found = services.read(what_is_due).await;
    let due = found.inspect_err(|error| tracing::error!(%error, "the schedule could not be looked at"))?;
    let mut first_error = note_closing(services).await.err();
    for due in due {
        if let Err(error) = deal_with(services, due).await {
            tracing::error!(job = %due.job, week = %due.week, %error, "a run failed; it is due still");
            first_error.get_or_insert(error);
        }
    }
    first_error.map_or(Ok(()), Err)
}

/// What nobody has dealt with yet: nothing, as long as what was brought back from a backup is held.
pub fn what_is_due(scope: &mut Scope<'_>) -> store::Result<Vec<Due>> {
    if hold::find(scope.conn)?.is_some() { Ok(Vec::new()) } else { due_by_now(scope) }
}

pub(in crate::services) fn due_by_now(scope: &mut Scope<'_>) -> store::Result<Vec<Due>> {
    let recorded = runs::latest(scope.conn, scope.now, HISTORY)?;
    let recorded = recorded.into_iter().map(|(_, recorded)| recorded).collect();
    let history = History { began_at: began_at(scope)?, recorded };
    let due = schedule::due(&scope.services.config.schedule, &scope.calendar, &history, scope.now);
    // What was begun is brought to its end first, however long ago that was.
    let begun = runs::begun(scope.conn)?.into_iter().map(|begun| {
        let Recorded { job, occurrence, week, .. } = begun.recorded;
        Due { job, occurrence, week, verdict: Verdict::Run }
    });
    Ok(begun.chain(due).collect())
}

/// When this installation began. By a clock that was ahead: at the latest when it last cleaned up, which each day moves on
/// behind the schedule.
fn began_at(scope: &mut Scope<'_>) -> store::Result<DateTime<Utc>> {
    let (told, now) = (scope.services.began_at, scope.now);
    if told <= now {
        return Ok(told);
    }
    Ok(installation::done_at(scope.conn, Doing::Cleaning)?.filter(|cleaned| *cleaned <= now).unwrap_or(now))
}

/// Keeps when this week has closed: from then on it stays so, whatever becomes of the settings.
async fn note_closing(services: &Arc<Services>) -> Result<(), Error> {
    let unknown = |scope: &mut Scope<'_>| -> Result<Option<Closed>, Error> {
        let week = scope.week();
        let closed = scope.calendar.closing(week).filter(|closing| closing.at <= scope.now);
        let closed = closed.map(|closing| Closed { week, at: closing.at });
        let known = installation::closed(scope.conn)?;
        Ok(closed.filter(|closed| known.is_none_or(|known| known.week != closed.week)))
    };
    if let Some(closed) = services.read(unknown).await? {
        services.db.write(move |conn| installation::set_closed(conn, closed)).await?;
    }
    Ok(())
}

async fn deal_with(services: &Arc<Services>, due: Due) -> Result<(), Error> {
    for _ in 0..TRIES {
        if write(services, due).await? {
            return Ok(());
        }
    }
    Err(Error::Outdated)
}

/// False: what it names is another matter since it was prepared.
async fn write(services: &Arc<Services>, due: Due) -> Result<bool, Error> {
    let Due { job, occurrence, week, verdict } = due;
    if (verdict, job) == (Verdict::Run, Job::Digest) {
        return in_parts::write(services, due).await;
    }
    let batch = match (verdict, job) {
        (Verdict::Skip, _) | (_, Job::Digest) => Batch::default(),
        (Verdict::Run, Job::Announcement) => announcing::prepare(services, due).await?,
        (Verdict::Run, Job::Reminder) => reminding::prepare(services, due).await?,
        (Verdict::Run, Job::HelpReferent) => telling_referents::prepare(services).await?,
        (Verdict::Run, Job::HelpOverview) => overviewing::prepare(services).await?,
        (Verdict::Run, Job::HelpProgress) => asking_for_progress::prepare(services).await?,
    };
    let mails = batch.written();
    batch.can_leave()?;
    match (services.write(move |scope| batch.write(scope, due)).await?, verdict) {
        (Written::Outdated, _) => return Ok(false),
        (Written::Known, _) => tracing::debug!(%job, %week, "another replica was quicker"),
        (Written::Done(_), Verdict::Run) => tracing::info!(%job, %week, %occurrence, mails, "ran"),
        (Written::Done(_), Verdict::Skip) => {
            tracing::warn!(%job, %week, %occurrence, "came too late and is let pass");
        }
    }
    Ok(true)
}
