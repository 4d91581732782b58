//! What templates see of the domain: the same for pages and mails.

use serde::Serialize;

use crate::domain::bulletin::{Bulletin, Mood};
use crate::domain::digest::{Digest, Standing, Told};
use crate::domain::project::Project;

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

/// The full text of a bulletin.
#[derive(Serialize)]
pub struct BulletinView {
    pub project: ProjectView,
    /// `2026-W10`.
    pub week: String,
    mood: MoodView,
    priorities: String,
    ups_and_downs: String,
    help: Option<String>,
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
            priorities: content.priorities.clone(),
            ups_and_downs: content.ups_and_downs.clone(),
            help: content.help.clone(),
            key_date: content.key_date.as_ref().map(|key_date| KeyDateView {
                date: key_date.date.to_string(),
                description: key_date.description.clone(),
                project: None,
            }),
            late: bulletin.late,
            own,
        }
    }
}

impl From<&Told<'_>> for BulletinView {
    fn from(told: &Told<'_>) -> Self {
        BulletinView::new(told.project, told.bulletin, told.own)
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
                    asks_for_help: bulletin.is_some_and(|bulletin| bulletin.content.help.is_some()),
                })
                .collect()
        });
        DigestView {
            week: digest.week.to_string(),
            monday: digest.week.monday().to_string(),
            filed: digest.bulletins.len(),
            expected: digest.bulletins.len() + digest.not_heard_of.len(),
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
                    date: key_date.date.to_string(),
                    description: key_date.description.clone(),
                    project: Some((*project).into()),
                })
                .collect(),
            bulletins: digest.bulletins.iter().map(BulletinView::from).collect(),
            late: digest.late.iter().map(BulletinView::from).collect(),
            not_heard_of: digest.not_heard_of.iter().map(|project| (*project).into()).collect(),
            all_filed: digest.not_heard_of.is_empty() && !digest.bulletins.is_empty(),
            earlier: digest.earlier.as_ref().map(|(weeks, told)| EarlierView {
                weeks: weeks.iter().map(ToString::to_string).collect(),
                bulletins: told.iter().map(BulletinView::from).collect(),
            }),
        }
    }
}
