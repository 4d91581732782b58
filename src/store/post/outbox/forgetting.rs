//! Mails lose their recipients or their point, and in time are gone.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::becoming::cancelled;
use super::{MailId, erased, has_text};
use crate::domain::people::PersonId;
use crate::domain::post::delivery::{Reason, State};
use crate::domain::programme::project::ProjectId;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::outbox;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// What waits for a person is not sent; of what is under way delivery asks again itself.
pub fn cancel_of(conn: &mut Conn, person: PersonId, reason: Reason, now: DateTime<Utc>) -> Result<()> {
    let waits = outbox::state.one_of([State::Pending.as_str(), State::Held.as_str()]);
    let theirs = outbox::person_id.eq(person.0).and(waits);
    diesel::update(outbox::table.filter(theirs)).set(cancelled(reason, now)).execute(conn)?;
    Ok(())
}

/// Takes a person out of the mails that were for them: what waits is not sent, what was sent is anonymous.
pub fn forget(conn: &mut Conn, person: PersonId, address: &str, now: DateTime<Utc>) -> Result<()> {
    let theirs = || outbox::recipient.eq(address).or(outbox::person_id.eq(person.0).assume_not_null());
    // What failed is over, too: nobody is left to be reached.
    let open = [State::Pending.as_str(), State::Failed.as_str(), State::Held.as_str()];
    diesel::update(outbox::table.filter(theirs()).filter(outbox::state.one_of(open)))
        .set(cancelled(Reason::Erased, now))
        .execute(conn)?;
    let ids: Vec<i64> = outbox::table.filter(theirs()).select(outbox::id).load(conn)?;
    ids.into_iter().try_for_each(|id| forget_recipient(conn, MailId(id)))
}

/// Takes its recipient and its text out of a mail.
pub fn forget_recipient(conn: &mut Conn, MailId(id): MailId) -> Result<()> {
    diesel::update(outbox::table.find(id))
        .set((
            // The recipient must stay unique within its run.
            outbox::recipient.eq(erased(id)),
            outbox::sealed.eq(Vec::new()),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a project out of the mails about it, before it is deleted: what waits is not sent.
pub fn forget_project(conn: &mut Conn, project: ProjectId, now: DateTime<Utc>) -> Result<()> {
    let about = || outbox::project_id.eq(project.0);
    diesel::update(outbox::table.filter(about().and(outbox::state.eq(State::Pending.as_str()))))
        .set(cancelled(Reason::ProjectDeleted, now))
        .execute(conn)?;
    diesel::update(outbox::table.filter(about())).set(outbox::project_id.eq(None::<i64>)).execute(conn)?;
    Ok(())
}

/// Empties mails that were dealt with before that moment: that they were, to whom and when, is kept. Of what was held for so
/// long nobody has to say anything any more.
pub fn delete_texts(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let undecided = outbox::state
        .eq(State::Held.as_str())
        .and(outbox::finished_at.lt(Moment::from(before)).assume_not_null());
    diesel::update(outbox::table.filter(undecided))
        .set((
            outbox::state.eq(State::Cancelled.as_str()),
            outbox::reason.eq(Reason::Expired.as_str()),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    let old = outbox::finished_at.lt(Moment::from(before)).assume_not_null();
    Ok(diesel::update(outbox::table.filter(old.and(has_text())))
        .set(outbox::sealed.eq(Vec::new()))
        .execute(conn)?)
}

/// Forgets mails that were dealt with before that moment.
pub fn delete_finished(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let old = outbox::finished_at.lt(Moment::from(before)).assume_not_null();
    Ok(diesel::delete(outbox::table.filter(old)).execute(conn)?)
}
