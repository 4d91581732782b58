//! Weeks that the coordinators paused, for everybody or for one project.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{pauses, project_pauses};
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// A paused week and why.
pub struct Pause {
    pub week: Week,
    pub reason: String,
}

/// All pauses, by week.
pub fn all(conn: &mut Conn) -> Result<Vec<Pause>> {
    let rows: Vec<(String, String)> =
        pauses::table.select((pauses::week, pauses::reason)).order(pauses::week).load(conn)?;
    rows.into_iter().map(|(week, reason)| Ok(Pause { week: parsed(&week)?, reason })).collect()
}

/// Pauses a week; one that is paused already keeps its reason.
pub fn insert(conn: &mut Conn, pause: &Pause, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let row = (
        pauses::week.eq(pause.week.to_string()),
        pauses::reason.eq(&pause.reason),
        pauses::paused_by.eq(by.0),
        pauses::created_at.eq(Moment::from(now)),
    );
    on_each!(conn, c => diesel::insert_into(pauses::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub fn delete(conn: &mut Conn, week: Week) -> Result<()> {
    diesel::delete(pauses::table.find(week.to_string())).execute(conn)?;
    Ok(())
}

/// The weeks in which single ones of these projects are paused.
pub fn of_projects(conn: &mut Conn, projects: &[ProjectId]) -> Result<Vec<(ProjectId, Week)>> {
    let rows: Vec<(i64, String)> = project_pauses::table
        .filter(project_pauses::project_id.one_of(projects.iter().map(|project| project.0)))
        .select((project_pauses::project_id, project_pauses::week))
        .load(conn)?;
    rows.into_iter().map(|(project, week)| Ok((ProjectId(project), parsed(&week)?))).collect()
}

/// The pauses of one project, by week.
pub fn of_project(conn: &mut Conn, project: ProjectId) -> Result<Vec<Pause>> {
    let rows: Vec<(String, String)> = project_pauses::table
        .filter(project_pauses::project_id.eq(project.0))
        .select((project_pauses::week, project_pauses::reason))
        .order(project_pauses::week)
        .load(conn)?;
    rows.into_iter().map(|(week, reason)| Ok(Pause { week: parsed(&week)?, reason })).collect()
}

/// Pauses a week for one project; one that is paused already keeps its reason.
pub fn insert_of_project(
    conn: &mut Conn,
    project: ProjectId,
    pause: &Pause,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = (
        project_pauses::project_id.eq(project.0),
        project_pauses::week.eq(pause.week.to_string()),
        project_pauses::reason.eq(&pause.reason),
        project_pauses::paused_by.eq(by.0),
        project_pauses::created_at.eq(Moment::from(now)),
    );
    on_each!(conn, c => diesel::insert_into(project_pauses::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

pub fn delete_of_project(conn: &mut Conn, project: ProjectId, week: Week) -> Result<()> {
    diesel::delete(project_pauses::table.find((project.0, week.to_string()))).execute(conn)?;
    Ok(())
}
