//! Mails written and not yet accepted by a mail server, and what became of the others.

mod accounting;
mod becoming;
mod claiming;
mod forgetting;
mod holding;
mod restored;
mod returning;
mod sealing;
mod topic;

pub use accounting::{
    InVain, Listed, Why, cancel, count_by_kind, count_by_run, count_by_state, count_given_up,
    count_to_act_on, count_written, depth, in_vain, is_any_taken, list, try_again, written_about, written_to,
};
pub use claiming::{Claimed, Outcome, claim, settle};
pub use forgetting::{cancel_of, delete_finished, delete_texts, forget, forget_project, forget_recipient};
pub use holding::{Held, give_up, held, is_held, send_still, was_told};
pub use restored::{count_waiting_since_before, drop_waiting_since_before};
pub use returning::{came_back, count_returned, sent_as};
pub use sealing::{OfRequests, Sealed, not_sealed_by, of_requests, set_sealed, texts, texts_of_mails};

use chrono::{DateTime, Utc};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::people::PersonId;
use crate::domain::post::delivery::{Reason, State};
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::post::topic::Topic;
use crate::store::database::on_each;
use crate::store::database::schema::outbox;
use crate::store::database::values::Moment;
use crate::store::weekly::runs::RunId;
use crate::store::{self, Conn};

/// Identifies a mail in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MailId(pub i64);

/// A mail to be kept.
pub struct NewMail {
    /// None: somebody asked for it.
    pub run: Option<RunId>,
    pub service: Service,
    pub kind: Kind,
    pub recipient: String,
    pub person: Option<PersonId>,
    pub about: Option<Topic>,
    /// Or why it could not be written; then it is there to be seen.
    pub message: Result<Message, Reason>,
    /// When it has lost its point.
    pub expires_at: DateTime<Utc>,
}

/// A mail's text, which this floor cannot read.
pub struct Message {
    pub id: String,
    pub sealed: Vec<u8>,
}

/// Keeps a mail, to be sent at once; one that this run has brought to that recipient already stays as it is.
pub fn insert(conn: &mut Conn, mail: &NewMail, now: DateTime<Utc>) -> store::Result<()> {
    let (state, reason) = match mail.message {
        Ok(_) => (State::Pending, None),
        Err(reason) => (State::Failed, Some(reason.as_str())),
    };
    let (bulletin, topic) = match &mail.about {
        Some(Topic::Bulletin(project, week)) => (Some((*project, *week)), project.0.to_string()),
        Some(Topic::Requests(requests)) => (None, topic::of_requests(requests)),
        Some(Topic::Project(project)) => (None, format!("project {}", project.0)),
        Some(Topic::Sheet(project)) => (None, format!("sheet {}", project.0)),
        None => (None, String::new()),
    };
    let row = (
        outbox::run_id.eq(mail.run.map(|run| run.0)),
        outbox::service.eq(mail.service.as_str()),
        outbox::kind.eq(mail.kind.as_str()),
        outbox::priority.eq(mail.kind.priority()),
        outbox::recipient.eq(&mail.recipient),
        outbox::person_id.eq(mail.person.map(|id| id.0)),
        outbox::project_id.eq(bulletin.map(|(project, _)| project.0)),
        outbox::week.eq(bulletin.map(|(_, week)| week.to_string())),
        outbox::topic.eq(topic),
        outbox::message_id.eq(mail.message.as_ref().map_or("", |message| message.id.as_str())),
        outbox::sealed.eq(mail.message.as_ref().map_or(&[][..], |message| message.sealed.as_slice())),
        outbox::state.eq(state.as_str()),
        outbox::reason.eq(reason),
        outbox::created_at.eq(Moment::from(now)),
        outbox::next_attempt_at.eq(Moment::from(now)),
        outbox::expires_at.eq(Moment::from(mail.expires_at)),
        outbox::finished_at.eq(mail.message.is_err().then(|| Moment::from(now))),
    );
    on_each!(conn, c => diesel::insert_into(outbox::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// What stands in the place of an address that has been erased; no two of a run are the same.
fn erased(id: i64) -> String {
    format!("erased-{id}")
}

fn has_text() -> SqlLiteral<Bool> {
    diesel::dsl::sql("length(sealed) > 0")
}
