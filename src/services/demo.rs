//! What `bulletins demo` shows of its programme: who there is to be, and what there is to come.

use crate::domain::calendar::schedule::{Event, upcoming};
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::Project;
use crate::services::{Error, Scope};
use crate::store::people;
use crate::store::programme::projects;

/// How far ahead the clock's moments are looked for.
const EVENTS: usize = 50;

/// Everybody, by what they are.
pub struct Cast {
    pub coordinators: Vec<Member>,
    /// Each project with its EIGs and its mentors.
    pub teams: Vec<(Project, Vec<Member>, Vec<Member>)>,
}

/// Who there is.
pub fn cast(scope: &mut Scope<'_>) -> Result<Cast, Error> {
    let everybody = people::members(scope.conn)?;
    let with = |project: &Project, role: Role| -> Vec<Member> {
        everybody.iter().filter(|member| member.has_role(role, project.id)).cloned().collect()
    };
    let team = |project: Project| {
        let (eigs, mentors) = (with(&project, Role::Eig), with(&project, Role::Mentor));
        (project, eigs, mentors)
    };
    Ok(Cast {
        coordinators: everybody.iter().filter(|member| member.person.coordinator).cloned().collect(),
        teams: projects::all(scope.conn)?.into_iter().map(team).collect(),
    })
}

/// What comes next, in order.
pub fn events(scope: &mut Scope<'_>) -> Result<Vec<Event>, Error> {
    Ok(upcoming(&scope.services.config.schedule, &scope.calendar, scope.now, EVENTS))
}
