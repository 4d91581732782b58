//! What templates see of the domain: the same for pages and mails.

use serde::Serialize;

use chrono::NaiveDate;

use crate::domain::filing::bulletin::{Bulletin, KeyDate, Mood};
#[cfg(test)]
use crate::domain::filing::questions::QUESTIONS;
use crate::domain::filing::questions::Question;
use crate::domain::programme::project::Project;
use crate::domain::reading::history::{Entry, curve};
use crate::domain::weekly::digest::{Digest, Standing, Told};

/// A mood with its sign and the key of its word.
#[derive(Serialize)]
pub struct MoodView {
    number: i16,
    emoji: &'static str,
    key: &'static str,
}

impl From<Mood> for MoodView {
    fn from(mood: Mood) -> Self {
        MoodView { number: mood.number(), emoji: mood.emoji(), key: mood.key() }
    }
}

/// A project's name and address.
#[derive(Serialize)]
pub struct ProjectView {
    slug: String,
    name: String,
    administration: String,
    description: String,
    /// The name of its logo's file.
    logo: Option<String>,
}

#[cfg(test)]
impl ProjectView {
    /// As samples of pages show it.
    pub fn sample() -> ProjectView {
        ProjectView {
            slug: "cartobio".into(),
            name: "CartoBio".into(),
            administration: "Agence Bio".into(),
            description: String::new(),
            logo: Some("0123456789abcdef0123456789abcdef".into()),
        }
    }
}

impl From<&Project> for ProjectView {
    fn from(project: &Project) -> Self {
        ProjectView {
            slug: project.slug.clone(),
            name: project.name.clone(),
            administration: project.administration.clone(),
            description: project.description.clone(),
            logo: project.logo.clone(),
        }
    }
}

/// A day and what will happen on it.
#[derive(Serialize)]
pub struct KeyDateView {
    /// ISO 8601.
    pub date: String,
    pub description: String,
    pub project: Option<ProjectView>,
}

impl From<&KeyDate> for KeyDateView {
    fn from(key_date: &KeyDate) -> Self {
        KeyDateView {
            date: key_date.date.to_string(),
            description: key_date.description.to_string(),
            project: None,
        }
    }
}

/// A question with what a team answered.
#[derive(Serialize)]
pub struct AnswerView {
    /// The key of the question's name.
    label: &'static str,
    text: String,
    /// Whether the text is Markdown.
    formatted: bool,
    stands_out: bool,
}

impl AnswerView {
    pub fn new(question: &'static Question, text: &str) -> AnswerView {
        AnswerView {
            label: question.label,
            text: text.to_owned(),
            formatted: question.markdown,
            stands_out: question.stands_out,
        }
    }
}

/// The full text of a bulletin.
#[derive(Serialize)]
pub struct BulletinView {
    pub project: ProjectView,
    /// `2026-W10`.
    pub week: String,
    mood: MoodView,
    answers: Vec<AnswerView>,
    key_date: Option<KeyDateView>,
    late: bool,
    /// The reader's own project.
    own: bool,
}

impl BulletinView {
    pub fn new(project: &Project, bulletin: &Bulletin, own: bool) -> BulletinView {
        let content = &bulletin.content;
        BulletinView {
            project: project.into(),
            week: bulletin.week.to_string(),
            mood: content.mood.into(),
            answers: content
                .answers
                .given()
                .map(|(question, text)| AnswerView::new(question, text.as_str()))
                .collect(),
            key_date: content.key_date.as_ref().map(KeyDateView::from),
            late: bulletin.late,
            own,
        }
    }
}

#[cfg(test)]
impl BulletinView {
    pub fn sample() -> BulletinView {
        let text = |question| AnswerView::new(question, "A **text**");
        BulletinView {
            project: ProjectView::sample(),
            week: "2026-W10".into(),
            mood: Mood::Good.into(),
            answers: QUESTIONS.iter().map(text).collect(),
            key_date: Some(KeyDateView {
                date: "2026-03-10".into(),
                description: "Demo".into(),
                project: None,
            }),
            late: true,
            own: false,
        }
    }
}

impl From<&Told<'_>> for BulletinView {
    fn from(told: &Told<'_>) -> Self {
        BulletinView::new(told.project, told.bulletin, told.own)
    }
}

/// A week of a project: its bulletin, or why there is none.
#[derive(Serialize)]
pub struct EntryView {
    week: String,
    bulletin: Option<BulletinView>,
    /// Nothing was asked for.
    paused: bool,
    mood: Option<MoodView>,
}

/// The weeks of a month.
#[derive(Serialize)]
pub struct MonthView {
    /// A day of it.
    day: String,
    entries: Vec<EntryView>,
}

/// A drawing of moods over time; the numbers are in the units of its view box.
#[derive(Serialize)]
struct CurveView {
    width: usize,
    lines: Vec<String>,
    dots: Vec<DotView>,
}

#[derive(Serialize)]
struct DotView {
    x: usize,
    y: usize,
}

/// How far apart weeks and moods are drawn, and the free border.
const CURVE_STEP: usize = 14;
const CURVE_RISE: usize = 22;
const CURVE_BORDER: usize = 12;
/// Where the first week is drawn, beside the faces.
const CURVE_LEFT: usize = 36;

/// A project's history as pages show it.
#[derive(Serialize)]
pub struct HistoryView {
    months: Vec<MonthView>,
    to_come: Vec<KeyDateView>,
    /// The latest first.
    past: Vec<KeyDateView>,
    /// None where there is not enough to draw a line.
    curve: Option<CurveView>,
}

