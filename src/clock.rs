//! The only place that knows what time it is.
//!
//! Handlers and the worker's tick ask once and pass `now` down, so that everything below is a function of it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

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

/// A clock that runs like the machine's, but shows another time: for the demo.
pub struct Shifted {
    /// By how many microseconds it is ahead of the machine's.
    ahead: AtomicI64,
}

impl Shifted {
    pub fn at(now: DateTime<Utc>) -> Shifted {
        let clock = Shifted { ahead: AtomicI64::new(0) };
        clock.set(now);
        clock
    }

    pub fn set(&self, now: DateTime<Utc>) {
        let ahead = now - System.now();
        self.ahead.store(ahead.num_microseconds().unwrap_or_default(), Ordering::Relaxed);
    }
}

impl Clock for Shifted {
    fn now(&self) -> DateTime<Utc> {
        System.now() + TimeDelta::microseconds(self.ahead.load(Ordering::Relaxed))
    }
}
