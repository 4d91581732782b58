//! What is counted of bulletins, without reading their texts.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{BulletinId, Mood};
use crate::domain::filing::outline::Outline;
use crate::domain::programme::project::ProjectId;
use crate::domain::reading::history::Spirit;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{bulletins, promise_outcomes};
use crate::store::database::values::{Moment, parsed};
use crate::store::filing::bulletins::to_mood;
use crate::store::{Conn, Result};

/// A project, a week, its mood, and whether it was quiet and late.
type SpiritRow = (i64, String, Option<i16>, bool, bool);

type Row = (i64, i64, String, bool, bool, Moment, Option<Moment>);

/// Of all bulletins of these projects for the weeks from `first` (none: from their beginning) to `last`, both included, the newest
/// first, with what the bulletins up to then tell of them.
pub fn of_weeks(
    conn: &mut Conn,
    projects: &[ProjectId],
    first: Option<Week>,
    last: Week,
) -> Result<Vec<Outline>> {
    let ids = || projects.iter().map(|project| project.0);
    let first = first.map(|week| week.to_string()).unwrap_or_default();
    let told: Vec<(i64, String, String)> = promise_outcomes::table
        .filter(promise_outcomes::project_id.one_of(ids()))
        .filter(promise_outcomes::week.between(&first, last.to_string()))
        .filter(promise_outcomes::told_week.le(last.to_string()))
        .select((promise_outcomes::project_id, promise_outcomes::week, promise_outcomes::told_week))
        .load(conn)?;
    let told: BTreeMap<(i64, String), String> =
        told.into_iter().map(|(project, week, told)| ((project, week), told)).collect();
    let rows: Vec<Row> = bulletins::table
        .filter(bulletins::project_id.one_of(ids()))
        .filter(bulletins::week.between(&first, last.to_string()))
        .order((bulletins::week.desc(), bulletins::project_id))
        .select((
            bulletins::id,
            bulletins::project_id,
            bulletins::week,
            bulletins::quiet,
            bulletins::late,
            bulletins::filed_at,
            bulletins::opened_at,
        ))
        .load(conn)?;
    let read = |(id, project, week, quiet, late, filed_at, opened_at): Row| {
        let filed_at = DateTime::from(filed_at);
        let told = told.get(&(project, week.clone()));
        Ok(Outline {
            id: BulletinId(id),
            project: ProjectId(project),
            week: parsed(&week)?,
            quiet,
            late,
            filed_at,
            took: opened_at.map(|opened| (filed_at - DateTime::from(opened)).max(TimeDelta::zero())),
            told_week: told.map(|told| parsed(told)).transpose()?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// How these projects were in the weeks from `first` to `last`, both included; the newest first.
pub fn spirits(conn: &mut Conn, projects: &[ProjectId], first: Week, last: Week) -> Result<Vec<Spirit>> {
    let rows: Vec<SpiritRow> = bulletins::table
        .filter(bulletins::project_id.one_of(projects.iter().map(|project| project.0)))
        .filter(bulletins::week.between(first.to_string(), last.to_string()))
        .order((bulletins::week.desc(), bulletins::project_id))
        .select((bulletins::project_id, bulletins::week, bulletins::mood, bulletins::quiet, bulletins::late))
        .load(conn)?;
    let read = |(project, week, mood, quiet, late): SpiritRow| {
        let (project, mood) = (ProjectId(project), mood.map(to_mood).transpose()?);
        Ok(Spirit { project, week: parsed(&week)?, mood, quiet, late })
    };
    rows.into_iter().map(read).collect()
}

/// The last week before that one for which that project filed; none: it filed for none.
pub fn last_before(conn: &mut Conn, project: ProjectId, week: Week) -> Result<Option<Week>> {
    let found: Option<String> = bulletins::table
        .filter(bulletins::project_id.eq(project.0).and(bulletins::week.lt(week.to_string())))
        .order(bulletins::week.desc())
        .select(bulletins::week)
        .first(conn)
        .optional()?;
    found.as_deref().map(parsed).transpose()
}

/// The first week after that one for which that project filed; none: it filed for none.
pub fn first_after(conn: &mut Conn, project: ProjectId, week: Week) -> Result<Option<Week>> {
    let found: Option<String> = bulletins::table
        .filter(bulletins::project_id.eq(project.0).and(bulletins::week.gt(week.to_string())))
        .order(bulletins::week)
        .select(bulletins::week)
        .first(conn)
        .optional()?;
    found.as_deref().map(parsed).transpose()
}

/// How many bulletins of these projects there are of each kind for each week from `first` to `last`, both included, the
/// newest week first.
pub fn count_by_week(
    conn: &mut Conn,
    projects: &[ProjectId],
    first: Week,
    last: Week,
) -> Result<Vec<WeekCount>> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    let rows: Vec<(String, Option<i16>, i64)> = bulletins::table
        .filter(bulletins::project_id.one_of(ids))
        .filter(bulletins::week.between(first.to_string(), last.to_string()))
        .group_by((bulletins::week, bulletins::mood))
        .select((bulletins::week, bulletins::mood, diesel::dsl::count_star()))
        .order((bulletins::week.desc(), bulletins::mood.desc()))
        .load(conn)?;
    let read = |(week, mood, count): (String, Option<i16>, i64)| {
        Ok(WeekCount { week: parsed(&week)?, mood: mood.map(to_mood).transpose()?, count })
    };
    rows.into_iter().map(read).collect()
}

/// How many bulletins for a week tell that mood, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekCount {
    pub week: Week,
    pub mood: Option<Mood>,
    pub count: i64,
}
