//! What became of each mail, for those who look.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::becoming::{cancelled, queued};
use super::{MailId, erased, has_text};
use crate::domain::people::PersonId;
use crate::domain::post::delivery::{Cause, Reason, State};
use crate::domain::post::notification::Service;
use crate::domain::programme::project::ProjectId;
use crate::store::database::one_of::{OneOf, OneOfMethods as _};
use crate::store::database::schema::{outbox, people};
use crate::store::database::values::{Moment, parsed};
use crate::store::weekly::runs::RunId;
use crate::store::{Conn, Result};

/// A mail as the coordinators' list shows it.
pub struct Listed {
    pub id: MailId,
    pub kind: String,
    /// None: somebody who has been erased.
    pub recipient: Option<String>,
    pub attempts: i32,
    pub why: Option<Why>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    /// Whether it can be put back in the queue, its text being kept still.
    pub can_try_again: bool,
    pub service: Service,
}

/// Why a mail was not sent, or not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    Cause(Cause),
    /// As it was kept before reasons had codes, or by a version that knows more of them.
    Words(String),
}

impl Why {
    fn read(reason: Option<String>, detail: Option<String>) -> Option<Why> {
        let Some(code) = reason else { return detail.map(Why::Words) };
        Some(match code.parse() {
            Ok(reason) => Why::Cause(Cause { reason, detail }),
            Err(_) => Why::Words([Some(code), detail].into_iter().flatten().collect::<Vec<_>>().join(" ")),
        })
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct Row {
    id: i64,
    kind: String,
    recipient: String,
    state: String,
    attempts: i32,
    reason: Option<String>,
    last_error: Option<String>,
    created_at: Moment,
    finished_at: Option<Moment>,
    service: String,
}

/// A page of the mails in that state, newest first.
pub fn list(conn: &mut Conn, state: State, offset: i64, count: i64) -> Result<Vec<Listed>> {
    let rows: Vec<(Row, bool)> = outbox::table
        .filter(outbox::state.eq(state.as_str()))
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .offset(offset)
        .limit(count)
        .select((Row::as_select(), has_text()))
        .load(conn)?;
    rows.into_iter().map(to_listed).collect()
}

fn to_listed((row, has_text): (Row, bool)) -> Result<Listed> {
    let state: State = parsed(&row.state)?;
    let was_given_up =
        row.reason.as_deref().is_some_and(|reason| GIVEN_UP.iter().any(|known| known.as_str() == reason));
    let is_over = state == State::Failed || state == State::Cancelled && was_given_up;
    Ok(Listed {
        id: MailId(row.id),
        kind: row.kind,
        recipient: (row.recipient != erased(row.id)).then_some(row.recipient),
        attempts: row.attempts,
        why: Why::read(row.reason, row.last_error),
        created_at: row.created_at.into(),
        finished_at: row.finished_at.map(DateTime::from),
        can_try_again: is_over && has_text,
        service: parsed(&row.service)?,
    })
}

/// Why a mail is over that could have been sent still.
const GIVEN_UP: [Reason; 2] = [Reason::Expired, Reason::GivenUp];

#[diesel::dsl::auto_type(no_type_alias)]
fn was_given_up() -> _ {
    let cancelled: &'static str = State::Cancelled.as_str();
    let expired: &'static str = Reason::Expired.as_str();
    let given_up: &'static str = Reason::GivenUp.as_str();
    let reason = outbox::reason.eq(expired).or(outbox::reason.eq(given_up)).assume_not_null();
    outbox::state.eq(cancelled).and(reason)
}

/// Puts a mail that was given up, or whose time had passed, back in the queue; false if it is no such mail, or its text
/// is gone.
pub fn try_again(conn: &mut Conn, id: MailId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<bool> {
    let is_over = outbox::state.eq(State::Failed.as_str()).or(was_given_up());
    let written = diesel::update(outbox::table.find(id.0).filter(is_over.and(has_text())))
        .set(queued(now, expires_at))
        .execute(conn)?;
    Ok(written == 1)
}

/// Takes a mail that waits or is held out of the queue; false if it is no such mail. It can be put back like one that was given
/// up.
pub fn cancel(conn: &mut Conn, id: MailId, now: DateTime<Utc>) -> Result<bool> {
    let waits = outbox::state.one_of([State::Pending.as_str(), State::Held.as_str()]);
    let written = diesel::update(outbox::table.find(id.0).filter(waits))
        .set(cancelled(Reason::GivenUp, now))
        .execute(conn)?;
    Ok(written == 1)
}

/// How many mails are in each state.
pub fn count_by_state(conn: &mut Conn) -> Result<BTreeMap<State, i64>> {
    let rows: Vec<(String, i64)> = outbox::table
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter().map(|(state, count)| Ok((parsed(&state)?, count))).collect()
}

/// How many mails were given up since then, and are for a person to act on, by whom they were for: not those to somebody
/// who has been deactivated, or whose address has been put right.
pub fn count_to_act_on(conn: &mut Conn, since: DateTime<Utc>) -> Result<BTreeMap<Option<PersonId>, i64>> {
    let failed = outbox::state.eq(State::Failed.as_str());
    let is_recent = outbox::finished_at.gt(Moment::from(since)).assume_not_null();
    let is_their_address =
        outbox::service.ne(Service::Email.as_str()).or(people::email.eq(outbox::recipient));
    let reaches = people::table
        .filter(people::id.nullable().eq(outbox::person_id))
        .filter(people::deactivated_at.is_null())
        .filter(is_their_address);
    let rows: Vec<(Option<i64>, i64)> = outbox::table
        .filter(failed.and(is_recent))
        .filter(outbox::person_id.is_null().or(exists(reaches)))
        .group_by(outbox::person_id)
        .select((outbox::person_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(person, count)| (person.map(PersonId), count)).collect())
}

/// How many mails of each kind were given up since then, be it that they were refused or that their time passed.
pub fn count_given_up(conn: &mut Conn, since: DateTime<Utc>) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = outbox::table
        .filter(outbox::state.eq(State::Failed.as_str()).or(was_given_up()))
        .filter(outbox::finished_at.gt(Moment::from(since)).assume_not_null())
        .group_by(outbox::kind)
        .select((outbox::kind, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many mails of each state those runs wrote.
pub fn count_by_run(conn: &mut Conn, runs: &[RunId]) -> Result<Vec<(RunId, State, i64)>> {
    let rows: Vec<(Option<i64>, String, i64)> = outbox::table
        .filter(outbox::run_id.one_of(runs.iter().map(|run| run.0)))
        .group_by((outbox::run_id, outbox::state))
        .select((outbox::run_id, outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(run, state, count)| run.map(|run| Ok((RunId(run), parsed(&state)?, count))))
        .collect()
}

/// How many mails that run wrote that can leave, or could.
pub fn count_written(conn: &mut Conn, run: RunId) -> Result<usize> {
    let written = outbox::table.filter(outbox::run_id.eq(run.0).and(outbox::message_id.ne(""))).count();
    Ok(written.get_result::<i64>(conn)?.unsigned_abs() as usize)
}

/// To whom that run wrote: the person, or the address where it is nobody's.
pub fn written_to(conn: &mut Conn, run: RunId) -> Result<(BTreeSet<PersonId>, BTreeSet<String>)> {
    let rows: Vec<(Option<i64>, String)> = outbox::table
        .filter(outbox::run_id.eq(run.0))
        .select((outbox::person_id, outbox::recipient))
        .load(conn)?;
    let (mut people, mut others) = (BTreeSet::new(), BTreeSet::new());
    for (person, recipient) in rows {
        match person {
            Some(id) => _ = people.insert(PersonId(id)),
            None => _ = others.insert(recipient),
        }
    }
    Ok((people, others))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn about(runs: &[RunId]) -> _ {
    let of_run: OneOf<outbox::run_id, true> = outbox::run_id.one_of(runs.iter().map(|run| run.0));
    let sent: &'static str = State::Sent.as_str();
    outbox::table
        .filter(of_run)
        .filter(outbox::state.eq(sent).and(outbox::project_id.is_not_null()))
        .select(outbox::project_id)
        .distinct()
}

/// The projects about whose bulletins those runs sent mails.
pub fn written_about(conn: &mut Conn, runs: &[RunId]) -> Result<BTreeSet<ProjectId>> {
    let ids: Vec<Option<i64>> = about(runs).load(conn)?;
    Ok(ids.into_iter().flatten().map(ProjectId).collect())
}

/// How many mails of each kind are in each of those states.
pub fn count_by_kind(conn: &mut Conn, states: &[State]) -> Result<BTreeMap<(String, State), i64>> {
    let rows: Vec<(String, String, i64)> = outbox::table
        .filter(outbox::state.one_of(states.iter().map(|state| state.as_str())))
        .group_by((outbox::kind, outbox::state))
        .select((outbox::kind, outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter().map(|(kind, state, count)| Ok(((kind, parsed(&state)?), count))).collect()
}

/// How many mails wait, and since when the oldest does.
pub fn depth(conn: &mut Conn) -> Result<(i64, Option<DateTime<Utc>>)> {
    let waiting = [State::Pending.as_str(), State::Claimed.as_str()];
    let (count, oldest): (i64, Option<Moment>) = outbox::table
        .filter(outbox::state.one_of(waiting))
        .select((diesel::dsl::count_star(), diesel::dsl::min(outbox::created_at)))
        .first(conn)?;
    Ok((count, oldest.map(DateTime::from)))
}

/// A mail that waits although a server was asked to take it.
pub struct InVain {
    pub created_at: DateTime<Utc>,
    pub attempts: u32,
    /// When it is tried next.
    pub next_at: DateTime<Utc>,
    pub why: Option<Why>,
}

type InVainRow = (Moment, i32, Moment, Option<String>, Option<String>);

/// So many of them, those first that are tried last.
pub fn in_vain(conn: &mut Conn, count: i64) -> Result<Vec<InVain>> {
    let rows: Vec<InVainRow> = outbox::table
        .filter(outbox::finished_at.is_null().and(outbox::attempts.gt(0)))
        .filter(outbox::service.eq(Service::Email.as_str()).and(outbox::reason.is_not_null()))
        .order((outbox::next_attempt_at.desc(), outbox::id))
        .limit(count)
        .select((
            outbox::created_at,
            outbox::attempts,
            outbox::next_attempt_at,
            outbox::reason,
            outbox::last_error,
        ))
        .load(conn)?;
    let in_vain = |(created_at, attempts, next_at, reason, detail): InVainRow| InVain {
        created_at: created_at.into(),
        attempts: attempts.unsigned_abs(),
        next_at: next_at.into(),
        why: Why::read(reason, detail),
    };
    Ok(rows.into_iter().map(in_vain).collect())
}

/// Whether a server has taken any mail since then that was written after that.
pub fn is_any_taken(conn: &mut Conn, since: DateTime<Utc>, written: DateTime<Utc>) -> Result<bool> {
    let taken = outbox::table
        .filter(outbox::state.eq(State::Sent.as_str()).and(outbox::created_at.ge(Moment::from(written))))
        .filter(outbox::finished_at.ge(Moment::from(since)).assume_not_null())
        .filter(outbox::service.eq(Service::Email.as_str()));
    Ok(diesel::select(exists(taken)).get_result(conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    #[actix_web::test]
    async fn what_a_run_sent_is_not_looked_for_among_all_that_was_ever_sent() {
        let plan = plan_of(&about(&[RunId(1), RunId(2)])).await;
        let by_run = "SEARCH outbox USING INDEX outbox_by_run (run_id=? AND state=?)";
        assert!(plan.iter().any(|step| step == by_run), "{plan:?}");
    }
}
