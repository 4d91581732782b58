//! When a second proof is asked for, and how long a proof is fresh.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::domain::kit::is_ahead;

/// Who must have a second factor; whoever else has set one up is asked for it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Demand {
    Optional,
    Coordinators,
}

/// What somebody who has given one proof owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    Nothing,
    /// The second proof.
    Proof,
    /// To set up a second factor: it is demanded, and there is none.
    Factor,
}

impl Demand {
    pub fn owed(self, coordinates: bool, has_factor: bool) -> Owed {
        match (has_factor, self, coordinates) {
            (true, _, _) => Owed::Proof,
            (false, Demand::Coordinators, true) => Owed::Factor,
            (false, _, _) => Owed::Nothing,
        }
    }
}

/// How long somebody may take for the second step of a sign-in.
pub const STEP_VALIDITY: TimeDelta = TimeDelta::minutes(10);

/// For how long a proof lets its owner do what asks for a fresh one.
const FRESH: TimeDelta = TimeDelta::minutes(15);

/// Whether the last proof will do for what asks for a fresh one.
pub fn is_fresh(proved_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    proved_at.is_some_and(|at| now - at < FRESH && !is_ahead(at, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_factor_is_asked_for_it_and_who_must_have_one_sets_it_up() {
        for (demand, coordinates, has_factor, owed) in [
            (Demand::Optional, true, false, Owed::Nothing),
            (Demand::Optional, false, true, Owed::Proof),
            (Demand::Coordinators, false, false, Owed::Nothing),
            (Demand::Coordinators, true, false, Owed::Factor),
            (Demand::Coordinators, true, true, Owed::Proof),
        ] {
            assert_eq!(demand.owed(coordinates, has_factor), owed, "{demand:?} {coordinates} {has_factor}");
        }
    }

    #[test]
    fn a_proof_is_fresh_for_a_quarter_of_an_hour() {
        let now: DateTime<Utc> = "2026-03-04T09:00:00Z".parse().unwrap();
        assert!(is_fresh(Some(now), now) && is_fresh(Some(now - TimeDelta::seconds(899)), now));
        assert!(!is_fresh(Some(now - TimeDelta::minutes(15)), now) && !is_fresh(None, now));
        assert!(!is_fresh(Some(now + TimeDelta::days(365)), now), "by a clock that was ahead");
    }
}
