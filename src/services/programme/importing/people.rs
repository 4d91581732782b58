//! People of a file, with what they are.

use super::file::{PersonEntry, ProjectEntry, RoleEntry};
use super::report::{Change, Report, Thing};
use crate::domain::people::{Membership, PersonId};
use crate::domain::programme::project::ProjectId;
use crate::services::Scope;
use crate::services::people::adding;
use crate::services::people::administering::{give, make_coordinator};
use crate::services::people::roles::set_days;
use crate::store;
use crate::store::people::{self, memberships};
use crate::store::privacy::audit::Actor;

fn bring_person(
    scope: &mut Scope<'_>,
    entry: &PersonEntry,
    by: Actor,
    report: &mut Report,
) -> store::Result<PersonId> {
    let name = entry.name.as_str();
    let thing = Thing::Person { name: name.to_owned(), email: entry.email.clone() };
    let Some(known) = people::by_email(scope.conn, &entry.email)? else {
        report.note(entry.line, Change::Created, thing);
        let id = adding::insert(scope, by, &entry.name, &entry.email, entry.language)?;
        report.newcomers.push(id);
        return Ok(id);
    };
    let other_language = entry.language.filter(|language| known.locale != Some(*language));
    if known.name != name {
        people::rename(scope.conn, known.id, name)?;
    }
    if other_language.is_some() {
        people::set_locale(scope.conn, known.id, other_language)?;
    }
    let is_same = known.name == name && other_language.is_none();
    report.note(entry.line, if is_same { Change::Unchanged } else { Change::Changed }, thing);
    Ok(known.id)
}

/// Somebody all of whose roles are past is there for what they filed: they are not asked in.
pub(super) fn leave_out_who_has_left(scope: &mut Scope<'_>, report: &mut Report) -> store::Result<()> {
    let today = scope.today();
    let mut staying = Vec::new();
    for id in report.newcomers.drain(..) {
        if people::member(scope.conn, id, today)?.is_some_and(|member| !member.has_left()) {
            staying.push(id);
        }
    }
    report.newcomers = staying;
    Ok(())
}

/// Somebody who follows the whole programme.
pub(super) fn bring_coordinator(
    scope: &mut Scope<'_>,
    entry: &PersonEntry,
    by: Actor,
    report: &mut Report,
) -> store::Result<()> {
    let id = bring_person(scope, entry, by, report)?;
    let change = if make_coordinator(scope, by, id)? { Change::Created } else { Change::Unchanged };
    report.note(entry.line, change, Thing::Coordinator { email: entry.email.clone() });
    Ok(())
}

/// Who has a role already keeps its days, but for those that are told.
pub(super) fn bring_role(
    scope: &mut Scope<'_>,
    project: (ProjectId, &ProjectEntry),
    entry: &RoleEntry,
    by: Actor,
    report: &mut Report,
) -> store::Result<Membership> {
    let id = bring_person(scope, &entry.person, by, report)?;
    let named = Membership::open(id, project.0, entry.role);
    let known = memberships::of_person(scope.conn, id)?.into_iter().find(|held| held.is_same_role(&named));
    let told = entry.days_over(known.unwrap_or(named));
    let change = match known {
        None => {
            give(scope, by, told)?;
            Change::Created
        }
        Some(known) if known == told => Change::Unchanged,
        Some(_) => {
            set_days(scope, by, told)?;
            Change::Changed
        }
    };
    report.note(entry.person.line, change, Thing::role(&entry.person.email, &told, &project.1.name));
    Ok(told)
}

/// Tells the roles that the file does not name; those that are past are nobody's concern any more.
pub(super) fn tell_kept(
    scope: &mut Scope<'_>,
    (project, entry): (ProjectId, &ProjectEntry),
    named: &[Membership],
    report: &mut Report,
) -> store::Result<()> {
    let is_named = |held: &Membership| named.iter().any(|named| named.is_same_role(held));
    for member in people::everybody(scope.conn, scope.today())? {
        let left_out = |m: &&Membership| m.project == project && !m.is_past(member.today) && !is_named(m);
        for held in member.own_roles().filter(left_out) {
            report.kept.push(Thing::role(&member.person.email, held, &entry.name));
        }
    }
    Ok(())
}

impl RoleEntry {
    /// That role with the days that the file tells. One that begins after it had ended is open again, and one that ends
    /// before it had begun has been there all along.
    fn days_over(&self, known: Membership) -> Membership {
        let mut told = known;
        told.from_day = self.from.or(known.from_day);
        told.until_day = self.until.or(known.until_day);
        if told.from_day.zip(told.until_day).is_some_and(|(first, last)| last < first) {
            (told.from_day, told.until_day) = (self.from, self.until);
        }
        told
    }
}
