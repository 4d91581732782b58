//! What templates see of the domain: the same for pages and mails.

mod addressed;
mod digest;
mod history;
mod mailto;
mod months;
mod request;

use serde::Serialize;

pub use addressed::AddressedView;
pub use digest::{DigestView, StandsInView};
pub use history::HistoryView;
pub use mailto::mailto;
pub use months::{Month, by_month};
pub use request::{RequestView, ToldRequestView, beginning};

use crate::domain::filing::bulletin::{Bulletin, KeyDate, Mood};
#[cfg(test)]
use crate::domain::filing::questions::QUESTIONS;
use crate::domain::filing::questions::Question;
use crate::domain::programme::project::Project;

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
