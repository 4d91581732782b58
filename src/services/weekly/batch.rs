//! All that a run writes, in one transaction.

use crate::domain::calendar::schedule::{Due, Verdict, expires_at};
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::services::Scope;
use crate::services::post::outgoing::Outgoing;
use crate::store;
use crate::store::filing::bulletins;
use crate::store::identity::link_tokens::{self, FilingLink};
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
        if self.written() > 0 {
            let detail = Detail::Mails { job: due.job, week: due.week, count: self.written() };
            audit::record(conn, &Entry::new(Actor::Program, Action::MailsWritten).with(detail), now)?;
        }
        for mail in self.mails {
            mail.post(scope, Some(run), expires_at)?;
        }
        Ok(true)
    }

    /// How many mails can leave.
    pub(in crate::services) fn written(&self) -> usize {
        self.mails.iter().filter(|mail| mail.is_written()).count()
    }
}
