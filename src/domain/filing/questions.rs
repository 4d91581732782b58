//! What a team is asked each week, beside its mood and its next key date.
//!
//! The form, its drafts, pages, mails, exports, the search index and imports go through this table. Another question is
//! a line here, its two texts (`label` and `hint`, in each language), a migration that adds its column to `bulletins`,
//! and that column's name in `store`: in `schema.rs` and where `filing/bulletins.rs` lists the columns.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::text::Text;
use crate::domain::kit::Wrong;

/// A question that is answered by a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in the form, in documents and in the database.
    pub name: &'static str,
    /// The key of the text that names it.
    pub label: &'static str,
    /// The key of the text that says what is meant.
    pub hint: &'static str,
    /// The most characters (Unicode scalar values) of an answer.
    pub max: usize,
    /// Whether a bulletin needs an answer. One that was brought over from elsewhere may be without all the same.
    pub required: bool,
    /// Whether answers are shown as Markdown, or as they were typed.
    pub markdown: bool,
    /// Whether an answer asks something of its readers, and must not be overlooked.
    pub stands_out: bool,
    /// What the programme's first tool called it, and tables still do; none: that tool did not ask.
    pub original: Option<&'static str>,
}

/// What a team sets out to do: its promise.
pub const PRIORITIES: Question = Question {
    name: "priorities",
    label: "priorities",
    hint: "priorities-hint",
    max: 300,
    required: true,
    markdown: true,
    stands_out: false,
    original: Some("priorities"),
};

/// What a team needs, and from whom.
pub const HELP: Question = Question {
    name: "help",
    label: "help",
    hint: "help-hint",
    max: 300,
    required: false,
    markdown: true,
    stands_out: true,
    original: Some("help"),
};

/// In the order of the form.
pub static QUESTIONS: [Question; 3] = [
    PRIORITIES,
    Question {
        name: "ups_and_downs",
        label: "ups-and-downs",
        hint: "ups-and-downs-hint",
        max: 300,
        required: true,
        markdown: true,
        stands_out: false,
        original: Some("victories"),
    },
    HELP,
];

/// How many questions there are.
pub const COUNT: usize = QUESTIONS.len();

impl Question {
    /// What somebody typed as an answer; none: they did not answer, and need not.
    pub fn parse(&self, typed: &str) -> Result<Option<Text>, Wrong> {
        let text = Text::parse(typed, self.max)?;
        if text.is_none() && self.required { Err(Wrong::new("fault-missing")) } else { Ok(text) }
    }
}

/// What a team answered, in the order of [`QUESTIONS`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers([Option<Text>; COUNT]);

impl Answers {
    /// Each question's answer, as it is found.
    pub fn find(answer: impl FnMut(&'static Question) -> Option<Text>) -> Answers {
        Answers(QUESTIONS.each_ref().map(answer))
    }

    /// Each question with its answer.
    fn each(&self) -> impl Iterator<Item = (&'static Question, Option<&Text>)> {
        QUESTIONS.iter().zip(self.0.iter().map(Option::as_ref))
    }

    /// The questions that were answered.
    pub fn given(&self) -> impl Iterator<Item = (&'static Question, &Text)> {
        self.each().filter_map(|(question, answer)| Some((question, answer?)))
    }

    pub fn to(&self, question: &Question) -> Option<&Text> {
        self.given().find(|(asked, _)| asked.name == question.name).map(|(_, answer)| answer)
    }

    /// The columns and the fields of documents, in the order of the questions: what must be answered and was not is an
    /// empty text there, and what need not be is nothing.
    pub fn columns(&self) -> impl Iterator<Item = (&'static Question, Option<&str>)> {
        self.each().map(|(question, answer)| {
            (question, answer.map(Text::as_str).or(question.required.then_some("")))
        })
    }
}

/// As a document has them: by name.
impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COUNT))?;
        for (question, answer) in self.columns() {
            map.serialize_entry(question.name, &answer)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_questions_are_called_the_same() {
        let names: BTreeSet<&str> = QUESTIONS.iter().map(|question| question.name).collect();
        let labels: BTreeSet<&str> = QUESTIONS.iter().map(|question| question.label).collect();
        assert_eq!((names.len(), labels.len()), (COUNT, COUNT));
        assert_eq!(QUESTIONS.iter().filter(|question| **question == HELP).count(), 1);
    }

    #[test]
    fn an_answer_is_found_by_its_question_and_a_missing_one_is_told_apart() {
        let answers = Answers::find(|question| Text::of(question.label).filter(|_| question.required));
        assert_eq!(answers.to(&HELP), None);
        assert_eq!(answers.given().count(), 2);
        let none = serde_json::to_string(&Answers::default()).unwrap();
        assert_eq!(none, r#"{"priorities":"","ups_and_downs":"","help":null}"#);
    }
}
