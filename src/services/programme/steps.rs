//! How far a new installation is on its way to its first week.

use crate::domain::people::Role;
use crate::domain::programme::project::Stage;
use crate::services::{Error, Scope};
use crate::store::filing::bulletins;
use crate::store::people::memberships;
use crate::store::programme::{projects, promotions};

/// What is done of the four steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    pub promotion: bool,
    pub projects: bool,
    /// Each project has a team; once the first bulletin is there, a new project's is a matter of its own.
    pub people: bool,
    /// A promotion is open: bulletins are asked for.
    pub opened: bool,
    /// The first bulletin is there.
    pub filed: bool,
}

impl Steps {
    fn are_done(self) -> bool {
        self.promotion && self.projects && self.people && self.opened && self.filed
    }
}

/// Looks how far it is; none once all is done.
pub fn steps(scope: &mut Scope<'_>) -> Result<Option<Steps>, Error> {
    let promotions = promotions::all(scope.conn)?;
    let projects = projects::all(scope.conn)?;
    let mut teams = memberships::all(scope.conn)?;
    let today = scope.today();
    teams.retain(|membership| membership.role == Role::Eig && !membership.is_past(today));
    let has_team = |id| teams.iter().any(|membership| membership.project == id);
    let filed = bulletins::are_there(scope.conn)?;
    let steps = Steps {
        promotion: !promotions.is_empty(),
        projects: !projects.is_empty(),
        people: filed || (!projects.is_empty() && projects.iter().all(|project| has_team(project.id))),
        opened: promotions.iter().any(|promotion| promotion.stage != Stage::Draft),
        filed,
    };
    Ok(Some(steps).filter(|steps| !steps.are_done()))
}
