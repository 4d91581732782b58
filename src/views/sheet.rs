//! A month of one project on one page.

use serde::Serialize;

use super::{KeyDateView, MoodView, ProjectView, beginning};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::filing::questions::{HELP, PRIORITIES, Question};
use crate::domain::filing::text::Text;
use crate::domain::help::{End, Ending, Request, Standing};
use crate::domain::reading::history::Entry;
use crate::domain::reading::sheet::Sheet;

/// What fits one page, however much a team writes: characters of an answer, a day and a request, and how many days and requests.
const OF_ANSWER: usize = 60;
const OF_DAY: usize = 80;
const OF_REQUEST: usize = 110;
const MOST_DAYS: usize = 8;
const MOST_AHEAD: usize = 3;
const MOST_REQUESTS: usize = 6;

/// A month of one project on one page.
#[derive(Serialize)]
pub struct SheetView {
    project: ProjectView,
    /// Its first day.
    month: String,
    weeks: Vec<WeekView>,
    days: Vec<KeyDateView>,
    more_days: usize,
    /// The next ones.
    ahead: Vec<KeyDateView>,
    more_ahead: usize,
    requests: Vec<AskedView>,
    more_requests: usize,
}

/// A week in a line.
#[derive(Serialize)]
struct WeekView {
    week: String,
    filed: bool,
    /// Nothing was asked for.
    paused: bool,
    /// The team was away.
    away: bool,
    mood: Option<MoodView>,
    late: bool,
    /// The beginnings of what it says.
    texts: Vec<TextView>,
}

/// What is said to a question.
#[derive(Serialize)]
struct TextView {
    /// The key of the question's name; none: a quiet week says it in one line.
    label: Option<&'static str>,
    text: String,
    /// What became of it, as the key of a text; none: nobody has told.
    promise: Option<String>,
}

/// A request in a line.
#[derive(Serialize)]
struct AskedView {
    text: String,
    /// On the programme's clocks.
    day: String,
    /// The key of how it stands, or ended.
    state: String,
}

impl SheetView {
    pub fn new(sheet: &Sheet<'_>) -> SheetView {
        let requests = sheet.requests.iter().take(MOST_REQUESTS);
        SheetView {
            project: sheet.project.into(),
            month: sheet.month.first_day().to_string(),
            weeks: sheet.weeks.iter().map(WeekView::from).collect(),
            days: sheet.days.iter().take(MOST_DAYS).map(|announced| day_in_a_line(announced)).collect(),
            ahead: sheet.ahead.iter().take(MOST_AHEAD).map(|announced| day_in_a_line(announced)).collect(),
            more_days: sheet.days.len().saturating_sub(MOST_DAYS),
            more_ahead: sheet.ahead.len().saturating_sub(MOST_AHEAD),
            requests: requests.map(|(day, request)| AskedView::new(*day, request)).collect(),
            more_requests: sheet.requests.len().saturating_sub(MOST_REQUESTS),
        }
    }
}

impl From<&Entry<'_>> for WeekView {
    fn from(entry: &Entry<'_>) -> Self {
        let bulletin = match entry {
            Entry::Filed(bulletin) => Some(*bulletin),
            _ => None,
        };
        WeekView {
            week: entry.week().to_string(),
            filed: bulletin.is_some(),
            paused: matches!(entry, Entry::Unasked(_)),
            away: matches!(entry, Entry::Away(_)),
            mood: entry.mood().map(MoodView::from),
            late: bulletin.is_some_and(|bulletin| bulletin.late),
            texts: bulletin.map(TextView::all).unwrap_or_default(),
        }
    }
}

/// As far as that fits.
fn day_in_a_line(announced: &Announced) -> KeyDateView {
    let view = KeyDateView::from(announced);
    KeyDateView { description: beginning(&view.description, OF_DAY), ..view }
}

impl TextView {
    /// The answers to its questions, as far as they fit. Requests for help stand beside.
    fn all(bulletin: &Bulletin) -> Vec<TextView> {
        let told = bulletin.promise.map(|told| format!("promise-told-{}", told.outcome));
        let given = bulletin.content.answers.given().filter(|(question, _)| **question != HELP);
        let text = |(question, text): (&'static Question, &Text)| TextView {
            label: Some(question.label).filter(|_| !bulletin.content.quiet),
            text: beginning(text.as_str(), OF_ANSWER),
            promise: told.clone().filter(|_| *question == PRIORITIES),
        };
        given.map(text).collect()
    }
}

impl AskedView {
    fn new(day: chrono::NaiveDate, request: &Request) -> AskedView {
        let state = match (request.end, request.standing()) {
            (Some(End { ending: Ending::Unknown, .. }), _) => "request-closed".to_owned(),
            (Some(end), _) => format!("outcome-{}", end.ending),
            (None, Standing::Open) => "request-open".to_owned(),
            (None, _) => "request-taken".to_owned(),
        };
        AskedView { text: beginning(request.text.as_str(), OF_REQUEST), day: day.to_string(), state }
    }
}

#[cfg(test)]
impl SheetView {
    /// Of a month without anything, and of one with some of everything.
    pub fn samples() -> Vec<SheetView> {
        use crate::domain::calendar::Month;
        use crate::domain::filing::bulletin::Content;
        use crate::domain::filing::outcomes::{PromiseOutcome, PromiseTold};
        use crate::domain::samples::{announced, bulletin, full_bulletin, project, week};
        use crate::domain::weekly::help::Asked;
        let project = project(1);
        let month = Month::of(week("2026-W10").monday());
        let empty = Sheet {
            project: &project,
            month,
            weeks: Vec::new(),
            days: Vec::new(),
            ahead: Vec::new(),
            requests: Vec::new(),
        };
        let promise = Some(PromiseTold { told_week: week("2026-W11"), outcome: PromiseOutcome::Done });
        let full = Bulletin { promise, ..full_bulletin(1, "2026-W10") };
        let quiet = bulletin(1, "2026-W11");
        let quiet =
            Bulletin { content: Content { mood: None, quiet: true, ..quiet.content.clone() }, ..quiet };
        let days: Vec<_> = (0..=MOST_DAYS).map(|_| announced(&full)).collect();
        let asked: Vec<Request> = Asked::samples().into_iter().map(|asked| asked.request).collect();
        let asked = asked.iter().cycle().take(MOST_REQUESTS + 1).map(|one| (week("2026-W10").monday(), one));
        let much = Sheet {
            weeks: vec![
                Entry::Filed(&full),
                Entry::Filed(&quiet),
                Entry::Unasked(week("2026-W12")),
                Entry::Away(week("2026-W14")),
                Entry::NotHeardOf(week("2026-W13")),
            ],
            days: days.iter().collect(),
            ahead: days.iter().collect(),
            requests: asked.collect(),
            ..empty.clone()
        };
        vec![SheetView::new(&empty), SheetView::new(&much)]
    }
}
