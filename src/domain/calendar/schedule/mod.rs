//! What happens when: entries as data, and what of them is due.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::domain::calendar::{Calendar, Week, zone};
use crate::domain::kit::named;

mod due;
mod turn;
mod upcoming;

pub use due::{Due, History, Recorded, Verdict, due, expires_at};
pub use turn::Turn;
pub use upcoming::{Event, EventKind, all_upcoming, that_come_to_somebody};

/// What can be scheduled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Job {
    Announcement,
    Reminder,
    Digest,
    /// Referents are told of what nobody has taken for a while, and of what is open when a project ends.
    HelpReferent,
    /// Coordinators are told of all that nobody has taken.
    HelpOverview,
    /// Those who asked and those who took it are asked what became of it.
    HelpProgress,
}

named!(Job, "job":
    Announcement = "announcement",
    Reminder = "reminder",
    Digest = "digest",
    HelpReferent = "help-referent",
    HelpOverview = "help-overview",
    HelpProgress = "help-progress",
);

/// On which days an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// The last working day of each week that is not paused.
    ClosingDay,
    /// Each working day of each week that is not paused.
    WorkingDay,
    /// The second of them in its week.
    SecondWorkingDay,
    EveryDay,
}

/// Times on a wall clock, written as six `cron` fields: second, minute, hour, day of month, month, day of week.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    text: String,
    cron: cron::Schedule,
}

/// The text cannot be understood as [`Times`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimesError {
    #[error("{0:?} has not six fields: second, minute, hour, day of the month, month, day of the week")]
    Fields(String),
    #[error(
        "{0:?}: name the days of the week (Mon, Tue …), since numbers mean different days in different programs"
    )]
    NumericWeekday(String),
    #[error("{text:?}: {reason}")]
    Cron { text: String, reason: String },
}

impl FromStr for Times {
    type Err = TimesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        if fields.len() != 6 {
            return Err(TimesError::Fields(text.to_owned()));
        }
        if fields[5].contains(|c: char| c.is_ascii_digit()) {
            return Err(TimesError::NumericWeekday(text.to_owned()));
        }
        let cron = cron::Schedule::from_str(text)
            .map_err(|reason| TimesError::Cron { text: text.to_owned(), reason: reason.to_string() })?;
        Ok(Times { text: text.to_owned(), cron })
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Times {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl Times {
    /// Whether one of them comes after one moment and up to another.
    pub fn comes_between(&self, after: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> bool {
        let on_the_wall = after.with_timezone(&zone).naive_local() - LONGEST_GAP;
        self.cron
            .after(&on_the_wall.and_utc())
            .map(|wall| zone::resolve(wall.naive_utc(), zone))
            .find(|at| *at > after)
            .is_some_and(|at| at <= until)
    }
}

/// One line of the schedule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub job: Job,
    pub cron: Times,
    pub on: On,
}

impl Entry {
    /// When the entry fires after one moment and up to another, in order and each moment once.
    ///
    /// The times are found on the wall clock and only then looked up in the zone, so that a time in the gap of spring
    /// fires when the gap ends, and an hour that comes twice in autumn fires the first time.
    fn occurrences<'a>(
        &'a self,
        calendar: &'a Calendar,
        after: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> impl Iterator<Item = DateTime<Utc>> + 'a {
        let zone = calendar.zone;
        // From a gap's length before: its times are earlier on the wall than the moment at which they fire.
        let from = after.with_timezone(&zone).naive_local() - LONGEST_GAP;
        let mut last = after;
        self.cron
            .cron
            .after(&from.and_utc())
            .map(|on_the_wall| on_the_wall.naive_utc())
            .filter(move |wall| self.counts_on(*wall, calendar))
            .map(move |wall| zone::resolve(wall, zone))
            .take_while(move |at| *at <= until)
            .filter(move |at| {
                let is_new = *at > last;
                last = last.max(*at);
                is_new
            })
    }

    fn counts_on(&self, wall: NaiveDateTime, calendar: &Calendar) -> bool {
        let day = wall.date();
        let week = Week::of(day);
        match self.on {
            On::ClosingDay => !calendar.is_paused(week) && calendar.closing_day(week) == Some(day),
            On::WorkingDay => calendar.is_working_day(day),
            On::SecondWorkingDay => calendar.second_working_day(week) == Some(day),
            On::EveryDay => true,
        }
    }
}

/// No zone's clocks ever jumped further ahead (Apia left out a whole day).
const LONGEST_GAP: TimeDelta = TimeDelta::hours(25);

/// All that is scheduled.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct Schedule(pub Vec<Entry>);

#[cfg(test)]
pub(super) mod samples {
    use chrono::NaiveTime;
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::calendar::holidays::Holidays;

