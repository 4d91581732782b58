//! Why a project is worth a coordinator's look: a few reasons, each with something to do. They are told of projects and
//! never of people, and of what has happened rather than by a score.

use std::cmp::Reverse;

use chrono::{DateTime, TimeDelta, Utc};

use super::dashboard::{Cell, Row};
use crate::domain::filing::bulletin::Mood;
use crate::domain::help::RequestId;
use crate::domain::kit::by_name;
use crate::domain::programme::project::Project;

/// More would be another list to be read.
const MOST: usize = 5;
/// Of those, so many for requests.
const HELP_PLACES: usize = 3;

/// After so many days without a taker a request is worth a look: its referent was told after two working days.
const HELP_DAYS: i64 = 4;
/// So much worse is worth a call: a good week that became a hard one.
const FALL: i16 = 2;
/// Within so many weeks.
const FALL_WEEKS: usize = 2;
/// So many weeks in a row without a word.
const SILENT_WEEKS: usize = 2;
/// For so long none of its mentors was heard of.
const MENTORS_SILENT: TimeDelta = TimeDelta::days(30);

/// What makes a project worth a look, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has asked for help for so many days, and nobody has taken it.
    Help { request: RequestId, days: i64 },
    /// Its mood fell by so many steps.
    Fall { by: i16, now: Mood },
    /// It has filed nothing for so many weeks in which it was asked to.
    Silence { weeks: usize },
    /// So many mails to its people were given up.
    Mails { count: i64 },
    /// None of its mentors was heard of for so many days.
    Mentors { days: i64 },
}

impl Reason {
    /// What comes first: of what kind it is, then how much of it there is.
    fn weight(&self) -> (u8, Reverse<i64>) {
        match *self {
            Reason::Help { days, .. } => (0, Reverse(days)),
            Reason::Fall { by, .. } => (1, Reverse(by.into())),
            Reason::Silence { weeks } => (2, Reverse(weeks as i64)),
            Reason::Mails { count } => (3, Reverse(count)),
            Reason::Mentors { days } => (4, Reverse(days)),
        }
    }
}

/// What is known of a project, beside its weeks.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its requests that nobody has taken, with their age in days.
    pub untaken: Vec<(RequestId, i64)>,
    pub failed_mails: i64,
    /// When any of its mentors was last heard of, or added; none: it has none.
    pub mentors_heard_at: Option<DateTime<Utc>>,
    /// Nothing is asked of it any more: neither its team nor its mentors are missed.
    pub has_ended: bool,
}

/// All reasons to look at these projects, the most pressing first.
pub fn reasons<'a>(rows: &[(&Row<'a>, Known)], now: DateTime<Utc>) -> Vec<(&'a Project, Reason)> {
    let mut found: Vec<(&Project, Reason)> = rows
        .iter()
        .flat_map(|(row, known)| of_project(row, known, now).into_iter().map(|reason| (row.project, reason)))
        .collect();
    found.sort_by_cached_key(|(project, reason)| (reason.weight(), by_name(&project.name, project.id)));
    found
}

/// Those that are seen at once, and those that follow, each in their order. A list of its own tells of requests, too: they take
/// no more than so many of the first places while anything else waits for one.
pub fn at_once<T>(reasons: Vec<(T, Reason)>) -> [Vec<(T, Reason)>; 2] {
    let is_help = |(_, reason): &(T, Reason)| matches!(reason, Reason::Help { .. });
    let (mut first, mut other): (Vec<_>, Vec<_>) = reasons.into_iter().partition(is_help);
    let places = HELP_PLACES.max(MOST.saturating_sub(other.len()));
    let mut later = first.split_off(places.min(first.len()));
    later.extend(other.split_off((MOST - first.len()).min(other.len())));
    first.extend(other);
    [first, later]
}

