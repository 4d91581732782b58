//! The first and the last day of something, in words.

use chrono::NaiveDate;
use fluent_bundle::FluentArgs;

use super::texts::{Error, text};
use super::words::{self, Style};
use crate::domain::people::Locale;

/// "du 2 mars 2026 au 31 mars 2026", or what is told of it; none: it has neither.
///
/// # Errors
/// Those of [`text`].
pub fn days(
    locale: Locale,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
) -> Result<Option<String>, Error> {
    let key = match (from, until) {
        (Some(_), Some(_)) => "role-days-between",
        (Some(_), None) => "role-days-since",
        (None, Some(_)) => "role-days-until",
        (None, None) => return Ok(None),
    };
    let said =
        |day: Option<NaiveDate>| day.map(|day| words::date(locale, day, Style::Date)).unwrap_or_default();
    let arguments = FluentArgs::from_iter([("from", said(from)), ("until", said(until))]);
    text(locale, key, &arguments).map(Some)
}
