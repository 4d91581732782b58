//! What is tapped in a form about what earlier ones said. Nothing must be, and what cannot be read is left alone: taps
//! never keep a bulletin back.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bulletin::Reported;
use super::key_date::KeyDateId;
use super::outcomes::{DayOutcome, PromiseOutcome};
use crate::domain::calendar::read_day;
use crate::domain::help::{Outcomes, RequestId};

/// The field of the last priorities.
pub const PROMISE: &str = "promise";
/// What begins the name of a request's field.
const REQUEST: &str = "request-";
/// What begins the names of a key date's fields.
const DAY: &str = "day-";
/// What ends the name of the field of the day where one is moved.
const TO: &str = "-to";

/// The fields as they came, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taps(BTreeMap<String, String>);

impl Taps {
    /// Whether a field of that name is one of these.
    pub fn knows(name: &str) -> bool {
        let is_id = |id: &str| id.parse::<i64>().is_ok();
        name == PROMISE
            || name.strip_prefix(REQUEST).is_some_and(is_id)
            || name.strip_prefix(DAY).is_some_and(|id| is_id(id.strip_suffix(TO).unwrap_or(id)))
    }

    /// Those that tell what a bulletin has told.
    pub fn from_reported(reported: &Reported) -> Taps {
        let promise = reported.promise.map(|(_, outcome)| (PROMISE.to_owned(), outcome.to_string()));
        let days = reported.told_days().flat_map(|(id, told)| {
            let to = told.to.map(|day| (Taps::of_day_to(id), day.to_string()));
            [Some((Taps::of_day(id), told.outcome.to_string())), to].into_iter().flatten()
        });
        Taps(promise.into_iter().chain(days).collect())
    }

    /// The name of a request's field.
    pub fn of_request(request: RequestId) -> String {
        format!("{REQUEST}{}", request.0)
    }

    /// The name of a key date's field.
    pub fn of_day(day: KeyDateId) -> String {
        format!("{DAY}{}", day.0)
    }

    /// The name of the field that says where a key date is moved.
    pub fn of_day_to(day: KeyDateId) -> String {
        format!("{DAY}{}{TO}", day.0)
    }

    /// With that in a field; without effect where its name is none of these.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Taps {
        if Taps::knows(name) {
            self.0.insert(name.to_owned(), value.into());
        }
        self
    }

    /// What stands in a field.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default()
    }

    /// Those that a bulletin tells itself: what became of requests is told of these alone.
    pub fn of_bulletin(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields().filter(|(name, _)| !name.starts_with(REQUEST))
    }

    /// The fields in which something stands, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(_, value)| !value.is_empty())
    }

    pub fn promise(&self) -> Option<PromiseOutcome> {
        self.get(PROMISE).parse().ok()
    }

    /// What became of a key date, and where it is moved; none of that: nobody knows yet, or what was typed is no day.
    pub fn day(&self, day: KeyDateId) -> Option<(DayOutcome, Option<NaiveDate>)> {
        let outcome = self.get(&Taps::of_day(day)).parse().ok()?;
        let to = read_day(self.get(&Taps::of_day_to(day)).trim());
        Some((outcome, to.filter(|_| outcome == DayOutcome::Moved)))
    }

    pub fn requests(&self) -> Outcomes {
        let tapped = self.fields().filter_map(|(name, value)| {
            let request = name.strip_prefix(REQUEST)?.parse().ok().map(RequestId)?;
            Some((request, value.parse().ok()?))
        });
        tapped.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::help::{Ending, Outcome};

    #[test]
    fn what_is_tapped_is_read_and_all_else_is_left_alone() {
        let fields = [
            ("promise", "goes-on"),
            ("request-4", "solved"),
            ("request-7", "still-needed"),
            ("request-9", "?"),
            ("request-x", "solved"),
            ("request-5", "not-needed"),
            ("day-2", "moved"),
            ("day-2-to", "2026-03-10"),
            ("day-3", "moved"),
            ("day-3-to", "soon"),
            ("day-4", "happened"),
            ("day-4-to", "2026-03-10"),
            ("mood", "3"),
        ];
        let taps = fields.into_iter().fold(Taps::default(), |taps, (name, value)| taps.with(name, value));
        assert_eq!(taps.promise(), Some(PromiseOutcome::GoesOn));
        let told: Vec<_> = taps.requests().each().map(|(id, outcome)| (id.0, outcome.ending())).collect();
        assert_eq!(told, [(4, Some(Ending::Solved)), (5, Some(Ending::NotNeeded)), (7, None)]);
        assert_eq!(taps.requests().of(RequestId(7)), Some(Outcome::StillNeeded));
        assert_eq!(taps.requests().of(RequestId(9)), None);
        let day = |id| taps.day(KeyDateId(id));
        assert_eq!(day(2), Some((DayOutcome::Moved, "2026-03-10".parse().ok())));
        assert_eq!(day(3), Some((DayOutcome::Moved, None)));
        assert_eq!(day(4), Some((DayOutcome::Happened, None)));
        assert_eq!(day(5), None);
        assert!(!Taps::knows("mood") && !Taps::knows("day-x-to") && !Taps::knows("request-x"));
    }
}
