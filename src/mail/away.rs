//! What coordinators are told of the weeks in which a team is away.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Error;
use super::compose::{Letter, Letters, Recipient};
use crate::domain::calendar::Week;
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;

/// What a team has just said.
pub struct News<'a> {
    pub project: &'a Project,
    /// The weeks in which it is away.
    pub marked: &'a [Week],
    /// Those in which it would have been, and is not.
    pub back: &'a [Week],
    /// Where the project is read.
    pub link: &'a str,
}

/// To a coordinator.
pub fn team_away(
    letters: &Letters,
    to: &Recipient<'_>,
    news: &News<'_>,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    #[derive(Serialize)]
    struct Data<'a> {
        project: &'a str,
        away_count: usize,
        away: Vec<String>,
        back_count: usize,
        back: Vec<String>,
        link: &'a str,
    }
    let words = |weeks: &[Week]| weeks.iter().map(Week::to_string).collect();
    let data = Data {
        project: &news.project.name,
        away_count: news.marked.len(),
        away: words(news.marked),
        back_count: news.back.len(),
        back: words(news.back),
        link: news.link,
    };
    letters.write(Kind::TeamAway, to, &[], &data, now)
}
