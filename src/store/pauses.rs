//! Weeks that the coordinators paused.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::connection::on_each;
use super::schema::pauses;
use super::values::{Moment, parsed};
use super::{Conn, Result};
use crate::domain::people::PersonId;
use crate::domain::week::Week;

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