impl HistoryView {
    /// `entries`: newest first. `key_dates`: by day.
    pub fn new(
        project: &Project,
        entries: &[Entry<'_>],
        key_dates: &[&KeyDate],
        today: NaiveDate,
    ) -> HistoryView {
        let mut months: Vec<MonthView> = Vec::new();
        for entry in entries {
            let day = entry.week().monday().format("%Y-%m-01").to_string();
            let view = EntryView {
                week: entry.week().to_string(),
                bulletin: match entry {
                    Entry::Filed(bulletin) => Some(BulletinView::new(project, bulletin, false)),
                    _ => None,
                },
                paused: matches!(entry, Entry::Paused(_)),
                mood: entry.mood().map(MoodView::from),
            };
            match months.last_mut().filter(|month| month.day == day) {
                Some(month) => month.entries.push(view),
                None => months.push(MonthView { day, entries: vec![view] }),
            }
        }
        let view = |key_date: &&KeyDate| KeyDateView::from(*key_date);
        HistoryView {
            months,
            to_come: key_dates.iter().filter(|day| day.date >= today).map(view).collect(),
            past: key_dates.iter().rev().filter(|day| day.date < today).map(view).collect(),
            curve: CurveView::new(entries),
        }
    }
}

impl CurveView {
    fn new(entries: &[Entry<'_>]) -> Option<CurveView> {
        let runs = curve(entries);
        let dots: Vec<DotView> = runs
            .iter()
            .flatten()
            .map(|(place, mood)| DotView {
                x: CURVE_LEFT + place * CURVE_STEP,
                y: CURVE_BORDER + (4 - usize::from(mood.unsigned_abs())) * CURVE_RISE,
            })
            .collect();
        if dots.len() < 2 {
            return None;
        }
        let mut of_runs = dots.iter();
        let lines = runs.iter().map(|run| {
            let points = of_runs.by_ref().take(run.len()).map(|dot| format!("{},{}", dot.x, dot.y));
            points.collect::<Vec<_>>().join(" ")
        });
        let lines = lines.collect();
        Some(CurveView {
            width: CURVE_LEFT + CURVE_BORDER + entries.len().saturating_sub(1) * CURVE_STEP,
            lines,
            dots,
        })
    }
}

/// A line of the coordinators' table.
#[derive(Serialize)]
struct OverviewView {
    project: ProjectView,
    mood: Option<MoodView>,
    late: bool,
    asks_for_help: bool,
}

#[derive(Serialize)]
struct HelpView {
    project: ProjectView,
    text: String,
}

#[derive(Serialize)]
struct FollowUpView {
    project: ProjectView,
    request: String,
    /// The key of a text.
    standing: &'static str,
}

/// A week as the digest tells it.
#[derive(Serialize)]
pub struct DigestView {
    week: String,
    monday: String,
    filed: usize,
    expected: usize,
    overview: Option<Vec<OverviewView>>,
    follow_ups: Vec<FollowUpView>,
    help_requests: Vec<HelpView>,
    key_dates: Vec<KeyDateView>,
    own_count: usize,
    own: Vec<BulletinView>,
    own_not_heard_of: Vec<ProjectView>,
    bulletins: Vec<BulletinView>,
    late: Vec<BulletinView>,
    not_heard_of: Vec<ProjectView>,
    all_filed: bool,
    earlier: Option<EarlierView>,
}

/// The earlier weeks of a month.
#[derive(Serialize)]
struct EarlierView {
    weeks: Vec<String>,
    bulletins: Vec<BulletinView>,
}

impl From<&Digest<'_>> for DigestView {
    fn from(digest: &Digest<'_>) -> Self {
        let overview = digest.overview.as_ref().map(|rows| {
            rows.iter()
                .map(|(project, bulletin)| OverviewView {
                    project: (*project).into(),
                    mood: bulletin.map(|bulletin| bulletin.content.mood.into()),
                    late: bulletin.is_some_and(|bulletin| bulletin.late),
                    asks_for_help: bulletin.is_some_and(|bulletin| bulletin.content.help().is_some()),
                })
                .collect()
        });
        DigestView {
            week: digest.week.to_string(),
            monday: digest.week.monday().to_string(),
            filed: digest.filed(),
            expected: digest.filed() + digest.not_heard_of.len(),
            overview,
            follow_ups: digest
                .follow_ups
                .iter()
                .map(|follow_up| FollowUpView {
                    project: follow_up.project.into(),
                    request: follow_up.request.to_owned(),
                    standing: match follow_up.now {
                        Standing::AsksAgain => "help-asks-again",
                        Standing::AsksNoMore => "help-asks-no-more",
                        Standing::Silent => "help-silent",
                    },
                })
                .collect(),
            help_requests: digest
                .help_requests
                .iter()
                .map(|(project, text)| HelpView { project: (*project).into(), text: (*text).to_owned() })
                .collect(),
            key_dates: digest
                .key_dates
                .iter()
                .map(|(project, key_date)| KeyDateView {
                    project: Some((*project).into()),
                    ..KeyDateView::from(*key_date)
                })
                .collect(),
            own_count: digest.own.len() + digest.own_not_heard_of.len(),
            own: digest.own.iter().map(BulletinView::from).collect(),
            own_not_heard_of: digest.own_not_heard_of.iter().map(|project| (*project).into()).collect(),
            bulletins: digest.bulletins.iter().map(BulletinView::from).collect(),
            late: digest.late.iter().map(BulletinView::from).collect(),
            not_heard_of: digest.not_heard_of.iter().map(|project| (*project).into()).collect(),
            all_filed: digest.not_heard_of.is_empty() && digest.filed() > 0,
            earlier: digest.earlier.as_ref().map(|(weeks, told)| EarlierView {
                weeks: weeks.iter().map(ToString::to_string).collect(),
                bulletins: told.iter().map(BulletinView::from).collect(),
            }),
        }
    }
}
