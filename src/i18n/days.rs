//! The first and the last day of something, in words.

use chrono::NaiveDate;
use fluent_bundle::{FluentArgs, FluentValue};

use super::texts::{Error, text};
use super::words::{self, Style};
use crate::domain::people::Locale;

/// "déplacée du 3 mars, pour la deuxième fois": of what was announced for that day, and moved so often.
///
/// # Errors
/// Those of [`text`].
pub fn moved(locale: Locale, announced: NaiveDate, moves: usize) -> Result<String, Error> {
    let arguments = FluentArgs::from_iter([
        ("day", FluentValue::from(words::date(locale, announced, Style::Short))),
        ("moves", FluentValue::from(moves)),
    ]);
    text(locale, "day-moved-from", &arguments)
}

/// "du 2 mars 2026 au 31 mars 2026", or what is told of it; none: it has neither. `today`: what is over by then, or has
/// not begun, is said as that; none: it is read on any day.
///
/// # Errors
/// Those of [`text`].
pub fn days(
    locale: Locale,
    (from, until): (Option<NaiveDate>, Option<NaiveDate>),
    today: Option<NaiveDate>,
) -> Result<Option<String>, Error> {
    let is_over = until.zip(today).is_some_and(|(last, today)| last < today);
    let is_coming = from.zip(today).is_some_and(|(first, today)| first > today);
    let key = match (from, until) {
        _ if is_over => "role-days-left",
        (Some(_), Some(_)) => "role-days-between",
        (Some(_), None) if is_coming => "role-days-coming",
        (Some(_), None) => "role-days-since",
        (None, Some(_)) => "role-days-until",
        (None, None) => return Ok(None),
    };
    let said =
        |day: Option<NaiveDate>| day.map(|day| words::date(locale, day, Style::Date)).unwrap_or_default();
    let arguments = FluentArgs::from_iter([("from", said(from)), ("until", said(until))]);
    text(locale, key, &arguments).map(Some)
}
