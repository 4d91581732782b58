//! A page that asks before something that ends, takes away or gives a right.

use serde::Serialize;

use super::page::Page;

/// A question before something that nobody should do by one touch.
#[derive(Serialize)]
pub struct Question {
    /// The keys of its texts, and of its button's.
    pub title: &'static str,
    pub explanation: &'static str,
    pub button: &'static str,
    /// What it is about.
    pub name: String,
    /// What is sent with the answer, where the address does not say it all.
    pub sent: Option<Sent>,
    /// Where one goes back to.
    pub back: String,
}

/// A field that nobody sees.
#[derive(Serialize)]
pub struct Sent {
    pub field: &'static str,
    pub value: &'static str,
}

impl Page for Question {
    const TEMPLATE: &'static str = "pages/kit/question";

    #[cfg(test)]
    fn samples() -> Vec<Question> {
        let question = |sent| Question {
            title: "person-erase",
            explanation: "person-erase-explanation",
            button: "erase",
            name: "Ada".into(),
            sent,
            back: "/admin/people/1".into(),
        };
        vec![question(None), question(Some(Sent { field: "on", value: "1" }))]
    }
}
