//! A programme always has somebody who can run it.

use crate::services::{Denied, Error, Refusal, Scope};
use crate::store::people;
use crate::store::privacy::audit::Actor;

/// Waits until nobody else changes who coordinates. What is judged of people is read after it: of two coordinators who
/// remove each other at the same moment, the second sees what the first did, and is refused.
pub fn take_turns(scope: &mut Scope<'_>) -> Result<(), Error> {
    Ok(people::lock_coordinators(scope.conn)?)
}

/// The same for what only a coordinator may do: who waited may be none any more.
pub fn take_turns_as(scope: &mut Scope<'_>, by: Actor) -> Result<(), Error> {
    take_turns(scope)?;
    let Actor::Person(Some(id)) = by else { return Ok(()) };
    let person = people::by_id(scope.conn, id)?;
    let coordinates = person.is_some_and(|person| person.active && person.coordinator);
    if coordinates { Ok(()) } else { Err(Denied::Forbidden.into()) }
}

/// Refuses, and so rolls back, what left nobody to coordinate; `was_coordinator`: whether it touched one.
pub fn keep_one(scope: &mut Scope<'_>, was_coordinator: bool) -> Result<(), Refusal> {
    if was_coordinator && people::count_coordinators(scope.conn)? == 0 {
        return Err(Refusal::LastCoordinator);
    }
    Ok(())
}
