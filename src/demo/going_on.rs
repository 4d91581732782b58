//! What the demo's teams file by themselves in the weeks that come after its first one.

use chrono::TimeDelta;

use super::content::planned;
use super::filling::{before_closing, early, is_early, write_bulletin};
use super::{TOURED, WEEKS};
use crate::domain::calendar::Week;
use crate::services::calendar::absences;
use crate::services::{Error, Scope};
use crate::store::people;

/// Has the teams file that would have by now, in the week that it is; its first one is left as it was filled.
///
/// # Errors
/// Those of the database.
pub fn go_on(scope: &mut Scope<'_>) -> Result<(), Error> {
    let week = scope.week();
    let Some(closing) = scope.calendar.closing(week) else { return Ok(()) };
    let everybody = people::members(scope.conn, scope.today())?;
    for (index, project) in absences::projects(scope)?.iter().enumerate() {
        let number = weeks_between(Week::of(project.starts_on), week);
        if number <= WEEKS || !project.is_asked_in(week) {
            continue;
        }
        let at = match planned(&project.slug, number) {
            None => continue,
            // As long as there is something to remind them of, whoever looks at the demo may file for them.
            Some(_) if project.slug == TOURED => closing.at - TimeDelta::minutes(1),
            Some(planned) if planned.late => closing.published_at + before_closing(project, number),
            Some(_) if is_early(index) => early(scope, week, index),
            Some(_) => closing.at - before_closing(project, number) - TimeDelta::minutes(2),
        };
        if at <= scope.now {
            // What was filed for that week already stays as it is.
            write_bulletin(scope, &everybody, (project, week), number, at, None)?;
        }
    }
    Ok(())
}

fn weeks_between(first: Week, last: Week) -> u64 {
    let days = (last.monday() - first.monday()).num_days();
    u64::try_from(days / 7).unwrap_or_default()
}