fn of_project(row: &Row<'_>, known: &Known, now: DateTime<Utc>) -> Vec<Reason> {
    let oldest = known.untaken.iter().max_by_key(|(_, days)| *days).filter(|(_, days)| *days >= HELP_DAYS);
    let help = oldest.map(|(request, days)| Reason::Help { request: *request, days: *days });
    let mails = Some(known.failed_mails).filter(|count| *count > 0).map(|count| Reason::Mails { count });
    let mentors = known.mentors_heard_at.map(|at| now - at).filter(|silence| *silence >= MENTORS_SILENT);
    let mentors = mentors.map(|silence| Reason::Mentors { days: silence.num_days() });
    let of_weeks =
        [fall(&row.cells), silence(&row.cells), mentors].map(|why| why.filter(|_| !known.has_ended));
    of_weeks.into_iter().chain([help, mails]).flatten().collect()
}

/// From the best of the weeks before to the latest, where that is the present week's or the last one's; or the one before where
/// its team, which was asked for the last one, has said nothing since.
fn fall(cells: &[Cell]) -> Option<Reason> {
    let latest = cells.iter().rposition(|cell| cell.filed().is_some())?;
    let since = &cells[latest + 1..];
    let fell_silent = || since.iter().all(|cell| matches!(cell, Cell::Silent | Cell::Awaited));
    if since.len() > 2 || since.len() == 2 && !fell_silent() {
        return None;
    }
    let now = cells[latest].mood()?;
    let before = &cells[latest.saturating_sub(FALL_WEEKS)..latest];
    let by = before.iter().filter_map(Cell::mood).max()?.number() - now.number();
    (by >= FALL).then_some(Reason::Fall { by, now })
}

