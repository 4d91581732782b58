//! All that a run writes, in one transaction.

use actix_web::web;

use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::{Due, Verdict, expires_at};
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::people::PersonId;
use crate::domain::post::notification::Service;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::ProjectId;
use crate::mail::{self, Letter};
use crate::services::{Error, Scope};
use crate::store;
use crate::store::filing::bulletins;
use crate::store::identity::link_tokens::{self, FilingLink};
use crate::store::post::outbox::{self, NewMail};
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::weekly::runs;

/// All that a run writes, prepared before its transaction so that this one is short.
#[derive(Default)]
pub(in crate::services) struct Batch {
    pub mails: Vec<Outgoing>,
    pub filing_links: Vec<([u8; 32], FilingLink)>,
    /// The bulletins that the digest tells.
    pub told: Vec<BulletinId>,
}

/// A message as it leaves.
pub(in crate::services) struct Written {
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
pub(in crate::services) struct Outgoing {
    pub message: Written,
    pub person: Option<PersonId>,
    /// What a reminder is about.
    pub about: Option<(ProjectId, Week)>,
}

impl Batch {
    /// Records the run together with all that it brings; false, and nothing is written, if a replica has done so.
    pub(in crate::services) fn write(self, scope: &mut Scope<'_>, due: Due) -> store::Result<bool> {
        let expires_at = expires_at(due.job, due.occurrence, due.week, &scope.calendar);
        let (conn, now) = (&mut *scope.conn, scope.now);
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
pub(in crate::services) async fn write_mails<F>(write: F) -> Result<Batch, Error>
where
    F: FnOnce() -> Result<Batch, mail::Error> + Send + 'static,
{
    Ok(web::block(write).await.map_err(|_| Error::Stopping)??)
}
