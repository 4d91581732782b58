//! The mails about one request for help: one function each.

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use crate::domain::help::EventKind;
use crate::domain::people::{Email, Locale};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::views::{AddressedView, ProjectView};

/// The request that a mail is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub project: &'a Project,
    pub text: &'a str,
    /// Where its reader answers it.
    pub link: &'a str,
}

/// The same as templates see it.
#[derive(Serialize)]
struct AboutView<'a> {
    project: ProjectView,
    text: &'a str,
    link: &'a str,
}

impl<'a> From<&About<'a>> for AboutView<'a> {
    fn from(about: &About<'a>) -> Self {
        AboutView { project: about.project.into(), text: about.text, link: about.link }
    }
}

/// Those whom a request brings together, by their names and addresses.
pub struct Together<'a> {
    pub team: Vec<(&'a str, &'a Email)>,
    pub takers: Vec<(&'a str, &'a Email)>,
    /// Those whose addresses can stand in everybody's mail.
    pub all: Vec<Mailbox>,
    /// The names of those whose addresses cannot: an answer does not reach them.
    pub left_out: Vec<&'a str>,
}

impl<'a> Together<'a> {
    pub fn new(
        team: impl Iterator<Item = (&'a str, &'a Email)>,
        takers: impl Iterator<Item = (&'a str, &'a Email)>,
    ) -> Together<'a> {
        let mut together =
            Together { team: Vec::new(), takers: Vec::new(), all: Vec::new(), left_out: Vec::new() };
        for (name, email) in team {
            together.team.push((name, email));
            together.add(name, email);
        }
        for (name, email) in takers {
            together.takers.push((name, email));
            together.add(name, email);
        }
        together
    }

    /// An answer reaches them, too, though they are not of those whom the request brings together.
    pub fn answered_also_by(&mut self, name: &'a str, email: &Email) {
        self.add(name, email);
    }

    /// What those call themselves who see to it beside that reader.
    fn takers_beside(&self, reader: &Email) -> String {
        let others = self.takers.iter().filter(|(_, email)| *email != reader);
        let names: Vec<&str> = others.map(|(name, _)| *name).collect();
        names.join(", ")
    }

    fn add(&mut self, name: &'a str, email: &Email) {
        match compose::answered_by(name, email) {
            // Who looks after the project may see to it, too.
            Some(mailbox) if self.all.iter().any(|known| known.email == mailbox.email) => {}
            Some(mailbox) => self.all.push(mailbox),
            None => self.left_out.push(name),
        }
    }
}

/// A project asks for help, and everybody has just been told.
pub fn asked(
    letters: &Letters,
    to: &Recipient<'_>,
    about: &About<'_>,
    team: &Together<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    letters.write(Kind::HelpAsked, to, &team.all, &AboutView::from(about), now)
}

/// What a request is to the reader of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Asks,
    SeesToIt,
    /// Since just now.
    Newcomer,
}

/// To all whom it brings together, at all their addresses: somebody sees to it.
pub fn taken(
    letters: &Letters,
    to: &Recipient<'_>,
    about: &About<'_>,
    (taker, together): (&str, &Together<'_>),
    part: Part,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        #[serde(flatten)]
        about: AboutView<'a>,
        /// Who has just taken it.
        taker: &'a str,
        /// The key of what that is to the reader.
        said: &'static str,
        /// The key of how they begin; none: they have begun.
        begin: Option<&'static str>,
        is_taker: bool,
        is_newcomer: bool,
        team: Vec<AddressedView>,
        takers: Vec<AddressedView>,
        /// Empty: an answer reaches all.
        left_out: String,
        left_out_count: usize,
    }
    #[derive(Serialize)]
    struct SubjectData<'a> {
        project: ProjectView,
        taker: &'a str,
        is_newcomer: bool,
    }
    // What its reader writes to one of them says what it is about, as others have it in this mail's own subject.
    let subject = SubjectData { project: about.project.into(), taker, is_newcomer: false };
    let subject = letters.subject("help-taken", to.locale, &subject)?;
    let views = |people: &[(&str, &Email)]| -> Vec<AddressedView> {
        people.iter().map(|(name, email)| AddressedView::about(name, email, &subject)).collect()
    };
    let (said, begin) = match part {
        Part::Asks => ("help-taken-mail", Some("help-taken-now-team")),
        Part::Newcomer => ("help-taken-mail-you", Some("help-taken-now-taker")),
        Part::SeesToIt => ("help-taken-mail-too", None),
    };
    let data = Data {
        about: about.into(),
        taker,
        said,
        begin,
        is_taker: part != Part::Asks,
        is_newcomer: part == Part::Newcomer,
        team: views(&together.team),
        takers: views(&together.takers),
        left_out: together.left_out.join(", "),
        left_out_count: together.left_out.len(),
    };
    letters.write_to_all(Kind::HelpTaken, to, &together.all, &data, now)
}

