//! The mails that nag about requests for help.

use chrono::{DateTime, NaiveDate, Utc};
use lettre::message::Mailbox;
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use crate::domain::help::Request;
use crate::domain::people::{Email, Person};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::domain::weekly::help::{Answer, ToldRequest};
use crate::views::{ToldRequestView, beginning};

/// How many characters of a request a subject says.
const IN_SUBJECT: usize = 50;

/// A request that somebody is nagged about.
pub struct Nag<'a> {
    pub project: &'a Project,
    pub request: &'a Request,
    /// Who asks.
    pub team: Vec<&'a Person>,
    /// Who looks after its project, where somebody was chosen.
    pub referent: Option<&'a Person>,
    /// For how many days everybody has known of it.
    pub days: i64,
    /// When the project's last bulletin is due; none: it was, or is not the present week's.
    pub last_due: Option<NaiveDate>,
    /// Where its reader answers it.
    pub link: String,
}

impl Nag<'_> {
    fn view(&self, answer: Answer) -> ToldRequestView {
        let told = ToldRequest {
            project: self.project,
            request: self.request,
            days: self.days,
            ended_on: None,
            needed_anew: false,
            own: false,
            answer,
            names: true,
        };
        ToldRequestView::new(&told, self.link.clone())
    }

    /// For whoever is to find somebody: with those who ask.
    fn view_of_asked(&self, answer: Answer) -> ToldRequestView {
        self.view(answer).asked_by(&self.team)
    }
}

fn name_of_first<'a>(nags: &'a [Nag<'_>], others: &'a [Nag<'_>]) -> &'a str {
    nags.first().or(others.first()).map_or("", |nag| &nag.project.name)
}

/// To a referent: what nobody has taken for a while, and what is open though its project ends or has ended. `list`: where
/// all requests are.
pub fn help_referent(
    letters: &Letters,
    (to, reader): (&Recipient<'_>, Reader<'_>),
    (untaken, handed_over): (&[Nag<'_>], &[Nag<'_>]),
    list: &str,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        count: usize,
        /// That of the first.
        project: &'a str,
        untaken_count: usize,
        untaken: Vec<ToldRequestView>,
        ending_count: usize,
        ending: Vec<ToldRequestView>,
        /// When the last bulletins of those projects are due that end.
        last_due: Option<NaiveDate>,
        ended_count: usize,
        ended: Vec<ToldRequestView>,
        list: &'a str,
    }
    let view = |nag: &Nag<'_>| nag.view_of_asked(Answer::of(reader, nag.request));
    let (ending, ended): (Vec<&Nag<'_>>, Vec<&Nag<'_>>) =
        handed_over.iter().partition(|nag| nag.last_due.is_some());
    let data = Data {
        count: untaken.len() + handed_over.len(),
        project: name_of_first(untaken, handed_over),
        untaken_count: untaken.len(),
        untaken: untaken.iter().map(view).collect(),
        ending_count: ending.len(),
        last_due: ending.first().and_then(|nag| nag.last_due),
        ending: ending.into_iter().map(view).collect(),
        ended_count: ended.len(),
        ended: ended.into_iter().map(view).collect(),
        list,
    };
    letters.write(Kind::HelpReferent, to, &[], &data, now)
}

/// To a coordinator: all that nobody has taken, the oldest first. `list`: where all requests are.
pub fn help_overview(
    letters: &Letters,
    to: &Recipient<'_>,
    untaken: &[Nag<'_>],
    list: &str,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        untaken_count: usize,
        untaken: Vec<ToldRequestView>,
        list: &'a str,
    }
    let view = |nag: &Nag<'_>| nag.view_of_asked(Answer::Take).looked_after_by(nag.referent);
    let data = Data { untaken_count: untaken.len(), untaken: untaken.iter().map(view).collect(), list };
    letters.write(Kind::HelpOverview, to, &[], &data, now)
}

/// What became of these: of what their reader's team asked for, and of what their reader took? `is_team`: the reader is of
/// it, rather than looking after what a team has left behind; `others`: the other side, which an answer reaches.
pub fn help_progress(
    letters: &Letters,
    to: &Recipient<'_>,
    (asked, is_team): (&[Nag<'_>], bool),
    taken: &[Nag<'_>],
    others: &[(&str, &Email)],
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        count: usize,
        /// That of the first.
        project: &'a str,
        /// How its text begins.
        words: String,
        asked_count: usize,
        asked: Vec<ToldRequestView>,
        /// The key of what these are to their reader.
        asked_as: &'static str,
        taken_count: usize,
        taken: Vec<ToldRequestView>,
        /// Whether an answer reaches the other side.
        answers: bool,
    }
    let reached: Vec<Mailbox> =
        others.iter().filter_map(|(name, email)| compose::answered_by(name, email)).collect();
    let first = asked.first().or(taken.first());
    let data = Data {
        count: asked.len() + taken.len(),
        project: name_of_first(asked, taken),
        words: first.map_or_else(String::new, |nag| beginning(nag.request.text.as_str(), IN_SUBJECT)),
        asked_count: asked.len(),
        asked: asked.iter().map(|nag| nag.view(Answer::Tell)).collect(),
        asked_as: if is_team { "help-progress-asked" } else { "help-progress-left" },
        taken_count: taken.len(),
        taken: taken.iter().map(|nag| nag.view(Answer::Look)).collect(),
        answers: !reached.is_empty(),
    };
    letters.write(Kind::HelpProgress, to, &reached, &data, now)
}
