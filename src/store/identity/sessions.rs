//! Sign-ins: one row a browser.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::begun_sign_ins;
use crate::domain::people::PersonId;
use crate::store::database::schema::sessions;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// A sign-in that is still good.
pub struct Session {
    pub person: PersonId,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// When its owner last showed by it that they read their mail.
    pub mail_proved_at: Option<DateTime<Utc>>,
    /// When its owner last proved who they are.
    pub proved_at: Option<DateTime<Utc>>,
}

pub struct NewSession<'a> {
    pub token_hash: &'a [u8],
    pub person: PersonId,
    pub user_agent: &'a str,
    pub mail_proved_at: Option<DateTime<Utc>>,
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
            sessions::mail_proved_at.eq(new.mail_proved_at.map(Moment::from)),
            sessions::expires_at.eq(Moment::from(new.expires_at)),
            sessions::proved_at.eq(Moment::from(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that the session's owner has just proved who they are.
pub fn prove(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)))
        .set(sessions::proved_at.eq(Moment::from(now)))
        .execute(conn)?;
    Ok(())
}

/// The same, by reading their mail.
pub fn prove_by_mail(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    let now = Moment::from(now);
    diesel::update(sessions::table.filter(sessions::token_hash.eq(token_hash)))
        .set((sessions::proved_at.eq(now), sessions::mail_proved_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Notes it of every session there is.
pub fn prove_all(conn: &mut Conn, now: DateTime<Utc>) -> Result<()> {
    diesel::update(sessions::table).set(sessions::proved_at.eq(Moment::from(now))).execute(conn)?;
    Ok(())
}

/// A sign-in as its owner sees it.
pub struct Listed {
    pub id: i64,
    pub user_agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub token_hash: Vec<u8>,
}

/// The sign-ins of a person that are still good, the latest seen first.
pub fn of_person(conn: &mut Conn, person: PersonId, now: DateTime<Utc>) -> Result<Vec<Listed>> {
    let rows: Vec<(i64, String, Moment, Moment, Vec<u8>)> = sessions::table
        .filter(sessions::person_id.eq(person.0).and(sessions::expires_at.gt(Moment::from(now))))
        .select((
            sessions::id,
            sessions::user_agent,
            sessions::created_at,
            sessions::seen_at,
            sessions::token_hash,
        ))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .load(conn)?;
    let listed = |(id, user_agent, created_at, seen_at, token_hash): (_, _, Moment, Moment, _)| Listed {
        id,
        user_agent,
        created_at: created_at.into(),
        seen_at: seen_at.into(),
        token_hash,
    };
    Ok(rows.into_iter().map(listed).collect())
}

pub fn find(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Session>> {
    type Row = (i64, Moment, Moment, Option<Moment>, Option<Moment>);
    let row: Option<Row> = sessions::table
        .filter(sessions::token_hash.eq(token_hash).and(sessions::expires_at.gt(Moment::from(now))))
        .select((
            sessions::person_id,
            sessions::created_at,
            sessions::seen_at,
            sessions::mail_proved_at,
            sessions::proved_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(person, created_at, seen_at, mail_proved_at, proved_at)| Session {
        person: PersonId(person),
        created_at: created_at.into(),
        seen_at: seen_at.into(),
        mail_proved_at: mail_proved_at.map(DateTime::from),
        proved_at: proved_at.map(DateTime::from),
    }))
}

/// Notes that the session was used, and until when it lives.
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

/// Ends one sign-in of that person; false if there is none such.
pub fn delete_one(conn: &mut Conn, person: PersonId, id: i64) -> Result<bool> {
    let one = sessions::table.filter(sessions::id.eq(id).and(sessions::person_id.eq(person.0)));
    Ok(diesel::delete(one).execute(conn)? == 1)
}

/// Signs the person out everywhere, also where they are half in.
pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<()> {
    begun_sign_ins::delete_of(conn, person)?;
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person.0))).execute(conn)?;
    Ok(())
}

/// The same, but for one sign-in.
pub fn delete_others(conn: &mut Conn, person: PersonId, token_hash: &[u8]) -> Result<()> {
    begun_sign_ins::delete_of(conn, person)?;
    let others = sessions::person_id.eq(person.0).and(sessions::token_hash.ne(token_hash));
    diesel::delete(sessions::table.filter(others)).execute(conn)?;
    Ok(())
}

pub fn delete_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(Moment::from(now)))).execute(conn)?)
}
