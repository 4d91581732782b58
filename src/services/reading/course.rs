//! How far a week is on its way from the announcement to the mail that everybody reads.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::calendar::schedule::{Event, EventKind, Job};
use crate::domain::post::delivery::State;
use crate::domain::programme::ids::ProjectId;
use crate::services::{Error, Scope};
use crate::store::post::outbox;
use crate::store::weekly::runs::{self, RunId};

/// What of a week is done by mail.
pub struct Course {
    pub announced: Stop,
    pub reminded: Stop,
    pub sent: Stop,
    /// When its form closes; none: nothing is asked for.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it takes no more bulletins that are on time.
    pub published_at: Option<DateTime<Utc>>,
    /// The projects whose teams were reminded.
    pub teams_reminded: BTreeSet<ProjectId>,
}

/// One kind of mail on that way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stop {
    /// When it was last written.
    pub ran_at: Option<DateTime<Utc>>,
    /// When it is written next.
    pub next_at: Option<DateTime<Utc>>,
    /// How often it was written.
    pub times: usize,
    pub sent: i64,
    pub waiting: i64,
    pub failed: i64,
}

/// Of the present week. `events`: what is to come.
pub fn of_present(scope: &mut Scope<'_>, events: &[Event]) -> Result<Course, Error> {
    let week = scope.week();
    let mut recorded = runs::of_week(scope.conn, week)?;
    recorded.retain(|(_, recorded)| recorded.ran);
    let of = |job: Job| recorded.iter().filter(move |(_, recorded)| recorded.job == job);
    let ids: Vec<RunId> = recorded.iter().map(|(id, _)| *id).collect();
    let counts = outbox::count_by_run(scope.conn, &ids)?;
    let stop = |job: Job, kind: EventKind| {
        let count = |states: &[State]| -> i64 {
            let is_of = |run: &RunId| of(job).any(|(id, _)| id == run);
            let found = counts.iter().filter(|(run, state, _)| is_of(run) && states.contains(state));
            found.map(|(_, _, count)| count).sum()
        };
        Stop {
            ran_at: of(job).map(|(_, recorded)| recorded.occurrence).next_back(),
            next_at: events
                .iter()
                .find(|event| event.kind == kind && event.week == week)
                .map(|event| event.at),
            times: of(job).count(),
            sent: count(&[State::Sent]),
            waiting: count(&[State::Pending, State::Claimed]),
            failed: count(&[State::Failed]),
        }
    };
    let closing = scope.calendar.closing(week);
    let reminders: Vec<RunId> = of(Job::Reminder).map(|(id, _)| *id).collect();
    Ok(Course {
        announced: stop(Job::Announcement, EventKind::Announcement),
        reminded: stop(Job::Reminder, EventKind::Reminder),
        sent: stop(Job::Digest, EventKind::Digest),
        closes_at: closing.map(|closing| closing.at),
        published_at: closing.map(|closing| closing.published_at),
        teams_reminded: outbox::written_about(scope.conn, &reminders)?,
    })
}
