//! Sign-ins of which the second step is owed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::store::database::schema::begun_sign_ins;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// Somebody who has given one proof.
pub struct Begun {
    pub person: PersonId,
    /// What goes on record once they are in; none: that has been done otherwise.
    pub how: Option<Action>,
}

pub fn insert(
    conn: &mut Conn,
    token_hash: &[u8],
    begun: &Begun,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(begun_sign_ins::table)
        .values((
            begun_sign_ins::token_hash.eq(token_hash),
            begun_sign_ins::person_id.eq(begun.person.0),
            begun_sign_ins::how.eq(begun.how.map(Action::as_str)),
            begun_sign_ins::created_at.eq(Moment::from(now)),
            begun_sign_ins::expires_at.eq(Moment::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The one of that token, while it can be gone on with.
pub fn find(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Begun>> {
    let row: Option<(i64, Option<String>)> = begun_sign_ins::table
        .find(token_hash)
        .filter(begun_sign_ins::expires_at.gt(Moment::from(now)))
        .select((begun_sign_ins::person_id, begun_sign_ins::how))
        .first(conn)
        .optional()?;
    let begun = |(person, how): (i64, Option<String>)| {
        Ok(Begun { person: PersonId(person), how: how.as_deref().map(parsed).transpose()? })
    };
    row.map(begun).transpose()
}

/// Ends one; false if somebody was quicker.
pub fn delete(conn: &mut Conn, token_hash: &[u8]) -> Result<bool> {
    Ok(diesel::delete(begun_sign_ins::table.find(token_hash)).execute(conn)? == 1)
}

/// Ends all of that person.
pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<()> {
    diesel::delete(begun_sign_ins::table.filter(begun_sign_ins::person_id.eq(person.0))).execute(conn)?;
    Ok(())
}

/// When each of a person began.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<DateTime<Utc>>> {
    let began: Vec<Moment> = begun_sign_ins::table
        .filter(begun_sign_ins::person_id.eq(person.0))
        .select(begun_sign_ins::created_at)
        .order(begun_sign_ins::created_at)
        .load(conn)?;
    Ok(began.into_iter().map(DateTime::from).collect())
}

pub fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize> {
    let expired = begun_sign_ins::table.filter(begun_sign_ins::expires_at.le(Moment::from(now)));
    Ok(diesel::delete(expired).execute(conn)?)
}
