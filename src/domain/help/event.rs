//! The story of a request.

use chrono::{DateTime, Utc};

use super::Ending;
use crate::domain::kit::named;
use crate::domain::people::PersonId;

/// Identifies an [`Event`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub i64);

/// What happened to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    Asked,
    Revised,
    Taken,
    GivenBack,
    Solved,
    NotNeeded,
    /// Its team said that it has not ended.
    StillNeeded,
    /// Older than two weeks when requests came to have an end.
    Unknown,
    Reopened,
    /// The referent was told that nobody has taken it.
    ReferentTold,
    /// Its team was asked, a week after it was taken, what became of it.
    TeamAsked,
    /// Who took it was asked, two weeks after, what became of it.
    TakersAsked,
    /// Its project ended, and it was put to the referent.
    HandedOver,
}

named!(EventKind, "event of a request":
    Asked = "asked",
    Revised = "revised",
    Taken = "taken",
    GivenBack = "given-back",
    Solved = "closed-solved",
    NotNeeded = "closed-not-needed",
    StillNeeded = "still-needed",
    Unknown = "closed-unknown",
    Reopened = "reopened",
    ReferentTold = "referent-told",
    TeamAsked = "team-asked",
    TakersAsked = "takers-asked",
    HandedOver = "handed-over",
);

impl EventKind {
    /// Whether people do it: once nobody is named there, that person has been erased.
    pub fn is_done_by_people(self) -> bool {
        matches!(
            self,
            EventKind::Asked
                | EventKind::Revised
                | EventKind::Taken
                | EventKind::GivenBack
                | EventKind::Solved
                | EventKind::NotNeeded
                | EventKind::StillNeeded
                | EventKind::Reopened
        )
    }
}

impl From<Ending> for EventKind {
    fn from(ending: Ending) -> EventKind {
        match ending {
            Ending::Solved => EventKind::Solved,
            Ending::NotNeeded => EventKind::NotNeeded,
            Ending::Unknown => EventKind::Unknown,
        }
    }
}

/// One thing that happened to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub kind: EventKind,
    pub at: DateTime<Utc>,
    /// Who did it; none: the program, somebody outside the programme, or somebody who has been erased.
    pub by: Option<PersonId>,
    /// What somebody outside the programme called themselves.
    pub name: Option<String>,
    /// What they said; empty: nothing.
    pub word: String,
}
