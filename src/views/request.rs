//! A request for help, with what its reader can do about it.

use serde::Serialize;

use super::{AddressedView, ProjectView};
use crate::domain::help::Standing;
use crate::domain::people::Person;
use crate::domain::weekly::help::{Answer, ToldRequest};
use crate::markdown;

/// How many characters of a text that was told before are told again.
const BEGINNING: usize = 140;

/// A request for help.
#[derive(Serialize)]
pub struct RequestView {
    project: ProjectView,
    /// Markdown; or its words, where it is the beginning alone.
    text: String,
    is_beginning: bool,
    /// How many days ago it was asked.
    days: i64,
    /// The key of how it stands.
    state: &'static str,
    /// The key of how it ended.
    ended: Option<String>,
    /// The names of those who see to it.
    takers: Option<String>,
    /// Who asks, where its reader may want to write to them.
    askers: Vec<AddressedView>,
    /// Who looks after its project, where its reader may not know.
    referent: Option<String>,
    /// The reader's own project's.
    own: bool,
    /// The key of what its reader can do about it.
    answer: &'static str,
    /// Whether that is asked of its reader, rather than offered.
    is_asked: bool,
    link: String,
}

impl RequestView {
    /// `link`: where its reader answers it.
    pub fn new(told: &ToldRequest<'_>, link: String) -> RequestView {
        let ToldRequest { project, request, days, own, answer, names } = *told;
        let sees_to_it = answer == Answer::Look;
        let state = match request.standing() {
            Standing::Taken if sees_to_it => "request-taken-by-you",
            Standing::Open => "request-open",
            Standing::Taken => "request-taken",
            Standing::Closed => "request-closed",
        };
        let answered = match answer {
            Answer::Take => "help-answer-take",
            Answer::Join => "help-answer-join",
            Answer::Tell => "help-answer-tell",
            Answer::Look => "help-answer-look",
        };
        RequestView {
            project: project.into(),
            text: request.text.as_str().to_owned(),
            is_beginning: false,
            days,
            state,
            ended: request.end.map(|end| format!("request-week-{}", end.ending)),
            takers: request.takers().filter(|_| names && !sees_to_it),
            askers: Vec::new(),
            referent: None,
            own,
            answer: answered,
            is_asked: answer != Answer::Join,
            link,
        }
    }

    /// With those who ask, and their addresses.
    pub fn asked_by(self, team: &[&Person]) -> RequestView {
        RequestView { askers: team.iter().map(|person| (*person).into()).collect(), ..self }
    }

    /// With the name of who looks after its project.
    pub fn looked_after_by(self, referent: Option<&Person>) -> RequestView {
        RequestView { referent: referent.map(|person| person.name.to_string()), ..self }
    }

    /// With the beginning of a text that was told in full before: a mail that grows from week to week would be cut.
    pub fn shortened(mut self) -> RequestView {
        if self.text.chars().nth(BEGINNING).is_some() {
            self.text = beginning(&self.text, BEGINNING);
            self.is_beginning = true;
        }
        self
    }
}

/// The first words of a text, of at most so many characters.
pub fn beginning(text: &str, most: usize) -> String {
    let words = markdown::to_words(text);
    let Some((end, _)) = words.char_indices().nth(most) else { return words };
    let end = words[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", words[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filing::text::Text;
    use crate::domain::samples;

    #[test]
    fn a_long_text_is_shortened_between_words_and_a_short_one_is_not() {
        let shortened = |text: &str| {
            let mut request = samples::request(1, "2026-W10");
            request.text = Text::of(text).unwrap();
            let project = samples::project(1);
            let told = ToldRequest {
                project: &project,
                request: &request,
                days: 7,
                own: false,
                answer: Answer::Take,
                names: true,
            };
            RequestView::new(&told, String::new()).shortened()
        };
        let short = shortened(&"é".repeat(BEGINNING));
        assert!(!short.is_beginning && short.text.chars().count() == BEGINNING);
        let long = shortened(&"un·e juriste ".repeat(20));
        assert!(long.is_beginning && long.text.ends_with("un·e…"), "{}", long.text);
        assert_eq!(shortened(&"é".repeat(300)).text, format!("{}…", "é".repeat(BEGINNING)));
    }
}
