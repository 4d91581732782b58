//! A second factor is removed: by its owner, or for somebody who has lost it.

use std::sync::Arc;

use super::claim::Claim;
use super::{notifying, second_factors};
use crate::domain::identity::Changed;
use crate::domain::identity::second_factor::Owed;
use crate::domain::people::{Email, Member, Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope, Services};
use crate::store;
use crate::store::identity::{authenticators, passkeys, recovery_codes, sessions};
use crate::store::people;
use crate::store::privacy::audit::{self, Actor, Entry};

/// Removes one's own app.
///
/// # Errors
/// [`Refusal::Gone`]; [`Refusal::NotNow`] where a factor is demanded and this is the only one.
pub fn remove_app(scope: &mut Scope<'_>, member: &Member) -> Result<(), Refusal> {
    people::hold(scope.conn, member.person.id)?;
    if !authenticators::delete_of(scope.conn, member.person.id)? {
        return Err(Refusal::Gone);
    }
    after_removal(scope, &member.person, Changed::AuthenticatorRemoved)
}

/// Removes one of one's own passkeys.
///
/// # Errors
/// As of an app.
pub fn remove_passkey(scope: &mut Scope<'_>, member: &Member, id: i64) -> Result<(), Refusal> {
    people::hold(scope.conn, member.person.id)?;
    if !passkeys::delete_one(scope.conn, member.person.id, id)? {
        return Err(Refusal::Gone);
    }
    after_removal(scope, &member.person, Changed::PasskeyRemoved)
}

/// What follows where somebody removed one of their own factors.
fn after_removal(scope: &mut Scope<'_>, person: &Person, changed: Changed) -> Result<(), Refusal> {
    if second_factors::owed(scope, person)? == Owed::Factor {
        return Err(Refusal::NotNow);
    }
    if !second_factors::has_one(scope, person.id)? {
        recovery_codes::delete_of(scope.conn, person.id)?;
    }
    audit::record(scope.conn, &Entry::own(person.id, Action::SecondFactorRemoved), scope.now)?;
    Ok(notifying::tell(scope, person.id, changed, None)?)
}

/// Removes all that somebody has lost, at the wish of another: they get in by one proof, and must sign in anew.
///
/// # Errors
/// [`Refusal::Gone`] where there is nothing to remove.
pub fn remove_all(scope: &mut Scope<'_>, by: impl Into<Actor>, id: PersonId) -> Result<Person, Refusal> {
    let person = people::hold(scope.conn, id)?.ok_or(Refusal::Gone)?;
    if !second_factors::has_one(scope, id)? {
        return Err(Refusal::Gone);
    }
    delete_all(scope, id)?;
    sessions::delete_of(scope.conn, id)?;
    audit::record(scope.conn, &Entry::new(by, Action::SecondFactorRemoved).to(id), scope.now)?;
    notifying::tell(scope, id, Changed::SecondFactorReset, None)?;
    Ok(person)
}

fn delete_all(scope: &mut Scope<'_>, id: PersonId) -> store::Result<()> {
    authenticators::delete_of(scope.conn, id)?;
    passkeys::delete_of(scope.conn, id)?;
    recovery_codes::delete_of(scope.conn, id)
}

/// The same by a coordinator.
pub async fn remove_of(services: &Arc<Services>, claim: Claim, id: PersonId) -> Result<(), Refusal> {
    services.coordinate_proven(claim, move |scope, by| remove_all(scope, by, id).map(|_| ())).await
}

/// The same by who runs the installation, for somebody of that address.
pub fn remove_at(scope: &mut Scope<'_>, email: &Email) -> Result<(), Refusal> {
    let person = people::by_email(scope.conn, email)?.ok_or(Refusal::Gone)?;
    remove_all(scope, Actor::CommandLine, person.id).map(|_| ())
}
