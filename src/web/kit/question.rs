//! A page that asks before something that cannot be taken back.

use serde::Serialize;

use super::page::Page;

/// A question before something that cannot be taken back.
#[derive(Serialize)]
pub struct Question {
    /// The keys of its texts, and of its button's.
    pub title: &'static str,
    pub explanation: &'static str,
    pub button: &'static str,
    /// What it is about.
    pub name: String,
    /// Where one goes back to.
    pub back: String,
}

impl Page for Question {
    const TEMPLATE: &'static str = "pages/kit/question";

    #[cfg(test)]
    fn samples() -> Vec<Question> {
        vec![Question {
            title: "person-erase",
            explanation: "person-erase-explanation",
            button: "erase",
            name: "Ada".into(),
            back: "/admin/people/1".into(),
        }]
    }
}
