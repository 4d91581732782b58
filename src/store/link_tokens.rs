//! What the links in mails stand for.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::schema::link_tokens;
use super::values::{Moment, parsed};
use super::{Conn, Result};
use crate::domain::people::PersonId;
use crate::domain::project::ProjectId;
use crate::domain::week::Week;

const FILING: &str = "filing";
const SIGN_UP: &str = "sign-up";
const FIRST_COORDINATOR: &str = "first-coordinator";
const SIGN_IN: &str = "sign-in";

/// Opens one form, of one project and week, for one person, until it expires.
pub struct FilingLink {
    pub person: PersonId,
    pub project: ProjectId,
    pub week: Week,
    pub expires_at: DateTime<Utc>,
}

/// Writes a filing link under the hash of its token.
pub fn insert_filing(
    conn: &mut Conn,
    token_hash: &[u8],
    link: &FilingLink,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(link_tokens::table)
        .values((
            link_tokens::token_hash.eq(token_hash),
            link_tokens::purpose.eq(FILING),
            link_tokens::person_id.eq(link.person.0),
            link_tokens::project_id.eq(link.project.0),
            link_tokens::week.eq(link.week.to_string()),
            link_tokens::created_at.eq(Moment::from(now)),
            link_tokens::expires_at.eq(Moment::from(link.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The filing link with that token, also when it has expired: its owner is told so.
pub fn filing(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<FilingLink>> {
    type Row = (Option<i64>, Option<i64>, Option<String>, Moment);
    let row: Option<Row> = link_tokens::table
        .filter(link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.eq(FILING)))
        .select((link_tokens::person_id, link_tokens::project_id, link_tokens::week, link_tokens::expires_at))
        .first(conn)
        .optional()?;
    let Some((Some(person), Some(project), Some(week), expires_at)) = row else { return Ok(None) };
    Ok(Some(FilingLink {
        person: PersonId(person),
        project: ProjectId(project),
        week: parsed(&week)?,
        expires_at: expires_at.into(),
    }))
}

/// Whom a sign-up link lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    Person(PersonId),
    /// Whoever comes first to a new installation.
    FirstCoordinator,
}

impl Invited {
    fn columns(self) -> (&'static str, Option<i64>) {
        match self {
            Invited::Person(id) => (SIGN_UP, Some(id.0)),
            Invited::FirstCoordinator => (FIRST_COORDINATOR, None),
        }
    }
}

/// Writes a link with which somebody signs up, once.
pub fn insert_sign_up(
    conn: &mut Conn,
    token_hash: &[u8],
    invited: Invited,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    insert_single_use(conn, token_hash, invited.columns(), now, expires_at)
}

/// Whom a sign-up link is for, while it can be used.
pub fn sign_up(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Invited>> {
    let person = usable(conn, &[SIGN_UP, FIRST_COORDINATOR], token_hash, now)?;
    Ok(person.map(|person| person.map_or(Invited::FirstCoordinator, Invited::Person)))
}

/// Uses a sign-up link up; false if somebody was quicker, or it is none that can be used.
pub fn use_sign_up(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    use_up(conn, &[SIGN_UP, FIRST_COORDINATOR], token_hash, now)
}

/// Writes a link with which that person signs in, once.
pub fn insert_sign_in(
    conn: &mut Conn,
    token_hash: &[u8],
    person: PersonId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    insert_single_use(conn, token_hash, (SIGN_IN, Some(person.0)), now, expires_at)
}

/// Who signs in with that link, while it can be used.
pub fn sign_in(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<PersonId>> {
    Ok(usable(conn, &[SIGN_IN], token_hash, now)?.flatten())
}

/// Uses a sign-in link up; false if somebody was quicker, or it is none that can be used.
pub fn use_sign_in(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    use_up(conn, &[SIGN_IN], token_hash, now)
}

fn insert_single_use(
    conn: &mut Conn,
    token_hash: &[u8],
    (purpose, person): (&str, Option<i64>),
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(link_tokens::table)
        .values((
            link_tokens::token_hash.eq(token_hash),
            link_tokens::purpose.eq(purpose),
            link_tokens::person_id.eq(person),
            link_tokens::created_at.eq(Moment::from(now)),
            link_tokens::expires_at.eq(Moment::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The person of a single-use link of one of those purposes, while it can be used.
fn usable(
    conn: &mut Conn,
    purposes: &[&str],
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Option<PersonId>>> {
    let person: Option<Option<i64>> = link_tokens::table
        .filter(link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.eq_any(purposes.to_vec())))
        .filter(link_tokens::used_at.is_null().and(link_tokens::expires_at.gt(Moment::from(now))))
        .select(link_tokens::person_id)
        .first(conn)
        .optional()?;
    Ok(person.map(|person| person.map(PersonId)))
}

/// Of two that use one link at the same moment, one succeeds.
fn use_up(conn: &mut Conn, purposes: &[&str], token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let used = diesel::update(
        link_tokens::table
            .filter(
                link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.eq_any(purposes.to_vec())),
            )
            .filter(link_tokens::used_at.is_null().and(link_tokens::expires_at.gt(Moment::from(now)))),
    )
    .set(link_tokens::used_at.eq(Moment::from(now)))
    .execute(conn)?;
    Ok(used == 1)
}

/// Takes back the links of that kind (and for that person) that nobody has used.
pub fn revoke_sign_ups(conn: &mut Conn, invited: Invited) -> Result<()> {
    let (purpose, person) = invited.columns();
    diesel::delete(
        link_tokens::table
            .filter(link_tokens::purpose.eq(purpose).and(link_tokens::used_at.is_null()))
            .filter(link_tokens::person_id.eq(person).or(link_tokens::person_id.is_null())),
    )
    .execute(conn)?;
    Ok(())
}

/// Forgets links that expired before that moment.
pub fn delete_expired(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(link_tokens::table.filter(link_tokens::expires_at.lt(Moment::from(before))))
        .execute(conn)?)
}
