//! What the database says of mails and runs, for those who watch over it.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::calendar::schedule::Job;
use crate::domain::post::delivery::State;
use crate::domain::post::kind::Kind;
use crate::services::help::measuring as help;
use crate::services::reading::measuring as reading;
use crate::services::weekly::ticking;
use crate::services::{Error, Scope};
use crate::store::database::hold;
use crate::store::database::installation::{self, Doing};
use crate::store::post::outbox;
use crate::store::weekly::runs;

/// How many of the latest runs say when each job last ran.
const RUNS: i64 = 100;
/// For how long what was lost is told: a week, whose digest may be among it.
const TOLD_FOR: TimeDelta = TimeDelta::days(7);

/// The numbers at one moment.
pub struct Numbers {
    /// How many mails wait.
    pub waiting: i64,
    /// For how long the oldest of them has waited.
    pub oldest: TimeDelta,
    /// How many mails of each kind are not dealt with yet, by where they stand.
    pub mails: Vec<(Kind, State, i64)>,
    /// How many mails of each kind were given up within the last seven days.
    pub given_up: BTreeMap<Kind, i64>,
    /// How many occurrences of each job were skipped within the last seven days.
    pub skipped: BTreeMap<Job, i64>,
    /// For how long an occurrence of each job is due that nobody has dealt with.
    pub lags: Vec<(Job, TimeDelta)>,
    /// When each job last ran; none that never did.
    pub last_runs: Vec<(Job, DateTime<Utc>)>,
    /// When the last backup was done that went into the folder of the settings; none yet, or there is no such folder.
    pub backed_up_at: Option<DateTime<Utc>>,
    /// How many mails that people wrote were not handed on, since the installation began.
    pub kept_out: i64,
    /// Nobody is written to: a backup was brought back, and nobody has looked.
    pub is_restore_held: bool,
    /// How soon requests for help are answered in the promotions that go on.
    pub help: Vec<help::Measured>,
    /// How their bulletins are filed and read.
    pub bulletins: Vec<reading::Measured>,
}

/// Reads them.
pub fn numbers(scope: &mut Scope<'_>) -> Result<Numbers, Error> {
    let (waiting, oldest) = outbox::depth(scope.conn)?;
    let (given_up, skipped) = (
        outbox::count_given_up(scope.conn, scope.now - TOLD_FOR)?,
        runs::count_skipped(scope.conn, scope.now - TOLD_FOR)?,
    );
    // None of them is told, too: what alarms needs a number to rise from.
    let of = |counted: &BTreeMap<String, i64>, name: &str| counted.get(name).copied().unwrap_or_default();
    let unsettled = [State::Pending, State::Claimed, State::Held];
    let counted = outbox::count_by_kind(scope.conn, &unsettled)?;
    let count =
        |kind: Kind, state| counted.get(&(kind.as_str().to_owned(), state)).copied().unwrap_or_default();
    let of_kind = |kind| unsettled.map(|state| (kind, state, count(kind, state)));
    let mails = Kind::ALL.into_iter().flat_map(of_kind).collect();
    let recorded = runs::latest(scope.conn, scope.now, RUNS)?;
    let last_run = |job: Job| {
        let ran = recorded.iter().filter(|(_, run)| run.job == job && run.ran);
        ran.map(|(_, run)| run.occurrence).max().map(|at| (job, at))
    };
    Ok(Numbers {
        waiting,
        oldest: oldest.map_or(TimeDelta::zero(), |oldest| (scope.now - oldest).max(TimeDelta::zero())),
        mails,
        lags: lags(scope)?,
        given_up: Kind::ALL.into_iter().map(|kind| (kind, of(&given_up, kind.as_str()))).collect(),
        skipped: Job::ALL.into_iter().map(|job| (job, of(&skipped, job.as_str()))).collect(),
        last_runs: Job::ALL.into_iter().filter_map(last_run).collect(),
        backed_up_at: installation::done_at(scope.conn, Doing::BackedUp)?,
        kept_out: installation::kept_out(scope.conn)?,
        is_restore_held: hold::find(scope.conn)?.is_some(),
        help: help::present(scope)?,
        bulletins: reading::present(scope)?,
    })
}

fn lags(scope: &mut Scope<'_>) -> Result<Vec<(Job, TimeDelta)>, Error> {
    let due = ticking::what_is_due(scope)?;
    let of = |job: Job| {
        let waiting = due.iter().filter(|due| due.job == job).map(|due| scope.now - due.occurrence);
        (job, waiting.max().unwrap_or_default())
    };
    Ok(Job::ALL.into_iter().map(of).collect())
}
