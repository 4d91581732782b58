//! Somebody has given one proof, and gives the second; or sets up what it will be from now on.

use super::apps::{self, NewApp};
use super::passkey_offers::{self, Answer, Offer};
use super::passkeys::{self, Made};
use super::recording_attempts;
use super::second_factors;
use super::sessions::{self, Browser, Entered};
use super::tokens::Token;
use super::typed_codes::{self, TypedCode, Used};
use crate::domain::identity::second_factor::Owed;
use crate::domain::people::Person;
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Refusal, Scope};
use crate::store::identity::begun_sign_ins::{self, Begun};
use crate::store::identity::sessions as stored;
use crate::store::people;

/// Somebody who is half in.
pub struct Half {
    pub person: Person,
    /// Proof or factor: never nothing.
    pub owed: Owed,
    begun: Begun,
}

/// Whoever has taken the step is in; how many recovery codes are left, where one did it.
pub type Taken = (Entered, Option<usize>);

/// Who that is: looking at it changes nothing.
///
/// # Errors
/// [`Refusal::Gone`] where it has ended: they begin again.
pub fn look(scope: &mut Scope<'_>, token: &Token) -> Result<Half, Refusal> {
    let begun = begun_sign_ins::find(scope.conn, &token.hash(), scope.now)?.ok_or(Refusal::Gone)?;
    let person = people::by_id(scope.conn, begun.person)?.filter(|person| person.active);
    let person = person.ok_or(Refusal::Gone)?;
    match second_factors::owed(scope, &person)? {
        // What was owed is demanded no more: signing in anew leads in.
        Owed::Nothing => Err(Refusal::Gone),
        owed => Ok(Half { person, owed, begun }),
    }
}

/// Takes the second step by a code.
///
/// # Errors
/// The outer one rolls back; the inner one leaves counted what was counted.
pub fn prove(
    scope: &mut Scope<'_>,
    token: &Token,
    typed: &TypedCode,
    browser: &Browser,
) -> Result<Result<Taken, Refusal>, Refusal> {
    let half = look(scope, token)?;
    let proven = typed_codes::use_up(scope, &half.person, typed)?.map(Used::codes_left);
    enter_if(proven, scope, token, half, browser)
}

/// What their browser is asked of passkeys: the proof of one, or a new one. `holder`: by what it is known.
pub fn offer(scope: &mut Scope<'_>, half: &Half, holder: &Token) -> Result<Option<Offer>, Error> {
    match half.owed {
        Owed::Factor => passkey_offers::for_new(scope, &half.person, holder),
        _ => passkey_offers::for_proof(scope, half.person.id, holder),
    }
}

/// Takes the second step by a passkey.
///
/// # Errors
/// As by a code: also an answer that proves nothing has been heard.
pub fn prove_by_passkey(
    scope: &mut Scope<'_>,
    token: &Token,
    (holder, answer): (&Token, &Answer),
    browser: &Browser,
) -> Result<Result<Taken, Refusal>, Refusal> {
    let mut half = look(scope, token)?;
    half.begun.how = half.begun.how.map(|_| Action::SignedInByPasskey);
    let proven = passkeys::prove(scope, half.person.id, holder, answer).map(|()| None);
    enter_if(proven, scope, token, half, browser)
}

fn enter_if(
    proven: Result<Option<usize>, Refusal>,
    scope: &mut Scope<'_>,
    token: &Token,
    half: Half,
    browser: &Browser,
) -> Result<Result<Taken, Refusal>, Refusal> {
    match recording_attempts::heard(scope, half.person.id, browser.network, proven)? {
        Ok(codes_left) => Ok(Ok((enter(scope, token, half, browser)?, codes_left))),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Sets up the factor that is demanded, and lets its owner in, with their recovery codes.
///
/// # Errors
/// [`Refusal::Gone`] also where there is a factor already: by one proof alone it is not replaced.
pub fn set_up(
    scope: &mut Scope<'_>,
    token: &Token,
    new: &NewApp,
    browser: &Browser,
) -> Result<(Entered, Vec<String>), Refusal> {
    let half = owing_a_factor(scope, token)?;
    let codes = apps::set_up(scope, half.person.id, new)?.unwrap_or_default();
    Ok((enter_first(scope, token, half, browser)?, codes))
}

/// The same by a passkey.
pub fn set_up_passkey(
    scope: &mut Scope<'_>,
    token: &Token,
    (holder, new): (&Token, &Made),
    browser: &Browser,
) -> Result<(Entered, Vec<String>), Refusal> {
    let half = owing_a_factor(scope, token)?;
    let codes = passkeys::add(scope, half.person.id, holder, new)?.unwrap_or_default();
    Ok((enter_first(scope, token, half, browser)?, codes))
}

fn owing_a_factor(scope: &mut Scope<'_>, token: &Token) -> Result<Half, Refusal> {
    let half = look(scope, token)?;
    if half.owed == Owed::Factor { Ok(half) } else { Err(Refusal::Gone) }
}

/// Lets somebody in who has a factor from now on. Sessions of before were opened by one proof, and would be good again.
fn enter_first(
    scope: &mut Scope<'_>,
    token: &Token,
    half: Half,
    browser: &Browser,
) -> Result<Entered, Refusal> {
    let person = half.person.id;
    let entered = enter(scope, token, half, browser)?;
    stored::delete_others(scope.conn, person, &entered.session.hash())?;
    Ok(entered)
}

fn enter(scope: &mut Scope<'_>, token: &Token, half: Half, browser: &Browser) -> Result<Entered, Refusal> {
    if !begun_sign_ins::delete(scope.conn, &token.hash())? {
        return Err(Refusal::Gone);
    }
    sessions::open(scope, half.person.id, browser, half.begun.how)
}