    pub fn calendar(zone: Tz) -> Calendar {
        let closing = NaiveTime::from_hms_opt(15, 0, 0).unwrap();
        Calendar::new(zone, Holidays::of_country("FR").unwrap(), closing, TimeDelta::minutes(5))
    }

    /// A time on the clocks of Paris.
    pub fn paris(text: &str) -> DateTime<Utc> {
        let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        zone::resolve(wall, Tz::Europe__Paris)
    }

    pub fn entry(job: Job, cron: &str, on: On) -> Entry {
        Entry { job, cron: cron.parse().unwrap(), on }
    }

    /// The one of `config/default.toml`.
    pub fn schedule() -> Schedule {
        Schedule(vec![
            entry(Job::Announcement, "0 0 10 * * *", On::ClosingDay),
            entry(Job::Reminder, "0 0 14 * * *", On::ClosingDay),
            entry(Job::Reminder, "0 45 14 * * *", On::ClosingDay),
            entry(Job::Digest, "0 5 15 * * *", On::ClosingDay),
        ])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::TimeZone;
    use chrono_tz::Tz;
    use rstest::rstest;

    use super::*;
    use crate::domain::calendar::schedule::samples::{calendar, entry};

    #[test]
    fn a_cron_that_cannot_be_is_refused_with_the_reason() {
        for (text, reason) in
            [("0 14 * * *", "six fields"), ("0 0 14 * * 5", "Mon, Tue"), ("0 0 25 * * *", "25"), ("x", "six")]
        {
            let error = text.parse::<Times>().unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    /// Twenty years in zones with awkward changes: skipped and repeated hours, half-hour steps, Ramadan, a lost day.
    #[rstest]
    #[case(Tz::Europe__Paris)]
    #[case(Tz::America__St_Johns)]
    #[case(Tz::Australia__Lord_Howe)]
    #[case(Tz::Africa__Casablanca)]
    #[case(Tz::Pacific__Apia)]
    fn every_occurrence_fires_once_over_twenty_years(#[case] zone: Tz) {
        let calendar = calendar(zone);
        let begin = Tz::UTC.with_ymd_and_hms(2007, 1, 1, 0, 0, 0).unwrap().to_utc();
        let end = Tz::UTC.with_ymd_and_hms(2027, 1, 1, 0, 0, 0).unwrap().to_utc();
        // At a quarter past each of the hours in which clocks change somewhere.
        for hour in [0, 1, 2, 3, 23] {
            let entry = entry(Job::Reminder, &format!("0 15 {hour} * * *"), On::EveryDay);
            let fired: Vec<_> = entry.occurrences(&calendar, begin, end).collect();
            let first_day = begin.with_timezone(&zone).date_naive();
            let expected: BTreeSet<_> = first_day
                .iter_days()
                .take_while(|day| *day <= end.with_timezone(&zone).date_naive())
                .map(|day| zone::resolve(day.and_hms_opt(hour, 15, 0).unwrap(), zone))
                .filter(|at| *at > begin && *at <= end)
                .collect();
            assert_eq!(fired, expected.iter().copied().collect::<Vec<_>>(), "hour {hour}");
            // One a day, but for the day that Apia left out.
            assert!((7303..=7306).contains(&fired.len()), "{}", fired.len());
            // Looked at in pieces, as ticks do, it is the same.
            let mut pieces = Vec::new();
            let mut at = begin;
            while at < end {
                let next = (at + TimeDelta::hours(1009)).min(end);
                pieces.extend(entry.occurrences(&calendar, at, next));
                at = next;
            }
            assert_eq!(pieces, fired, "hour {hour}");
        }
        let closing = entry(Job::Digest, "0 5 15 * * *", On::ClosingDay);
        let weeks: Vec<Week> =
            closing.occurrences(&calendar, begin, end).map(|at| calendar.week_at(at)).collect();
        assert!(weeks.windows(2).all(|pair| pair[0].next() == pair[1]), "each working week once, in order");
        assert!(weeks.len() >= 1043);
    }
}
