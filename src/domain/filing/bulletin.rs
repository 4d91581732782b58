//! What one project files for one week.

use chrono::{DateTime, Utc};

use super::key_date::{KeyDate, KeyDateId};
use super::outcomes::{DayStory, DayTold, PromiseOutcome, PromiseTold};
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

    /// What a field or an address says; none: nothing that can be read.
    pub fn read(typed: &str) -> Option<Mood> {
        typed.parse().ok().and_then(Mood::from_number)
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

/// What a bulletin says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// None: a quiet week, for which the team told none.
    pub mood: Option<Mood>,
    /// Nothing happened: the one line is the answer to the first question, and promises nothing.
    pub quiet: bool,
    pub answers: Answers,
    pub key_date: Option<KeyDate>,
}

impl Content {
    /// What the team asks of its readers; none: nothing.
    pub fn help(&self) -> Option<&str> {
        self.answers.to(&HELP).map(Text::as_str)
    }
}

/// What a bulletin tells of what the team's earlier ones said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reported {
    /// Of the priorities of which week.
    pub promise: Option<(Week, PromiseOutcome)>,
    /// Of which key dates, as they were announced.
    pub days: Vec<(KeyDateId, KeyDate, DayTold)>,
    /// What earlier bulletins told of them.
    pub days_before: Vec<(KeyDateId, DayTold)>,
}

impl Reported {
    /// Those key dates as they were announced, each with its story up to what is told here.
    pub fn day_stories(&self) -> impl Iterator<Item = (&KeyDate, DayStory)> {
        self.days.iter().map(|(id, announced, told)| {
            let before = self.days_before.iter().filter(|(of, _)| of == id).map(|(_, told)| *told);
            (announced, DayStory::new(before.chain([*told]).collect()))
        })
    }

    /// What it tells of each of these key dates.
    pub fn told_days(&self) -> impl Iterator<Item = (KeyDateId, DayTold)> {
        self.days.iter().map(|(id, _, told)| (*id, *told))
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
    /// What it tells of what the team's earlier ones said.
    pub reported: Reported,
    /// What became of its priorities, as a later one tells.
    pub promise: Option<PromiseTold>,
    /// What became of its key date, as later ones tell.
    pub day_story: DayStory,
}

impl Bulletin {
    /// The same with what the bulletins of those weeks tell of it, and no others.
    pub fn as_told_in(self, is_told: impl Fn(Week) -> bool) -> Bulletin {
        Bulletin {
            promise: self.promise.filter(|told| is_told(told.told_week)),
            day_story: self.day_story.as_told_in(is_told),
            ..self
        }
    }
}
