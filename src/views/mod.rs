//! What templates see of the domain: the same for pages and mails.

mod addressed;
mod as_json;
mod curve;
mod digest;
mod doer;
pub mod history;
mod key_date;
mod last_week;
mod mailto;
mod months;
mod news;
mod readers;
mod request;
mod sheet;
mod stands_in;
mod strip;

use serde::Serialize;

pub use addressed::AddressedView;
pub use as_json::AsJson;
pub use digest::DigestView;
pub use doer::DoerView;
pub use history::HistoryView;
pub use key_date::KeyDateView;
pub use last_week::ReportedView;
pub use mailto::{mail_saying, mailto};
pub use months::{Month, by_month};
pub use news::{LineView, NewsView};
pub use readers::ReaderView;
pub use request::{RequestView, ToldRequestView, beginning, standing_key};
pub use sheet::SheetView;
pub use stands_in::StandsInView;
pub use strip::StripView;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::filing::outcomes::PromiseTold;
use crate::domain::filing::questions::{QUESTIONS, Question};
use crate::domain::programme::project::Project;
use crate::markdown;

/// What a team typed, as its readers see it, without marks.
pub fn in_words(text: &str) -> String {
    markdown::to_words(text)
}

/// A mood with its sign and the key of its word.
#[derive(Serialize)]
pub struct MoodView {
    number: i16,
    /// For mails, which draw nothing.
    emoji: &'static str,
    /// The name of its sign.
    sign: String,
    key: &'static str,
}

impl From<Mood> for MoodView {
    fn from(mood: Mood) -> Self {
        let number = mood.number();
        MoodView { number, emoji: mood.emoji(), sign: format!("mood-{number}"), key: mood.key() }
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

/// A question with what a team answered.
#[derive(Serialize)]
pub struct AnswerView {
    /// The key of the question's name.
    label: &'static str,
    text: String,
    /// Whether the text is Markdown.
    formatted: bool,
    stands_out: bool,
    /// The names of those who see to what it asks for, beside its reader; none: nobody does, or its page does not say so
    /// there.
    takers: Option<String>,
    /// Whether its reader does.
    taken_by_reader: bool,
    /// What became of it, as a later bulletin tells.
    became: Option<BecameView>,
}

/// What became of a week's priorities.
#[derive(Serialize)]
struct BecameView {
    /// The key of a text.
    outcome: String,
    /// The Monday of the week that tells it; none: it is the one after.
    told: Option<String>,
}

impl BecameView {
    fn new(week: Week, promise: PromiseTold) -> BecameView {
        let is_next = promise.told_week == week.next();
        BecameView {
            outcome: format!("promise-told-{}", promise.outcome),
            told: (!is_next).then(|| promise.told_week.monday().to_string()),
        }
    }
}

impl AnswerView {
    pub fn new(question: &'static Question, text: &str) -> AnswerView {
        AnswerView {
            label: question.label,
            text: text.to_owned(),
            formatted: question.markdown,
            stands_out: question.stands_out,
            takers: None,
            taken_by_reader: false,
            became: None,
        }
    }

    fn says_more_than(&self, most: usize) -> bool {
        in_words(&self.text).chars().nth(most).is_some()
    }

    /// An answer in that bulletin. The first question's is what the team promises, or all that a quiet week says.
    fn in_bulletin(bulletin: &Bulletin, question: &'static Question, text: &str) -> AnswerView {
        let view = AnswerView::new(question, text);
        if *question != QUESTIONS[0] {
            return view;
        }
        let became = bulletin.promise.map(|promise| BecameView::new(bulletin.week, promise));
        AnswerView { label: if bulletin.content.quiet { QUIET } else { view.label }, became, ..view }
    }
}

/// The key of the words for a week of which there is nothing to say.
const QUIET: &str = "quiet-week";

/// The full text of a bulletin.
#[derive(Serialize)]
pub struct BulletinView {
    pub project: ProjectView,
    /// `2026-W10`.
    pub week: String,
    /// None: a quiet week, for which the team told none.
    mood: Option<MoodView>,
    /// Nothing happened, as its one text says.
    quiet: bool,
    answers: Vec<AnswerView>,
    key_date: Option<KeyDateView>,
    /// What it tells of what the team's earlier ones said; none: nothing.
    reported: Option<ReportedView>,
    late: bool,
    /// The reader's own project.
    own: bool,
    /// Where its reader writes to the team; none: something else on the same page or mail leads there, or nothing does.
    pub write_link: Option<String>,
    /// Where its reader says that they have read it; none: they are asked elsewhere, or not at all.
    reading: Option<ReadingView>,
}

/// Where a reader says that they have read a bulletin, or takes that back.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    pub at: String,
    /// When they said so.
    pub said_at: Option<String>,
}

impl BulletinView {
    pub fn new(project: &Project, bulletin: &Bulletin, own: bool) -> BulletinView {
        let content = &bulletin.content;
        BulletinView {
            project: project.into(),
            week: bulletin.week.to_string(),
            mood: content.mood.map(MoodView::from),
            quiet: content.quiet,
            answers: content
                .answers
                .given()
                .map(|(question, text)| AnswerView::in_bulletin(bulletin, question, text.as_str()))
                .collect(),
            key_date: content.key_date.as_ref().map(|day| KeyDateView::new(day, &bulletin.day_story)),
            reported: ReportedView::new(&bulletin.reported),
            late: bulletin.late,
            own,
            write_link: None,
            reading: None,
        }
    }

    /// The same with who sees to what it asks for: those by name, and its reader or not.
    pub fn seen_to_by(mut self, takers: Option<String>, by_reader: bool) -> BulletinView {
        if let Some(asking) = self.answers.iter_mut().find(|answer| answer.stands_out) {
            asking.takers = takers;
            asking.taken_by_reader = by_reader;
        }
        self
    }

    /// Whether one of its texts says more than so many characters.
    pub fn says_more_than(&self, most: usize) -> bool {
        self.answers.iter().any(|answer| answer.says_more_than(most))
    }

    /// The same with so many characters of each text that says more.
    pub fn shortened(mut self, most: usize) -> BulletinView {
        for answer in self.answers.iter_mut().filter(|answer| answer.says_more_than(most)) {
            answer.text = beginning(&answer.text, most);
            answer.formatted = false;
        }
        self
    }
}

#[cfg(test)]
impl BulletinView {
    /// With all that a bulletin can say.
    pub fn sample() -> BulletinView {
        use crate::domain::samples::{full_bulletin, project};
        BulletinView::new(&project(1), &full_bulletin(1, "2026-W10"), false)
    }

    /// In each state that a bulletin can be in.
    pub fn samples() -> Vec<BulletinView> {
        use crate::domain::samples::{bulletins_of_all_kinds, project};
        bulletins_of_all_kinds().iter().map(|each| BulletinView::new(&project(1), each, false)).collect()
    }
}
