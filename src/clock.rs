//! The only place that knows what time it is.
//!
//! Handlers and the worker's tick ask once and pass `now` down, so that everything below is a function of it.

use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use chrono::{DateTime, Utc};

/// Tells the time.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
pub struct System;

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "this is the place that every other one asks")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
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
