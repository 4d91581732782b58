//! Which of its week's occurrences of a job one is: what comes again says other things than what comes first.

use chrono::{DateTime, TimeDelta, Utc};

use super::due::occurrences_of;
use super::{Job, Schedule};
use crate::domain::calendar::{Calendar, Week};

/// The place of an occurrence among those of its week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub is_first: bool,
    /// None comes after it before the form closes.
    pub is_last: bool,
}

impl Schedule {
    /// The place of that occurrence: a matter of the settings alone, so that an outage makes nothing the first that was
    /// not meant to be.
    pub fn turn(&self, job: Job, occurrence: DateTime<Utc>, week: Week, calendar: &Calendar) -> Turn {
        let moment = TimeDelta::seconds(1);
        let begin = week.starts_at(calendar.zone) - moment;
        let end = calendar.closing(week).map_or(occurrence, |closing| closing.at - moment);
        let before = occurrences_of(self, job, calendar, begin, occurrence - moment);
        let after = occurrences_of(self, job, calendar, occurrence, end);
        Turn { is_first: before.is_empty(), is_last: after.is_empty() }
    }

    /// Whether a job has been due after one moment and up to another.
    pub fn came(&self, job: Job, after: DateTime<Utc>, until: DateTime<Utc>, calendar: &Calendar) -> bool {
        !occurrences_of(self, job, calendar, after, until).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::calendar::schedule::On;
    use crate::domain::calendar::schedule::samples::{calendar, entry, paris, schedule};

    fn turn(schedule: &Schedule, at: &str) -> (bool, bool) {
        let calendar = calendar(Tz::Europe__Paris);
        let at = paris(at);
        let turn = schedule.turn(Job::Reminder, at, calendar.week_at(at), &calendar);
        (turn.is_first, turn.is_last)
    }

    #[test]
    fn of_two_reminders_one_is_the_first_and_one_the_last() {
        assert_eq!(turn(&schedule(), "2026-03-06 14:00"), (true, false));
        assert_eq!(turn(&schedule(), "2026-03-06 14:45"), (false, true));
        // A holiday moves both.
        assert_eq!(turn(&schedule(), "2026-04-30 14:45"), (false, true));
    }

    #[test]
    fn one_that_is_alone_is_both_and_what_comes_after_closing_is_none() {
        let alone = Schedule(vec![entry(Job::Reminder, "0 0 9 * * *", On::ClosingDay)]);
        assert_eq!(turn(&alone, "2026-03-06 09:00"), (true, true));
        let daily = Schedule(vec![entry(Job::Reminder, "0 0 15 * * *", On::WorkingDay)]);
        assert_eq!(turn(&daily, "2026-03-02 15:00"), (true, false));
        assert_eq!(turn(&daily, "2026-03-04 15:00"), (false, false));
        assert_eq!(turn(&daily, "2026-03-05 15:00"), (false, true));
    }

    #[test]
    fn what_was_due_meanwhile_is_known() {
        let (schedule, calendar) = (schedule(), calendar(Tz::Europe__Paris));
        let came = |until| schedule.came(Job::Reminder, paris("2026-03-06 10:00"), paris(until), &calendar);
        assert!(!came("2026-03-06 13:59") && came("2026-03-06 14:00"));
    }
}
