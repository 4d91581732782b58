//! The weeks in which teams are away, as they said or as it came.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::team_absences;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// Those of the teams of these projects.
pub fn of_teams(conn: &mut Conn, projects: &[ProjectId]) -> Result<Vec<(ProjectId, Week)>> {
    let rows: Vec<(i64, String)> = team_absences::table
        .filter(team_absences::project_id.one_of(projects.iter().map(|project| project.0)))
        .select((team_absences::project_id, team_absences::week))
        .load(conn)?;
    rows.into_iter().map(|(project, week)| Ok((ProjectId(project), parsed(&week)?))).collect()
}

/// Those of one team.
pub fn of_team(conn: &mut Conn, project: ProjectId) -> Result<BTreeSet<Week>> {
    let rows: Vec<String> = team_absences::table
        .filter(team_absences::project_id.eq(project.0))
        .select(team_absences::week)
        .load(conn)?;
    rows.iter().map(|week| parsed(week)).collect()
}

/// The team is away in that week; who said so first stays named. `by`: none: all of it had marked their days.
pub fn insert(
    conn: &mut Conn,
    project: ProjectId,
    week: Week,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = (
        team_absences::project_id.eq(project.0),
        team_absences::week.eq(week.to_string()),
        team_absences::marked_by.eq(by.map(|by| by.0)),
        team_absences::created_at.eq(Moment::from(now)),
    );
    on_each!(conn, c => diesel::insert_into(team_absences::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// The team is there after all.
pub fn delete(conn: &mut Conn, project: ProjectId, week: Week) -> Result<()> {
    diesel::delete(team_absences::table.find((project.0, week.to_string()))).execute(conn)?;
    Ok(())
}
