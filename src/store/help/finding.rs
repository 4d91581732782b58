//! Requests in the index of what can be searched.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::help::RequestId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::schema::{help_events, help_requests};
use crate::store::database::values::{Moment, parsed};
use crate::store::reading::documents;
use crate::store::{Conn, Result};

/// Writes it there as it stands, with what was said of it. What stands in a bulletin is found on that one's day.
pub(in crate::store) fn index(conn: &mut Conn, id: RequestId) -> Result<()> {
    let row: (i64, String, Option<i64>, String, bool, Moment) = help_requests::table
        .find(id.0)
        .select((
            help_requests::project_id,
            help_requests::week,
            help_requests::bulletin_id,
            help_requests::text,
            help_requests::at_once,
            help_requests::asked_at,
        ))
        .first(conn)?;
    let (project, week, bulletin, text, at_once, asked_at) = row;
    forget(conn, id)?;
    let week: Week = parsed(&week)?;
    let day = day(week, bulletin, asked_at);
    // What was asked at once is found at once.
    let week = (!at_once).then_some(week);
    let words: Vec<String> = help_events::table
        .filter(help_events::request_id.eq(id.0).and(help_events::word.ne("")))
        .order(help_events::id)
        .select(help_events::word)
        .load(conn)?;
    let text = std::iter::once(text).chain(words).collect::<Vec<_>>().join(" \n");
    documents::index_request(conn, id.0, ProjectId(project), week, (day, &text))
}

/// The same for all there are, by day.
pub(in crate::store) fn index_all(conn: &mut Conn) -> Result<()> {
    let rows: Vec<(i64, String, Option<i64>, Moment)> = help_requests::table
        .select((help_requests::id, help_requests::week, help_requests::bulletin_id, help_requests::asked_at))
        .load(conn)?;
    let on_its_day = |(id, week, bulletin, asked_at): (i64, String, Option<i64>, Moment)| {
        Ok((day(parsed(&week)?, bulletin, asked_at), id))
    };
    let mut requests: Vec<(NaiveDate, i64)> = rows.into_iter().map(on_its_day).collect::<Result<_>>()?;
    requests.sort();
    requests.into_iter().try_for_each(|(_, id)| index(conn, RequestId(id)))
}

fn day(week: Week, bulletin: Option<i64>, asked_at: Moment) -> NaiveDate {
    if bulletin.is_some() { week.monday() } else { asked_at.day() }
}

/// Takes it out, on whichever day it stands there: a bulletin may have let go of it since.
pub(in crate::store) fn forget(conn: &mut Conn, id: RequestId) -> Result<()> {
    let row: Option<(String, Moment)> = help_requests::table
        .find(id.0)
        .select((help_requests::week, help_requests::asked_at))
        .first(conn)
        .optional()?;
    let Some((week, asked_at)) = row else { return Ok(()) };
    let week: Week = parsed(&week)?;
    documents::forget_request(conn, id.0, week.monday())?;
    documents::forget_request(conn, id.0, asked_at.day())
}
