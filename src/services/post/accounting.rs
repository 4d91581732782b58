//! Every mail is accounted for, and one that was given up can be sent again.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::domain::people::Member;
use crate::domain::post::delivery::State;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::services::{Error, Refusal, Scope};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Entry};

pub use crate::store::post::outbox::{Listed, MailId, Why};

/// How long a mail that a coordinator sends again may take.
const SECOND_LIFE: TimeDelta = TimeDelta::hours(48);

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
pub fn try_again(scope: &mut Scope<'_>, by: &Member, id: MailId) -> Result<(), Refusal> {
    if !outbox::try_again(scope.conn, id, scope.now, scope.now + SECOND_LIFE)? {
        return Err(Refusal::Gone);
    }
    let entry = Entry::new(by, Action::MailRetried).with(Detail::Mail(id.0));
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}
