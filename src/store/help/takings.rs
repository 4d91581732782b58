//! Who sees to which request.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::min;
use diesel::prelude::*;

use crate::domain::help::{RequestId, Taking, TakingId};
use crate::domain::people::{Email, PersonId};
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{help_requests, help_takings};
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

type Row = (i64, i64, Option<i64>, Option<String>, Option<String>, Moment);

fn to_taking((id, request, person, name, email, taken_at): Row) -> (RequestId, Taking) {
    let taking = Taking {
        id: TakingId(id),
        person: person.map(PersonId),
        name,
        email: email.map(Email::stored),
        taken_at: taken_at.into(),
    };
    (RequestId(request), taking)
}

/// Of those requests all who see to them, and have not given them back, in the order in which they took them.
pub(super) fn of(
    conn: &mut Conn,
    requests: impl Iterator<Item = RequestId>,
) -> Result<BTreeMap<RequestId, Vec<Taking>>> {
    let ids: Vec<i64> = requests.map(|request| request.0).collect();
    let mut takings: BTreeMap<RequestId, Vec<Taking>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(takings);
    }
    let rows: Vec<Row> = help_takings::table
        .filter(help_takings::request_id.one_of(ids).and(help_takings::given_back_at.is_null()))
        .order(help_takings::id)
        .select((
            help_takings::id,
            help_takings::request_id,
            help_takings::person_id,
            help_takings::name,
            help_takings::email,
            help_takings::taken_at,
        ))
        .load(conn)?;
    for (request, taking) in rows.into_iter().map(to_taking) {
        takings.entry(request).or_default().push(taking);
    }
    Ok(takings)
}

/// When each request of those projects was taken first, whether or not it was given back.
pub fn first_of_projects(
    conn: &mut Conn,
    projects: &[ProjectId],
) -> Result<BTreeMap<RequestId, DateTime<Utc>>> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    let rows: Vec<(i64, Option<Moment>)> = help_takings::table
        .inner_join(help_requests::table)
        .filter(help_requests::project_id.one_of(ids))
        .group_by(help_takings::request_id)
        .select((help_takings::request_id, min(help_takings::taken_at)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((RequestId(id), at?.into()))).collect())
}

/// Who of the programme sees to what, oldest first.
pub fn present(conn: &mut Conn) -> Result<Vec<(RequestId, PersonId)>> {
    let rows: Vec<(i64, i64)> = help_takings::table
        .filter(help_takings::given_back_at.is_null().and(help_takings::person_id.is_not_null()))
        .order(help_takings::id)
        .select((help_takings::request_id, help_takings::person_id.assume_not_null()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(request, person)| (RequestId(request), PersonId(person))).collect())
}

/// What that person sees to.
pub fn present_of(conn: &mut Conn, person: PersonId) -> Result<Vec<(RequestId, TakingId)>> {
    let present = help_takings::person_id.eq(person.0).and(help_takings::given_back_at.is_null());
    let rows: Vec<(i64, i64)> = help_takings::table
        .filter(present)
        .order(help_takings::id)
        .select((help_takings::request_id, help_takings::id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(request, taking)| (RequestId(request), TakingId(taking))).collect())
}

/// What somebody outside the programme with that address sees to.
pub fn present_at(conn: &mut Conn, email: &Email) -> Result<Vec<(RequestId, TakingId)>> {
    let present = help_takings::email.eq(email.as_str()).and(help_takings::given_back_at.is_null());
    let rows: Vec<(i64, i64)> = help_takings::table
        .filter(present)
        .order(help_takings::id)
        .select((help_takings::request_id, help_takings::id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(request, taking)| (RequestId(request), TakingId(taking))).collect())
}

/// Who takes a request.
#[derive(Debug, Clone)]
pub enum Taker {
    /// Somebody of the programme, and what they called themselves.
    Person(PersonId, String),
    /// Somebody outside it, by an address that they proved.
    Outsider(String, Email),
}

/// Writes that somebody sees to it; none if that person does already.
pub fn insert(
    conn: &mut Conn,
    request: RequestId,
    taker: &Taker,
    now: DateTime<Utc>,
) -> Result<Option<TakingId>> {
    let (person, name, email) = match taker {
        Taker::Person(person, name) => (Some(person.0), name, None),
        Taker::Outsider(name, email) => (None, name, Some(email.as_str())),
    };
    let row = (
        help_takings::request_id.eq(request.0),
        help_takings::person_id.eq(person),
        help_takings::name.eq(name),
        help_takings::email.eq(email),
        help_takings::taken_at.eq(Moment::from(now)),
    );
    let id: Option<i64> = on_each!(conn, c => diesel::insert_into(help_takings::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(help_takings::id)
        .get_result(c)
        .optional())?;
    Ok(id.map(TakingId))
}

/// Gives it back; false if that was done already.
pub fn give_back(conn: &mut Conn, id: TakingId, now: DateTime<Utc>) -> Result<bool> {
    let present = help_takings::table.find(id.0).filter(help_takings::given_back_at.is_null());
    let given = diesel::update(present).set(help_takings::given_back_at.eq(Moment::from(now)));
    Ok(given.execute(conn)? == 1)
}
