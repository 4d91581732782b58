//! In which weeks teams are away: as they say themselves, and where each of a team has marked the day on which the week
//! closes.

use std::collections::BTreeSet;

use crate::domain::calendar::{Calendar, Week};
use crate::domain::programme::project::{Project, ProjectId, Promotion};
use crate::services::Scope;
use crate::store::calendar::team_absences;
use crate::store::people::{absences, memberships};
use crate::store::programme::projects;
use crate::store::{self, Conn};

/// All projects, by name, with all weeks in which their teams are away.
pub fn projects(scope: &mut Scope<'_>) -> store::Result<Vec<Project>> {
    projects_of(scope, |_| true)
}

/// Those of the wanted promotions.
pub fn projects_of(
    scope: &mut Scope<'_>,
    wanted: impl Fn(&Promotion) -> bool,
) -> store::Result<Vec<Project>> {
    projects_of_and(scope, wanted, &BTreeSet::new())
}

/// These, as something names them.
pub fn projects_named(scope: &mut Scope<'_>, named: &BTreeSet<ProjectId>) -> store::Result<Vec<Project>> {
    projects_of_and(scope, |_| false, named)
}

/// Those of which something is told while these weeks go by, from the first to the last of them: of promotions that are there
/// then, or are not archived; and these beside them.
pub fn projects_about(
    scope: &mut Scope<'_>,
    (first, last): (Week, Week),
    named: &BTreeSet<ProjectId>,
) -> store::Result<Vec<Project>> {
    projects_of_and(scope, |promotion| promotion.is_present() || promotion.spans(first, last), named)
}

/// Those of the present week, in the same way.
pub fn present_projects(scope: &mut Scope<'_>) -> store::Result<Vec<Project>> {
    let week = scope.week();
    projects_about(scope, (week, week), &BTreeSet::new())
}

/// Those of the wanted promotions, and these beside them.
pub fn projects_of_and(
    scope: &mut Scope<'_>,
    wanted: impl Fn(&Promotion) -> bool,
    named: &BTreeSet<ProjectId>,
) -> store::Result<Vec<Project>> {
    let mut found = projects::of_promotions_and(scope.conn, wanted, named)?;
    note(scope.conn, &scope.calendar, &mut found)?;
    Ok(found)
}

/// Adds the weeks in which they are away because each of them is.
pub fn note(conn: &mut Conn, calendar: &Calendar, projects: &mut [Project]) -> store::Result<()> {
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let marked = absences::of_teams(conn, &ids)?;
    if marked.is_empty() {
        return Ok(());
    }
    let eigs = memberships::of_teams(conn, &ids)?;
    for project in projects {
        project.away.extend(marked.weeks_of(project.id, &eigs, calendar));
    }
    Ok(())
}

/// Writes down the past weeks in which a team was away because each of it was: their own days are forgotten, and the
/// project's history stays as it was told.
pub fn settle(scope: &mut Scope<'_>) -> store::Result<()> {
    let known = projects::all(scope.conn)?;
    for (noted, known) in projects(scope)?.iter().zip(known) {
        for week in noted.away.difference(&known.away) {
            if noted.is_away_in(*week) && scope.calendar.is_published(*week, scope.now) {
                team_absences::insert(scope.conn, noted.id, *week, None, scope.now)?;
            }
        }
    }
    Ok(())
}
