//! What a form asks of the team's earlier bulletins and requests, and what is tapped.

use serde::Serialize;

use crate::domain::filing::key_date::Announced;
use crate::domain::filing::last_week::{LastWeek, Promise};
use crate::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use crate::domain::filing::taps::{self, Taps};
use crate::domain::help::Outcome;
use crate::services::filing::place::{Desk, Unended};
use crate::views::{KeyDateView, beginning};
use crate::web::Site;
use crate::web::kit::view;

/// How many characters tell what was tapped of.
const MOST: usize = 60;
/// How many requests are asked of at once: a form stays short, however much a team has left open.
const REQUESTS: usize = 3;
/// How many are two lines on a phone.
const TWO_LINES: usize = 80;

/// Nothing of it must be answered.
#[derive(Serialize)]
pub(super) struct LastWeekView {
    promise: Option<PromiseChoice>,
    /// The newest ones, newest first.
    requests: Vec<RequestChoice>,
    /// Those before them.
    more: Vec<RequestChoice>,
    /// Whether something was tapped of those.
    more_tapped: bool,
    days: Vec<DayChoice>,
}

/// What the team set out to do, and what became of it.
#[derive(Serialize)]
struct PromiseChoice {
    field: &'static str,
    /// On which its week began.
    monday: String,
    text: Quoted,
    outcomes: Vec<Choice>,
}

/// An earlier request, and what became of it.
#[derive(Serialize)]
struct RequestChoice {
    field: String,
    text: Quoted,
    asked_at: String,
    takers: Option<String>,
    /// When the team last said that it is needed still.
    said_needed_at: Option<String>,
    outcomes: Vec<Choice>,
}

/// A key date, and what became of it.
#[derive(Serialize)]
struct DayChoice {
    field: String,
    key_date: KeyDateView,
    text: Quoted,
    outcomes: Vec<Choice>,
    /// The field of the day where it is moved.
    to_field: String,
    to: String,
    /// The first that it can be.
    earliest: String,
}

/// What a team wrote, shortened.
#[derive(Serialize)]
struct Quoted {
    beginning: String,
    /// None: that is all of it.
    whole: Option<String>,
    /// Whether it may have formatting.
    formatted: bool,
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    /// The key of its text.
    key: String,
    checked: bool,
    /// What goes on with it, to stand in this week's field.
    carried: Option<String>,
}

/// What was tapped of something, in words.
#[derive(Serialize)]
pub(super) struct Tapped {
    what: String,
    /// The key of the outcome's text.
    outcome: String,
    to: Option<String>,
}

impl LastWeekView {
    /// None: there is nothing to ask.
    pub fn new(site: &Site, desk: &Desk, taps: &Taps) -> Option<LastWeekView> {
        let asked = &desk.last_week;
        if asked.promise.is_none() && asked.days.is_empty() && desk.requests.is_empty() {
            return None;
        }
        let requests = desk.requests.iter().rev().map(|request| RequestChoice::new(site, request, taps));
        let mut requests: Vec<RequestChoice> = requests.collect();
        let more = requests.split_off(requests.len().min(REQUESTS));
        Some(LastWeekView {
            promise: asked.promise.as_ref().map(|promise| PromiseChoice::new(promise, taps)),
            requests,
            more_tapped: more.iter().any(RequestChoice::is_tapped),
            more,
            days: asked.days.iter().map(|announced| DayChoice::new(asked, announced, taps)).collect(),
        })
    }
}

impl PromiseChoice {
    fn new(promise: &Promise, taps: &Taps) -> PromiseChoice {
        let carried = |outcome| (outcome == PromiseOutcome::GoesOn).then(|| promise.text.to_string());
        let choice = |outcome: PromiseOutcome| Choice {
            carried: carried(outcome),
            ..Choice::new(outcome.as_str(), "promise", taps.promise() == Some(outcome))
        };
        PromiseChoice {
            field: taps::PROMISE,
            monday: promise.week.monday().to_string(),
            text: Quoted::formatted(promise.text.as_str()),
            outcomes: PromiseOutcome::ALL.map(choice).into(),
        }
    }
}

impl RequestChoice {
    fn new(site: &Site, unended: &Unended, taps: &Taps) -> RequestChoice {
        let request = &unended.request;
        // What was said by this very form stands in it.
        let said = unended.is_said_needed.then_some(Outcome::StillNeeded);
        let is_asked = unended.is_asked_if_needed || said.is_some();
        let is_offered = |outcome: &Outcome| *outcome != Outcome::StillNeeded || is_asked;
        let tapped = taps.requests().of(request.id).or(said);
        let choice = |outcome: Outcome| Choice::new(outcome.as_str(), "outcome", tapped == Some(outcome));
        RequestChoice {
            field: Taps::of_request(request.id),
            text: Quoted::formatted(request.text.as_str()),
            asked_at: view::local(site, request.asked_at),
            takers: request.takers(),
            said_needed_at: unended.said_needed_at.filter(|_| said.is_none()).map(|at| view::local(site, at)),
            outcomes: Outcome::ALL.into_iter().filter(is_offered).map(choice).collect(),
        }
    }

