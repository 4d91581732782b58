//! What happened to requests.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::finding;
use crate::domain::help::{Event, EventId, EventKind, RequestId};
use crate::domain::people::PersonId;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::help_events;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

type Row = (i64, i64, String, Moment, Option<i64>, Option<String>, String);

fn to_event((id, request, kind, at, by, name, word): Row) -> Result<(RequestId, Event)> {
    let (kind, by) = (parsed(&kind)?, by.map(PersonId));
    Ok((RequestId(request), Event { id: EventId(id), kind, at: at.into(), by, name, word }))
}

/// The stories of those requests, each from its beginning.
pub fn of(conn: &mut Conn, requests: &[RequestId]) -> Result<BTreeMap<RequestId, Vec<Event>>> {
    let ids: Vec<i64> = requests.iter().map(|request| request.0).collect();
    let rows: Vec<Row> =
        help_events::table.filter(help_events::request_id.one_of(ids)).order(help_events::id).load(conn)?;
    let mut stories: BTreeMap<RequestId, Vec<Event>> = BTreeMap::new();
    for row in rows {
        let (request, event) = to_event(row)?;
        stories.entry(request).or_default().push(event);
    }
    Ok(stories)
}

/// The story of one, from its beginning.
pub fn of_one(conn: &mut Conn, request: RequestId) -> Result<Vec<Event>> {
    Ok(of(conn, &[request])?.remove(&request).unwrap_or_default())
}

/// Those of them of which their teams have said since that moment that they are needed still.
pub fn said_needed_since(
    conn: &mut Conn,
    requests: &[RequestId],
    since: DateTime<Utc>,
) -> Result<BTreeSet<RequestId>> {
    let ids: Vec<i64> = requests.iter().map(|request| request.0).collect();
    let said = help_events::kind.eq(EventKind::StillNeeded.as_str());
    let ids: Vec<i64> = help_events::table
        .filter(help_events::request_id.one_of(ids))
        .filter(said.and(help_events::at.ge(Moment::from(since))))
        .select(help_events::request_id)
        .load(conn)?;
    Ok(ids.into_iter().map(RequestId).collect())
}

/// Who did something.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    Person(PersonId),
    /// Somebody outside the programme, by what they called themselves.
    Outsider(&'a str),
    Program,
}

/// Writes that something happened; `word`: what they said, or nothing.
pub fn record(
    conn: &mut Conn,
    request: RequestId,
    kind: EventKind,
    by: By<'_>,
    word: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let (person, name) = match by {
        By::Person(person) => (Some(person.0), None),
        By::Outsider(name) => (None, Some(name)),
        By::Program => (None, None),
    };
    let row = (
        help_events::request_id.eq(request.0),
        help_events::kind.eq(kind.as_str()),
        help_events::at.eq(Moment::from(now)),
        help_events::person_id.eq(person),
        help_events::name.eq(name),
        help_events::word.eq(word),
    );
    diesel::insert_into(help_events::table).values(row).execute(conn)?;
    if word.is_empty() { Ok(()) } else { finding::index(conn, request) }
}

/// Takes back that somebody was told or asked of those requests at that moment: the mails that did it are not sent.
pub fn take_back_nags(conn: &mut Conn, requests: &[RequestId], at: DateTime<Utc>) -> Result<()> {
    let ids: Vec<i64> = requests.iter().map(|request| request.0).collect();
    let nags = [EventKind::ReferentTold, EventKind::HandedOver, EventKind::TeamAsked, EventKind::TakersAsked];
    let of_then = help_events::table
        .filter(help_events::request_id.one_of(ids).and(help_events::at.eq(Moment::from(at))))
        .filter(help_events::kind.one_of(nags.map(EventKind::as_str)));
    diesel::delete(of_then).execute(conn)?;
    Ok(())
}
