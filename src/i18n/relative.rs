//! How far from now something is, as people say it beside its day and time.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use fluent_bundle::{FluentArgs, FluentValue};

use super::texts::{Error, text};
use crate::domain::people::Locale;

/// "dans 2 heures", "hier", "il y a 3 jours": of two moments on the same clocks. A day that a clock is put forward or
/// back is told an hour wrong at most, since the moment stands beside it.
///
/// # Errors
/// Those of [`text`].
pub fn from_now(locale: Locale, at: NaiveDateTime, now: NaiveDateTime) -> Result<String, Error> {
    let apart = (at - now).abs();
    let rounded = |unit: TimeDelta| (apart + unit / 2).num_seconds() / unit.num_seconds();
    let (unit, count) = match apart {
        apart if apart < TimeDelta::seconds(90) => ("now", 1),
        // What would be rounded to sixty minutes is an hour.
        apart if apart < TimeDelta::seconds(59 * 60 + 30) => ("minutes", rounded(TimeDelta::minutes(1))),
        apart if apart < TimeDelta::hours(12) => ("hours", rounded(TimeDelta::hours(1))),
        _ => return days_from_now(locale, at.date(), now.date()),
    };
    said(locale, unit, at > now, count)
}

/// The same of days: "aujourd’hui", "demain", "il y a 2 mois".
///
/// # Errors
/// Those of [`text`].
pub fn days_from_now(locale: Locale, day: NaiveDate, today: NaiveDate) -> Result<String, Error> {
    let (apart, is_coming) = ((day - today).num_days().abs(), day > today);
    match apart {
        0 => said(locale, "today", is_coming, 1),
        1 => said(locale, "day", is_coming, 1),
        2..60 => said(locale, "days", is_coming, apart),
        _ => said(locale, "months", is_coming, (apart + 15) / 30),
    }
}

fn said(locale: Locale, unit: &str, is_coming: bool, count: i64) -> Result<String, Error> {
    let way = if is_coming { "in" } else { "ago" };
    let key = match unit {
        "now" | "today" => format!("when-{unit}"),
        _ => format!("when-{way}-{unit}"),
    };
    text(locale, &key, &FluentArgs::from_iter([("count", FluentValue::from(count))]))
}

/// What stands in templates: a day, or a moment; `now` is a moment or, where `at` is a day, the day on which it is told.
///
/// # Errors
/// Those of [`text`]; none where `at` and `now` are no such two.
pub fn when(locale: Locale, at: &str, now: &str) -> Option<Result<String, Error>> {
    let (moment, day) = (now.parse::<NaiveDateTime>(), now.parse::<NaiveDate>());
    match at.parse::<NaiveDate>() {
        Ok(at) => Some(days_from_now(locale, at, day.or(moment.map(|now| now.date())).ok()?)),
        Err(_) => Some(from_now(locale, at.parse().ok()?, moment.ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(locale: Locale, at: &str) -> String {
        when(locale, at, "2026-03-06T13:00:00").unwrap().unwrap()
    }

    #[test]
    fn what_is_near_is_told_by_the_minute_and_what_is_far_by_the_day() {
        let told = [
            ("2026-03-06T13:00:50", "à l’instant"),
            ("2026-03-06T13:48:00", "dans 48 minutes"),
            ("2026-03-06T13:59:40", "dans une heure"),
            ("2026-03-06T15:05:00", "dans 2 heures"),
            ("2026-03-06T12:00:00", "il y a une heure"),
            ("2026-03-06T00:30:00", "aujourd’hui"),
            ("2026-03-07T02:00:00", "demain"),
            ("2026-03-05T09:00:00", "hier"),
            ("2026-03-09T09:00:00", "dans 3 jours"),
            ("2026-01-06T09:00:00", "il y a 59 jours"),
            ("2025-12-06T09:00:00", "il y a 3 mois"),
        ];
        for (at, words) in told {
            assert_eq!(said(Locale::Fr, at), words);
        }
        assert_eq!(said(Locale::En, "2026-03-06T15:05:00"), "in 2 hours");
    }

    #[test]
    fn a_day_has_no_hours() {
        assert_eq!(said(Locale::Fr, "2026-03-06"), "aujourd’hui");
        assert_eq!(said(Locale::Fr, "2026-03-07"), "demain");
        assert_eq!(said(Locale::En, "2026-03-20"), "in 14 days");
        assert_eq!(when(Locale::En, "2026-03-20", "2026-03-06").unwrap().unwrap(), "in 14 days");
        // Nor can it be told of a day how far a moment is from it.
        assert!(when(Locale::En, "2026-03-20T13:00:00", "2026-03-06").is_none());
    }

    #[test]
    fn all_is_told_in_both_languages() {
        let now = NaiveDateTime::default();
        for locale in Locale::ALL {
            for minutes in [0, 1, 5, 60, 600, 1500, 3000, 90_000, 900_000] {
                for apart in [TimeDelta::minutes(minutes), -TimeDelta::minutes(minutes)] {
                    from_now(locale, now + apart, now).unwrap();
                }
            }
        }
    }
}
