//! Sign-ins: one row a browser.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::schema::sessions;
use super::values::Moment;
use super::{Conn, Result};
use crate::domain::people::PersonId;

/// A sign-in that is still good.
pub struct Session {
    pub person: PersonId,
    pub seen_at: DateTime<Utc>,
}

pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    pub person: PersonId,
    pub user_agent: &'a str,
    pub expires_at: DateTime<Utc>,
}

pub fn insert(conn: &mut Conn, new: &NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(new.token_hash),
            sessions::person_id.eq(new.person.0),
            sessions::user_agent.eq(new.user_agent),
            sessions::created_at.eq(Moment::from(now)),
            sessions::seen_at.eq(Moment::from(now)),
            sessions::expires_at.eq(Moment::from(new.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Session>> {
    let row: Option<(i64, Moment)> = sessions::table
        .filter(sessions::token_hash.eq(token_hash).and(sessions::expires_at.gt(Moment::from(now))))
        .select((sessions::person_id, sessions::seen_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(person, seen_at)| Session { person: PersonId(person), seen_at: seen_at.into() }))
}

/// Notes that the session was used, and lets it live on.
pub fn touch(
    conn: &mut Conn,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)))
        .set((sessions::seen_at.eq(Moment::from(now)), sessions::expires_at.eq(Moment::from(expires_at))))
        .execute(conn)?;
    Ok(())
}

pub fn delete(conn: &mut Conn, token_hash: &[u8]) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash))).execute(conn)?;
    Ok(())
}

/// Signs the person out everywhere.
pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person.0))).execute(conn)?;
    Ok(())
}

pub fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(Moment::from(now)))).execute(conn)?)
}
