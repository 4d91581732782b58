//! People are named, given roles, kept out, let in again.

use super::protecting_coordinators::{keep_one, take_turns_as};
use super::referents;
use crate::domain::identity::Changed;
use crate::domain::kit::{Faults, Name, Wrong};
use crate::domain::people::preferences::DigestWish;
use crate::domain::people::{Email, Locale, Member, Membership, Person, PersonId};
use crate::domain::post::delivery::Reason;
use crate::domain::privacy::audit::Action;
use crate::services::help::taking;
use crate::services::identity::notifying;
use crate::services::{Refusal, Scope};
use crate::store;
use crate::store::identity::{link_tokens, sessions};
use crate::store::people::{self, memberships};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};

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
    let Some(member) = people::member(scope.conn, id, scope.today())? else { return Ok(()) };
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

/// True if the person never had that role: who has left stays so.
pub(in crate::services) fn give(scope: &mut Scope<'_>, by: Actor, given: Membership) -> store::Result<bool> {
    let is_new = memberships::give(scope.conn, given)?;
    if is_new {
        record_given(scope, by, given)?;
        have_read_by_first(scope, given)?;
    }
    Ok(is_new)
}

/// Whoever begins with that role and has chosen nothing reads as its holders do. Later ones change nothing any more: by
/// then it may be what they chose.
fn have_read_by_first(scope: &mut Scope<'_>, given: Membership) -> store::Result<()> {
    let member = people::member(scope.conn, given.person, scope.today())?;
    let is_newcomer = |member: &Member| {
        let is_first = member.own_roles().all(|held| held.is_same_role(&given));
        is_first && !member.person.coordinator && member.person.digest == DigestWish::default()
    };
    match member.filter(is_newcomer) {
        Some(_) => people::set_digest(scope.conn, given.person, DigestWish::of_first(given.role)),
        None => Ok(()),
    }
}

/// Gives it to whoever does not have it today: who has left comes back.
pub(in crate::services) fn give_anew(
    scope: &mut Scope<'_>,
    by: Actor,
    given: Membership,
) -> store::Result<()> {
    let today = scope.today();
    if !give(scope, by, given)? && memberships::reopen(scope.conn, given, today)? {
        record_given(scope, by, given)?;
    }
    Ok(())
}

fn record_given(scope: &mut Scope<'_>, by: Actor, given: Membership) -> store::Result<()> {
    let entry = Entry::new(by, Action::RoleGiven).to(given.person).on(given.project);
    audit::record(scope.conn, &entry.with(given.role), scope.now)
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
        referents::release(scope, by.into(), id)?;
        audit::record(scope.conn, &Entry::new(by, Action::CoordinatorUnmade).to(id), scope.now)?;
    }
    Ok(())
}

/// Keeps a person out, or lets them in again. Kept out, they get no mail, and all their sessions and links end.
///
/// # Errors
/// [`Refusal::LastCoordinator`]: that one stays in.
pub fn set_active(
    scope: &mut Scope<'_>,
    by: impl Into<Actor>,
    id: PersonId,
    active: bool,
) -> Result<(), Refusal> {
    let by = by.into();
    take_turns_as(scope, by)?;
    taking::hold_all_of(scope, id)?;
    let person = find(scope, id)?;
    if !people::set_active(scope.conn, id, active, scope.now)? {
        return Ok(());
    }
    let action = if active { Action::PersonReactivated } else { Action::PersonDeactivated };
    if !active {
        keep_one(scope, person.coordinator)?;
        referents::release(scope, by, id)?;
        sessions::delete_of(scope.conn, id)?;
        link_tokens::delete_of(scope.conn, id)?;
        outbox::cancel_of(scope.conn, id, Reason::Deactivated, scope.now)?;
        if let Some(member) = people::member(scope.conn, id, scope.today())? {
            taking::leave(scope, &member)?;
        }
    }
    Ok(audit::record(scope.conn, &Entry::new(by, action).to(id), scope.now)?)
}

/// Keeps somebody of that address out, as who runs the installation says.
///
/// # Errors
/// [`Refusal::Gone`] where nobody of that address is in; [`Refusal::LastCoordinator`].
pub fn deactivate_at(scope: &mut Scope<'_>, email: &Email) -> Result<(), Refusal> {
    let person = people::by_email(scope.conn, email)?.filter(|person| person.active).ok_or(Refusal::Gone)?;
    set_active(scope, Actor::CommandLine, person.id, false)
}
