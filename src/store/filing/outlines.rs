//! What is counted of bulletins, without reading their texts.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::outline::Outline;
use crate::domain::programme::project::ProjectId;
use crate::store::database::schema::{bulletins, promise_outcomes};
use crate::store::database::values::{Moment, parsed};
use crate::store::filing::bulletins::to_mood;
use crate::store::{Conn, Result};

type Row = (i64, i64, String, Option<i16>, bool, bool, Moment, Option<Moment>);

/// Of all bulletins of these projects up to that week, the newest first, with what the bulletins up to then tell of them.
pub fn up_to(conn: &mut Conn, projects: &[ProjectId], last: Week) -> Result<Vec<Outline>> {
    let ids = || projects.iter().map(|project| project.0);
    let told: Vec<(i64, String, String)> = promise_outcomes::table
        .filter(promise_outcomes::project_id.eq_any(ids()))
        .filter(promise_outcomes::told_week.le(last.to_string()))
        .select((promise_outcomes::project_id, promise_outcomes::week, promise_outcomes::told_week))
        .load(conn)?;
    let told: BTreeMap<(i64, String), String> =
        told.into_iter().map(|(project, week, told)| ((project, week), told)).collect();
    let rows: Vec<Row> = bulletins::table
        .filter(bulletins::project_id.eq_any(ids()))
        .filter(bulletins::week.le(last.to_string()))
        .order((bulletins::week.desc(), bulletins::project_id))
        .select((
            bulletins::id,
            bulletins::project_id,
            bulletins::week,
            bulletins::mood,
            bulletins::quiet,
            bulletins::late,
            bulletins::filed_at,
            bulletins::opened_at,
        ))
        .load(conn)?;
    let read = |(id, project, week, mood, quiet, late, filed_at, opened_at): Row| {
        let filed_at = DateTime::from(filed_at);
        let told = told.get(&(project, week.clone()));
        Ok(Outline {
            id: BulletinId(id),
            project: ProjectId(project),
            week: parsed(&week)?,
            mood: mood.map(to_mood).transpose()?,
            quiet,
            late,
            filed_at,
            took: opened_at.map(|opened| (filed_at - DateTime::from(opened)).max(TimeDelta::zero())),
            told_week: told.map(|told| parsed(told)).transpose()?,
        })
    };
    rows.into_iter().map(read).collect()
}
