//! Whether mails leave at all, and why they do not.

use chrono::{DateTime, TimeDelta, Utc};

#[cfg(test)]
use crate::domain::post::delivery::Reason;
use crate::domain::post::delivery::back_off;
use crate::services::{Error, Scope};
use crate::store::post::outbox::{self, InVain, Why};

/// Mails wait that were tried, and no server has taken any since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standstill {
    /// Since when the first of them waits.
    pub since: DateTime<Utc>,
    /// What came of the latest attempt.
    pub why: Option<Why>,
}

/// So many of those that wait tell enough of why.
const LOOKED_AT: i64 = 50;
/// No mail waits for longer: what a server takes now was written since.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(7);

/// None: mails leave, or none of those that wait (`waiting`) was tried yet.
pub fn find(scope: &mut Scope<'_>, waiting: i64) -> Result<Option<Standstill>, Error> {
    if waiting == 0 {
        return Ok(None);
    }
    let mut in_vain = outbox::in_vain(scope.conn, LOOKED_AT)?;
    let since = in_vain.iter().map(|mail| mail.created_at).min();
    let Some(since) = since else { return Ok(None) };
    in_vain.sort_by_key(tried_at);
    let Some(latest) = in_vain.pop() else { return Ok(None) };
    let tried_at = tried_at(&latest);
    let leaves = outbox::is_any_taken(scope.conn, tried_at, tried_at - LONGEST_WAIT)?;
    Ok((!leaves).then_some(Standstill { since, why: latest.why }))
}

/// When it was tried last, or a little earlier: how long it waits since has a part by chance.
fn tried_at(mail: &InVain) -> DateTime<Utc> {
    mail.next_at - back_off(mail.attempts, 1.0)
}

#[cfg(test)]
impl Standstill {
    pub fn sample() -> Standstill {
        let since = DateTime::from_timestamp(1_772_805_600, 0).unwrap_or_default();
        Standstill { since, why: Some(Why::Cause(Reason::NoConnection.into())) }
    }
}
