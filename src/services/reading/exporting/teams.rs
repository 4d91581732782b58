//! Who has, or had, a role on what is taken out: by their names, without addresses, since exports are handed on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::kit::by_name;
use crate::domain::people::{Membership, PersonId, Role};
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::store;
use crate::store::people::{self, memberships};

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
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let held = memberships::of_projects(scope.conn, &ids)?;
    let referents = projects.iter().filter_map(|project| project.referent);
    let names = people::names(scope.conn, &held.iter().map(|held| held.person).chain(referents).collect())?;
    let mut teams: BTreeMap<ProjectId, Vec<Membership>> = BTreeMap::new();
    for membership in held {
        teams.entry(membership.project).or_default().push(membership);
    }
    let team = |project: &Project| Team::of(project, teams.remove(&project.id).unwrap_or_default(), &names);
    Ok(projects.iter().map(team).collect())
}

impl Team {
    fn of(project: &Project, mut held: Vec<Membership>, names: &BTreeMap<PersonId, String>) -> Team {
        let name = |id: PersonId| names.get(&id).cloned();
        held.sort_by_cached_key(|held| {
            (held.role, name(held.person).map(|name| by_name(&name, held.person)))
        });
        let told = |held: &Membership| {
            let (from, until) = (held.from_day, held.until_day);
            Some(Held { name: name(held.person)?, role: held.role, from, until })
        };
        Team {
            project: project.id,
            referent: project.referent.and_then(name),
            people: held.iter().filter_map(told).collect(),
        }
    }

    pub fn is_of(&self, project: &Project) -> bool {
        self.project == project.id
    }
}
