//! Every mail is accounted for, and one that was given up can be sent again.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::domain::post::delivery::State;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::services::{Error, Refusal, Scope};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};

pub use crate::store::post::outbox::{Listed, MailId, Why};

/// How long a mail that a coordinator sends again may take.
pub(super) const SECOND_LIFE: TimeDelta = TimeDelta::hours(48);

/// A part of the mails in one state, and how many there are in each.
pub struct Account {
    pub counts: BTreeMap<State, i64>,
    /// Newest first.
    pub mails: Vec<Listed>,
}

/// So many mails in that state from there on.
pub fn account(scope: &mut Scope<'_>, state: State, offset: i64, count: i64) -> Result<Account, Error> {
    let counts = outbox::count_by_state(scope.conn)?;
    Ok(Account { counts, mails: outbox::list(scope.conn, state, offset, count)? })
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
