//! Which projects have nobody yet who would file for them.

use crate::domain::people::Role;
use crate::domain::programme::project::{Project, ProjectId, PromotionId};
use crate::services::{Error, Scope};
use crate::store::people::memberships;

/// A project to which no EIG belongs, now or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutTeam {
    pub promotion: PromotionId,
    pub name: String,
    pub slug: String,
}

/// Those of them that have no team, in their order.
pub fn of(scope: &mut Scope<'_>, projects: &[Project]) -> Result<Vec<WithoutTeam>, Error> {
    if projects.is_empty() {
        return Ok(Vec::new());
    }
    let today = scope.today();
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let mut teams = memberships::of_projects(scope.conn, &ids)?;
    teams.retain(|membership| membership.role == Role::Eig && !membership.is_past(today));
    let has_team = |project: &Project| teams.iter().any(|membership| membership.project == project.id);
    let without = projects.iter().filter(|project| !has_team(project));
    let name = |project: &Project| WithoutTeam {
        promotion: project.promotion,
        name: project.name.clone(),
        slug: project.slug.clone(),
    };
    Ok(without.map(name).collect())
}
