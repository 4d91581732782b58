//! A week of one project as its mail tells it, and the others in a line each.

use serde::Serialize;

use super::{BulletinView, KeyDateView, MoodView, ProjectView, StandsInView, ToldRequestView, beginning};
use crate::domain::filing::key_date::KeyDate;
use crate::domain::help::RequestId;
use crate::domain::weekly::news::{Change, Line, MOST_CHANGES, News};

/// How many characters of a key date a line says.
const OF_KEY_DATE: usize = 30;

/// How many changes of days a subject says.
const IN_SUBJECT: usize = 2;

/// How many requests a mail tells: more would push the bulletin away.
const MOST_REQUESTS: usize = 1;

/// Something that has changed.
#[derive(Serialize)]
pub struct ChangeView {
    /// The key of a text.
    key: &'static str,
    /// What is said of it in a line about many projects, as the key of a text; none: nothing.
    short: Option<&'static str>,
    what: String,
    /// Where it is moved, ISO 8601.
    day: Option<String>,
    /// The day for which it was announced, of what was moved or put off.
    first: Option<String>,
    /// How often that happened.
    moves: usize,
    count: usize,
    /// The key of what became of priorities.
    outcome: Option<String>,
}

impl From<&Change<'_>> for ChangeView {
    fn from(change: &Change<'_>) -> Self {
        let view = |key| ChangeView {
            key,
            short: None,
            what: String::new(),
            day: None,
            first: None,
            moves: 0,
            count: 0,
            outcome: None,
        };
        let day = |key, short, day: &KeyDate| ChangeView {
            short: Some(short),
            what: beginning(day.description.as_str(), OF_KEY_DATE),
            ..view(key)
        };
        match *change {
            Change::Moved { day: moved, to, times } => ChangeView {
                day: to.map(|to| to.to_string()),
                first: Some(moved.date.to_string()),
                moves: times,
                ..match to {
                    Some(_) => day("change-moved", "change-short-moved", moved),
                    None => day("change-put-off", "change-short-put-off", moved),
                }
            },
            Change::CalledOff(off) => day("change-called-off", "change-short-called-off", off),
            Change::Happened(happened) => ChangeView { short: None, ..day("change-happened", "", happened) },
            Change::Solved(count) => ChangeView { count, ..view("change-solved") },
            Change::Withdrawn(count) => ChangeView { count, ..view("change-withdrawn") },
            Change::Promise(outcome) => {
                ChangeView { outcome: Some(format!("promise-told-{outcome}")), ..view("change-promise") }
            }
        }
    }
}

/// A project's week in a line.
#[derive(Serialize)]
pub struct LineView {
    project: ProjectView,
    filed: bool,
    /// Without a bulletin, since its team is away.
    away: bool,
    mood: Option<MoodView>,
    quiet: bool,
    late: bool,
    /// Where its reader answers what it asks for and nobody sees to; none: there is nothing.
    asks: Option<String>,
    /// By how much the mood has changed, with its sign; none: it has not.
    mood_by: Option<String>,
    /// Those that are said in a line.
    changes: Vec<ChangeView>,
}

impl LineView {
    /// `answer_at`: where its reader answers a request for help.
    pub fn new(line: &Line<'_>, answer_at: &dyn Fn(RequestId) -> String) -> LineView {
        let content = line.bulletin.map(|bulletin| &bulletin.content);
        let by = line.mood_change.map(|change| change.by).filter(|by| *by != 0);
        let changes = line.changes.iter().map(ChangeView::from);
        LineView {
            project: line.project.into(),
            filed: line.bulletin.is_some(),
            away: line.away,
            mood: content.and_then(|content| content.mood).map(MoodView::from),
            quiet: content.is_some_and(|content| content.quiet),
            late: line.bulletin.is_some_and(|bulletin| bulletin.late),
            asks: line.untaken.map(|request| answer_at(request.id)),
            // A minus as wide as the plus.
            mood_by: by.map(|by| if by < 0 { format!("\u{2212}{}", -by) } else { format!("+{by}") }),
            changes: changes.filter(|change| change.short.is_some()).collect(),
        }
    }
}

/// How the mood compares with the last one.
#[derive(Serialize)]
struct MoodChangeView {
    /// The key of a text.
    key: &'static str,
    before: MoodView,
}

/// The last bulletin of a project that has not filed, unless it came late: that is among what has changed.
#[derive(Serialize)]
struct BeforeView {
    week: String,
    mood: Option<MoodView>,
}

/// A week of one project.
#[derive(Serialize)]
pub struct NewsView {
    week: String,
    line: LineView,
    is_asked: bool,
    stands_in_for: Vec<StandsInView>,
    subject_changes: Vec<ChangeView>,
    mood_change: Option<MoodChangeView>,
    changes: Vec<ChangeView>,
    bulletin: Option<BulletinView>,
    before: Option<BeforeView>,
    next_day: Option<KeyDateView>,
    requests: Vec<ToldRequestView>,
    /// How many more there are.
    more_requests: usize,
    late: Vec<BulletinView>,
    others: Vec<LineView>,
}

impl NewsView {
    /// `answer_at`: where its reader answers a request for help.
    pub fn new(news: &News<'_>, answer_at: &dyn Fn(RequestId) -> String) -> NewsView {
        let line = &news.line;
        let of_days = |change: &&Change<'_>| matches!(change, Change::Moved { .. } | Change::CalledOff(_));
        let is_late = |week| news.late.iter().any(|told| told.bulletin.week == week);
        let told = news.requests.iter().take(MOST_REQUESTS);
        NewsView {
            week: news.week.to_string(),
            line: LineView::new(line, answer_at),
            is_asked: news.is_asked,
            stands_in_for: news.stands_in_for.iter().map(StandsInView::from).collect(),
            subject_changes: line
                .changes
                .iter()
                .filter(of_days)
                .take(IN_SUBJECT)
                .map(ChangeView::from)
                .collect(),
            mood_change: line.mood_change.map(|change| MoodChangeView {
                key: match change.by {
                    ..0 => "mood-worse",
                    0 => "mood-same",
                    1.. => "mood-better",
                },
                before: change.before.into(),
            }),
            changes: line
                .changes
                .iter()
                .take(MOST_CHANGES.saturating_sub(news.late.len()))
                .map(ChangeView::from)
                .collect(),
            bulletin: line.bulletin.map(|bulletin| BulletinView::new(line.project, bulletin, false)),
            before: news.before.filter(|before| !is_late(before.week)).map(|before| BeforeView {
                week: before.week.to_string(),
                mood: before.content.mood.map(MoodView::from),
            }),
            next_day: news.next_day.map(|announced| KeyDateView::new(&announced.key_date, &announced.story)),
            requests: told
                .map(|told| ToldRequestView::new(told, answer_at(told.request.id)).shortened())
                .collect(),
            more_requests: news.requests.len().saturating_sub(MOST_REQUESTS),
            late: news.late.iter().map(BulletinView::from).collect(),
            others: news.others.iter().map(|line| LineView::new(line, answer_at)).collect(),
        }
    }
}
