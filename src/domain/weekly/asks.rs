//! What is said of a project's week about help, wherever that week is told: on its page, in mails and in their subjects.

use crate::domain::calendar::Week;
use crate::domain::help::{Request, Standing};

/// What of a project waits for somebody who helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks<'a> {
    /// The week itself asks for help.
    Now(&'a Request),
    /// An earlier one did, and nobody has taken that since.
    Still(&'a Request),
}

impl<'a> Asks<'a> {
    /// Of what one project asks for, the oldest first; none: nothing waits for anybody.
    pub fn of(week: Week, requests: impl Iterator<Item = &'a Request>) -> Option<Asks<'a>> {
        let mut waiting = requests.filter(|request| request.standing() == Standing::Open);
        let first = waiting.next()?;
        let of_week = std::iter::once(first).chain(waiting).find(|request| request.week == week);
        Some(of_week.map_or(Asks::Still(first), Asks::Now))
    }

    pub fn request(self) -> &'a Request {
        match self {
            Asks::Now(request) | Asks::Still(request) => request,
        }
    }

    /// The key of the words for it.
    pub fn key(self) -> &'static str {
        match self {
            Asks::Now(_) => "asks-for-help",
            Asks::Still(_) => "still-waits-for-help",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::help::{End, Ending, RequestId, Taking, TakingId};
    use crate::domain::samples::{self, week};

    #[test]
    fn a_week_asks_for_what_it_brought_and_what_is_older_is_open_still() {
        let request = |id, of: &str| Request { id: RequestId(id), ..samples::request(1, of) };
        let asks = |requests: &[Request]| {
            Asks::of(week("2026-W10"), requests.iter()).map(|asks| (asks.key(), asks.request().id.0))
        };
        let (older, oldest, new) = (request(1, "2026-W09"), request(2, "2026-W08"), request(3, "2026-W10"));
        assert_eq!(asks(&[]), None);
        assert_eq!(asks(&[oldest.clone(), older.clone()]), Some(("still-waits-for-help", 2)));
        assert_eq!(asks(&[oldest.clone(), older.clone(), new.clone()]), Some(("asks-for-help", 3)));
        // What somebody sees to, or has ended, asks for nobody.
        let taking =
            Taking { id: TakingId(1), person: None, name: None, email: None, taken_at: new.asked_at };
        let taken = Request { takings: vec![taking], ..new.clone() };
        assert_eq!(asks(&[older.clone(), taken.clone()]), Some(("still-waits-for-help", 1)));
        let end = End { ending: Ending::Solved, at: new.asked_at };
        assert_eq!(asks(&[Request { end: Some(end), ..older }, taken]), None);
    }
}
