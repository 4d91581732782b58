//! What a bulletin's form asks, as its fields show it.

use serde::Serialize;

use crate::domain::filing::bulletin::Mood;
use crate::domain::filing::questions::{PRIORITIES, QUESTIONS, Question};
use crate::domain::filing::typed::{MOOD, QUIET_LINE, Typed};
use crate::domain::kit::Fault;
use crate::views::MoodView;

/// How a quiet week is filed.
#[derive(Serialize)]
pub struct QuietView {
    /// Whether something stands or is wrong there.
    open: bool,
    max: usize,
}

impl QuietView {
    pub fn new(typed: &Typed, faults: &[Fault]) -> QuietView {
        let is_wrong = faults.iter().any(|fault| fault.field == QUIET_LINE);
        QuietView { open: is_wrong || !typed.get(QUIET_LINE).is_empty(), max: PRIORITIES.max }
    }
}

#[derive(Serialize)]
pub struct MoodChoice {
    mood: MoodView,
    checked: bool,
}

impl MoodChoice {
    /// Each mood, and whether it is the one that was typed.
    pub fn all(typed: &Typed) -> Vec<MoodChoice> {
        let is_typed = |mood: Mood| typed.get(MOOD) == mood.number().to_string();
        Mood::ALL.into_iter().map(|mood| MoodChoice { mood: mood.into(), checked: is_typed(mood) }).collect()
    }
}

/// A question as its field asks it.
#[derive(Serialize)]
pub struct QuestionView {
    name: &'static str,
    /// The keys of its texts.
    label: &'static str,
    hint: &'static str,
    max: usize,
    optional: bool,
}

impl QuestionView {
    /// Each in its order.
    pub fn all() -> Vec<QuestionView> {
        QUESTIONS.iter().map(QuestionView::from).collect()
    }
}

impl From<&Question> for QuestionView {
    fn from(question: &Question) -> Self {
        let Question { name, label, hint, max, required, .. } = *question;
        QuestionView { name, label, hint, max, optional: !required }
    }
}
