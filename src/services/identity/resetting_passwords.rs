//! Somebody forgot their password, and chooses another by a link sent to their address.

use chrono::{DateTime, Utc};

use super::tokens::Token;
use crate::domain::people::{Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::store::identity::{link_tokens, sessions};
use crate::store::privacy::audit::{self, Entry};
use crate::store::{self, Conn, people};

/// Whose password the link changes; none: it has been used, has expired, or never was.
pub fn whose(conn: &mut Conn, token: &Token, now: DateTime<Utc>) -> store::Result<Option<Person>> {
    let person = link_tokens::password_reset(conn, &token.hash(), now)?;
    person.map_or(Ok(None), |id| people::by_id(conn, id))
}

/// Uses the link up and sets the password; none if the link cannot be used (any more).
pub fn reset(
    conn: &mut Conn,
    token: &Token,
    password_hash: &str,
    now: DateTime<Utc>,
) -> store::Result<Option<PersonId>> {
    let person = link_tokens::password_reset(conn, &token.hash(), now)?;
    if !link_tokens::use_password_reset(conn, &token.hash(), now)? {
        return Ok(None);
    }
    if let Some(person) = person {
        set_password(conn, person, password_hash, now)?;
    }
    Ok(person)
}

/// Gives somebody a password. Whoever knew the old one is out: all sessions end, and so do links on their way.
pub fn set_password(
    conn: &mut Conn,
    person: PersonId,
    password_hash: &str,
    now: DateTime<Utc>,
) -> store::Result<()> {
    people::set_password_hash(conn, person, password_hash)?;
    sessions::delete_of(conn, person)?;
    link_tokens::revoke_entries(conn, person)?;
    audit::record(conn, &Entry::own(person, Action::PasswordSet), now)
}
