//! Texts are sealed by those who know the key; here lies what they sealed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool};

use super::{MailId, has_text, topic};
use crate::domain::help::RequestId;
use crate::domain::post::notification::Service;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::outbox;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// A mail's text as it lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub id: MailId,
    pub message_id: String,
    pub bytes: Vec<u8>,
}

/// So many texts of later mails than that one, by number, which do not begin with the mark.
pub fn not_sealed_by(conn: &mut Conn, mark: &[u8], after: MailId, count: i64) -> Result<Vec<Sealed>> {
    let is_other = diesel::dsl::sql::<Bool>(&format!("substr(sealed, 1, {}) <> ", mark.len()))
        .bind::<Binary, _>(mark.to_vec());
    let rows = outbox::table
        .filter(outbox::id.gt(after.0))
        .filter(has_text())
        .filter(is_other)
        .order(outbox::id)
        .limit(count)
        .select((outbox::id, outbox::message_id, outbox::sealed))
        .load(conn)?;
    Ok(all_sealed(rows))
}

/// So many texts of later mails than that one, by number; none of chats.
pub fn texts_of_mails(conn: &mut Conn, after: MailId, count: i64) -> Result<Vec<Sealed>> {
    let rows = outbox::table
        .filter(outbox::id.gt(after.0))
        .filter(outbox::service.eq(Service::Email.as_str()))
        .filter(has_text())
        .order(outbox::id)
        .limit(count)
        .select((outbox::id, outbox::message_id, outbox::sealed))
        .load(conn)?;
    Ok(all_sealed(rows))
}

/// The texts of those mails that are kept; none of chats.
pub fn texts(conn: &mut Conn, ids: &[MailId]) -> Result<Vec<Sealed>> {
    let rows = outbox::table
        .filter(outbox::id.one_of(ids.iter().map(|id| id.0)))
        .filter(outbox::service.eq(Service::Email.as_str()))
        .filter(has_text())
        .select((outbox::id, outbox::message_id, outbox::sealed))
        .load(conn)?;
    Ok(all_sealed(rows))
}

/// A mail about requests for help.
pub struct OfRequests {
    pub kind: String,
    pub requests: Vec<RequestId>,
    pub created_at: DateTime<Utc>,
    /// It has not been dealt with yet.
    pub waits: bool,
}

/// None: it is about something else.
pub fn of_requests(conn: &mut Conn, MailId(id): MailId) -> Result<Option<OfRequests>> {
    let (kind, about, created_at, finished_at): (String, String, Moment, Option<Moment>) = outbox::table
        .find(id)
        .select((outbox::kind, outbox::topic, outbox::created_at, outbox::finished_at))
        .first(conn)?;
    Ok(topic::requests(&about).map(|requests| OfRequests {
        kind,
        requests,
        created_at: created_at.into(),
        waits: finished_at.is_none(),
    }))
}

fn all_sealed(rows: Vec<(i64, String, Vec<u8>)>) -> Vec<Sealed> {
    let sealed = |(id, message_id, bytes)| Sealed { id: MailId(id), message_id, bytes };
    rows.into_iter().map(sealed).collect()
}

/// Puts another text, or the same sealed anew, in the place of a mail's, if that is there still.
pub fn set_sealed(conn: &mut Conn, id: MailId, former: &[u8], bytes: &[u8]) -> Result<()> {
    let unchanged = outbox::table.find(id.0).filter(outbox::sealed.eq(former));
    diesel::update(unchanged).set(outbox::sealed.eq(bytes)).execute(conn)?;
    Ok(())
}
