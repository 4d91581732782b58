//! Moods over time as a drawing, with what happened meanwhile; the numbers are in the units of its view box.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{MoodView, beginning};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Mood;
use crate::domain::filing::key_date::Announced;
use crate::domain::help::Request;
use crate::domain::reading::history::{Entry, Glance, curve};

/// How far moods are apart, and the free border.
const RISE: usize = 24;
const BORDER: usize = 14;
/// Where the lowest mood is drawn, where the area under the moods ends, and how high what stands below it is.
const LOWEST: usize = BORDER + 3 * RISE;
const BASE: usize = LOWEST + 18;
const LANE: usize = 20;
/// Where the first week is drawn, beside the signs.
const LEFT: usize = 42;
/// How far weeks are apart: many ones as close as can still be told apart, few ones over the same width.
const NARROW: usize = 15;
const APART: usize = 48;
const WIDTH: usize = 640;
/// What the name of a month takes.
const NAME: usize = 36;
/// How many characters of what happened are told.
const MOST: usize = 80;

/// A drawing of moods over time.
#[derive(Serialize)]
pub(super) struct CurveView {
    width: usize,
    height: usize,
    /// Where the area ends.
    base: usize,
    right: usize,
    levels: Vec<LevelView>,
    areas: Vec<String>,
    lines: Vec<String>,
    dots: Vec<DotView>,
    gaps: Vec<GapView>,
    /// Where months begin.
    ticks: Vec<TickView>,
    names_at: usize,
    days: Vec<HappenedView>,
    days_at: usize,
    asked: Vec<HappenedView>,
    asked_at: usize,
}

#[derive(Serialize)]
struct LevelView {
    y: usize,
    /// Where the upper edge of its sign is.
    top: usize,
    sign: String,
}

#[derive(Serialize)]
struct DotView {
    x: usize,
    y: usize,
    week: String,
    mood: MoodView,
}

/// A week without a mood.
#[derive(Serialize)]
struct GapView {
    /// Where the left edge of its sign is.
    x: usize,
    y: usize,
    week: String,
    /// The name of its sign, and the key of why.
    sign: &'static str,
    key: &'static str,
}

#[derive(Serialize)]
struct TickView {
    x: usize,
    /// A day of the month.
    day: String,
}

/// What happened in a week.
#[derive(Serialize)]
struct HappenedView {
    x: usize,
    words: Vec<String>,
}

/// What happened, by week.
pub(super) type Happened = BTreeMap<Week, Vec<String>>;

/// The key dates that take place, in their weeks.
pub(super) fn days(key_dates: &[Announced]) -> Happened {
    by_week(key_dates.iter().filter_map(|announced| {
        let day = announced.held_on()?;
        Some((Week::of(day), beginning(announced.key_date.description.as_str(), MOST)))
    }))
}

/// What was asked for.
pub(super) fn asked(requests: &[Request]) -> Happened {
    by_week(requests.iter().map(|request| (request.week, beginning(request.text.as_str(), MOST))))
}

fn by_week(all: impl Iterator<Item = (Week, String)>) -> Happened {
    let mut happened = Happened::new();
    for (week, words) in all {
        happened.entry(week).or_default().push(words);
    }
    happened
}

/// The name of the sign of a week without a mood, and the key of why there is none.
fn gap(glance: &Glance) -> Option<(&'static str, &'static str)> {
    match glance {
        Glance::Filed(spirit) => spirit.mood.is_none().then_some(("quiet", "quiet-week")),
        Glance::Gap(Entry::Away(_)) => Some(("away", "away")),
        Glance::Gap(Entry::NotHeardOf(_)) => Some(("silent", "not-heard-of")),
        Glance::Gap(_) => Some(("unasked", "nothing-asked")),
    }
}

fn y_of(mood: i16) -> usize {
    BORDER + (4 - usize::from(mood.unsigned_abs())) * RISE
}

impl CurveView {
    /// `glances`: newest first. None where there is not enough to draw a line.
    pub fn new(
        glances: &[Glance],
        days: &Happened,
        asked: &Happened,
        calendar: &Calendar,
    ) -> Option<CurveView> {
        let steps = glances.len().saturating_sub(1).max(1);
        let step = (WIDTH / steps).clamp(NARROW, APART);
        let x_of = |place: usize| LEFT + place * step;
        let runs = curve(glances);
        if runs.iter().map(Vec::len).sum::<usize>() < 2 {
            return None;
        }
        let points = |run: &[(usize, i16)]| -> Vec<String> {
            run.iter().map(|(place, mood)| format!("{},{}", x_of(*place), y_of(*mood))).collect()
        };
        let long = || runs.iter().filter(|run| run.len() > 1);
        let area = |run: &Vec<(usize, i16)>| {
            let (first, last) = (run.first().map(|one| one.0), run.last().map(|one| one.0));
            let [first, last] = [first, last].map(|place| x_of(place.unwrap_or_default()));
            format!("{first},{BASE} {} {last},{BASE}", points(run).join(" "))
        };
        let oldest_first = || glances.iter().rev().enumerate();
        let dot = |(place, glance): (usize, &Glance)| {
            let mood = glance.mood()?;
            let week = glance.week().to_string();
            Some(DotView { x: x_of(place), y: y_of(mood.number()), week, mood: mood.into() })
        };
        let gap = |(place, glance): (usize, &Glance)| {
            let (sign, key) = gap(glance)?;
            let week = glance.week().to_string();
            Some(GapView { x: x_of(place) - 6, y: BASE - 13, week, sign, key })
        };
        let happened = |what: &Happened| -> Vec<HappenedView> {
            let in_week = |(place, glance): (usize, &Glance)| {
                let words = what.get(&glance.week())?.clone();
                Some(HappenedView { x: x_of(place) - 7, words })
            };
            oldest_first().filter_map(in_week).collect()
        };
        let (days, asked) = (happened(days), happened(asked));
        let days_at = BASE + 4;
        let asked_at = days_at + if days.is_empty() { 0 } else { LANE };
        let below = asked_at + if asked.is_empty() { 0 } else { LANE };
        let right = x_of(glances.len() - 1) + BORDER;
        Some(CurveView {
            width: right + BORDER / 2,
            height: below + LANE,
            base: BASE,
            right,
            levels: Mood::ALL.into_iter().map(LevelView::from).collect(),
            areas: long().map(area).collect(),
            lines: long().map(|run| points(run).join(" ")).collect(),
            dots: oldest_first().filter_map(dot).collect(),
            gaps: oldest_first().filter_map(gap).collect(),
            ticks: ticks(glances, calendar, x_of),
            names_at: below + LANE - 6,
            days,
            days_at,
            asked,
            asked_at,
        })
    }
}

impl From<Mood> for LevelView {
    fn from(mood: Mood) -> Self {
        let y = y_of(mood.number());
        LevelView { y, top: y - 9, sign: MoodView::from(mood).sign }
    }
}

/// Where months begin, but for those whose names would lie on that of the next.
fn ticks(glances: &[Glance], calendar: &Calendar, x_of: impl Fn(usize) -> usize) -> Vec<TickView> {
    let mut ticks: Vec<TickView> = Vec::new();
    for (place, glance) in glances.iter().rev().enumerate() {
        let day = calendar.month_of(glance.week()).first_day().to_string();
        if ticks.last().is_some_and(|last| last.day == day) {
            continue;
        }
        let x = x_of(place);
        ticks.pop_if(|last| x - last.x < NAME);
        ticks.push(TickView { x, day });
    }
    ticks
}
