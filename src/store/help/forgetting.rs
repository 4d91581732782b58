//! Who was outside the programme is forgotten: what they called themselves, and their address.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::{Email, PersonId};
use crate::store::database::schema::{help_events, help_requests, help_takings};
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Forgets what somebody of the programme called themselves when they took requests; the taking stays.
pub fn forget_person(conn: &mut Conn, person: PersonId) -> Result<()> {
    let theirs = help_takings::table.filter(help_takings::person_id.eq(person.0));
    let nobody = (help_takings::person_id.eq(None::<i64>), help_takings::name.eq(None::<String>));
    diesel::update(theirs).set(nobody).execute(conn)?;
    Ok(())
}

/// What somebody called themselves when they took requests, as a member or from outside.
pub fn names_of(conn: &mut Conn, person: PersonId, email: &Email) -> Result<Vec<String>> {
    let theirs = help_takings::person_id.eq(person.0).or(help_takings::email.eq(email.as_str()));
    let names: Vec<Option<String>> =
        help_takings::table.filter(theirs).select(help_takings::name).distinct().load(conn)?;
    Ok(names.into_iter().flatten().collect())
}

type Row = (i64, i64, Option<String>);

/// Forgets whoever took requests from outside with that address.
pub fn forget_address(conn: &mut Conn, email: &Email) -> Result<()> {
    let rows: Vec<Row> = help_takings::table
        .filter(help_takings::email.eq(email.as_str()))
        .select((help_takings::id, help_takings::request_id, help_takings::name))
        .load(conn)?;
    forget(conn, rows).map(|_| ())
}

/// Forgets whoever took requests from outside that ended before that moment, or gave them back before it; tells how many
/// that were.
pub fn forget_outsiders(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let before = Moment::from(before);
    let is_over = help_requests::ended_at.lt(before).or(help_takings::given_back_at.lt(before));
    let rows: Vec<Row> = help_takings::table
        .inner_join(help_requests::table)
        .filter(help_takings::email.is_not_null().and(is_over))
        .select((help_takings::id, help_takings::request_id, help_takings::name))
        .load(conn)?;
    forget(conn, rows)
}

fn forget(conn: &mut Conn, rows: Vec<Row>) -> Result<usize> {
    let count = rows.len();
    for (taking, request, name) in rows {
        let told = help_events::table
            .filter(help_events::request_id.eq(request))
            .filter(help_events::person_id.is_null().and(help_events::name.eq(name)));
        diesel::update(told).set(help_events::name.eq(None::<String>)).execute(conn)?;
        let nobody = (help_takings::email.eq(None::<String>), help_takings::name.eq(None::<String>));
        diesel::update(help_takings::table.find(taking)).set(nobody).execute(conn)?;
    }
    Ok(count)
}
