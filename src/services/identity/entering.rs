//! The door behind all doors: whoever has given one proof is in, or owes the second.

use super::second_factors;
use super::sessions::{self, Browser, Entered};
use super::tokens::Token;
use crate::domain::identity::second_factor::{Owed, STEP_VALIDITY};
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope};
use crate::store::identity::begun_sign_ins::{self, Begun};
use crate::store::people;

/// What has become of somebody at the door.
pub enum Admission {
    In(Entered),
    /// What their browser keeps until the second step: it opens nothing else.
    Begun(Token),
}

/// Lets somebody in who has given one proof, unless they owe another.
///
/// `how` is kept on record once they are in; none where that has been done otherwise.
///
/// # Errors
/// [`Refusal::Gone`] where they are kept out or erased by now.
pub fn enter(
    scope: &mut Scope<'_>,
    person: PersonId,
    browser: &Browser,
    how: Option<Action>,
) -> Result<Admission, Refusal> {
    let held = people::hold(scope.conn, person)?.filter(|person| person.active).ok_or(Refusal::Gone)?;
    if second_factors::owed(scope, &held)? == Owed::Nothing {
        return Ok(Admission::In(sessions::open(scope, person, browser, how)?));
    }
    let (token, until) = (Token::random(), scope.now + STEP_VALIDITY);
    begun_sign_ins::insert(scope.conn, &token.hash(), &Begun { person, how }, scope.now, until)?;
    Ok(Admission::Begun(token))
}
