//! The mails of the programme: one function each.

use chrono::{DateTime, NaiveDateTime, Utc};
use lettre::message::Mailbox;
use serde::Serialize;

use super::compose::{Letter, Letters, Recipient};
use super::{Error, compose};
use crate::domain::digest::Digest;
use crate::domain::people::Person;
use crate::domain::project::Project;
use crate::domain::reminder::Progress;
use crate::domain::week::Week;
use crate::views::{DigestView, ProjectView};

pub use super::compose::Recipient as To;

/// To a list: the week closes today.
pub fn announcement(
    letters: &Letters,
    to: &Recipient<'_>,
    week: Week,
    closes_at: NaiveDateTime,
    progress: Progress,
    form_link: &str,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        week: String,
        closes_at: String,
        filed: usize,
        projects: usize,
        link: &'a str,
    }
    let data = Data {
        programme: letters.programme(),
        week: week.to_string(),
        closes_at: local(closes_at),
        filed: progress.filed,
        projects: progress.projects,
        link: form_link,
    };
    letters.write("announcement", to, &[], &data, now)
}

/// To an EIG: the bulletin of their project is missing, and this is where to file it.
#[expect(clippy::too_many_arguments, reason = "each is a part of what the mail says")]
pub fn reminder(
    letters: &Letters,
    to: &Recipient<'_>,
    project: &Project,
    week: Week,
    closes_at: NaiveDateTime,
    progress: Progress,
    filing_link: &str,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        name: &'a str,
        project: ProjectView,
        week: String,
        closes_at: String,
        filed: usize,
        projects: usize,
        link: &'a str,
    }
    let data = Data {
        programme: letters.programme(),
        name: to.name.unwrap_or_default(),
        project: project.into(),
        week: week.to_string(),
        closes_at: local(closes_at),
        filed: progress.filed,
        projects: progress.projects,
        link: filing_link,
    };
    letters.write("reminder", to, &[], &data, now)
}

/// To everybody: the week in full, in the reader's order.
///
/// `team`: who answers questions about the reader's projects.
pub fn digest(
    letters: &Letters,
    to: &Recipient<'_>,
    digest: &Digest<'_>,
    team: &[&Person],
    week_link: &str,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        programme: &'a str,
        digest: DigestView,
        link: &'a str,
        answers_reach_team: bool,
    }
    let data = Data {
        programme: letters.programme(),
        digest: digest.into(),
        link: week_link,
        answers_reach_team: !team.is_empty(),
    };
    let answers: Vec<Mailbox> =
        team.iter().map(|person| compose::mailbox(&person.name, &person.email)).collect::<Result<_, _>>()?;
    letters.write("digest", to, &answers, &data, now)
}

/// A moment on the programme's clocks, as templates take it.
fn local(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}
