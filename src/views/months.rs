//! What has a day, under the month of that day.

use chrono::NaiveDate;
use serde::Serialize;

/// What belongs to one month.
#[derive(Serialize)]
pub struct Month<T> {
    /// A day of it.
    day: String,
    entries: Vec<T>,
}

impl<T> Month<T> {
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut()
    }
}

/// Under their months, in the order in which they come.
pub fn by_month<T>(all: impl IntoIterator<Item = (NaiveDate, T)>) -> Vec<Month<T>> {
    let mut months: Vec<Month<T>> = Vec::new();
    for (day, entry) in all {
        let day = day.format("%Y-%m-01").to_string();
        match months.last_mut().filter(|month| month.day == day) {
            Some(month) => month.entries.push(entry),
            None => months.push(Month { day, entries: vec![entry] }),
        }
    }
    months
}
