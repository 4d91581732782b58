//! Every mail is accounted for, and one that was given up can be sent again.

use std::collections::{BTreeMap, HashMap};

use chrono::TimeDelta;

use super::standing_still::{self, Standstill};
use super::texts;
use crate::domain::people::PersonId;
use crate::domain::post::delivery::State;
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::mail::look::look;
use crate::services::{Error, Refusal, Scope};
use crate::store::post::outbox::{self, Sealed};
use crate::store::privacy::audit::{self, Actor, Entry};

pub use crate::mail::look::Look;
pub use crate::store::post::outbox::{Listed, MailId, Why};

/// How long a mail that a coordinator sends again may take.
pub(super) const SECOND_LIFE: TimeDelta = TimeDelta::hours(48);

/// A part of the mails in one state, and how many there are in each.
pub struct Account {
    pub counts: BTreeMap<State, i64>,
    /// Why none leaves; none: they do.
    pub standstill: Option<Standstill>,
    /// Newest first.
    pub mails: Vec<Listed>,
    /// What the first mail of each run said, where its text is kept and more than its reader may know it.
    pub looks: HashMap<MailId, Look>,
}

/// The mails that are looked at first: what failed, and where nothing did, what was sent.
pub fn worth_a_look(scope: &mut Scope<'_>) -> Result<State, Error> {
    let counts = outbox::count_by_state(scope.conn)?;
    let is_there = |state| counts.get(&state).is_some_and(|count| *count > 0);
    Ok(if !is_there(State::Failed) && is_there(State::Sent) { State::Sent } else { State::Failed })
}

/// Those of a run beside each other, in their order.
pub fn by_run(mails: &[Listed]) -> impl Iterator<Item = &[Listed]> {
    mails.chunk_by(|one, next| one.kind == next.kind && one.created_at == next.created_at)
}

/// So many mails in that state from there on.
pub fn account(scope: &mut Scope<'_>, state: State, offset: i64, count: i64) -> Result<Account, Error> {
    let counts = outbox::count_by_state(scope.conn)?;
    let mails = outbox::list(scope.conn, state, offset, count)?;
    let can_be_looked_at = |mail: &&Listed| mail.kind.parse().is_ok_and(Kind::can_be_looked_at);
    let firsts = by_run(&mails).filter_map(|of_run| of_run.first()).filter(can_be_looked_at);
    let ids: Vec<MailId> = firsts.map(|mail| mail.id).collect();
    let look = |Sealed { id, message_id, bytes }: Sealed| {
        let mail = texts::open(&scope.services.seal, &message_id, &bytes).ok()?;
        Some((id, look(&mail)?))
    };
    let looks = outbox::texts(scope.conn, &ids)?.into_iter().filter_map(look).collect();
    let waiting = [State::Pending, State::Claimed].iter().filter_map(|state| counts.get(state)).sum();
    let standstill = standing_still::find(scope, waiting)?;
    Ok(Account { counts, standstill, mails, looks })
}

/// How many mails were given up for each person and are to be acted on. What failed earlier than texts are kept cannot be
/// sent again, and is left out.
pub fn given_up(scope: &mut Scope<'_>) -> Result<BTreeMap<Option<PersonId>, i64>, Error> {
    let since = scope.now - TimeDelta::days(scope.services.config.retention.mail_texts_days.into());
    Ok(outbox::count_to_act_on(scope.conn, since)?)
}

/// Puts a mail that was given up back in the queue.
///
/// # Errors
/// [`Refusal::Gone`] where it is no such mail.
pub fn try_again(scope: &mut Scope<'_>, by: impl Into<Actor>, id: MailId) -> Result<(), Refusal> {
    if !outbox::try_again(scope.conn, id, scope.now, scope.now + SECOND_LIFE)? {
        return Err(Refusal::Gone);
    }
    let entry = Entry::new(by, Action::MailRetried).with(Detail::Mail(id.0));
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// Takes a mail that waits, or is held, out of the queue.
///
/// # Errors
/// [`Refusal::Gone`] where it is no such mail, such as one that is being sent.
pub fn cancel(scope: &mut Scope<'_>, by: impl Into<Actor>, id: MailId) -> Result<(), Refusal> {
    if !outbox::cancel(scope.conn, id, scope.now)? {
        return Err(Refusal::Gone);
    }
    let entry = Entry::new(by, Action::MailCancelled).with(Detail::Mail(id.0));
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}
