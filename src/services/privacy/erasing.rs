//! Somebody is forgotten: what they filed stays, as that of a former member.

use chrono::{DateTime, Utc};

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::services::people::protecting_coordinators::{LastCoordinator, keep_one, take_turns};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::{Conn, people};

/// Deletes a person and what tells of them: roles, sessions, links, wishes, mails. False if there is no such person.
///
/// # Errors
/// The last coordinator stays.
pub fn erase(conn: &mut Conn, id: PersonId, by: Actor, now: DateTime<Utc>) -> Result<bool, LastCoordinator> {
    take_turns(conn)?;
    let Some(person) = people::by_id(conn, id)? else { return Ok(false) };
    outbox::forget(conn, id, person.email.as_str(), now)?;
    audit::record(conn, &Entry::new(by, Action::PersonErased).to(id), now)?;
    people::delete(conn, id)?;
    keep_one(conn, person.coordinator)?;
    Ok(true)
}