    fn is_tapped(&self) -> bool {
        self.outcomes.iter().any(|choice| choice.checked)
    }
}

impl DayChoice {
    fn new(asked: &LastWeek, announced: &Announced, taps: &Taps) -> DayChoice {
        let tapped = taps.day(announced.id).map(|(outcome, _)| outcome);
        let choice = |outcome: DayOutcome| Choice::new(outcome.as_str(), "day", tapped == Some(outcome));
        let to_field = Taps::of_day_to(announced.id);
        DayChoice {
            field: Taps::of_day(announced.id),
            key_date: KeyDateView::from(announced).on(asked.today()),
            text: Quoted::plain(announced.key_date.description.as_str()),
            outcomes: DayOutcome::ALL
                .into_iter()
                .filter(|outcome| asked.may_be(announced, *outcome))
                .map(choice)
                .collect(),
            earliest: asked.earliest().to_string(),
            to: taps.get(&to_field).to_owned(),
            to_field,
        }
    }
}

impl Quoted {
    fn formatted(text: &str) -> Quoted {
        let beginning = beginning(text, TWO_LINES);
        // Spaces and line ends alone are no reason to show it twice.
        let is_whole = text.split_whitespace().eq(beginning.split_whitespace());
        let whole = (!is_whole).then(|| text.to_owned());
        Quoted { beginning, whole, formatted: true }
    }

    fn plain(text: &str) -> Quoted {
        if text.chars().count() <= TWO_LINES {
            return Quoted { beginning: text.to_owned(), whole: None, formatted: false };
        }
        Quoted { formatted: false, ..Quoted::formatted(text) }
    }
}

impl Choice {
    fn new(name: &'static str, of: &str, checked: bool) -> Choice {
        Choice { name, key: format!("{of}-{name}"), checked, carried: None }
    }
}

impl Tapped {
    /// All that is tapped of what that form asks.
    pub fn each(desk: &Desk, taps: &Taps) -> Vec<Tapped> {
        let promise = desk
            .last_week
            .promise
            .as_ref()
            .and_then(|promise| Some(Tapped::new(&promise.text, format!("promise-{}", taps.promise()?))));
        let requests = desk.requests.iter().filter_map(|Unended { request, .. }| {
            Some(Tapped::new(&request.text, format!("outcome-{}", taps.requests().of(request.id)?)))
        });
        let days = desk.last_week.days.iter().filter_map(|announced| {
            let (outcome, to) = taps.day(announced.id)?;
            let tapped = Tapped::new(&announced.key_date.description, format!("day-{outcome}"));
            Some(Tapped { to: to.map(|day| day.to_string()), ..tapped })
        });
        promise.into_iter().chain(requests).chain(days).collect()
    }

    pub fn new(what: &impl ToString, outcome: String) -> Tapped {
        Tapped { what: beginning(&what.to_string(), MOST), outcome, to: None }
    }

    #[cfg(test)]
    pub fn sample() -> Tapped {
        Tapped { to: Some("2026-03-10".into()), ..Tapped::new(&"Demo", "day-moved".into()) }
    }
}

#[cfg(test)]
impl LastWeekView {
    /// With all there can be, and nothing or something tapped of it.
    pub fn samples() -> [LastWeekView; 3] {
        use crate::domain::samples;
        let announced = samples::announced(&samples::full_bulletin(1, "2026-W10"));
        let asked = LastWeek::of(samples::week("2026-W20"), announced.key_date.date, &[], Vec::new());
        let to = Taps::of_day_to(announced.id);
        let taps = Taps::default()
            .with(taps::PROMISE, "goes-on")
            .with(&Taps::of_day(announced.id), "moved")
            .with(&to, "2026-03-10");
        let whole = |taps: &Taps| LastWeekView {
            promise: Some(PromiseChoice {
                field: taps::PROMISE,
                monday: "2026-02-23".into(),
                text: Quoted::formatted("*Ship* it"),
                outcomes: PromiseOutcome::ALL.map(|it| Choice::new(it.as_str(), "promise", false)).into(),
            }),
            requests: [None, Some("Mina")].map(RequestChoice::sample).into(),
            more: vec![RequestChoice::sample(None)],
            more_tapped: taps.promise().is_some(),
            days: vec![DayChoice::new(&asked, &announced, taps)],
        };
        let nothing = LastWeekView {
            promise: None,
            requests: Vec::new(),
            more: Vec::new(),
            more_tapped: false,
            days: Vec::new(),
        };
        [whole(&Taps::default()), whole(&taps), nothing]
    }
}

#[cfg(test)]
impl RequestChoice {
    fn sample(taker: Option<&str>) -> RequestChoice {
        let tapped = taker.map(|_| Outcome::StillNeeded);
        let choice = |outcome: Outcome| Choice::new(outcome.as_str(), "outcome", tapped == Some(outcome));
        RequestChoice {
            field: "request-1".into(),
            text: Quoted::formatted("Un·e *juriste* ?"),
            asked_at: "2026-03-03T15:00:00".into(),
            takers: taker.map(str::to_owned),
            said_needed_at: taker.map(|_| "2026-03-10T15:00:00".into()),
            outcomes: Outcome::ALL.map(choice).into(),
        }
    }
}
