//! Workers take mails out, and report back.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::restored::LET_THROUGH;
use super::{MailId, topic};
use crate::domain::calendar::Week;
use crate::domain::help::RequestId;
use crate::domain::people::PersonId;
use crate::domain::post::delivery::{Cause, Reason, State};
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::programme::project::ProjectId;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::outbox;
use crate::store::database::values::{Moment, parsed};
use crate::store::database::{clock, hold};
use crate::store::weekly::runs::RunId;
use crate::store::{Conn, Error, Result};

/// A mail that this worker, and for the time of its lease no other, may send.
pub struct Claimed {
    pub id: MailId,
    /// What the worker shows when it reports back; a later claim has a higher one.
    pub fence: i64,
    pub service: Service,
    pub kind: String,
    /// None: somebody asked for it.
    pub run: Option<RunId>,
    pub recipient: String,
    pub person: Option<PersonId>,
    /// What a reminder is about; a week without a project: that has been deleted since.
    pub project: Option<ProjectId>,
    pub week: Option<Week>,
    /// What a nag is about, or what brings people together.
    pub requests: Option<Vec<RequestId>>,
    pub message_id: String,
    /// Empty: its person has been erased since.
    pub sealed: Vec<u8>,
    /// Attempts begun, this one included.
    pub attempts: i32,
    pub expires_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct ClaimedRow {
    id: i64,
    fence: i64,
    service: String,
    kind: String,
    run_id: Option<i64>,
    recipient: String,
    person_id: Option<i64>,
    project_id: Option<i64>,
    week: Option<String>,
    topic: String,
    message_id: String,
    sealed: Vec<u8>,
    attempts: i32,
    expires_at: Moment,
}

impl TryFrom<ClaimedRow> for Claimed {
    type Error = Error;

