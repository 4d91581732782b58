//! What a team's form asks of its earlier bulletins, and how it is told.

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::last_week::{LastWeek, Told};
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::store;
use crate::store::filing::{bulletins, key_dates, outcomes};

/// How many weeks the bulletin may lie back that is shown beside the form, and asked of in it.
const EARLIEST_SHOWN: usize = 8;

/// The team's bulletins of that week and before, as far back as its form looks, newest first.
pub(super) fn history(scope: &mut Scope<'_>, project: ProjectId, week: Week) -> store::Result<Vec<Bulletin>> {
    let first = std::iter::successors(Some(week), |week| Some(week.previous())).nth(EARLIEST_SHOWN);
    bulletins::of_project_in(scope.conn, project, first.unwrap_or(week), week)
}

/// What the form of that week asks.
pub(in crate::services) fn asked(
    scope: &mut Scope<'_>,
    project: &Project,
    week: Week,
) -> store::Result<LastWeek> {
    let mut earlier = history(scope, project.id, week)?;
    earlier.retain(|bulletin| bulletin.week < week);
    asked_after(scope, project.id, week, &earlier)
}

/// The same after those bulletins.
pub(super) fn asked_after(
    scope: &mut Scope<'_>,
    project: ProjectId,
    week: Week,
    earlier: &[Bulletin],
) -> store::Result<LastWeek> {
    let days = key_dates::of_project(scope.conn, project)?;
    Ok(LastWeek::of(week, scope.today(), earlier, days))
}

/// Has that week's bulletin tell this, in the place of what it told before of the same.
pub(super) fn tell(
    scope: &mut Scope<'_>,
    (project, week): (ProjectId, Week),
    told: &Told,
) -> store::Result<()> {
    if let Some((of, outcome)) = told.promise {
        outcomes::tell_promise(scope.conn, project, week, outcome.map(|outcome| (of, outcome)))?;
    }
    for (day, told) in &told.days {
        outcomes::tell_day(scope.conn, *day, week, *told)?;
    }
    Ok(())
}
