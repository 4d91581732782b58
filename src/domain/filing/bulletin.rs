//! What one project files for one week.

use chrono::{DateTime, NaiveDate, Utc};

use super::questions::{Answers, HELP};
use super::text::Text;
use crate::domain::calendar::Week;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;

/// How the team's week felt, from 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mood {
    Bad,
    Mixed,
    Good,
    Great,
}

impl Mood {
    pub const ALL: [Mood; 4] = [Mood::Bad, Mood::Mixed, Mood::Good, Mood::Great];

    /// 1 to 4, as forms and tables hold it.
    pub fn number(self) -> i16 {
        self as i16 + 1
    }

    pub fn from_number(number: i16) -> Option<Mood> {
        Mood::ALL.into_iter().find(|mood| mood.number() == number)
    }

    pub fn emoji(self) -> &'static str {
        match self {
            Mood::Bad => "☹️",
            Mood::Mixed => "😐",
            Mood::Good => "🙂",
            Mood::Great => "😀",
        }
    }

    /// The word that always stands beside the emoji, as a key of the translations.
    pub fn key(self) -> &'static str {
        match self {
            Mood::Bad => "mood-bad",
            Mood::Mixed => "mood-mixed",
            Mood::Good => "mood-good",
            Mood::Great => "mood-great",
        }
    }
}

/// A day that matters to a project, and what will happen on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDate {
    pub date: NaiveDate,
    pub description: Text,
}

impl KeyDate {
    /// The most characters (Unicode scalar values) that its description may have where it is typed.
    pub const DESCRIPTION_MAX: usize = 200;

    /// A day from elsewhere, as it was written down there.
    pub fn written(date: NaiveDate, description: &str) -> KeyDate {
        KeyDate { date, description: Text::of(description).unwrap_or_else(Text::untold) }
    }
}

/// What a bulletin says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub mood: Mood,
    pub answers: Answers,
    pub key_date: Option<KeyDate>,
}

impl Content {
    /// What the team asks of its readers; none: nothing.
    pub fn help(&self) -> Option<&str> {
        self.answers.to(&HELP).map(Text::as_str)
    }
}

/// Identifies a [`Bulletin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BulletinId(pub i64);

/// What one project filed for one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    pub id: BulletinId,
    pub project: ProjectId,
    pub week: Week,
    pub content: Content,
    /// 1 when filed, one more with every revision.
    pub version: i32,
    /// Filed after closing and grace.
    pub late: bool,
    pub filed_at: DateTime<Utc>,
    pub revised_at: DateTime<Utc>,
    /// Who wrote the present version; none once that person was erased.
    pub author: Option<PersonId>,
}