/// What happened to a request.
pub struct News<'a> {
    pub kind: EventKind,
    /// Who did it; empty: somebody who has left.
    pub by: &'a str,
    /// Whether as a coordinator, rather than as one of those whom the request brings together.
    pub by_coordination: bool,
    /// What they say; empty: nothing.
    pub word: &'a str,
}

/// To those whom it concerns: somebody gave it back, closed it, or opened it again.
pub fn news(
    letters: &Letters,
    to: &Recipient<'_>,
    about: &About<'_>,
    together: &Together<'_>,
    news: &News<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        #[serde(flatten)]
        about: AboutView<'a>,
        /// The key of a sentence.
        said: String,
        /// The key of thanks; none: there is nobody to be thanked.
        thanks: Option<&'static str>,
        /// The key of another, which says how it goes on.
        next: &'static str,
        /// Who sees to it beside the reader; empty: nobody.
        others: String,
        /// The key of whom an answer reaches.
        answer: &'static str,
        by: &'a str,
        word: &'a str,
    }
    let is_taken = !together.takers.is_empty();
    let is_of_team = together.team.iter().any(|(_, email)| *email == to.email);
    let is_taker = together.takers.iter().any(|(_, email)| *email == to.email);
    let others = together.takers_beside(to.email);
    let next = match (news.kind, is_of_team) {
        (EventKind::GivenBack | EventKind::Reopened, _) => match (is_taker, others.is_empty()) {
            (true, true) => "help-news-still-yours",
            (true, false) => "help-news-still-yours-and",
            (false, false) => "help-news-still-taken",
            (false, true) => "help-news-open",
        },
        (EventKind::Solved, true) => "help-news-closed-team",
        (EventKind::Solved, false) => "help-news-closed",
        (_, true) => "help-news-not-needed-team",
        (_, false) => "help-news-not-needed",
    };
    let answer = match (is_taken, is_of_team, news.by_coordination) {
        (true, _, false) => "help-news-answer",
        (false, true, false) => "help-news-answer-own-team",
        (false, false, false) => "help-news-answer-team",
        (true, _, true) => "help-news-answer-coordination",
        (false, true, true) => "help-news-answer-own-team-coordination",
        (false, false, true) => "help-news-answer-team-coordination",
    };
    let said = match news.kind {
        _ if news.by.is_empty() => "help-news-left".to_owned(),
        kind if news.by_coordination => format!("help-news-coordination-{kind}"),
        kind => format!("help-news-{kind}"),
    };
    let is_over = matches!(news.kind, EventKind::Solved | EventKind::NotNeeded);
    let thanks = if is_taker { "help-news-thanks-you" } else { "help-news-thanks" };
    let data = Data {
        about: about.into(),
        said,
        thanks: (is_taken && is_over).then_some(thanks),
        next,
        others,
        answer,
        by: news.by,
        word: news.word,
    };
    letters.write(Kind::HelpNews, to, &together.all, &data, now)
}

/// To an address at which somebody says that they see to it: the link that proves it, for so many hours.
///
/// It says nothing that they typed: whoever gives another's address must not have us write to it what they like.
pub fn offer(
    letters: &Letters,
    to: &Recipient<'_>,
    about: &About<'_>,
    hours: i64,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        #[serde(flatten)]
        about: AboutView<'a>,
        hours: i64,
    }
    letters.write(Kind::HelpOffer, to, &[], &Data { about: about.into(), hours }, now)
}

/// To a channel of a chat: a project asks for help. What it asks stands behind the link: in a chat, words can call
/// people.
pub fn asked_in_chat(letters: &Letters, locale: Locale, about: &About<'_>) -> Result<String, Error> {
    let data = AboutView::from(about);
    Ok(letters.templates().text(locale, "chat/help-asked", &data)?.trim().to_owned())
}
