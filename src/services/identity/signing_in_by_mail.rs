//! Somebody shows that they read their mail: by its link, or by the code in it.

use std::collections::BTreeSet;
use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::signing_in::{PER_ADDRESS, Refusal, site_of};
use super::tokens::{Key, Token};
use crate::domain::people::PersonId;
use crate::store::identity::link_tokens;
use crate::store::identity::throttles::{self, Quota};
use crate::store::{self, Conn};

/// For what the key signs codes: six digits alone would be guessed from their hash.
pub(in crate::services) const CODE: &str = "sign-in-code";
/// After so many wrong codes those that were sent are worth nothing.
const MOST_WRONG: i32 = 5;
/// Against one account, whoever asked for the code: some 60 guesses a day, one chance in 17,000. The link in the same
/// mail is not counted, so that nobody is locked out.
const PER_ACCOUNT: Quota = Quota { burst: 10, interval: TimeDelta::minutes(30) };

/// Whether the link can be used: looking at it changes nothing.
pub fn is_usable(conn: &mut Conn, token: &Token, now: DateTime<Utc>) -> store::Result<bool> {
    Ok(link_tokens::sign_in(conn, &token.hash(), now)?.is_some())
}

/// Uses the link up; none if it cannot be used (any more).
pub fn accept(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> store::Result<Option<PersonId>> {
    let person = link_tokens::sign_in(conn, token_hash, now)?;
    let used = link_tokens::use_sign_in(conn, token_hash, now)?;
    Ok(person.filter(|_| used))
}

/// A code that somebody types.
pub struct TypedCode {
    pub digits: String,
    /// It works in the browser alone that asked for it: what a scanner or a stranger reads elsewhere is worth nothing.
    pub browser: Token,
    pub from: Option<IpAddr>,
}

/// Uses up the code's link. The answer does not tell whether a code was sent at all.
pub fn enter_code(
    conn: &mut Conn,
    key: &Key,
    typed: &TypedCode,
    now: DateTime<Utc>,
) -> store::Result<Result<PersonId, Refusal>> {
    if let Some(address) = typed.from {
        let budget = key.sign("throttle-address", &[&site_of(address)]);
        if let Err(until) = throttles::attempt(conn, &budget, PER_ADDRESS, now)? {
            return Ok(Err(Refusal::Throttled { until }));
        }
    }
    let digits: String = typed.digits.chars().filter(char::is_ascii_digit).collect();
    let codes = link_tokens::codes_of(conn, &typed.browser.hash(), MOST_WRONG, now)?;
    // Where no code was sent, the same work is done for the browser: neither words nor time tell whether one was.
    let mut budgets: BTreeSet<[u8; 32]> =
        codes.iter().map(|code| key.sign("throttle-code", &[&code.person.0.to_be_bytes()])).collect();
    if budgets.is_empty() {
        budgets.insert(key.sign("throttle-code-browser", &[&typed.browser.hash()]));
    }
    let mut looks = true;
    for budget in budgets {
        looks &= throttles::attempt(conn, &budget, PER_ACCOUNT, now)?.is_ok();
    }
    let is_right = |code: &&link_tokens::Code| {
        key.verifies(CODE, &[&code.token_hash, digits.as_bytes()], &code.code_hash)
    };
    // Past the budget nothing is looked at, and the answer is that of a wrong code: "too many" would tell that the
    // address is known.
    if let Some(code) = codes.iter().find(is_right).filter(|_| looks) {
        return Ok(accept(conn, &code.token_hash, now)?.ok_or(Refusal::Wrong));
    }
    link_tokens::count_wrong_code(conn, &codes)?;
    Ok(Err(Refusal::Wrong))
}
