//! Key dates: one per project and day.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::key_date::{Announced, KeyDate, KeyDateId};
use crate::domain::filing::outcomes::DayOutcome;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{bulletins, key_date_outcomes, key_dates};
use crate::store::database::values::{Moment, parsed};
use crate::store::filing::outcomes;
use crate::store::reading::documents;
use crate::store::{Conn, Result};

type Row = (i64, i64, NaiveDate, String, Option<String>, Moment);

fn to_announced((id, project, date, description, week, created_at): Row) -> Result<Announced> {
    let week = week.as_deref().map(parsed).transpose()?;
    let key_date = KeyDate::written(date, &description);
    Ok(Announced {
        id: KeyDateId(id),
        project: ProjectId(project),
        key_date,
        week,
        created_at: created_at.into(),
        story: Default::default(),
    })
}

/// Reads those that a condition lets through, by day.
macro_rules! load {
    ($conn:expr, $condition:expr) => {
        key_dates::table
            .left_join(bulletins::table)
            .filter($condition)
            .order((key_dates::date, key_dates::project_id))
            .select((
                key_dates::id,
                key_dates::project_id,
                key_dates::date,
                key_dates::description,
                bulletins::week.nullable(),
                key_dates::created_at,
            ))
            .load::<Row>($conn)?
            .into_iter()
            .map(to_announced)
            .collect::<Result<Vec<Announced>>>()
            .and_then(|found| outcomes::with_stories($conn, found))
    };
}

/// Those that were announced for the days from `first` to `last`, both included, or were moved there once.
pub fn between(conn: &mut Conn, first: NaiveDate, last: NaiveDate) -> Result<Vec<Announced>> {
    let moved = key_date_outcomes::table
        .filter(key_date_outcomes::to_day.between(first, last))
        .select(key_date_outcomes::key_date_id);
    load!(conn, key_dates::date.between(first, last).or(key_dates::id.eq_any(moved)))
}

/// All of a project, by day.
pub fn of_project(conn: &mut Conn, project: ProjectId) -> Result<Vec<Announced>> {
    load!(conn, key_dates::project_id.eq(project.0))
}

/// Those of them that there are, by day.
pub fn by_ids(conn: &mut Conn, ids: impl IntoIterator<Item = KeyDateId>) -> Result<Vec<Announced>> {
    load!(conn, key_dates::id.one_of(ids.into_iter().map(|id| id.0)))
}

/// Those of some projects, by day.
pub fn of_projects(conn: &mut Conn, projects: &[ProjectId]) -> Result<Vec<Announced>> {
    load!(conn, key_dates::project_id.one_of(projects.iter().map(|project| project.0)))
}

/// Those of some projects that lie, or lay once, on a day from `first` to `last`, both included, by the day for which they were
/// announced. None: on any from then on, or on none that anybody knows.
pub fn of_days(
    conn: &mut Conn,
    projects: &[ProjectId],
    first: NaiveDate,
    last: Option<NaiveDate>,
) -> Result<Vec<Announced>> {
    let of_projects = || key_dates::project_id.one_of(projects.iter().map(|project| project.0));
    let mut found = match last {
        Some(last) => load!(conn, of_projects().and(key_dates::date.between(first, last)))?,
        None => load!(conn, of_projects().and(key_dates::date.ge(first)))?,
    };
    // Looked up by where they went: a project has announced many over the years, and moved few.
    let moved = key_date_outcomes::table
        .filter(key_date_outcomes::outcome.eq(DayOutcome::Moved.as_str()))
        .select(key_date_outcomes::key_date_id);
    let moved: Vec<i64> = match last {
        Some(last) => moved.filter(key_date_outcomes::to_day.between(first, last)).load(conn)?,
        None => {
            let put_off = key_date_outcomes::to_day.is_null().nullable();
            moved.filter(key_date_outcomes::to_day.ge(first).or(put_off)).load(conn)?
        }
    };
    if moved.is_empty() {
        return Ok(found);
    }
    let is_elsewhere = |announced: &Announced| {
        let day = announced.key_date.date;
        day < first || last.is_some_and(|last| last < day)
    };
    let moved = load!(conn, key_dates::id.one_of(moved).and(of_projects()))?.into_iter();
    found.extend(moved.filter(is_elsewhere));
    found.sort_by_key(|announced| (announced.key_date.date, announced.project));
    Ok(found)
}

/// Whether any of these projects has a day before that one, announced by no bulletin or by one of the weeks up to `last`.
pub fn is_any_before(conn: &mut Conn, projects: &[ProjectId], day: NaiveDate, last: Week) -> Result<bool> {
    let earlier = key_dates::table
        .left_join(bulletins::table)
        .filter(key_dates::project_id.one_of(projects.iter().map(|project| project.0)))
        .filter(key_dates::date.lt(day))
        .filter(bulletins::week.is_null().or(bulletins::week.le(last.to_string())));
    Ok(diesel::select(exists(earlier)).get_result(conn)?)
}

/// What the project has announced for that day, wherever it was moved since.
pub fn announced_for(conn: &mut Conn, project: ProjectId, date: NaiveDate) -> Result<Option<Announced>> {
    Ok(load!(conn, key_dates::project_id.eq(project.0).and(key_dates::date.eq(date)))?.into_iter().next())
}

/// Makes that the key date which the bulletin announces; none: it announces no day.
///
/// False if the project has that day already from elsewhere.
pub fn announce(
    conn: &mut Conn,
    project: ProjectId,
    bulletin: BulletinId,
    key_date: Option<&KeyDate>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let former: Option<(i64, NaiveDate)> = key_dates::table
        .filter(key_dates::bulletin_id.eq(bulletin.0))
        .select((key_dates::id, key_dates::date))
        .first(conn)
        .optional()?;
    if let Some((id, day)) = former {
        diesel::delete(key_dates::table.find(id)).execute(conn)?;
        documents::forget_key_date(conn, id, day)?;
    }
    key_date.map_or(Ok(true), |key_date| insert(conn, project, Some(bulletin), key_date, now))
}

/// Writes a key date, of a bulletin or of none; false if the project has that day already.
pub fn insert(
    conn: &mut Conn,
    project: ProjectId,
    bulletin: Option<BulletinId>,
    key_date: &KeyDate,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = (
        key_dates::project_id.eq(project.0),
        key_dates::bulletin_id.eq(bulletin.map(|id| id.0)),
        key_dates::date.eq(key_date.date),
        key_dates::description.eq(key_date.description.as_str()),
        key_dates::created_at.eq(Moment::from(now)),
    );
    let id: Option<i64> = on_each!(conn, c => diesel::insert_into(key_dates::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(key_dates::id)
        .get_result(c)
        .optional())?;
    let Some(id) = id else { return Ok(false) };
    let week: Option<String> = match bulletin {
        Some(bulletin) => bulletins::table.find(bulletin.0).select(bulletins::week).first(conn).optional()?,
        None => None,
    };
    let week = week.as_deref().map(parsed).transpose()?;
    documents::index_key_date(conn, id, project, week, (key_date.date, key_date.description.as_str()))?;
    Ok(true)
}
