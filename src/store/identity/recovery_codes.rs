//! Codes for who has lost their second factor: each works once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::store::database::schema::recovery_codes;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Puts those in the place of all that the person had.
pub fn replace(conn: &mut Conn, person: PersonId, hashes: &[[u8; 32]]) -> Result<()> {
    delete_of(conn, person)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::code_hash.eq(hash.as_slice()), recovery_codes::person_id.eq(person.0)))
            .execute(conn)?;
    }
    Ok(())
}

/// Uses a code up; false if it is none of that person's, or has been used.
pub fn use_up(conn: &mut Conn, person: PersonId, hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let unused = recovery_codes::table
        .find(hash)
        .filter(recovery_codes::person_id.eq(person.0).and(recovery_codes::used_at.is_null()));
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(Moment::from(now))).execute(conn)? == 1)
}

/// When each was used, if it was.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Option<DateTime<Utc>>>> {
    let used: Vec<Option<Moment>> = recovery_codes::table
        .filter(recovery_codes::person_id.eq(person.0))
        .select(recovery_codes::used_at)
        .load(conn)?;
    Ok(used.into_iter().map(|at| at.map(DateTime::from)).collect())
}

pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(person.0))).execute(conn)?;
    Ok(())
}