    fn try_from(row: ClaimedRow) -> Result<Claimed> {
        Ok(Claimed {
            id: MailId(row.id),
            fence: row.fence,
            service: parsed(&row.service)?,
            kind: row.kind,
            run: row.run_id.map(RunId),
            recipient: row.recipient,
            person: row.person_id.map(PersonId),
            project: row.project_id.map(ProjectId),
            week: row.week.as_deref().map(parsed).transpose()?,
            requests: topic::requests(&row.topic),
            message_id: row.message_id,
            sealed: row.sealed,
            attempts: row.attempts,
            expires_at: row.expires_at.into(),
        })
    }
}

/// Takes up to `count` mails that are due, or whose worker's lease ran out, for as long as `lease`. What a person waits
/// for goes first.
///
/// As long as a database that was brought back from a backup is held, nothing is taken but what somebody asked for since.
///
/// Each is claimed by a conditional update on the fence that was read: of two workers one succeeds. Leases are counted by
/// the database's clock where it has one, so that replicas agree on when they end, whatever their own clocks show.
pub fn claim(
    conn: &mut Conn,
    owner: &str,
    count: i64,
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> Result<Vec<Claimed>> {
    let lease_clock = clock::now(conn)?.unwrap_or(now);
    let due = due(now.into(), lease_clock.into(), count);
    let candidates: Vec<(i64, i64)> = match hold::find(conn)? {
        None => due.load(conn)?,
        Some(hold) => due
            .filter(outbox::kind.one_of(LET_THROUGH.map(Kind::as_str)))
            .filter(outbox::created_at.ge(Moment::from(hold.since)))
            .load(conn)?,
    };
    let mut won = Vec::with_capacity(candidates.len());
    for (id, fence) in candidates {
        let claimed = diesel::update(outbox::table.find(id).filter(outbox::fence.eq(fence)))
            .set((
                outbox::state.eq(State::Claimed.as_str()),
                outbox::fence.eq(fence + 1),
                outbox::attempts.eq(outbox::attempts + 1),
                outbox::owner.eq(owner),
                outbox::lease_until.eq(Moment::from(lease_clock + lease)),
            ))
            .execute(conn)?;
        if claimed == 1 {
            won.push(id);
        }
    }
    outbox::table
        .filter(outbox::id.one_of(won))
        .order((outbox::priority, outbox::next_attempt_at, outbox::id))
        .select(ClaimedRow::as_select())
        .load(conn)?
        .into_iter()
        .map(Claimed::try_from)
        .collect()
}

/// The mails that can be claimed, with their fences. Asked without a state: the index of those that are not finished comes
/// sorted, and nothing is read of all that were ever sent. A lease is there for as long as a mail is claimed. What a clock that
/// was ahead has put off, or taken, for long is due at once.
#[diesel::dsl::auto_type(no_type_alias)]
fn due(now: Moment, leases_ended: Moment, count: i64) -> _ {
    let lease_beyond: Moment = leases_ended.beyond();
    let attempt_beyond: Moment = now.beyond();
    let is_left = outbox::lease_until
        .is_null()
        .or(outbox::lease_until.assume_not_null().le(leases_ended))
        .or(outbox::lease_until.assume_not_null().gt(lease_beyond));
    let is_due = outbox::next_attempt_at.le(now).or(outbox::next_attempt_at.gt(attempt_beyond));
    outbox::table
        .filter(outbox::finished_at.is_null())
        .filter(is_due)
        .filter(is_left)
        .order((outbox::priority, outbox::next_attempt_at, outbox::id))
        .limit(count)
        .select((outbox::id, outbox::fence))
}

/// What became of a claimed mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// To be tried again then.
    Retry {
        at: DateTime<Utc>,
        cause: Cause,
    },
    /// Given up.
    Failed(Cause),
    /// It had lost its point.
    Cancelled(Reason),
    /// No server took it in time: a coordinator says what becomes of it. Why none did stays as it is known.
    Held,
}

/// Reports back; false if the lease ran out and another worker claimed the mail since.
///
/// `drops_text`: once it is sent nothing is kept but that it was.
pub fn settle(
    conn: &mut Conn,
    (id, fence): (MailId, i64),
    outcome: &Outcome,
    drops_text: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let claimed = outbox::table
        .find(id.0)
        .filter(outbox::fence.eq(fence).and(outbox::state.eq(State::Claimed.as_str())));
    let (state, cause, next_attempt_at) = match outcome {
        Outcome::Sent => (State::Sent, None, None),
        Outcome::Retry { at, cause } => (State::Pending, Some(cause.clone()), Some(Moment::from(*at))),
        Outcome::Failed(cause) => (State::Failed, Some(cause.clone()), None),
        Outcome::Cancelled(reason) => (State::Cancelled, Some(Cause::from(*reason)), None),
        Outcome::Held => (State::Held, None, None),
    };
    let finished_at = (state != State::Pending).then(|| Moment::from(now));
    let written = diesel::update(claimed)
        .set((
            outbox::state.eq(state.as_str()),
            // None leaves columns as they are.
            (state != State::Held).then(|| {
                (
                    outbox::reason.eq(cause.as_ref().map(|cause| cause.reason.as_str())),
                    outbox::last_error.eq(cause.as_ref().and_then(|cause| cause.detail.as_deref())),
                )
            }),
            next_attempt_at.map(|at| outbox::next_attempt_at.eq(at)),
            outbox::lease_until.eq(None::<Moment>),
            outbox::finished_at.eq(finished_at),
            (drops_text && state == State::Sent).then(|| outbox::sealed.eq(Vec::new())),
        ))
        .execute(conn)?;
    // What a server says of somebody who was erased while their mail was under way names them.
    let erased_meanwhile = outbox::table.find(id.0).filter(outbox::recipient.eq(super::erased(id.0)));
    diesel::update(erased_meanwhile).set(outbox::last_error.eq(None::<String>)).execute(conn)?;
    Ok(written == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    #[actix_web::test]
    async fn waiting_mails_are_found_by_their_own_index_and_come_sorted() {
        let now = Moment::from("2026-03-06T14:05:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(plan_of(&due(now, now, 8)).await, ["SCAN outbox USING INDEX outbox_unfinished"]);
    }
}
