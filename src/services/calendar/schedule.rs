//! What is to come, what ran, and which weeks are paused.

use std::collections::{BTreeMap, BTreeSet};

use super::absences;
use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::{
    Event, EventKind, Job, Recorded, all_upcoming, that_come_to_somebody,
};
use crate::domain::post::delivery::State;
use crate::domain::programme::project::Project;
use crate::services::weekly::digesting;
use crate::services::{Error, Scope};
use crate::store::calendar::pauses::{self, Pause};
use crate::store::help::requests;
use crate::store::post::outbox;
use crate::store::weekly::runs::{self, RunId};

/// How many of the latest runs are told.
const RUNS: i64 = 40;
/// How many events ahead are told.
const EVENTS: usize = 10;
/// How many weeks ahead can be paused.
const WEEKS_AHEAD: usize = 26;

/// The schedule at one moment.
pub struct Course {
    pub events: Vec<Event>,
    /// Those that wrote, or came too late; the latest first.
    pub runs: Vec<Run>,
    /// Those that found nobody to write to; the latest first.
    pub silent: Vec<Recorded>,
    /// Those that can still be ended, by week.
    pub pauses: Vec<Pause>,
    /// The weeks that can be paused.
    pub weeks: Vec<Week>,
    /// This week and those to come in which teams are away, each with the names of their projects.
    pub away: Vec<(Week, Vec<String>)>,
}

/// An occurrence, and what became of its mails.
pub struct Run {
    pub recorded: Recorded,
    pub sent: i64,
    pub waiting: i64,
    pub failed: i64,
    /// What it wrote had lost its point before it left.
    pub unneeded: i64,
}

impl Run {
    /// Whether there was nobody to write to: of one that came too late nobody knows.
    fn is_silent(&self) -> bool {
        self.recorded.ran && self.sent + self.waiting + self.failed + self.unneeded == 0
    }
}

/// Looks at the schedule.
pub fn course(scope: &mut Scope<'_>) -> Result<Course, Error> {
    let recorded = runs::latest(scope.conn, scope.now, RUNS)?;
    let ids: Vec<RunId> = recorded.iter().map(|(id, _)| *id).collect();
    let counts = outbox::count_by_run(scope.conn, &ids)?;
    let count = |id: RunId, states: &[State]| -> i64 {
        let of_run = counts.iter().filter(|(run, state, _)| *run == id && states.contains(state));
        of_run.map(|(_, _, count)| count).sum()
    };
    let run = |(id, recorded)| Run {
        recorded,
        sent: count(id, &[State::Sent]),
        waiting: count(id, &[State::Pending, State::Claimed]),
        failed: count(id, &[State::Failed, State::Held]),
        unneeded: count(id, &[State::Cancelled]),
    };
    let (silent, runs): (Vec<Run>, Vec<Run>) = recorded.into_iter().map(run).partition(Run::is_silent);
    let silent = silent.into_iter().map(|run| run.recorded).collect();
    let mut pauses = pauses::all(scope.conn)?;
    pauses.retain(|pause| scope.calendar.can_be_paused(pause.week, scope.now));
    let projects = absences::present_projects(scope)?;
    let asks = !requests::unended(scope.conn)?.is_empty();
    let mut events = coming(scope, &projects, asks)?;
    events.truncate(EVENTS);
    let weeks = weeks_to_pause(scope).filter(|week| !scope.calendar.is_paused(*week)).collect();
    Ok(Course { events, runs, silent, pauses, weeks, away: away(scope.week(), &projects) })
}

/// The next mails, whatever they are: the first of those that [`course`] tells.
pub(in crate::services) fn next_sent(scope: &mut Scope<'_>) -> Result<Option<Event>, Error> {
    let projects = absences::present_projects(scope)?;
    let asks = !requests::unended(scope.conn)?.is_empty();
    Ok(coming(scope, &projects, asks)?.into_iter().find(|event| event.kind.is_sent()))
}

/// What comes to anybody of these projects, in order: the one list of it. `asks`: whether a request for help waits.
pub(in crate::services) fn coming(
    scope: &mut Scope<'_>,
    projects: &[Project],
    asks: bool,
) -> Result<Vec<Event>, Error> {
    let events = all_upcoming(&scope.services.config.schedule, &scope.calendar, scope.now);
    let files = |week: Week| projects.iter().any(|project| project.is_active_in(week));
    let mut telling = BTreeSet::new();
    let mut is_next = true;
    for event in events.iter().filter(|event| event.kind == EventKind::Digest) {
        if was_told(scope, event.week)? {
            continue;
        }
        if files(event.week) || digesting::has_something_to_tell(scope, event, is_next)? {
            telling.insert(event.at);
        }
        is_next = false;
    }
    Ok(that_come_to_somebody(events, files, |event| telling.contains(&event.at), asks))
}

/// Whether a digest of that week was written: the scheduler lets others pass.
fn was_told(scope: &mut Scope<'_>, week: Week) -> Result<bool, Error> {
    if !scope.calendar.is_published(week, scope.now) {
        return Ok(false);
    }
    let of_week = runs::of_week(scope.conn, week)?;
    Ok(of_week.iter().any(|(_, recorded)| recorded.job == Job::Digest && recorded.ran))
}

fn away(this_week: Week, projects: &[Project]) -> Vec<(Week, Vec<String>)> {
    let mut away: BTreeMap<Week, Vec<String>> = BTreeMap::new();
    for project in projects {
        for week in project.away.range(this_week..).filter(|week| project.is_away_in(**week)) {
            away.entry(*week).or_default().push(project.name.clone());
        }
    }
    away.into_iter().collect()
}

/// The coming weeks that are not published yet, this one first.
pub(in crate::services) fn weeks_to_pause(scope: &Scope<'_>) -> impl Iterator<Item = Week> {
    let ahead = std::iter::successors(Some(scope.week()), |week| Some(week.next())).take(WEEKS_AHEAD);
    ahead.filter(|week| scope.calendar.can_be_paused(*week, scope.now))
}
