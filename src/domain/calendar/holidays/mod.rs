//! Public holidays by country: France by rule, the others by table.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use flate2::read::GzDecoder;

/// One line a country: its code, then the holidays of each year as days of the year; made by `generate.py`.
const TABLE: &[u8] = include_bytes!("table.txt.gz");

/// The public holidays of a country.
#[derive(Debug, Clone)]
pub struct Holidays {
    rule: Rule,
}

#[derive(Debug, Clone)]
enum Rule {
    France,
    Table(Arc<BTreeSet<NaiveDate>>),
}

/// The text is no code of a country whose holidays are known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "no holidays are known for {0:?}: give a two-letter country code of ISO 3166-1, such as FR, BE or CH"
)]
pub struct UnknownCountry(pub String);

impl Holidays {
    /// The national public holidays of the country with that ISO 3166-1 alpha-2 code.
    pub fn of_country(code: &str) -> Result<Holidays, UnknownCountry> {
        if code == "FR" {
            return Ok(Holidays { rule: Rule::France });
        }
        let days = from_table(code).ok_or_else(|| UnknownCountry(code.to_owned()))?;
        Ok(Holidays { rule: Rule::Table(Arc::new(days)) })
    }

    /// Whether that day is a public holiday.
    ///
    /// France is known for all years. A table ends some years ahead; after its end no day is a holiday, so that a
    /// closing day is then Friday: a reminder on a holiday does less harm than none.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        match &self.rule {
            Rule::France => is_french_holiday(day),
            Rule::Table(days) => days.contains(&day),
        }
    }
}

/// Article L. 3133-1 of the French labour code: the eleven holidays, without those of Alsace-Moselle.
fn is_french_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    /// Easter Monday, Ascension Day, Whit Monday.
    const AFTER_EASTER: [u64; 3] = [1, 39, 50];
    FIXED.contains(&(day.month(), day.day()))
        || easter(day.year())
            .is_some_and(|easter| AFTER_EASTER.iter().any(|after| easter + Days::new(*after) == day))
}

/// Easter Sunday in the Gregorian calendar: the anonymous algorithm, as Meeus gives it ("Astronomical
/// Algorithms", chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let from_march = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (from_march / 31).unsigned_abs(), (from_march % 31 + 1).unsigned_abs())
}

fn from_table(code: &str) -> Option<BTreeSet<NaiveDate>> {
    let mut table = String::new();
    GzDecoder::new(TABLE).read_to_string(&mut table).ok()?;
    let line = table.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix(' '))?;
    Some(line.split(' ').filter_map(days_of_year).flatten().collect())
}

/// The holidays of one year, written `2026:1,96,121`.
fn days_of_year(text: &str) -> Option<impl Iterator<Item = NaiveDate>> {
    let (year, days) = text.split_once(':')?;
    let year: i32 = year.parse().ok()?;
    Some(days.split(',').filter_map(move |day| NaiveDate::from_yo_opt(year, day.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        let days =
            [1818, 1943, 2000, 2008, 2019, 2024, 2026, 2038].map(|year| easter(year).unwrap().to_string());
        let expected = [
            "1818-03-22",
            "1943-04-25",
            "2000-04-23",
            "2008-03-23",
            "2019-04-21",
            "2024-03-31",
            "2026-04-05",
            "2038-04-25",
        ];
        assert_eq!(days, expected);
    }

    #[test]
    fn france_has_eleven_holidays_and_alsace_keeps_its_own() {
        let france = Holidays::of_country("FR").unwrap();
        let of_2026: Vec<String> = day("2026-01-01")
            .iter_days()
            .take(365)
            .filter(|d| france.is_holiday(*d))
            .map(|d| d.to_string())
            .collect();
        assert_eq!(
            of_2026,
            [
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25",
            ]
        );
        assert!(!france.is_holiday(day("2026-04-03")), "Good Friday is a holiday in Alsace-Moselle alone");
    }

    #[test]
    fn other_countries_come_from_the_table() {
        for (code, holiday) in [
            ("DE", "2026-10-03"),
            ("BE", "2026-07-21"),
            ("CH", "2026-08-01"),
            ("US", "2026-07-03"),
            ("GB", "2026-04-03"),
        ] {
            assert!(Holidays::of_country(code).unwrap().is_holiday(day(holiday)), "{code} {holiday}");
        }
        assert!(!Holidays::of_country("DE").unwrap().is_holiday(day("2026-07-14")));
    }

    #[test]
    fn an_unknown_country_is_told_with_what_codes_look_like() {
        for code in ["XX", "", "fr", "France", "2026:1"] {
            let error = Holidays::of_country(code).unwrap_err().to_string();
            assert!(error.contains("two-letter"), "{error}");
        }
    }
}
