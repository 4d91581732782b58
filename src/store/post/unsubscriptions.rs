//! The kinds of mail that people do not want.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::domain::post::kind::Kind;
use crate::store::database::on_each;
use crate::store::database::schema::unsubscriptions;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Who does not want mails of that kind.
pub fn of_kind(conn: &mut Conn, kind: Kind) -> Result<BTreeSet<PersonId>> {
    let ids: Vec<i64> = unsubscriptions::table
        .filter(unsubscriptions::kind.eq(kind.as_str()))
        .select(unsubscriptions::person_id)
        .load(conn)?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Whether that person stopped mails of that kind.
pub fn contains(conn: &mut Conn, person: PersonId, kind: Kind) -> Result<bool> {
    let stopped = unsubscriptions::table.find((person.0, kind.as_str()));
    Ok(diesel::select(diesel::dsl::exists(stopped)).get_result(conn)?)
}

pub fn insert(conn: &mut Conn, person: PersonId, kind: Kind, now: DateTime<Utc>) -> Result<()> {
    let row = (
        unsubscriptions::person_id.eq(person.0),
        unsubscriptions::kind.eq(kind.as_str()),
        unsubscriptions::created_at.eq(Moment::from(now)),
    );
    on_each!(conn, c => diesel::insert_into(unsubscriptions::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub fn delete(conn: &mut Conn, person: PersonId, kind: Kind) -> Result<()> {
    diesel::delete(unsubscriptions::table.find((person.0, kind.as_str()))).execute(conn)?;
    Ok(())
}
