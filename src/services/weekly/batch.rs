//! All that a run writes, in one transaction; of a digest, which goes to many, in several.

use std::collections::BTreeMap;

use crate::domain::calendar::schedule::{Due, Recorded, Verdict, expires_at};
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::help::{EventKind, Request, RequestId};
use crate::domain::people::{Email, Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::services::post::outgoing::Outgoing;
use crate::services::sealing::Seal;
use crate::services::{Error, Scope};
use crate::store::filing::bulletins;
use crate::store::help::events::{self, By};
use crate::store::help::requests;
use crate::store::identity::link_tokens::{self, FilingLink};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::weekly::runs::{self, Begun};
use crate::store::{self, people};

/// All that a run writes, or a part of it, prepared before its transaction so that this one is short.
#[derive(Default)]
pub(in crate::services) struct Batch {
    pub mails: Vec<Outgoing>,
    pub filing_links: Vec<([u8; 32], FilingLink)>,
    /// The bulletins that the digest tells.
    pub told: Vec<BulletinId>,
    /// The requests of which somebody is told or asked, as they were then.
    pub nagged: Vec<(Request, EventKind)>,
    /// Whose addresses stand in them: of those who are written to, and of those whom answers reach.
    pub named: BTreeMap<PersonId, Email>,
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::services) enum Written {
    /// With what came before, if anything did.
    Done(Begun),
    /// A replica was quicker.
    Known,
    /// Somebody whom it names has been erased since, or has another address, or something became of a request: nothing
    /// is written.
    Outdated,
}

impl Batch {
    pub(in crate::services) fn name(&mut self, person: &Person) {
        self.named.insert(person.id, person.email.clone());
    }

    /// Has the run's transaction note in their stories that somebody was told or asked of them, once each.
    pub(in crate::services) fn remember<'a>(
        &mut self,
        requests: impl IntoIterator<Item = &'a Request>,
        kind: EventKind,
    ) {
        for request in requests {
            if !self.nagged.iter().any(|(known, of)| known.id == request.id && *of == kind) {
                self.nagged.push((request.clone(), kind));
            }
        }
    }

    /// Records the run together with all that it brings.
    pub(in crate::services) fn write(self, scope: &mut Scope<'_>, due: Due) -> store::Result<Written> {
        self.write_part(scope, due, None, true)
    }

    /// The same with some of the mails. `begun`: by an earlier part; the first one brings all else.
    pub(in crate::services) fn write_part(
        self,
        scope: &mut Scope<'_>,
        due: Due,
        begun: Option<Begun>,
        is_last: bool,
    ) -> store::Result<Written> {
        // Held: who erases one of them waits, and finds these mails.
        if !self.named.is_empty() && people::hold_addresses(scope.conn, self.named.keys())? != self.named {
            return Ok(Written::Outdated);
        }
        if !self.is_as_it_was(scope)? {
            return Ok(Written::Outdated);
        }
        let run = match begun {
            Some(begun) => begun,
            None => match self.begin(scope, due, is_last)? {
                Some(begun) => begun,
                None => return Ok(Written::Known),
            },
        };
        let expires_at = expires_at(due.job, due.occurrence, due.week, &scope.calendar);
        let mut count = self.written();
        // They are of one moment, at whatever moment each is written.
        scope.now = run.at;
        for mail in self.mails {
            mail.post(scope, Some(run.id), expires_at)?;
        }
        if begun.is_some() && is_last {
            if !runs::finish(scope.conn, run.id)? {
                return Ok(Written::Done(run));
            }
            count = outbox::count_written(scope.conn, run.id)?;
        }
        if is_last && count > 0 {
            let detail = Detail::Mails { job: due.job, week: due.week, count };
            let entry = Entry::new(Actor::Program, Action::MailsWritten).with(detail);
            audit::record(scope.conn, &entry, scope.now)?;
        }
        Ok(Written::Done(run))
    }

    /// None: a replica was quicker.
    fn begin(&self, scope: &mut Scope<'_>, due: Due, is_whole: bool) -> store::Result<Option<Begun>> {
        let Due { job, occurrence, week, verdict } = due;
        let (conn, now) = (&mut *scope.conn, scope.now);
        let recorded = Recorded { job, occurrence, week, ran: verdict == Verdict::Run };
        let Some(id) = runs::record(conn, recorded, is_whole, now)? else { return Ok(None) };
        for (token_hash, link) in &self.filing_links {
            link_tokens::insert_filing(conn, token_hash, link, now)?;
        }
        bulletins::mark_digested(conn, &self.told, now)?;
        for (request, kind) in &self.nagged {
            events::record(conn, request.id, *kind, By::Program, "", now)?;
        }
        Ok(Some(Begun { id, recorded, at: now }))
    }

    /// Whether nothing has become of the requests that it tells of.
    fn is_as_it_was(&self, scope: &mut Scope<'_>) -> store::Result<bool> {
        if self.nagged.is_empty() {
            return Ok(true);
        }
        let ids: Vec<RequestId> = self.nagged.iter().map(|(request, _)| request.id).collect();
        let found = requests::by_ids(scope.conn, &ids)?;
        Ok(self.nagged.iter().all(|(request, _)| found.contains(request)))
    }

    /// With its mails as they will lie in the outbox.
    pub(in crate::services) fn sealed(self, seal: &Seal) -> Batch {
        Batch { mails: self.mails.into_iter().map(|mail| mail.sealed(seal)).collect(), ..self }
    }

    /// # Errors
    /// [`Error::NothingWritten`]: that is no single letter's fault, and recorded as done the run could not be made up for once it
    /// is mended.
    pub(in crate::services) fn can_leave(&self) -> Result<(), Error> {
        let is_lost = self.written() == 0 && !self.mails.is_empty();
        if is_lost { Err(Error::NothingWritten(self.mails.len())) } else { Ok(()) }
    }

    /// How many mails can leave.
    pub(in crate::services) fn written(&self) -> usize {
        self.mails.iter().filter(|mail| mail.is_written()).count()
    }
}
