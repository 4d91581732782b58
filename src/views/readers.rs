//! Who has said that they have read a bulletin.

use serde::Serialize;

use crate::domain::calendar::Calendar;
use crate::domain::reading::acknowledging::ReadBy;

#[derive(Serialize)]
pub struct ReaderView {
    name: String,
    /// On which day.
    day: String,
}

impl ReaderView {
    /// All of them, as they came.
    pub fn all(readers: &[ReadBy], calendar: &Calendar) -> Vec<ReaderView> {
        let view =
            |read: &ReadBy| ReaderView { name: read.name.clone(), day: calendar.today(read.at).to_string() };
        readers.iter().map(view).collect()
    }

    #[cfg(test)]
    pub fn sample() -> ReaderView {
        ReaderView { name: "Mina".into(), day: "2026-03-09".into() }
    }
}
