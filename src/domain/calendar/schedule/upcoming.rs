//! What is to come, for pages.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::due::week_of;
use super::{Job, On, Schedule};
use crate::domain::calendar::{Calendar, Week};

/// What is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    Opening,
    Announcement,
    Reminder,
    Closing,
    Digest,
    HelpReferent,
    HelpOverview,
    HelpProgress,
}

/// Something that is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub kind: EventKind,
    pub week: Week,
}

/// What comes after now, in order: at most so many events, of this week and the two that follow. What comes each working
/// day is told once, or it would hide all else.
pub fn upcoming(schedule: &Schedule, calendar: &Calendar, now: DateTime<Utc>, count: usize) -> Vec<Event> {
    gather(schedule, calendar, now, 1).into_iter().take(count).collect()
}

/// All that comes after now, in order, of this week and the two that follow.
pub fn all_upcoming(schedule: &Schedule, calendar: &Calendar, now: DateTime<Utc>) -> Vec<Event> {
    gather(schedule, calendar, now, usize::MAX).into_iter().collect()
}

/// `daily`: how often at most what comes each working day is told.
fn gather(schedule: &Schedule, calendar: &Calendar, now: DateTime<Utc>, daily: usize) -> BTreeSet<Event> {
    let weeks: Vec<Week> =
        std::iter::successors(Some(calendar.week_at(now)), |week| Some(week.next())).take(3).collect();
    let until = weeks.last().map_or(now, |week| week.ends_at(calendar.zone));
    let mut events = BTreeSet::new();
    for entry in &schedule.0 {
        let most = if entry.on == On::WorkingDay { daily } else { usize::MAX };
        for at in entry.occurrences(calendar, now, until).take(most) {
            let kind = match entry.job {
                Job::Announcement => EventKind::Announcement,
                Job::Reminder => EventKind::Reminder,
                Job::Digest => EventKind::Digest,
                Job::HelpReferent => EventKind::HelpReferent,
                Job::HelpOverview => EventKind::HelpOverview,
                Job::HelpProgress => EventKind::HelpProgress,
            };
            if let Some(week) = week_of(entry.job, at, calendar) {
                events.insert(Event { at, kind, week });
            }
        }
    }
    for week in weeks {
        if let Some(closing) = calendar.closing(week) {
            events.insert(Event { at: week.starts_at(calendar.zone), kind: EventKind::Opening, week });
            events.insert(Event { at: closing.at, kind: EventKind::Closing, week });
        }
    }
    events.retain(|event| event.at > now);
    events
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::calendar::schedule::samples::{calendar, entry, paris, schedule};

    #[test]
    fn what_is_to_come_is_told_in_order() {
        let calendar = calendar(Tz::Europe__Paris);
        let events = upcoming(&schedule(), &calendar, paris("2026-03-06 14:00"), 5);
        let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
        use EventKind::{Announcement, Closing, Digest, Opening, Reminder};
        assert_eq!(kinds, [Reminder, Closing, Digest, Opening, Announcement]);
        let mut with_nags = schedule();
        with_nags.0.push(entry(Job::HelpReferent, "0 0 9 * * *", On::WorkingDay));
        let count = |events: Vec<Event>| {
            events.into_iter().filter(|event| event.kind == EventKind::HelpReferent).count()
        };
        let monday = paris("2026-03-02 08:00");
        assert_eq!(count(upcoming(&with_nags, &calendar, monday, 50)), 1);
        assert_eq!(count(all_upcoming(&with_nags, &calendar, monday)), 15);
    }
}
