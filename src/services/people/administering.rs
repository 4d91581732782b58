//! People are named, given roles, kept out, let in again.

use super::protecting_coordinators::{keep_one, take_turns_as};
use crate::domain::identity::Changed;
use crate::domain::kit::{Faults, Name, Wrong};
use crate::domain::people::{Email, Locale, Member, Membership, Person, PersonId, Role};
use crate::domain::post::delivery::Reason;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::ProjectId;
use crate::services::identity::notifying;
use crate::services::{Refusal, Scope};
use crate::store;
use crate::store::identity::{link_tokens, sessions};
use crate::store::people;
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;

/// What a coordinator typed about a person.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    pub name: String,
    pub email: String,
    /// None: the programme's.
    pub locale: Option<Locale>,
}

/// Another name, address or language. A new address ends all sessions, and is told at both.
pub fn change(scope: &mut Scope<'_>, by: &Member, id: PersonId, typed: &Profile) -> Result<(), Refusal> {
    let known = find(scope, id)?;
    let mut faults = Faults::default();
    let name = faults.keep("name", name_of_another(&typed.name));
    let email = faults.keep("email", Email::parse(&typed.email));
    let owner = email.as_ref().map_or(Ok(None), |email| people::by_email(scope.conn, email))?;
    if owner.is_some_and(|owner| owner.id != id) {
        faults.add("email", Wrong::new("email-taken"));
    }
    let (name, email) = faults.finish(name.zip(email))?;
    people::rename(scope.conn, id, name.as_str())?;
    people::set_locale(scope.conn, id, typed.locale)?;
    if email != known.email {
        // What went to the former address must not let its reader in, nor keep anybody in who came by it. Sessions are
        // first: whoever ends one at this moment writes the record, which waits for a person whose address changes.
        sessions::delete_of(scope.conn, id)?;
        link_tokens::delete_of(scope.conn, id)?;
        people::set_email(scope.conn, id, &email)?;
        tell_both(scope, id, [&known.email, &email])?;
    }
    Ok(audit::record(scope.conn, &Entry::new(by, Action::PersonChanged).to(id), scope.now)?)
}

/// Who loses their address to somebody else is told where they still read it.
fn tell_both(scope: &mut Scope<'_>, id: PersonId, addresses: [&Email; 2]) -> Result<(), Refusal> {
    let Some(member) = people::member(scope.conn, id)? else { return Ok(()) };
    for address in addresses {
        notifying::tell_at(scope, &member, address, Changed::Address, None)?;
    }
    Ok(())
}

/// The name of somebody else: "Give your name." would be the wrong thing to say.
fn name_of_another(typed: &str) -> Result<Name, Wrong> {
    Name::parse(typed).map_err(|wrong| wrong.instead_of("name-missing", "person-name-missing"))
}

fn find(scope: &mut Scope<'_>, id: PersonId) -> Result<Person, Refusal> {
    people::by_id(scope.conn, id)?.ok_or(Refusal::Gone)
}

/// A role on a project, given (or taken) by a coordinator.
#[derive(Debug, Clone)]
pub struct Post {
    pub role: Role,
    /// The project's slug.
    pub project: String,
}

/// Gives a person a role on a project.
pub fn give_role(scope: &mut Scope<'_>, by: &Member, id: PersonId, post: &Post) -> Result<(), Refusal> {
    let given = membership(scope, id, post)?;
    give(scope, by.into(), given)?;
    Ok(())
}

/// Takes it.
pub fn take_role(scope: &mut Scope<'_>, by: &Member, id: PersonId, post: &Post) -> Result<(), Refusal> {
    let taken = membership(scope, id, post)?;
    if people::take_role(scope.conn, taken)? {
        let entry = Entry::new(by, Action::RoleTaken).to(id).on(taken.project);
        audit::record(scope.conn, &entry.with(taken.role), scope.now)?;
    }
    Ok(())
}

fn membership(scope: &mut Scope<'_>, id: PersonId, post: &Post) -> Result<Membership, Refusal> {
    let person = find(scope, id)?.id;
    let project: Option<ProjectId> = projects::by_slug(scope.conn, &post.project)?.map(|project| project.id);
    Ok(Membership { person, project: project.ok_or(Refusal::Gone)?, role: post.role })
}

/// True if the person did not have that role.
pub(in crate::services) fn give(scope: &mut Scope<'_>, by: Actor, given: Membership) -> store::Result<bool> {
    let is_new = people::give_role(scope.conn, given)?;
    if is_new {
        let entry = Entry::new(by, Action::RoleGiven).to(given.person).on(given.project);
        audit::record(scope.conn, &entry.with(given.role), scope.now)?;
    }
    Ok(is_new)
}

/// True if the person was none.
pub(in crate::services) fn make_coordinator(
    scope: &mut Scope<'_>,
    by: Actor,
    id: PersonId,
) -> store::Result<bool> {
    let is_new = people::set_coordinator(scope.conn, id, true)?;
    if is_new {
        audit::record(scope.conn, &Entry::new(by, Action::CoordinatorMade).to(id), scope.now)?;
    }
    Ok(is_new)
}

/// Makes a person a coordinator, or one no more.
///
/// # Errors
/// [`Refusal::LastCoordinator`]: that one stays.
pub fn set_coordinator(
    scope: &mut Scope<'_>,
    by: &Member,
    id: PersonId,
    coordinator: bool,
) -> Result<(), Refusal> {
    take_turns_as(scope, by.into())?;
    find(scope, id)?;
    if coordinator {
        make_coordinator(scope, by.into(), id)?;
    } else if people::set_coordinator(scope.conn, id, false)? {
        keep_one(scope, true)?;
        audit::record(scope.conn, &Entry::new(by, Action::CoordinatorUnmade).to(id), scope.now)?;
    }
    Ok(())
}

/// Keeps a person out, or lets them in again. Kept out, they get no mail, and all their sessions and links end.
///
/// # Errors
/// [`Refusal::LastCoordinator`]: that one stays in.
pub fn set_active(scope: &mut Scope<'_>, by: &Member, id: PersonId, active: bool) -> Result<(), Refusal> {
    take_turns_as(scope, by.into())?;
    let person = find(scope, id)?;
    if !people::set_active(scope.conn, id, active, scope.now)? {
        return Ok(());
    }
    let action = if active { Action::PersonReactivated } else { Action::PersonDeactivated };
    if !active {
        keep_one(scope, person.coordinator)?;
        sessions::delete_of(scope.conn, id)?;
        link_tokens::delete_of(scope.conn, id)?;
        outbox::cancel_of(scope.conn, id, Reason::Deactivated, scope.now)?;
    }
    Ok(audit::record(scope.conn, &Entry::new(by, action).to(id), scope.now)?)
}
