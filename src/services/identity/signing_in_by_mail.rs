//! Somebody shows that they read their mail: by its link, or by the code in it.

use std::collections::BTreeSet;
use std::net::IpAddr;

use chrono::TimeDelta;

use super::entering::{self, Admission};
use super::recording_attempts;
use super::sessions::Browser;
use super::throttling::count_network;
use super::tokens::Token;
use crate::domain::identity::Network;
use crate::domain::kit::Wrong;
use crate::domain::people::{Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope};
use crate::store::identity::link_tokens;
use crate::store::identity::throttles::{self, Quota};
use crate::store::people;

/// For what the key signs codes: six digits alone would be guessed from their hash.
pub(in crate::services) const CODE: &str = "sign-in-code";
/// How long a code works: less than its link, since it can be guessed, and is read out to whoever asks for it.
pub(in crate::services) const CODE_VALIDITY: TimeDelta = TimeDelta::minutes(10);
/// After so many wrong codes those that were sent are worth nothing.
const MOST_WRONG: i32 = 5;
/// Against one account, whoever asked for the code: some 60 guesses a day, one chance in 17,000. The link in the same
/// mail is not counted, so that nobody is locked out.
const PER_ACCOUNT: Quota = Quota { burst: 10, interval: TimeDelta::minutes(30) };

/// Whom the link lets in: looking at it changes nothing.
///
/// # Errors
/// [`Refusal::LinkEnded`]
pub fn look(scope: &mut Scope<'_>, token: &Token) -> Result<Person, Refusal> {
    let person = link_tokens::sign_in(scope.conn, &token.hash(), scope.now)?;
    let person = person.map_or(Ok(None), |id| people::by_id(scope.conn, id))?;
    person.filter(|person| person.active).ok_or(Refusal::LinkEnded)
}

/// Uses the link up, and lets its owner in.
pub fn accept(scope: &mut Scope<'_>, token: &Token, browser: &Browser) -> Result<Admission, Refusal> {
    let person = use_up(scope, &token.hash())?;
    entering::enter(scope, person, browser, Some(Action::SignedInByLink))
}

fn use_up(scope: &mut Scope<'_>, token_hash: &[u8]) -> Result<PersonId, Refusal> {
    let person = link_tokens::sign_in(scope.conn, token_hash, scope.now)?.ok_or(Refusal::LinkEnded)?;
    people::hold(scope.conn, person)?.filter(|person| person.active).ok_or(Refusal::LinkEnded)?;
    if !link_tokens::use_sign_in(scope.conn, token_hash, scope.now)? {
        return Err(Refusal::LinkEnded);
    }
    Ok(person)
}

/// A code that somebody types.
pub struct TypedCode {
    pub digits: String,
    /// It works in the browser alone that asked for it: what a scanner or a stranger reads elsewhere is worth nothing.
    pub asked_by: Token,
    pub from: Option<IpAddr>,
}

/// Lets in whom the code was sent to.
///
/// # Errors
/// As [`use_code`].
pub fn enter_code(
    scope: &mut Scope<'_>,
    typed: &TypedCode,
    browser: &Browser,
) -> Result<Result<Admission, Refusal>, Refusal> {
    match use_code(scope, typed, None)? {
        Ok(person) => entering::enter(scope, person, browser, Some(Action::SignedInByCode)).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Uses up the code's link; the one whom it was sent to. `of`: it must be theirs. The answer does not tell whether a code
/// was sent at all.
///
/// # Errors
/// The outer one rolls back; the inner one leaves counted what was counted.
pub(super) fn use_code(
    scope: &mut Scope<'_>,
    typed: &TypedCode,
    of: Option<PersonId>,
) -> Result<Result<PersonId, Refusal>, Refusal> {
    let (key, now) = (&scope.services.key, scope.now);
    if let Err(until) = count_network(scope, typed.from)? {
        return Ok(Err(Refusal::Throttled { until }));
    }
    let digits: String = typed.digits.chars().filter(char::is_ascii_digit).collect();
    let mut codes =
        link_tokens::codes_of(scope.conn, &typed.asked_by.hash(), MOST_WRONG, now - CODE_VALIDITY)?;
    codes.retain(|code| of.is_none_or(|person| person == code.person));
    // Where no code was sent, the same work is done for the browser: neither words nor time tell whether one was.
    let mut budgets: BTreeSet<[u8; 32]> =
        codes.iter().map(|code| key.sign("throttle-code", &[&code.person.0.to_be_bytes()])).collect();
    if budgets.is_empty() {
        budgets.insert(key.sign("throttle-code-browser", &[&typed.asked_by.hash()]));
    }
    let mut looks = true;
    for budget in budgets {
        looks &= throttles::attempt(scope.conn, &budget, PER_ACCOUNT, now)?.is_ok();
    }
    let is_right = |code: &&link_tokens::Code| {
        key.verifies(CODE, &[&code.token_hash, digits.as_bytes()], &code.code_hash)
    };
    let wrong = || Refusal::fault("code", Wrong::new("code-wrong"));
    // Past the budget nothing is looked at, and the answer is that of a wrong code: "too many" would tell that the
    // address is known.
    if let Some(code) = codes.iter().find(is_right).filter(|_| looks) {
        return match use_up(scope, &code.token_hash) {
            Err(Refusal::LinkEnded) => Ok(Err(wrong())),
            used => used.map(Ok),
        };
    }
    link_tokens::count_wrong_code(scope.conn, &codes)?;
    let from = typed.from.map(Network::of);
    let mut owners: BTreeSet<Option<PersonId>> = codes.iter().map(|code| Some(code.person)).collect();
    owners.extend(of.map(Some));
    if owners.is_empty() {
        owners.insert(None);
    }
    for owner in owners {
        recording_attempts::failed(scope, owner, &typed.asked_by.hash(), from)?;
    }
    Ok(Err(wrong()))
}
