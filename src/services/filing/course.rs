//! How a week's filing goes, as a team is told that has filed: how many have, and who reads it when.

use chrono::{DateTime, Utc};

use crate::domain::calendar::Week;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight;
use crate::services::Scope;
use crate::services::calendar::absences;
use crate::store;
use crate::store::filing::bulletins;
use crate::store::people::{self, memberships};

pub struct Course {
    /// When everybody reads it; none: when the week ends.
    pub published_at: Option<DateTime<Utc>>,
    pub is_published: bool,
    /// None: it would tell of somebody in particular.
    pub count: Option<Count>,
    /// The names of the project's mentors.
    pub mentors: Vec<String>,
}

/// How many of those that are asked have filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub filed: usize,
    pub of: usize,
}

impl Course {
    /// To a team that has filed for that week.
    pub fn of(scope: &mut Scope<'_>, project: &Project, week: Week) -> store::Result<Course> {
        let mut beside = absences::projects_of(scope, |promotion| promotion.id == project.promotion)?;
        beside.retain(|other| other.is_asked_in(week) || other.id == project.id);
        let ids: Vec<ProjectId> = beside.iter().map(|project| project.id).collect();
        let filed = bulletins::count_in(scope.conn, &ids, week)?;
        let is_told = scope.calendar.is_published(week, scope.now) || sight::tells_how_many(filed, ids.len());
        Ok(Course {
            published_at: scope.calendar.closing(week).map(|closing| closing.published_at),
            is_published: scope.calendar.is_published(week, scope.now),
            count: is_told.then_some(Count { filed, of: ids.len() }),
            mentors: mentors(scope, project.id)?,
        })
    }
}

/// Those who get its mail, by name.
fn mentors(scope: &mut Scope<'_>, project: ProjectId) -> store::Result<Vec<String>> {
    let ids = memberships::mentors_of(scope.conn, project)?;
    let mut mentors = people::members_among(scope.conn, &ids, scope.today())?;
    mentors.retain(|member| member.person.active && member.is_mentor_of(project));
    let mut names: Vec<String> = mentors.into_iter().map(|mentor| mentor.person.name).collect();
    names.sort();
    Ok(names)
}
