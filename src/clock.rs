//! The only place that knows what time it is.
//!
//! Handlers and the worker's tick ask once and pass `now` down, so that everything below is a function of it.

use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the time.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;

    /// By how much it has leapt, where that is not believed yet.
    fn leap(&self) -> Option<TimeDelta> {
        None
    }
}

/// The machine's clock.
pub struct System;

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "this is the place that every other one asks")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The machine's clock, of which a leap is believed only once it has lasted.
///
/// While its machine wakes up, or somebody sets it, a clock may be a year ahead for seconds. Whatever looks at it then would
/// keep that: what is recorded as done, until when somebody must wait, when a link ends. So that nobody does, all ask here.
pub struct Steady {
    began: Instant,
    belief: Mutex<Belief>,
}

/// More than that, beside what has gone by, is a leap.
const LEAP: TimeDelta = TimeDelta::days(1);
/// How long a clock must agree with itself until a leap is believed.
pub const PROVING: Duration = Duration::from_secs(180);
/// How far it may be off meanwhile.
const AGREEING: TimeDelta = TimeDelta::minutes(1);

struct Belief {
    /// A moment, and when it was, counted from the start.
    moment: (DateTime<Utc>, Duration),
    /// By how much the clock has leapt, and since when it does.
    leap: Option<(TimeDelta, Duration)>,
}

enum Seen {
    AsBefore,
    Leapt(TimeDelta),
    BackAgain,
    Believed(TimeDelta),
}

impl Belief {
    /// What to believe of a clock that shows that moment so long after the start.
    fn look(&mut self, shown: DateTime<Utc>, after: Duration) -> (DateTime<Utc>, Seen) {
        let (moment, then) = self.moment;
        let expected = moment + after.saturating_sub(then);
        let leap = shown - expected;
        if leap.abs() <= LEAP {
            self.moment = (shown, after);
            let was_off = self.leap.take().is_some();
            return (shown, if was_off { Seen::BackAgain } else { Seen::AsBefore });
        }
        match self.leap {
            Some((known, since)) if (known - leap).abs() <= AGREEING => {
                if after.saturating_sub(since) < PROVING {
                    return (expected, Seen::AsBefore);
                }
                (self.moment, self.leap) = ((shown, after), None);
                (shown, Seen::Believed(leap))
            }
            _ => {
                self.leap = Some((leap, after));
                (expected, Seen::Leapt(leap))
            }
        }
    }
}

impl Steady {
    pub fn start() -> Steady {
        let belief = Belief { moment: (System.now(), Duration::ZERO), leap: None };
        Steady { began: Instant::now(), belief: Mutex::new(belief) }
    }

    fn belief(&self) -> MutexGuard<'_, Belief> {
        self.belief.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Clock for Steady {
    fn now(&self) -> DateTime<Utc> {
        let (now, seen) = self.belief().look(System.now(), self.began.elapsed());
        match seen {
            Seen::AsBefore => {}
            Seen::Leapt(by) => tracing::error!(
                seconds = by.num_seconds(),
                "this machine's clock has leapt; it is not believed unless it shows the same for three minutes"
            ),
            Seen::BackAgain => {
                tracing::warn!("this machine's clock is back where it was; nothing was done by its leap")
            }
            Seen::Believed(by) => tracing::warn!(
                seconds = by.num_seconds(),
                "the leap of this machine's clock is believed from now on; `bulletins check` tells what lies ahead of it"
            ),
        }
        now
    }

    fn leap(&self) -> Option<TimeDelta> {
        self.belief().leap.map(|(by, _)| by)
    }
}

/// A clock that stands still until it is moved: for tests.
pub struct Manual(Mutex<DateTime<Utc>>);

impl Manual {
    pub fn at(now: DateTime<Utc>) -> Manual {
        Manual(Mutex::new(now))
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = now;
    }
}

impl Clock for Manual {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// A clock that runs, but from another moment on: for the demo.
///
/// It counts from the moment to which it was moved rather than by how much that differs from the machine's clock, so that
/// it never shows an earlier one: not by a nanosecond, and whatever becomes of the machine's clock.
pub struct Shifted(Mutex<(DateTime<Utc>, Instant)>);

impl Shifted {
    pub fn at(now: DateTime<Utc>) -> Shifted {
        Shifted(Mutex::new((now, Instant::now())))
    }

    /// Moves it on to that moment; it never goes back.
    pub fn advance(&self, to: DateTime<Utc>) {
        let mut began = self.began();
        if to > shown(*began) {
            *began = (to, Instant::now());
        }
    }

    fn began(&self) -> MutexGuard<'_, (DateTime<Utc>, Instant)> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn shown((then, since): (DateTime<Utc>, Instant)) -> DateTime<Utc> {
    then + since.elapsed()
}

impl Clock for Shifted {
    fn now(&self) -> DateTime<Utc> {
        shown(*self.began())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_that_is_a_year_ahead_for_three_seconds_is_not_believed() {
        let start = at("2026-03-06T14:00:00Z");
        let mut belief = Belief { moment: (start, Duration::ZERO), leap: None };
        let mut look = |shown: &str, after: u64| belief.look(at(shown), Duration::from_secs(after)).0;
        assert_eq!(look("2026-03-06T14:00:05Z", 5), at("2026-03-06T14:00:05Z"));
        assert_eq!(look("2027-03-06T14:00:06Z", 6), at("2026-03-06T14:00:06Z"));
        assert_eq!(look("2027-03-06T14:00:08Z", 8), at("2026-03-06T14:00:08Z"));
        assert_eq!(look("2026-03-06T14:00:09Z", 9), at("2026-03-06T14:00:09Z"));
        // Ahead once more, much later: that counts from its own beginning.
        assert_eq!(look("2027-03-06T14:10:00Z", 600), at("2026-03-06T14:10:00Z"));
        assert_eq!(look("1970-01-01T00:00:00Z", 700), at("2026-03-06T14:11:40Z"));
        assert_eq!(look("2027-03-06T14:13:00Z", 780), at("2026-03-06T14:13:00Z"));
    }

    #[test]
    fn a_leap_that_lasts_for_three_minutes_is_believed() {
        let start = at("2026-03-06T14:00:00Z");
        let mut belief = Belief { moment: (start, Duration::ZERO), leap: None };
        let mut look = |shown: &str, after: u64| belief.look(at(shown), Duration::from_secs(after)).0;
        // A machine that was asleep over the weekend.
        assert_eq!(look("2026-03-09T08:00:00Z", 10), at("2026-03-06T14:00:10Z"));
        assert_eq!(look("2026-03-09T08:02:59Z", 189), at("2026-03-06T14:03:09Z"));
        assert_eq!(look("2026-03-09T08:03:00Z", 190), at("2026-03-09T08:03:00Z"));
        assert_eq!(look("2026-03-09T08:03:01Z", 191), at("2026-03-09T08:03:01Z"));
    }

    proptest! {
        /// What is due at the moment to which the clock was moved is due: not one nanosecond may be lacking.
        #[test]
        fn a_clock_that_was_moved_shows_that_moment_or_a_later_one(
            first in 0..4_000_000_000_000_000_000_i64,
            second in 0..4_000_000_000_000_000_000_i64,
        ) {
            let (first, second) = (DateTime::from_timestamp_nanos(first), DateTime::from_timestamp_nanos(second));
            let clock = Shifted::at(first);
            prop_assert!(clock.now() >= first);
            clock.advance(second);
            prop_assert!(clock.now() >= first.max(second), "back from {first:?} to {second:?}");
        }
    }
}
