//! What is to come, for pages.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::due::week_of;
use super::{Job, Schedule};
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

/// All that comes after now, in order, of this week and the two that follow.
pub fn all_upcoming(schedule: &Schedule, calendar: &Calendar, now: DateTime<Utc>) -> Vec<Event> {
    let weeks: Vec<Week> =
        std::iter::successors(Some(calendar.week_at(now)), |week| Some(week.next())).take(3).collect();
    let until = weeks.last().map_or(now, |week| week.ends_at(calendar.zone));
    let mut events = BTreeSet::new();
    for entry in &schedule.0 {
        for at in entry.occurrences(calendar, now, until) {
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
    events.into_iter().collect()
}

impl EventKind {
    /// Whether mails leave with it.
    pub fn is_sent(self) -> bool {
        !matches!(self, EventKind::Opening | EventKind::Closing)
    }
}

/// Those of them that come to anybody. `files`: whether any project files for that week; `tells`: whether the digest that comes
/// then has something to tell, of which the first about its week is written. `asks`: whether a request for help waits, about
/// which somebody would be asked; how often that is looked at would hide all else, and is told once.
pub fn that_come_to_somebody(
    mut events: Vec<Event>,
    files: impl Fn(Week) -> bool,
    tells: impl Fn(&Event) -> bool,
    asks: bool,
) -> Vec<Event> {
    let (mut told, mut digested) = (BTreeSet::new(), BTreeSet::new());
    events.retain(|event| match event.kind {
        EventKind::HelpReferent | EventKind::HelpOverview | EventKind::HelpProgress => {
            asks && told.insert(event.kind)
        }
        EventKind::Digest => tells(event) && digested.insert(event.week),
        EventKind::Opening | EventKind::Announcement | EventKind::Reminder | EventKind::Closing => {
            files(event.week)
        }
    });
    events
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::calendar::schedule::On;
    use crate::domain::calendar::schedule::samples::{calendar, entry, paris, schedule};

    #[test]
    fn what_is_to_come_is_told_in_order_and_to_somebody() {
        let calendar = calendar(Tz::Europe__Paris);
        let kinds = |events: &[Event]| events.iter().map(|event| event.kind).collect::<Vec<_>>();
        let events = all_upcoming(&schedule(), &calendar, paris("2026-03-06 14:00"));
        use EventKind::{Announcement, Closing, Digest, HelpReferent, Opening, Reminder};
        assert_eq!(kinds(&events[..5]), [Reminder, Closing, Digest, Opening, Announcement]);
        let mut with_nags = schedule();
        with_nags.0.push(entry(Job::HelpReferent, "0 0 9 * * *", On::WorkingDay));
        let all = || all_upcoming(&with_nags, &calendar, paris("2026-03-01 19:00"));
        assert_eq!(all().iter().filter(|event| event.kind == HelpReferent).count(), 10);
        let first = "2026-W10".parse::<Week>().unwrap();
        let in_first = |week: Week| week == first;
        let of_first =
            |asks| kinds(&that_come_to_somebody(all(), in_first, |event| in_first(event.week), asks));
        let course = [Opening, Announcement, Reminder, Reminder, Closing, Digest];
        assert_eq!(of_first(false), course);
        assert_eq!(of_first(true), [&course[..1], &[HelpReferent], &course[1..]].concat());
        assert!(that_come_to_somebody(all(), |_| false, |_| false, false).is_empty());
        // What arrived late is told though nobody files any more, and no week is told twice.
        with_nags.0.push(entry(Job::Digest, "0 0 18 * * *", On::ClosingDay));
        let events = all_upcoming(&with_nags, &calendar, paris("2026-03-01 19:00"));
        let late = that_come_to_somebody(events, |_| false, |event| in_first(event.week), false);
        assert_eq!(kinds(&late), [Digest]);
    }
}
