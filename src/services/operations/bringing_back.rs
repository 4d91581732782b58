//! Brought back from a backup, nobody is written to until somebody has looked: most of what an old backup would send was
//! sent long ago.

use std::collections::BTreeMap;

use crate::domain::calendar::schedule::{Due, Job, Recorded, Verdict};
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::services::weekly::ticking;
use crate::services::{Error, Refusal, Scope};
use crate::store::database::{hold, installation};
use crate::store::filing::bulletins;
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::weekly::runs;

pub use crate::store::database::hold::Hold;

/// What is held back.
pub struct Held {
    pub hold: Hold,
    /// The mails that had not been sent when the backup was taken, by kind.
    pub mails: BTreeMap<Kind, i64>,
    /// How often each job would run.
    pub runs: BTreeMap<Job, usize>,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was sent before the backup was brought back, or is not to be any more.
    Dropped,
    /// Whatever still has a point.
    Sent,
}

/// What is held back; none: nothing is, as long as nothing was brought back.
pub fn look(scope: &mut Scope<'_>) -> Result<Option<Held>, Error> {
    let Some(hold) = hold::find(scope.conn)? else { return Ok(None) };
    let mails = outbox::count_waiting_since_before(scope.conn, hold.since)?;
    let mut runs = BTreeMap::new();
    for due in ticking::due_by_now(scope)?.into_iter().filter(|due| due.verdict == Verdict::Run) {
        *runs.entry(due.job).or_default() += 1;
    }
    Ok(Some(Held { hold, mails, runs }))
}

/// Whether something is.
pub fn is_held(scope: &mut Scope<'_>) -> Result<bool, Error> {
    Ok(hold::find(scope.conn)?.is_some())
}

/// From now on people are written to again.
///
/// What is dropped is as if it had been sent: its mails are cancelled, its runs let pass, and no later digest tells of what
/// an earlier one has told.
///
/// # Errors
/// [`Refusal::Gone`] where nothing is held back.
pub fn release(scope: &mut Scope<'_>, by: impl Into<Actor>, fate: Fate) -> Result<(), Refusal> {
    let hold = hold::find(scope.conn)?.ok_or(Refusal::Gone)?;
    if fate == Fate::Dropped {
        drop_all(scope, hold)?;
    }
    if !hold::end(scope.conn)? {
        return Err(Refusal::Gone);
    }
    let action = match fate {
        Fate::Dropped => Action::RestoreDropped,
        Fate::Sent => Action::RestoreSent,
    };
    Ok(audit::record(scope.conn, &Entry::new(by, action), scope.now)?)
}

fn drop_all(scope: &mut Scope<'_>, hold: Hold) -> Result<(), Error> {
    let due = ticking::due_by_now(scope)?;
    let published = scope.calendar.latest_published_week(scope.now);
    let (conn, now) = (&mut *scope.conn, scope.now);
    if outbox::drop_waiting_since_before(conn, hold.since, now)? {
        installation::ask_to_wipe(conn, now)?;
    }
    for Due { job, occurrence, week, .. } in due {
        runs::record(conn, Recorded { job, occurrence, week, ran: false }, true, now)?;
    }
    // What it had written of a digest goes with the other mails, and nothing is added to it.
    for begun in runs::begun(conn)? {
        runs::finish(conn, begun.id)?;
    }
    if let Some(week) = published {
        bulletins::mark_all_digested(conn, week, hold.since, now)?;
    }
    Ok(())
}
