//! Somebody is forgotten: what they filed stays, as that of a former member.

use super::kept::{Erasing, KEPT, Kept};
use crate::domain::people::{Member, PersonId};
use crate::domain::privacy::audit::Action;
use crate::mail::files;
use crate::services::calendar::absences;
use crate::services::help::{taking, telling_anew};
use crate::services::identity::notifying::Farewell;
use crate::services::people::protecting_coordinators::{keep_one, take_turns, take_turns_as};
use crate::services::people::referents;
use crate::services::post::rewriting;
use crate::services::{Error, Refusal, Scope};
use crate::store::database::installation;
use crate::store::help::forgetting;
use crate::store::people;
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::privacy::kept;

/// Forgets a person at a coordinator's wish.
///
/// # Errors
/// [`Refusal::LastCoordinator`]: that one stays.
pub fn erase(scope: &mut Scope<'_>, by: impl Into<Actor>, id: PersonId) -> Result<(), Refusal> {
    let by = by.into();
    take_turns_as(scope, by)?;
    forget(scope, by, id)
}

/// Forgets a person at their own.
///
/// # Errors
/// The same.
pub fn erase_oneself(scope: &mut Scope<'_>, member: &Member) -> Result<(), Refusal> {
    take_turns(scope)?;
    forget(scope, member.into(), member.person.id)
}

fn forget(scope: &mut Scope<'_>, by: Actor, id: PersonId) -> Result<(), Refusal> {
    taking::hold_all_of(scope, id)?;
    people::hold(scope.conn, id)?;
    let member = people::member(scope.conn, id, scope.today())?.ok_or(Refusal::Gone)?;
    let (person, farewell) = (&member.person, Farewell::to(scope, &member)?);
    // What their days made of their team's weeks is told already.
    absences::settle(scope)?;
    referents::release(scope, by, id)?;
    audit::record(scope.conn, &Entry::new(by, Action::PersonErased).to(id), scope.now)?;
    audit::forget_networks(scope.conn, id)?;
    let mut names = forgetting::names_of(scope.conn, id, &person.email)?;
    names.push(person.name.to_string());
    taking::leave(scope, &member)?;
    for Kept { table, column, erasing, .. } in KEPT.iter().rev() {
        match erasing {
            Erasing::Row => kept::delete_rows(scope.conn, table, column, id)?,
            Erasing::Name => kept::forget_in(scope.conn, table, column, id)?,
            Erasing::Called => forgetting::forget_person(scope.conn, id)?,
            Erasing::CalledAt => forgetting::forget_address(scope.conn, &person.email)?,
            Erasing::Address => kept::delete_rows_at(scope.conn, table, column, &person.email)?,
            Erasing::Message => outbox::forget(scope.conn, id, person.email.as_str(), scope.now)?,
        }
    }
    let untold = rewriting::take_out(scope, &person.email, &names)?;
    telling_anew::tell(scope, &untold)?;
    let config = &scope.services.config;
    files::forget(&scope.services.letters, &config.mail.files_directory, &person.email, &names)
        .map_err(Error::Mail)?;
    installation::ask_to_wipe(scope.conn, scope.now)?;
    // It alone has the address still, until it is sent.
    farewell.post(scope)?;
    keep_one(scope, person.coordinator)
}
