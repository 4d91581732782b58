//! A day as people write it.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

/// The years of days that somebody means: 0019 or 20190 is a slip of the finger, and the ends of a calendar are not
/// reckoned with.
const YEARS: RangeInclusive<i32> = 2000..=2099;

/// Reads `2019-01-07`, as browsers send it, or the day first: `07/01/2019`, `7.1.2019`. None: it is no day.
///
/// The year has four digits, so that nothing has to be guessed; of 7 January the month is never told first.
pub fn read_day(typed: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = typed.trim().split(['-', '/', '.']).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if year.len() != 4 || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_day_is_read_as_browsers_and_as_french_people_write_it(days in 0..36_525u64) {
            let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days);
            for format in ["%Y-%m-%d", "%d/%m/%Y", "%-d/%-m/%Y", "%d.%m.%Y", " %d-%m-%Y "] {
                prop_assert_eq!(read_day(&day.format(format).to_string()), Some(day), "{}", format);
            }
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "soon",
            "2019-02-30",
            "13/13/2019",
            "07/01/19",
            "2019-01",
            "2019-01-07-01",
            "+7/01/2019",
            "+10000-01-01",
            "-262143-01-01",
            "0000-01-01",
            "1999-12-31",
            "2100-01-01",
            "9999-12-31",
        ] {
            assert_eq!(read_day(text), None, "{text:?}");
        }
    }
}
