//! A week of one project as its mail tells it, and the others in a line each.

use serde::Serialize;

use super::{BulletinView, KeyDateView, MoodView, ProjectView, StandsInView, ToldRequestView, beginning};
use crate::domain::filing::key_date::KeyDate;
use crate::domain::help::{Request, RequestId};
use crate::domain::weekly::help::ToldRequest;
use crate::domain::weekly::news::{Change, Line, MOST_CHANGES, News};

/// How many characters of a key date a line says, or of what was promised.
const OF_KEY_DATE: usize = 30;
const OF_PROMISE: usize = 30;

/// How many of what was asked for.
const OF_REQUEST: usize = 50;

/// How many requests are named that ended alike.
const MOST_NAMED: usize = 2;

/// How many changes of days a subject says, if it has room.
const IN_SUBJECT: usize = 2;

/// How many requests a mail tells with a button, and how many more in a line each: more would push the bulletin away.
const MOST_REQUESTS: usize = 1;
const MOST_OTHERS: usize = 3;

/// Something that has changed.
#[derive(Serialize)]
pub struct ChangeView {
    /// The key of a text.
    key: &'static str,
    /// The beginning of what it is about, where that stands within the text.
    what: String,
    /// The same where it stands behind it, and whether there is more of it.
    which: Vec<String>,
    more: bool,
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

impl ChangeView {
    fn new(key: &'static str) -> ChangeView {
        ChangeView {
            key,
            what: String::new(),
            which: Vec::new(),
            more: false,
            day: None,
            first: None,
            moves: 0,
            count: 0,
            outcome: None,
        }
    }

    fn of_day(key: &'static str, day: &KeyDate) -> ChangeView {
        ChangeView { what: beginning(day.description.as_str(), OF_KEY_DATE), ..ChangeView::new(key) }
    }

    fn of_requests(key: &'static str, ended: &[&Request]) -> ChangeView {
        let named = ended.iter().take(MOST_NAMED);
        ChangeView {
            which: named.map(|request| beginning(request.text.as_str(), OF_REQUEST)).collect(),
            more: ended.len() > MOST_NAMED,
            count: ended.len(),
            ..ChangeView::new(key)
        }
    }
}

impl From<&Change<'_>> for ChangeView {
    fn from(change: &Change<'_>) -> Self {
        match change {
            Change::Moved { day, to, times } => {
                let key = if to.is_some() { "change-moved" } else { "change-put-off" };
                ChangeView {
                    day: to.map(|to| to.to_string()),
                    first: Some(day.date.to_string()),
                    moves: *times,
                    ..ChangeView::of_day(key, day)
                }
            }
            Change::CalledOff(day) => ChangeView::of_day("change-called-off", day),
            Change::Happened(day) => ChangeView::of_day("change-happened", day),
            Change::Solved(ended) => ChangeView::of_requests("change-solved", ended),
            Change::Withdrawn(ended) => ChangeView::of_requests("change-withdrawn", ended),
            Change::Promise(outcome, text) => ChangeView {
                which: text.iter().map(|text| beginning(text.as_str(), OF_PROMISE)).collect(),
                outcome: Some(format!("promise-told-{outcome}")),
                ..ChangeView::new("change-promise")
            },
        }
    }
}

/// What changes of days: said in subjects, and in a line about one project of many.
fn is_of_day(change: &&Change<'_>) -> bool {
    matches!(change, Change::Moved { .. } | Change::CalledOff(_))
}

/// That a project asks for help, or asked before and still waits.
#[derive(Serialize)]
struct AsksView {
    /// The key of the words for it.
    key: &'static str,
    /// Where its reader answers.
    link: String,
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
    /// What waits for somebody who helps; none: there is nothing.
    asks: Option<AsksView>,
    /// The last one that was told; none: it has not changed.
    mood_before: Option<MoodView>,
    /// Those of days.
    changes: Vec<ChangeView>,
}

impl LineView {
    /// `answer_at`: where its reader answers a request for help.
    pub fn new(line: &Line<'_>, answer_at: &dyn Fn(RequestId) -> String) -> LineView {
        let content = line.bulletin.map(|bulletin| &bulletin.content);
        let mood_change = line.mood_change.filter(|change| change.by != 0);
        LineView {
            project: line.project.into(),
            filed: line.bulletin.is_some(),
            away: line.away,
            mood: content.and_then(|content| content.mood).map(MoodView::from),
            quiet: content.is_some_and(|content| content.quiet),
            late: line.bulletin.is_some_and(|bulletin| bulletin.late),
            asks: line.asks.map(|asks| AsksView { key: asks.key(), link: answer_at(asks.request().id) }),
            mood_before: mood_change.map(|change| change.before.into()),
            changes: line.changes.iter().filter(is_of_day).map(ChangeView::from).collect(),
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
    /// Told with what its reader can do about it.
    requests: Vec<ToldRequestView>,
    /// In a line each.
    other_requests: Vec<ToldRequestView>,
    /// How many more there are.
    more_requests: usize,
    late: Vec<BulletinView>,
    others: Vec<LineView>,
}

impl NewsView {
    /// `answer_at`: where its reader answers a request for help.
    pub fn new(news: &News<'_>, answer_at: &dyn Fn(RequestId) -> String) -> NewsView {
        let line = &news.line;
        let is_late = |week| news.late.iter().any(|told| told.bulletin.week == week);
        let told = |told: &ToldRequest<'_>| ToldRequestView::new(told, answer_at(told.request.id));
        let (first, others) = news.requests.split_at(news.requests.len().min(MOST_REQUESTS));
        NewsView {
            week: news.week.to_string(),
            line: LineView::new(line, answer_at),
            is_asked: news.is_asked,
            stands_in_for: news.stands_in_for.iter().map(StandsInView::from).collect(),
            subject_changes: line
                .changes
                .iter()
                .filter(is_of_day)
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
            next_day: news.next_day.map(|announced| KeyDateView::from(announced).on(news.today)),
            requests: first.iter().map(|request| told(request).shortened()).collect(),
            other_requests: others
                .iter()
                .take(MOST_OTHERS)
                .map(|request| told(request).in_a_line())
                .collect(),
            more_requests: others.len().saturating_sub(MOST_OTHERS),
            late: news.late.iter().map(BulletinView::from).collect(),
            others: news.others.iter().map(|line| LineView::new(line, answer_at)).collect(),
        }
    }
}
