//! ISO 8601 weeks: Monday to Sunday, the first of a year being the one with its first Thursday.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Serialize, Serializer};

use super::zone;

/// A week of the years 1 to 9999, held as its Monday and written `2019-W23` (ISO 8601, week date without day).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week with that number of that ISO year; none where the year has no such week (most have 52).
    pub fn new(year: i32, number: u32) -> Option<Week> {
        let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?;
        (1..=9999).contains(&year).then_some(Week { monday })
    }

    /// The week in which that day lies.
    pub fn of(day: NaiveDate) -> Week {
        Week { monday: day - Days::new(day.weekday().num_days_from_monday().into()) }
    }

    /// The week that it is at that moment, on the clocks of that zone.
    pub fn at(now: DateTime<Utc>, zone: Tz) -> Week {
        Week::of(now.with_timezone(&zone).date_naive())
    }

    /// The ISO year: that of the week's Thursday, not always that of its Monday.
    pub fn year(self) -> i32 {
        self.monday.iso_week().year()
    }

    /// 1 to 53.
    pub fn number(self) -> u32 {
        self.monday.iso_week().week()
    }

    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    pub fn sunday(self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// Monday to Sunday.
    pub fn days(self) -> impl DoubleEndedIterator<Item = NaiveDate> {
        (0..7).map(move |after| self.monday + Days::new(after))
    }

    pub fn next(self) -> Week {
        Week { monday: self.monday + Days::new(7) }
    }

    pub fn previous(self) -> Week {
        Week { monday: self.monday - Days::new(7) }
    }

    /// Monday 00:00 in that zone.
    pub fn starts_at(self, zone: Tz) -> DateTime<Utc> {
        zone::resolve(self.monday.and_time(NaiveTime::MIN), zone)
    }

    /// Sunday 24:00 in that zone, which is when the next week starts.
    pub fn ends_at(self, zone: Tz) -> DateTime<Utc> {
        self.next().starts_at(zone)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.number())
    }
}

/// The text is no week such as `2019-W23`, or that year has no such week.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such week: {0:?} (a week is written like 2019-W23)")]
pub struct NoSuchWeek(pub String);

impl FromStr for Week {
    type Err = NoSuchWeek;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        text.split_once("-W")
            .filter(|(year, number)| digits(year, 4) && digits(number, 2))
            .and_then(|(year, number)| Week::new(year.parse().ok()?, number.parse().ok()?))
            .ok_or_else(|| NoSuchWeek(text.to_owned()))
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_turn_of_the_year_is_where_iso_puts_it() {
        let week = |day: &str| Week::of(day.parse().unwrap()).to_string();
        assert_eq!(week("2025-12-29"), "2026-W01");
        assert_eq!(week("2026-12-31"), "2026-W53");
        assert_eq!(week("2027-01-03"), "2026-W53");
        assert_eq!(week("2027-01-04"), "2027-W01");
    }

    #[test]
    fn what_is_no_week_is_refused() {
        for text in [
            "", "2025-W53", "2026-W54", "2026-W00", "2026-W1", "26-W01", "2026W01", "2026-w01", "2026-W+1",
            "0000-W01",
        ] {
            assert!(text.parse::<Week>().is_err(), "{text:?}");
        }
        assert!("2026-W53".parse::<Week>().is_ok());
    }

    proptest! {
        #[test]
        fn the_text_of_a_week_reads_back(days in 0u64..3_000_000) {
            let week = Week::of(NaiveDate::from_ymd_opt(1, 1, 1).unwrap() + Days::new(days));
            prop_assert_eq!(week.to_string().parse(), Ok(week));
        }

        #[test]
        fn now_lies_in_the_week_that_it_is(seconds in 0i64..4_000_000_000, zone in 0..chrono_tz::TZ_VARIANTS.len()) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let week = Week::at(now, zone);
            prop_assert!(week.starts_at(zone) <= now && now < week.ends_at(zone));
        }

        #[test]
        fn weeks_follow_each_other(days in 0u64..3_000_000) {
            let week = Week::of(NaiveDate::from_ymd_opt(1, 1, 8).unwrap() + Days::new(days));
            prop_assert_eq!(week.next().previous(), week);
            prop_assert_eq!(Week::of(week.sunday()), week);
            prop_assert!(week < week.next());
        }
    }
}
