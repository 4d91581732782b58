//! Apps that show codes, one a person at most.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::store::database::schema::authenticators;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// An app that was set up.
pub struct Authenticator {
    /// Sealed.
    pub secret: Vec<u8>,
    /// The step of the last code that was taken.
    pub last_step: i64,
    pub created_at: DateTime<Utc>,
}

pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Option<Authenticator>> {
    let row: Option<(Vec<u8>, i64, Moment)> = authenticators::table
        .find(person.0)
        .select((authenticators::secret, authenticators::last_step, authenticators::created_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(secret, last_step, at)| Authenticator { secret, last_step, created_at: at.into() }))
}

/// Another app takes the place of the one that there may be.
pub fn set(conn: &mut Conn, person: PersonId, secret: &[u8], step: i64, now: DateTime<Utc>) -> Result<()> {
    delete_of(conn, person)?;
    diesel::insert_into(authenticators::table)
        .values((
            authenticators::person_id.eq(person.0),
            authenticators::secret.eq(secret),
            authenticators::last_step.eq(step),
            authenticators::created_at.eq(Moment::from(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes the code of that step; false if one of that step or a later one was taken before.
pub fn take_step(conn: &mut Conn, person: PersonId, step: i64) -> Result<bool> {
    let later = authenticators::table.find(person.0).filter(authenticators::last_step.lt(step));
    Ok(diesel::update(later).set(authenticators::last_step.eq(step)).execute(conn)? == 1)
}

/// True if there was one.
pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<bool> {
    Ok(diesel::delete(authenticators::table.find(person.0)).execute(conn)? == 1)
}

/// All secrets, as they lie there.
pub fn secrets(conn: &mut Conn) -> Result<Vec<(PersonId, Vec<u8>)>> {
    let rows: Vec<(i64, Vec<u8>)> =
        authenticators::table.select((authenticators::person_id, authenticators::secret)).load(conn)?;
    Ok(rows.into_iter().map(|(person, secret)| (PersonId(person), secret)).collect())
}

/// The same secret, sealed anew, if it is there still.
pub fn set_secret(conn: &mut Conn, person: PersonId, former: &[u8], secret: &[u8]) -> Result<()> {
    diesel::update(authenticators::table.find(person.0).filter(authenticators::secret.eq(former)))
        .set(authenticators::secret.eq(secret))
        .execute(conn)?;
    Ok(())
}
