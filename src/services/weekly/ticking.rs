//! Looks at the schedule and does what is due.

use chrono::{DateTime, Utc};

use super::batch::Batch;
use super::{announcing, digesting, reminding};
use crate::domain::calendar::Pauses;
use crate::domain::calendar::schedule::{self, Due, History, Job, Verdict};
use crate::services::{Error, Services, filing};
use crate::store;
use crate::store::weekly::runs;

/// How many of the latest runs say what has been dealt with: months of them.
const HISTORY: i64 = 300;

/// Runs what is due by now, each occurrence once over all replicas.
///
/// # Errors
/// The first that came up; what else was due has been tried all the same, and what failed is due still.
pub async fn tick(services: &Services, now: DateTime<Utc>) -> Result<(), Error> {
    let (due, pauses) = what_is_due(services, now).await?;
    let mut first_error = None;
    for due in due {
        if let Err(error) = deal_with(services, due, &pauses, now).await {
            first_error.get_or_insert(error);
        }
    }
    first_error.map_or(Ok(()), Err)
}

async fn what_is_due(services: &Services, now: DateTime<Utc>) -> Result<(Vec<Due>, Pauses), Error> {
    let began_at = services.began_at;
    let (recorded, pauses) = services
        .db
        .read(|conn| -> store::Result<_> { Ok((runs::latest(conn, HISTORY)?, filing::pauses(conn)?)) })
        .await?;
    let history =
        History { began_at, recorded: recorded.into_iter().map(|(_, recorded)| recorded).collect() };
    let due = schedule::due(&services.config.schedule, &services.calendar, &pauses, &history, now);
    Ok((due, pauses))
}

async fn deal_with(services: &Services, due: Due, pauses: &Pauses, now: DateTime<Utc>) -> Result<(), Error> {
    let Due { job, occurrence, week, verdict } = due;
    let batch = match (verdict, job) {
        (Verdict::Skip, _) => Batch::default(),
        (Verdict::Run, Job::Announcement) => announcing::prepare(services, week, pauses, now).await?,
        (Verdict::Run, Job::Reminder) => reminding::prepare(services, week, pauses, now).await?,
        (Verdict::Run, Job::Digest) => digesting::prepare(services, week, now).await?,
    };
    let expires_at = schedule::expires_at(job, occurrence, week, &services.calendar, pauses);
    let mails = batch.mails.len();
    let written = services.db.write(move |conn| batch.write(conn, due, expires_at, now)).await?;
    match (written, verdict) {
        (false, _) => tracing::debug!(%job, %week, "another replica was quicker"),
        (true, Verdict::Run) => tracing::info!(%job, %week, %occurrence, mails, "ran"),
        (true, Verdict::Skip) => tracing::warn!(%job, %week, %occurrence, "came too late and is let pass"),
    }
    Ok(())
}
