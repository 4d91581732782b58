//! What those are told who stand in for somebody.

use chrono::{DateTime, NaiveDate, Utc};
use lettre::message::Mailbox;
use serde::Serialize;

use super::Error;
use super::compose::{self, Letter, Letters, Recipient};
use crate::domain::people::Person;
use crate::domain::post::kind::Kind;

/// What somebody is asked to do, or need not do any more.
pub struct StandIn<'a> {
    pub mentor: &'a Person,
    /// The names of the mentor's projects.
    pub projects: &'a [&'a str],
    /// The last day; none: it has just ended.
    pub until: Option<NaiveDate>,
    /// Where the programme is read.
    pub link: &'a str,
}

/// To somebody who knows the programme: they have a mentor's mails too until a day, or not any more. Answers reach the
/// mentor.
pub fn stand_in(
    letters: &Letters,
    to: &Recipient<'_>,
    asked: &StandIn<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        mentor: &'a str,
        projects: &'a [&'a str],
        until: Option<String>,
        link: &'a str,
    }
    let data = Data {
        mentor: &asked.mentor.name,
        projects: asked.projects,
        until: asked.until.map(|day| day.to_string()),
        link: asked.link,
    };
    let answers: Vec<Mailbox> =
        compose::answered_by(&asked.mentor.name, &asked.mentor.email).into_iter().collect();
    letters.write(Kind::StandIn, to, &answers, &data, now)
}
