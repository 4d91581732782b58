//! What a team taps in its next form: what became of what it asked for.

use std::collections::BTreeMap;

use super::{Ending, RequestId};
use crate::domain::kit::named;

/// What became of a request, as its team taps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Solved,
    StillNeeded,
    NotNeeded,
}

named!(Outcome, "outcome": Solved = "solved", StillNeeded = "still-needed", NotNeeded = "not-needed");

impl Outcome {
    /// How it ends by that; none: it does not.
    pub fn ending(self) -> Option<Ending> {
        match self {
            Outcome::Solved => Some(Ending::Solved),
            Outcome::StillNeeded => None,
            Outcome::NotNeeded => Some(Ending::NotNeeded),
        }
    }
}

/// What was tapped, request by request. Nothing must be: of what is left out nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes(BTreeMap<RequestId, Outcome>);

impl Outcomes {
    pub fn of(&self, request: RequestId) -> Option<Outcome> {
        self.0.get(&request).copied()
    }

    /// All of them, in the order in which they were asked.
    pub fn each(&self) -> impl Iterator<Item = (RequestId, Outcome)> {
        self.0.iter().map(|(id, outcome)| (*id, *outcome))
    }
}

impl FromIterator<(RequestId, Outcome)> for Outcomes {
    fn from_iter<I: IntoIterator<Item = (RequestId, Outcome)>>(tapped: I) -> Outcomes {
        Outcomes(tapped.into_iter().collect())
    }
}
