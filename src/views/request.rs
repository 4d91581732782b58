//! A request for help.

use chrono::NaiveDate;
use serde::Serialize;

use super::{AddressedView, ProjectView};
use crate::domain::help::{Request, Standing};
use crate::domain::kit;
use crate::domain::people::Person;
use crate::domain::programme::project::Project;
use crate::domain::weekly::help::{Answer, ToldRequest};
use crate::markdown;

/// How many characters of a text that was told before are told again.
const BEGINNING: usize = 85;

/// How many fit into one line with its project's name.
const IN_A_LINE: usize = 50;

/// What is said of a request wherever it is shown.
#[derive(Serialize)]
pub struct RequestView {
    project: ProjectView,
    /// Markdown.
    text: String,
    /// For how many days everybody has known of it.
    days: i64,
    /// Whether its reader is of those who ask.
    pub own: bool,
    /// The key of how it stands.
    standing: &'static str,
    ended: Option<EndedView>,
}

#[derive(Serialize)]
struct EndedView {
    /// The key of how.
    key: String,
    on: String,
}

/// The key of how a request stands, wherever that is said. `by_reader`: whether its reader sees to it.
pub fn standing_key(request: &Request, by_reader: bool) -> &'static str {
    match request.standing() {
        Standing::Open => "request-open",
        Standing::Taken if by_reader => "request-taken-by-you",
        Standing::Taken => "request-taken",
        Standing::Closed => "request-closed",
    }
}

impl RequestView {
    /// To somebody who does not ask. `ended_on`: on the programme's calendar.
    pub fn new(project: &Project, request: &Request, days: i64, ended_on: Option<NaiveDate>) -> RequestView {
        let ended = request.end.zip(ended_on);
        RequestView {
            project: project.into(),
            text: request.text.to_string(),
            days,
            own: false,
            standing: standing_key(request, false),
            ended: ended.map(|(end, on)| EndedView {
                key: format!("request-ended-{}", end.ending),
                on: on.to_string(),
            }),
        }
    }
}

/// A request as mails and weeks tell it, with what their reader can do about it.
#[derive(Serialize)]
pub struct ToldRequestView {
    #[serde(flatten)]
    request: RequestView,
    /// Its text is the words of its beginning alone.
    is_beginning: bool,
    /// Whether its team has just said that it is needed still.
    needed_anew: bool,
    /// The names of those who see to it.
    takers: Option<String>,
    /// Whether its reader does.
    by_reader: bool,
    /// Who asks, where its reader may want to write to them.
    askers: Vec<AddressedView>,
    /// Whether nobody is left of those.
    has_no_team: bool,
    /// Who looks after its project, where its reader may not know.
    referent: Option<String>,
    /// The key of what its reader can do about it.
    answer: &'static str,
    /// Whether that is asked of its reader, rather than offered.
    is_asked: bool,
    link: String,
}

impl ToldRequestView {
    /// `link`: where its reader answers it.
    pub fn new(told: &ToldRequest<'_>, link: String) -> ToldRequestView {
        let ToldRequest { project, request, days, ended_on, needed_anew, own, answer, names } = *told;
        let sees_to_it = answer == Answer::Look;
        let standing = standing_key(request, sees_to_it);
        let view = RequestView { own, standing, ..RequestView::new(project, request, days, ended_on) };
        let answered = match answer {
            Answer::Take => "help-answer-take",
            Answer::Join => "help-answer-join",
            Answer::Tell => "help-answer-tell",
            Answer::Look => "help-answer-look",
        };
        ToldRequestView {
            request: view,
            is_beginning: false,
            needed_anew,
            takers: request.takers().filter(|_| names && !sees_to_it),
            by_reader: sees_to_it,
            askers: Vec::new(),
            has_no_team: false,
            referent: None,
            answer: answered,
            is_asked: answer != Answer::Join,
            link,
        }
    }

    /// With those who ask, and their addresses.
    pub fn asked_by(self, team: &[&Person]) -> ToldRequestView {
        let askers = team.iter().map(|person| (*person).into()).collect();
        ToldRequestView { askers, has_no_team: team.is_empty(), ..self }
    }

    /// With the name of who looks after its project.
    pub fn looked_after_by(self, referent: Option<&Person>) -> ToldRequestView {
        ToldRequestView { referent: referent.map(|person| person.name.to_string()), ..self }
    }

    /// With as much of its text as one line holds: it is over.
    pub fn in_a_line(mut self) -> ToldRequestView {
        self.request.text = beginning(&self.request.text, IN_A_LINE);
        self
    }

    /// With the beginning of a text that was told in full before: a mail that grows from week to week would be cut.
    pub fn shortened(mut self) -> ToldRequestView {
        if self.request.text.chars().nth(BEGINNING).is_some() {
            self.request.text = beginning(&self.request.text, BEGINNING);
            self.is_beginning = true;
        }
        self
    }
}

/// The first words of a text, of at most so many characters.
pub fn beginning(text: &str, most: usize) -> String {
    kit::beginning(&markdown::to_words(text), most)
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
                ended_on: None,
                needed_anew: false,
                own: false,
                answer: Answer::Take,
                names: true,
            };
            ToldRequestView::new(&told, String::new()).shortened()
        };
        let short = shortened(&"é".repeat(BEGINNING));
        assert!(!short.is_beginning && short.request.text.chars().count() == BEGINNING);
        let tied = shortened(&format!("{} juriste\u{202f}?", "é".repeat(BEGINNING - 8)));
        assert!(tied.request.text.ends_with("é…"), "{}", tied.request.text);
        let long = shortened(&"un·e juriste ".repeat(20));
        assert!(long.is_beginning && long.request.text.ends_with("un·e…"), "{}", long.request.text);
        assert_eq!(shortened(&"é".repeat(300)).request.text, format!("{}…", "é".repeat(BEGINNING)));
    }
}
