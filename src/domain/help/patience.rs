//! For how long a request may wait for somebody.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::calendar::{Calendar, Week};

/// For so many working days nobody need have taken a request.
pub const PATIENCE: i64 = 2;

/// Whether that was over by a moment, counted from another; weeks in which its project is paused do not count.
pub fn is_over(
    calendar: &Calendar,
    paused: &BTreeSet<Week>,
    since: DateTime<Utc>,
    by: DateTime<Utc>,
) -> bool {
    calendar.pausing_too(paused).working_days_between(since, by) >= PATIENCE
}
