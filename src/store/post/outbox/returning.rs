//! Mails that came back after a server had taken them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::MailId;
use crate::domain::post::bounce::HARD;
use crate::domain::post::delivery::{Cause, State};
use crate::domain::post::notification::Service;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::outbox;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// The mail of that id, where it was sent.
pub fn sent_as(conn: &mut Conn, message_id: &str) -> Result<Option<MailId>> {
    let found: Option<i64> = outbox::table
        .filter(outbox::message_id.eq(message_id))
        .filter(outbox::state.eq(State::Sent.as_str()))
        .select(outbox::id)
        .first(conn)
        .optional()?;
    Ok(found.map(MailId))
}

/// Notes why a mail that was sent reached nobody; false if it is no such mail, or this was noted before.
pub fn came_back(conn: &mut Conn, id: MailId, cause: &Cause, now: DateTime<Utc>) -> Result<bool> {
    let sent = outbox::table.find(id.0).filter(outbox::state.eq(State::Sent.as_str()));
    let written = diesel::update(sent)
        .set((
            outbox::state.eq(State::Failed.as_str()),
            outbox::reason.eq(cause.reason.as_str()),
            outbox::last_error.eq(cause.detail.as_deref()),
            outbox::finished_at.eq(Moment::from(now)),
        ))
        .execute(conn)?;
    Ok(written == 1)
}

/// How many mails came back from that address since nobody is there.
pub fn count_returned(conn: &mut Conn, recipient: &str) -> Result<i64> {
    let reasons = HARD.map(|reason| reason.as_str());
    let counted = outbox::table
        .filter(outbox::state.eq(State::Failed.as_str()))
        .filter(outbox::reason.assume_not_null().one_of(reasons))
        .filter(outbox::recipient.eq(recipient))
        .filter(outbox::service.eq(Service::Email.as_str()))
        .count()
        .get_result(conn)?;
    Ok(counted)
}
