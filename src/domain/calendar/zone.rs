//! From the time on a wall to the moment it names.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The first moment at which the clocks of that zone show that time or, where they jump over it, a later one.
///
/// An hour that comes twice in autumn means its first coming; a time in the gap of spring (or on a day
/// that a zone left out, as Apia did with 30 December 2011) means the first moment after the gap.
pub fn resolve(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    zone.from_local_datetime(&wall).earliest().map_or_else(|| end_of_gap(wall, zone), |found| found.to_utc())
}

fn end_of_gap(wall: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    // No zone is further from UTC than a day, and no gap is longer than one.
    let (mut before, mut after) = (wall.and_utc() - TimeDelta::days(2), wall.and_utc() + TimeDelta::days(2));
    let shows_later = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local() > wall;
    while after - before > TimeDelta::seconds(1) {
        let middle = before + (after - before) / 2;
        if shows_later(middle) { after = middle } else { before = middle }
    }
    // The search ends less than a second after the gap's end, and gaps end on whole seconds.
    after - TimeDelta::nanoseconds(i64::from(after.timestamp_subsec_nanos()))
}
