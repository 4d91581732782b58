//! Moments that are stored as past and lie in the future: a clock was ahead when they were written.

use chrono::{DateTime, TimeDelta, Utc};

/// What may lie ahead all the same: replicas differ, and clocks are put back by some minutes.
pub const TOLERATED: TimeDelta = TimeDelta::days(1);

/// Whether no clock that was right can have written that. Whatever waits until such a moment has gone by, or asks how long ago
/// it was, takes it for one that was never written.
pub fn is_ahead(stored: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    stored - now > TOLERATED
}
