//! Mails written and not yet accepted by a mail server, and what became of the others.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::calendar::Week;
use crate::domain::people::PersonId;
use crate::domain::post::delivery::State;
use crate::domain::post::notification::Service;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::schema::outbox;
use crate::store::database::values::{Moment, parsed};
use crate::store::weekly::runs::RunId;
use crate::store::{Conn, Error, Result};

/// Identifies a mail in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MailId(pub i64);

/// A mail to be written.
pub struct NewMail {
    /// None: somebody asked for it.
    pub run: Option<RunId>,
    pub service: Service,
    pub kind: &'static str,
    pub recipient: String,
    pub person: Option<PersonId>,
    /// What a reminder is about.
    pub about: Option<(ProjectId, Week)>,
    pub message_id: String,
    pub content: Vec<u8>,
    /// When it has lost its point.
    pub expires_at: DateTime<Utc>,
}

/// Writes a mail, to be sent at once; one that this run has written to that recipient already stays as it is.
pub fn insert(conn: &mut Conn, mail: &NewMail, now: DateTime<Utc>) -> Result<()> {
    let row = (
        outbox::run_id.eq(mail.run.map(|run| run.0)),
        outbox::service.eq(mail.service.as_str()),
        outbox::kind.eq(mail.kind),
        outbox::recipient.eq(&mail.recipient),
        outbox::person_id.eq(mail.person.map(|id| id.0)),
        outbox::project_id.eq(mail.about.map(|(project, _)| project.0)),
        outbox::week.eq(mail.about.map(|(_, week)| week.to_string())),
        outbox::topic.eq(mail.about.map(|(project, _)| project.0.to_string()).unwrap_or_default()),
        outbox::message_id.eq(&mail.message_id),
        outbox::content.eq(&mail.content),
        outbox::state.eq(State::Pending.as_str()),
        outbox::created_at.eq(Moment::from(now)),
        outbox::next_attempt_at.eq(Moment::from(now)),
        outbox::expires_at.eq(Moment::from(mail.expires_at)),
    );
    on_each!(conn, c => diesel::insert_into(outbox::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// A mail that this worker, and for the time of its lease no other, may send.
pub struct Claimed {
    pub id: MailId,
    /// What the worker shows when it reports back; a later claim has a higher one.
    pub fence: i64,
    pub service: Service,
    pub kind: String,
    pub recipient: String,
    pub about: Option<(ProjectId, Week)>,
    pub message_id: String,
    pub content: Vec<u8>,
    /// Attempts begun, this one included.
    pub attempts: i32,
    pub expires_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct ClaimRow {
    id: i64,
    fence: i64,
    service: String,
    kind: String,
    recipient: String,
    project_id: Option<i64>,
    week: Option<String>,
    message_id: String,
    content: Vec<u8>,
    attempts: i32,
    expires_at: Moment,
}

impl TryFrom<ClaimRow> for Claimed {
    type Error = Error;

    /// The row as it was read just before it was claimed.
    fn try_from(row: ClaimRow) -> Result<Claimed> {
        let week = row.week.as_deref().map(parsed).transpose()?;
        Ok(Claimed {
            id: MailId(row.id),
            fence: row.fence + 1,
            service: parsed(&row.service)?,
            kind: row.kind,
            recipient: row.recipient,
            about: row.project_id.map(ProjectId).zip(week),
            message_id: row.message_id,
            content: row.content,
            attempts: row.attempts + 1,
            expires_at: row.expires_at.into(),
        })
    }
}

/// Takes up to `count` mails that are due, or whose worker's lease ran out, until `lease_until`.
///
/// Each is claimed by a conditional update on the fence that was read: of two workers one succeeds.
pub fn claim(
    conn: &mut Conn,
    owner: &str,
    count: i64,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Vec<Claimed>> {
    let due = outbox::state.eq(State::Pending.as_str()).and(outbox::next_attempt_at.le(Moment::from(now)));
    let abandoned = outbox::state
        .eq(State::Claimed.as_str())
        .and(outbox::lease_until.assume_not_null().le(Moment::from(now)));
    let candidates: Vec<ClaimRow> = outbox::table
        .filter(due.or(abandoned))
        .order((outbox::next_attempt_at, outbox::id))
        .limit(count)
        .select(ClaimRow::as_select())
        .load(conn)?;
    let mut claimed = Vec::with_capacity(candidates.len());
    for row in candidates {
        let won = diesel::update(outbox::table.find(row.id).filter(outbox::fence.eq(row.fence)))
            .set((
                outbox::state.eq(State::Claimed.as_str()),
                outbox::fence.eq(row.fence + 1),
                outbox::attempts.eq(row.attempts + 1),
                outbox::owner.eq(owner),
                outbox::lease_until.eq(Moment::from(lease_until)),
            ))
            .execute(conn)?;
        if won == 1 {
            claimed.push(row.try_into()?);
        }
    }
    Ok(claimed)
}

/// What became of a claimed mail.
pub enum Outcome<'a> {
    Sent,
    /// To be tried again then.
    Retry {
        at: DateTime<Utc>,
        error: &'a str,
    },
    /// Given up.
    Failed {
        error: &'a str,
    },
    /// It had lost its point.
    Cancelled {
        reason: &'a str,
    },
}

/// Reports back; false if the lease ran out and another worker claimed the mail since.
pub fn settle(
    conn: &mut Conn,
    (id, fence): (MailId, i64),
    outcome: &Outcome<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let claimed = outbox::table
        .find(id.0)
        .filter(outbox::fence.eq(fence).and(outbox::state.eq(State::Claimed.as_str())));
    let (state, error, next_attempt_at) = match outcome {
        Outcome::Sent => (State::Sent, None, None),
        Outcome::Retry { at, error } => (State::Pending, Some(*error), Some(Moment::from(*at))),
        Outcome::Failed { error } => (State::Failed, Some(*error), None),
        Outcome::Cancelled { reason } => (State::Cancelled, Some(*reason), None),
    };
    let finished_at = (state != State::Pending).then(|| Moment::from(now));
    let written = diesel::update(claimed)
        .set((
            outbox::state.eq(state.as_str()),
            outbox::last_error.eq(error),
            // None leaves the column as it is.
            next_attempt_at.map(|at| outbox::next_attempt_at.eq(at)),
            outbox::lease_until.eq(None::<Moment>),
            outbox::finished_at.eq(finished_at),
        ))
        .execute(conn)?;
    Ok(written == 1)
}

/// Puts a mail that was given up back in the queue; false if it is no such mail.
pub fn try_again(conn: &mut Conn, id: MailId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<bool> {
    let failed = outbox::table.find(id.0).filter(outbox::state.eq(State::Failed.as_str()).and(has_content()));
    let written = diesel::update(failed)
        .set((
            outbox::state.eq(State::Pending.as_str()),
            outbox::attempts.eq(0),
            outbox::next_attempt_at.eq(Moment::from(now)),
            outbox::expires_at.eq(Moment::from(expires_at)),
            outbox::finished_at.eq(None::<Moment>),
        ))
        .execute(conn)?;
    Ok(written == 1)
}

/// A mail as the coordinators' list shows it.
pub struct Listed {
    pub id: MailId,
    pub kind: String,
    pub recipient: String,
    pub state: State,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    /// Whether its text is still kept: without it, it cannot be sent again.
    pub has_content: bool,
    pub service: Service,
}

type ListedRow = (i64, String, String, String, i32, Option<String>, Moment, Option<Moment>, bool, String);

fn has_content() -> SqlLiteral<Bool> {
    diesel::dsl::sql("length(content) > 0")
}

fn to_listed(row: ListedRow) -> Result<Listed> {
    let (id, kind, recipient, state, attempts, last_error, created_at, finished_at, has_content, service) =
        row;
    Ok(Listed {
        id: MailId(id),
        kind,
        recipient,
        state: parsed(&state)?,
        attempts,
        last_error,
        created_at: created_at.into(),
        finished_at: finished_at.map(DateTime::from),
        has_content,
        service: parsed(&service)?,
    })
}

/// A page of the mails in that state, newest first.
pub fn list(conn: &mut Conn, state: State, offset: i64, count: i64) -> Result<Vec<Listed>> {
    outbox::table
        .filter(outbox::state.eq(state.as_str()))
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .offset(offset)
        .limit(count)
        .select((
            outbox::id,
            outbox::kind,
            outbox::recipient,
            outbox::state,
            outbox::attempts,
            outbox::last_error,
            outbox::created_at,
            outbox::finished_at,
            has_content(),
            outbox::service,
        ))
        .load::<ListedRow>(conn)?
        .into_iter()
        .map(to_listed)
        .collect()
}

/// How many mails are in each state.
pub fn count_by_state(conn: &mut Conn) -> Result<BTreeMap<State, i64>> {
    let rows: Vec<(String, i64)> = outbox::table
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter().map(|(state, count)| Ok((parsed(&state)?, count))).collect()
}

/// How many mails of each state those runs wrote.
pub fn count_by_run(conn: &mut Conn, runs: &[RunId]) -> Result<Vec<(RunId, State, i64)>> {
    let rows: Vec<(Option<i64>, String, i64)> = outbox::table
        .filter(outbox::run_id.eq_any(runs.iter().map(|run| Some(run.0))))
        .group_by((outbox::run_id, outbox::state))
        .select((outbox::run_id, outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(run, state, count)| run.map(|run| Ok((RunId(run), parsed(&state)?, count))))
        .collect()
}

/// How many mails wait, and since when the oldest does.
pub fn depth(conn: &mut Conn) -> Result<(i64, Option<DateTime<Utc>>)> {
    let waiting = [State::Pending.as_str(), State::Claimed.as_str()];
    let (count, oldest): (i64, Option<Moment>) = outbox::table
        .filter(outbox::state.eq_any(waiting))
        .select((diesel::dsl::count_star(), diesel::dsl::min(outbox::created_at)))
        .first(conn)?;
    Ok((count, oldest.map(DateTime::from)))
}

/// Takes a person out of the mails that were for them: what waits is not sent, what was sent is anonymous.
pub fn forget(conn: &mut Conn, person: PersonId, address: &str, now: DateTime<Utc>) -> Result<()> {
    let theirs = || outbox::recipient.eq(address).or(outbox::person_id.eq(person.0).assume_not_null());
    diesel::update(outbox::table.filter(theirs()).filter(outbox::state.eq(State::Pending.as_str())))
        .set((outbox::state.eq(State::Cancelled.as_str()), outbox::finished_at.eq(Moment::from(now))))
        .execute(conn)?;
    let ids: Vec<i64> = outbox::table.filter(theirs()).select(outbox::id).load(conn)?;
    for id in ids {
        // The recipient must stay unique within its run.
        diesel::update(outbox::table.find(id))
            .set((
                outbox::recipient.eq(format!("erased-{id}")),
                outbox::content.eq(Vec::new()),
                outbox::last_error.eq(None::<String>),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes a project out of the mails about it, before it is deleted: what waits is not sent.
pub fn forget_project(conn: &mut Conn, project: ProjectId, now: DateTime<Utc>) -> Result<()> {
    let about = || outbox::project_id.eq(project.0);
    diesel::update(outbox::table.filter(about().and(outbox::state.eq(State::Pending.as_str()))))
        .set((outbox::state.eq(State::Cancelled.as_str()), outbox::finished_at.eq(Moment::from(now))))
        .execute(conn)?;
    diesel::update(outbox::table.filter(about())).set(outbox::project_id.eq(None::<i64>)).execute(conn)?;
    Ok(())
}

/// Empties mails that were dealt with before that moment: that they were, to whom and when, is kept.
pub fn delete_contents(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let old = outbox::finished_at.lt(Moment::from(before)).assume_not_null();
    Ok(diesel::update(outbox::table.filter(old.and(has_content())))
        .set(outbox::content.eq(Vec::new()))
        .execute(conn)?)
}

/// Forgets mails that were dealt with before that moment.
pub fn delete_finished(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let old = outbox::finished_at.lt(Moment::from(before)).assume_not_null();
    Ok(diesel::delete(outbox::table.filter(old)).execute(conn)?)
}

/// A mail as its recipient may know it.
pub struct Received {
    pub kind: String,
    pub state: State,
    pub created_at: DateTime<Utc>,
}

/// The mails for a person, oldest first.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Received>> {
    let rows: Vec<(String, String, Moment)> = outbox::table
        .filter(outbox::person_id.eq(person.0))
        .select((outbox::kind, outbox::state, outbox::created_at))
        .order(outbox::id)
        .load(conn)?;
    rows.into_iter()
        .map(|(kind, state, at)| Ok(Received { kind, state: parsed(&state)?, created_at: at.into() }))
        .collect()
}
