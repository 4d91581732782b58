//! A month, written `2026-03`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

/// A month of a year; those of later years come after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

/// It is not written as months are.
#[derive(Debug, PartialEq, Eq)]
pub struct NoMonth;

impl Month {
    /// The one in which that day lies.
    pub fn of(day: NaiveDate) -> Month {
        Month(day.with_day(1).unwrap_or(day))
    }

    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    pub fn next(self) -> Month {
        Month(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    pub fn previous(self) -> Month {
        self.before(1)
    }

    /// So many months earlier.
    pub fn before(self, months: u32) -> Month {
        Month(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    /// How many months have begun since that one did; 0 where it lies ahead.
    pub fn since(self, earlier: Month) -> u32 {
        let number = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
        u32::try_from(number(self.0) - number(earlier.0)).unwrap_or_default()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    /// Only as it is written: an address has one form.
    fn from_str(text: &str) -> Result<Month, NoMonth> {
        let day: NaiveDate = format!("{text}-01").parse().map_err(|_| NoMonth)?;
        Some(Month(day)).filter(|month| month.to_string() == text).ok_or(NoMonth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_has_neighbours() {
        let month: Month = "2026-12".parse().unwrap();
        assert_eq!((month.to_string(), month.next().to_string()), ("2026-12".into(), "2027-01".into()));
        assert_eq!(month.next().previous(), month);
        assert_eq!(month.before(24).to_string(), "2024-12");
        assert_eq!((month.since(month.before(25)), month.since(month.next())), (25, 0));
        assert_eq!(Month::of("2026-12-31".parse().unwrap()), month);
        for odd in ["2026-13", "2026-3", "2026", "", "2026-03-01", "+2026-03", " 2026-03"] {
            assert_eq!(odd.parse::<Month>(), Err(NoMonth), "{odd:?}");
        }
    }
}
