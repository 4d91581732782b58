//! Who has said that they have read a bulletin.

use serde::Serialize;

use super::DoerView;
use crate::domain::calendar::Calendar;
use crate::domain::people::PersonId;
use crate::domain::reading::acknowledging::ReadBy;

#[derive(Serialize)]
pub struct ReaderView {
    doer: DoerView,
    /// On which day.
    day: String,
}

impl ReaderView {
    /// All of them, as they came. `own`: who is told of them; none: nobody of them.
    pub fn all(readers: &[ReadBy], calendar: &Calendar, own: Option<PersonId>) -> Vec<ReaderView> {
        let view = |read: &ReadBy| ReaderView {
            doer: DoerView::new(Some(&read.name), own == Some(read.reader)),
            day: calendar.today(read.at).to_string(),
        };
        readers.iter().map(view).collect()
    }

    #[cfg(test)]
    pub fn sample() -> ReaderView {
        ReaderView { doer: DoerView::new(Some("Mina"), false), day: "2026-03-09".into() }
    }
}
