//! Why something that somebody asked for was not done.

use chrono::{DateTime, Utc};

use super::Error;
use crate::domain::kit::{Fault, Wrong};
use crate::store;

/// Why a verb refused; nothing has been written then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("fields are wrong")]
    Faults(Vec<Fault>),
    /// It has been deleted meanwhile, or never was.
    #[error("there is no such thing")]
    Gone,
    /// It cannot be done as things stand now.
    #[error("it is too late, or too early")]
    NotNow,
    #[error("nobody else coordinates the programme")]
    LastCoordinator,
    /// The link by which somebody comes has been used, has expired, or never was.
    #[error("the link has ended")]
    LinkEnded,
    /// Too many attempts; the next one counts from then on.
    #[error("too many attempts")]
    Throttled { until: DateTime<Utc> },
    /// The same, at one account's password; whoever reads its mail gets in by that.
    #[error("too many guesses at a password")]
    Guessed { until: DateTime<Utc> },
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Refusal {
    /// One field is wrong.
    pub fn fault(field: &'static str, wrong: Wrong) -> Refusal {
        Refusal::Faults(vec![Fault { field, wrong }])
    }
}

impl From<Vec<Fault>> for Refusal {
    fn from(faults: Vec<Fault>) -> Self {
        Refusal::Faults(faults)
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        Refusal::Failed(error.into())
    }
}
