//! Mails that no server took in time, by the run that brought them: what becomes of them is a coordinator's to say.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::becoming::{cancelled, queued};
use super::has_text;
use crate::domain::calendar::schedule::Recorded;
use crate::domain::post::delivery::{Reason, State};
use crate::domain::post::kind::Kind;
use crate::store::database::schema::outbox;
use crate::store::weekly::runs::{self, RunId};
use crate::store::{Conn, Result};

/// A run of which mails are held, and how many.
pub struct Held {
    pub run: RunId,
    pub recorded: Recorded,
    pub count: i64,
}

/// All of them, newest first.
pub fn held(conn: &mut Conn) -> Result<Vec<Held>> {
    let counted: Vec<(Option<i64>, i64)> = outbox::table
        .filter(outbox::state.eq(State::Held.as_str()))
        .group_by(outbox::run_id)
        .select((outbox::run_id, diesel::dsl::count_star()))
        .load(conn)?;
    let counts: Vec<(RunId, i64)> =
        counted.into_iter().filter_map(|(run, count)| Some((RunId(run?), count))).collect();
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<RunId> = counts.iter().map(|(run, _)| *run).collect();
    let found = runs::by_ids(conn, &ids)?.into_iter().map(|(run, recorded)| {
        let count = counts.iter().find(|(counted, _)| *counted == run).map_or(0, |(_, count)| *count);
        Held { run, recorded, count }
    });
    Ok(found.collect())
}

/// Whether mails of that run are held.
pub fn is_held(conn: &mut Conn, run: RunId) -> Result<bool> {
    let held = outbox::table.filter(outbox::run_id.eq(run.0).and(outbox::state.eq(State::Held.as_str())));
    Ok(diesel::select(diesel::dsl::exists(held)).get_result(conn)?)
}

/// Whether coordinators were told that they are.
pub fn was_told(conn: &mut Conn, run: RunId) -> Result<bool> {
    let told = outbox::table.filter(outbox::run_id.eq(run.0).and(outbox::kind.eq(Kind::DigestHeld.as_str())));
    Ok(diesel::select(diesel::dsl::exists(told)).get_result(conn)?)
}

/// Puts what is held of that run back in the queue; how many that is.
pub fn send_still(
    conn: &mut Conn,
    run: RunId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<usize> {
    let held = outbox::run_id.eq(run.0).and(outbox::state.eq(State::Held.as_str()));
    Ok(diesel::update(outbox::table.filter(held.assume_not_null().and(has_text())))
        .set(queued(now, expires_at))
        .execute(conn)?)
}

/// Lets what is held of that run be; how many that is. Each can be sent again while its text is kept.
pub fn give_up(conn: &mut Conn, run: RunId, now: DateTime<Utc>) -> Result<usize> {
    let held = outbox::run_id.eq(run.0).and(outbox::state.eq(State::Held.as_str()));
    Ok(diesel::update(outbox::table.filter(held.assume_not_null()))
        .set(cancelled(Reason::GivenUp, now))
        .execute(conn)?)
}
