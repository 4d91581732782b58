//! How long somebody stays signed in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::kit::is_ahead;

/// The longest that a session lives, however often it is used: a stolen one does not live for ever.
pub const LONGEST: TimeDelta = TimeDelta::days(90);

/// For so long somebody who has shown that they read their mail need not show it again.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// Whether what was shown at that moment is enough still.
pub fn is_fresh(proved_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    proved_at.is_some_and(|at| now - at < FRESH && !is_ahead(at, now))
}

/// When a session ends that began at one moment, was used at another, and lives for `idle` without a visit.
pub fn end(began_at: DateTime<Utc>, used_at: DateTime<Utc>, idle: TimeDelta) -> DateTime<Utc> {
    (used_at + idle).min(began_at + LONGEST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_session_ends_once_nobody_comes_and_whoever_comes(used in 0i64..400, idle in 1i64..=365) {
            let began_at = DateTime::<Utc>::UNIX_EPOCH;
            let day = TimeDelta::days;
            let end = end(began_at, began_at + day(used), day(idle));
            prop_assert_eq!(end, began_at + day((used + idle).min(90)));
        }
    }
}
