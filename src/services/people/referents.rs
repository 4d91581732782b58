//! Each project has a coordinator who is asked about it.

use super::protecting_coordinators::take_turns;
use crate::domain::people::{Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::{Error, Scope};
use crate::store;
use crate::store::people;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;

/// Who is asked about that project: its referent, or all who coordinate.
pub fn of(scope: &mut Scope<'_>, project: &Project) -> store::Result<Vec<Person>> {
    let coordinators = people::coordinators(scope.conn)?;
    let asked = project.referents(&coordinators.iter().collect::<Vec<_>>());
    Ok(asked.into_iter().cloned().collect())
}

/// How many of those projects nobody in particular is asked about, where there is somebody to choose.
pub fn missing(scope: &mut Scope<'_>, projects: &[Project]) -> store::Result<usize> {
    let coordinators = people::coordinators(scope.conn)?;
    let all = coordinators.iter().collect::<Vec<_>>();
    let has_none = |project: &&Project| all.len() > 1 && project.referents(&all).len() > 1;
    Ok(projects.iter().filter(has_none).count())
}

/// Who can be asked about projects.
pub fn all(scope: &mut Scope<'_>) -> store::Result<Vec<Person>> {
    people::coordinators(scope.conn)
}

/// The same, until this transaction ends: whoever takes that from one of them waits, and then finds what they are asked
/// about.
pub(in crate::services) fn able(scope: &mut Scope<'_>) -> Result<Vec<Person>, Error> {
    take_turns(scope)?;
    Ok(people::coordinators(scope.conn)?)
}

/// That coordinator is asked about a project from now on, or (none) all are; `before`: who was.
pub(in crate::services) fn choose(
    scope: &mut Scope<'_>,
    by: Actor,
    (project, before): (ProjectId, Option<PersonId>),
    chosen: Option<PersonId>,
) -> store::Result<()> {
    if before == chosen {
        return Ok(());
    }
    projects::set_referent(scope.conn, project, chosen)?;
    let entry = match (before, chosen) {
        (_, Some(chosen)) => Entry::new(by, Action::ReferentSet).to(chosen),
        (Some(before), None) => Entry::new(by, Action::ReferentUnset).to(before),
        (None, None) => return Ok(()),
    };
    audit::record(scope.conn, &entry.on(project), scope.now)
}

/// Somebody who does not coordinate any more is asked about no project.
pub(in crate::services) fn release(scope: &mut Scope<'_>, by: Actor, id: PersonId) -> store::Result<()> {
    for project in projects::clear_referent(scope.conn, id)? {
        let entry = Entry::new(by, Action::ReferentUnset).to(id).on(project);
        audit::record(scope.conn, &entry, scope.now)?;
    }
    Ok(())
}