/// Weeks in which it was away or nothing was asked of it neither count nor break the row.
fn silence(cells: &[Cell]) -> Option<Reason> {
    let asked = cells.iter().rev().filter(|cell| !matches!(cell, Cell::Away | Cell::Unasked | Cell::Awaited));
    let weeks = asked.take_while(|cell| **cell == Cell::Silent).count();
    (weeks >= SILENT_WEEKS).then_some(Reason::Silence { weeks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{project, spirit};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn filed(mood: Option<Mood>) -> Cell {
        Cell::Filed(spirit(1, "2026-W10", mood))
    }

    fn told(cells: &[Cell], known: Known) -> Vec<Reason> {
        let project = project(1);
        let row = Row { project: &project, cells: cells.to_vec(), asks: false };
        let found = reasons(&[(&row, known)], at("2026-03-06T12:00:00Z"));
        found.into_iter().map(|(_, reason)| reason).collect()
    }

    #[test]
    fn requests_leave_room_for_other_trouble() {
        let help = |days| ((), Reason::Help { request: RequestId(days), days });
        let other = |count| ((), Reason::Mails { count });
        let seen = |help_count: i64, other_count: i64| {
            let all = (0..help_count).map(help).chain((0..other_count).map(other)).collect();
            let count = |reasons: Vec<((), Reason)>| {
                let helps =
                    reasons.iter().filter(|(_, reason)| matches!(reason, Reason::Help { .. })).count();
                (helps, reasons.len() - helps)
            };
            at_once(all).map(count)
        };
        assert_eq!(seen(0, 0), [(0, 0), (0, 0)]);
        assert_eq!(seen(7, 0), [(5, 0), (2, 0)]);
        assert_eq!(seen(7, 1), [(4, 1), (3, 0)]);
        assert_eq!(seen(7, 2), [(3, 2), (4, 0)]);
        assert_eq!(seen(7, 9), [(3, 2), (4, 7)]);
        assert_eq!(seen(1, 9), [(1, 4), (0, 5)]);
        let [first, later] = at_once((0..4).map(help).chain((0..4).map(other)).collect());
        assert_eq!(first, [help(0), help(1), help(2), other(0), other(1)]);
        assert_eq!(later, [help(3), other(2), other(3)]);
    }

    #[test]
    fn a_mood_that_falls_by_two_steps_is_worth_a_call() {
        use Mood::{Bad, Good, Great, Mixed};
        let of = |moods: &[Mood]| {
            let cells: Vec<Cell> = moods.iter().map(|mood| filed(Some(*mood))).collect();
            told(&cells, Known::default())
        };
        assert_eq!(of(&[Good, Bad]), [Reason::Fall { by: 2, now: Bad }]);
        assert_eq!(of(&[Great, Good, Mixed]), [Reason::Fall { by: 2, now: Mixed }]);
        assert_eq!(of(&[Great, Mixed, Mixed, Mixed]), []);
        assert_eq!(of(&[Good, Mixed]), []);
        assert_eq!(of(&[Bad, Great]), []);
        // What was said three weeks ago is old, and of a quiet week nothing is known.
        let (good, bad) = (filed(Some(Good)), filed(Some(Bad)));
        assert_eq!(told(&[good, bad, Cell::Away, Cell::Awaited], Known::default()), []);
        assert_eq!(told(&[good, bad, Cell::Awaited], Known::default()), [Reason::Fall { by: 2, now: Bad }]);
        // Who has said nothing since does not feel better.
        let silent = [good, bad, Cell::Silent, Cell::Awaited];
        assert_eq!(told(&silent, Known::default()), [Reason::Fall { by: 2, now: Bad }]);
        assert_eq!(told(&[good, bad, Cell::Unasked, Cell::Awaited], Known::default()), []);
        let silent = [good, bad, Cell::Silent, Cell::Silent, Cell::Awaited];
        assert_eq!(told(&silent, Known::default()), [Reason::Silence { weeks: 2 }]);
        assert_eq!(told(&[good, filed(None)], Known::default()), []);
    }

    #[test]
    fn silence_counts_the_weeks_in_which_a_word_was_asked_for() {
        use Cell::{Awaited, Away, Before, Silent, Unasked};
        let of = |cells: &[Cell]| told(cells, Known::default());
        let two = [Reason::Silence { weeks: 2 }];
        assert_eq!(of(&[filed(None), Silent, Silent, Awaited]), two);
        assert_eq!(of(&[Before, Silent, Unasked, Away, Silent, Away]), two);
        assert_eq!(of(&[Silent, filed(None), Silent, Awaited]), []);
        assert_eq!(of(&[Silent, Silent, filed(None)]), []);
        assert_eq!(of(&[]), []);
    }

    #[test]
    fn mentors_mails_and_help_have_their_measure() {
        let known = |days, failed_mails, heard: Option<&str>| Known {
            untaken: vec![(RequestId(1), 1), (RequestId(2), days)],
            failed_mails,
            mentors_heard_at: heard.map(at),
            has_ended: false,
        };
        assert_eq!(told(&[], known(3, 0, Some("2026-02-05T12:00:00Z"))), []);
        assert_eq!(
            told(&[], known(9, 2, Some("2026-02-04T12:00:00Z"))),
            [
                Reason::Help { request: RequestId(2), days: 9 },
                Reason::Mails { count: 2 },
                Reason::Mentors { days: 30 },
            ]
        );
        // Of what has ended, what is left to be done is told.
        let ended = Known { has_ended: true, ..known(9, 2, Some("2026-02-04T12:00:00Z")) };
        let left = [Reason::Help { request: RequestId(2), days: 9 }, Reason::Mails { count: 2 }];
        assert_eq!(told(&[Cell::Silent, Cell::Silent], ended), left);
    }

    #[test]
    fn the_most_pressing_comes_first_whatever_its_project() {
        let projects = [project(1), project(2), project(3)];
        let rows = projects.each_ref().map(|project| Row { project, cells: Vec::new(), asks: true });
        let known = |days, failed_mails| Known {
            untaken: vec![(RequestId(days), days)],
            failed_mails,
            mentors_heard_at: None,
            has_ended: false,
        };
        let known = [(&rows[0], known(5, 1)), (&rows[1], known(40, 0)), (&rows[2], known(5, 0))];
        let found = reasons(&known, at("2026-03-06T12:00:00Z"));
        let order: Vec<i64> = found.iter().map(|(project, _)| project.id.0).collect();
        assert_eq!(order, [2, 1, 3, 1]);
    }
}
