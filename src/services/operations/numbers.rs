//! What the database says of mails and runs, for those who watch over it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::calendar::schedule::Job;
use crate::services::help::measuring as help;
use crate::services::reading::measuring as reading;
use crate::services::{Error, Scope};
use crate::store::post::outbox;
use crate::store::weekly::runs;

/// How many of the latest runs say when each job last ran.
const RUNS: i64 = 100;

/// The numbers at one moment.
pub struct Numbers {
    /// How many mails wait.
    pub waiting: i64,
    /// For how long the oldest of them has waited.
    pub oldest: TimeDelta,
    /// When each job last ran; none that never did.
    pub last_runs: Vec<(Job, DateTime<Utc>)>,
    /// How soon requests for help are answered in the promotions that go on.
    pub help: Vec<help::Measured>,
    /// How their bulletins are filed and read.
    pub bulletins: Vec<reading::Measured>,
}

/// Reads them.
pub fn numbers(scope: &mut Scope<'_>) -> Result<Numbers, Error> {
    let (waiting, oldest) = outbox::depth(scope.conn)?;
    let recorded = runs::latest(scope.conn, RUNS)?;
    let last_run = |job: Job| {
        let ran = recorded.iter().filter(|(_, run)| run.job == job && run.ran);
        ran.map(|(_, run)| run.occurrence).max().map(|at| (job, at))
    };
    Ok(Numbers {
        waiting,
        oldest: oldest.map_or(TimeDelta::zero(), |oldest| (scope.now - oldest).max(TimeDelta::zero())),
        last_runs: Job::ALL.into_iter().filter_map(last_run).collect(),
        help: help::present(scope)?,
        bulletins: reading::present(scope)?,
    })
}
