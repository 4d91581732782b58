//! What the scheduler did, and what it let pass.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::{Job, Recorded};
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::runs;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// Identifies a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunId(pub i64);

/// A run whose mails are not all written yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    pub id: RunId,
    pub recorded: Recorded,
    /// When it began: what it tells is of that moment, whenever it is told.
    pub at: DateTime<Utc>,
}

/// Records an occurrence; none if a replica has done so already.
///
/// `written`: all its mails come with it; otherwise they are being written until [`finish`].
pub fn record(
    conn: &mut Conn,
    recorded: Recorded,
    written: bool,
    now: DateTime<Utc>,
) -> Result<Option<RunId>> {
    let row = (
        runs::job.eq(recorded.job.as_str()),
        runs::occurrence.eq(Moment::from(recorded.occurrence)),
        runs::week.eq(recorded.week.to_string()),
        runs::ran.eq(recorded.ran),
        runs::recorded_at.eq(Moment::from(now)),
        runs::written.eq(written),
    );
    let id: Option<i64> = on_each!(conn, c => diesel::insert_into(runs::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(runs::id)
        .get_result(c)
        .optional())?;
    Ok(id.map(RunId))
}

/// Those of which mails are being written, or were when a program was stopped.
pub fn begun(conn: &mut Conn) -> Result<Vec<Begun>> {
    let rows: Vec<(Row, Moment)> = runs::table
        .filter(diesel::dsl::not(runs::written))
        .order(runs::id)
        .select(((runs::id, runs::job, runs::occurrence, runs::week, runs::ran), runs::recorded_at))
        .load(conn)?;
    let begun = |(row, at): (Row, Moment)| {
        let (id, recorded) = to_recorded(row)?;
        Ok(Begun { id, recorded, at: at.into() })
    };
    rows.into_iter().map(begun).collect()
}

/// All mails of that run are written; false where that was known.
pub fn finish(conn: &mut Conn, RunId(id): RunId) -> Result<bool> {
    let unwritten = runs::table.find(id).filter(diesel::dsl::not(runs::written));
    Ok(diesel::update(unwritten).set(runs::written.eq(true)).execute(conn)? == 1)
}

/// The occurrences about that week, oldest first.
pub fn of_week(conn: &mut Conn, week: Week) -> Result<Vec<(RunId, Recorded)>> {
    let rows: Vec<Row> = runs::table
        .filter(runs::week.eq(week.to_string()))
        .select((runs::id, runs::job, runs::occurrence, runs::week, runs::ran))
        .order((runs::occurrence, runs::id))
        .load(conn)?;
    rows.into_iter().map(to_recorded).collect()
}

/// The latest occurrences up to now, newest first.
pub fn latest(conn: &mut Conn, now: DateTime<Utc>, count: i64) -> Result<Vec<(RunId, Recorded)>> {
    let rows: Vec<Row> = runs::table
        .filter(runs::occurrence.le(Moment::from(now)))
        .select((runs::id, runs::job, runs::occurrence, runs::week, runs::ran))
        .order((runs::occurrence.desc(), runs::id.desc()))
        .limit(count)
        .load(conn)?;
    rows.into_iter().map(to_recorded).collect()
}

/// Those, newest first.
pub fn by_ids(conn: &mut Conn, ids: &[RunId]) -> Result<Vec<(RunId, Recorded)>> {
    let rows: Vec<Row> = runs::table
        .filter(runs::id.one_of(ids.iter().map(|id| id.0)))
        .select((runs::id, runs::job, runs::occurrence, runs::week, runs::ran))
        .order((runs::occurrence.desc(), runs::id.desc()))
        .load(conn)?;
    rows.into_iter().map(to_recorded).collect()
}

type Row = (i64, String, Moment, String, bool);

fn to_recorded((id, job, occurrence, week, ran): Row) -> Result<(RunId, Recorded)> {
    let recorded = Recorded { job: parsed(&job)?, occurrence: occurrence.into(), week: parsed(&week)?, ran };
    Ok((RunId(id), recorded))
}

/// How many occurrences of each job passed since then of which nothing came any more.
pub fn count_skipped(conn: &mut Conn, since: DateTime<Utc>) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = runs::table
        .filter(runs::ran.eq(false).and(runs::recorded_at.gt(Moment::from(since))))
        .group_by(runs::job)
        .select((runs::job, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// When that job last did something, but for what it is doing; none: it never did.
pub fn last_ran_at(conn: &mut Conn, job: Job, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let last: Option<Moment> = runs::table
        .filter(runs::job.eq(job.as_str()).and(runs::ran.eq(true)).and(runs::written))
        .filter(runs::occurrence.le(Moment::from(now)))
        .select(runs::recorded_at)
        .order(runs::occurrence.desc())
        .first(conn)
        .optional()?;
    Ok(last.map(DateTime::from))
}
