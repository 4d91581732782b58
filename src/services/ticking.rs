//! Looks at the schedule and does what is due.

use actix_web::web;
use chrono::{DateTime, Utc};

use super::{Error, Services, announcing, digesting, filing, reminding};
use crate::domain::audit::Action;
use crate::domain::bulletin::BulletinId;
use crate::domain::calendar::Pauses;
use crate::domain::notification::Service;
use crate::domain::people::PersonId;
use crate::domain::project::ProjectId;
use crate::domain::schedule::{self, Due, History, Job, Verdict};
use crate::domain::week::Week;
use crate::mail::{self, Letter};
use crate::store::audit::{self, Actor, Entry};
use crate::store::link_tokens::{self, FilingLink};
use crate::store::outbox::{self, NewMail};
use crate::store::{self, Conn, bulletins, runs};

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

/// All that a run writes, prepared before its transaction so that this one is short.
#[derive(Default)]
pub(super) struct Batch {
    pub mails: Vec<Outgoing>,
    pub filing_links: Vec<([u8; 32], FilingLink)>,
    /// The bulletins that the digest tells.
    pub told: Vec<BulletinId>,
}

/// A message as it leaves.
pub(super) struct Written {
    pub service: Service,
    pub kind: &'static str,
    pub recipient: String,
    pub message_id: String,
    pub content: Vec<u8>,
}

impl From<Letter> for Written {
    fn from(letter: Letter) -> Self {
        let Letter { kind, recipient, message_id, content } = letter;
        Written { service: Service::Email, kind, recipient: recipient.to_string(), message_id, content }
    }
}

impl Written {
    /// What is said in a chat.
    pub fn in_chat(service: Service, kind: &'static str, to: &str, text: String) -> Written {
        let message_id = format!("{:032x}", rand::random::<u128>());
        Written { service, kind, recipient: to.to_owned(), message_id, content: text.into_bytes() }
    }
}

/// A message and what the outbox needs to know of it.
pub(super) struct Outgoing {
    pub message: Written,
    pub person: Option<PersonId>,
    /// What a reminder is about.
    pub about: Option<(ProjectId, Week)>,
}

impl Batch {
    /// Records the run together with all that it brings; false, and nothing is written, if a replica has done so.
    fn write(
        self,
        conn: &mut Conn,
        due: Due,
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> store::Result<bool> {
        let ran = due.verdict == Verdict::Run;
        let Some(run) = runs::record(conn, (due.job, due.occurrence), due.week, ran, now)? else {
            return Ok(false);
        };
        for (token_hash, link) in &self.filing_links {
            link_tokens::insert_filing(conn, token_hash, link, now)?;
        }
        bulletins::mark_digested(conn, &self.told, now)?;
        if !self.mails.is_empty() {
            let detail = format!("{} {} × {}", due.job, due.week, self.mails.len());
            audit::record(conn, &Entry::new(Actor::Program, Action::MailsWritten).with(detail), now)?;
        }
        for Outgoing { message, person, about } in self.mails {
            let Written { service, kind, recipient, message_id, content } = message;
            let run = Some(run);
            let mail =
                NewMail { run, service, kind, recipient, person, about, message_id, content, expires_at };
            outbox::insert(conn, &mail, now)?;
        }
        Ok(true)
    }
}

/// Writes mails off the async threads: a thousand digests take seconds.
pub(super) async fn write_mails<F>(write: F) -> Result<Batch, Error>
where
    F: FnOnce() -> Result<Batch, mail::Error> + Send + 'static,
{
    Ok(web::block(write).await.map_err(|_| Error::Stopping)??)
}
