//! Who has, or had, a role on what is taken out: by their names, without addresses, since exports are handed on.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::kit::by_name;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::store;
use crate::store::people;

/// The people of a project.
#[derive(Debug, Clone)]
pub struct Team {
    project: ProjectId,
    /// The coordinator who is asked about it.
    pub referent: Option<String>,
    /// By role, then by name.
    pub people: Vec<Held>,
}

/// A role of somebody, and its first and last day.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    pub name: String,
    pub role: Role,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// Those of these projects.
pub(super) fn of(scope: &mut Scope<'_>, projects: &[Project]) -> store::Result<Vec<Team>> {
    let mut everybody = people::everybody(scope.conn, scope.today())?;
    everybody.sort_by_cached_key(|member| by_name(&member.person.name, member.person.id));
    Ok(projects.iter().map(|project| Team::of(project, &everybody)).collect())
}

impl Team {
    fn of(project: &Project, everybody: &[Member]) -> Team {
        let referent = everybody.iter().find(|member| Some(member.person.id) == project.referent);
        let mut people = Vec::new();
        for member in everybody {
            for held in member.own_roles().filter(|held| held.project == project.id) {
                let (name, role) = (member.person.name.clone(), held.role);
                people.push(Held { name, role, from: held.from_day, until: held.until_day });
            }
        }
        people.sort_by_key(|held| held.role);
        Team { project: project.id, referent: referent.map(|member| member.person.name.clone()), people }
    }

    pub fn is_of(&self, project: &Project) -> bool {
        self.project == project.id
    }
}
