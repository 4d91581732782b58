//! How soon requests are answered. Told of promotions, never of people or teams.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Ending, Request, patience};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::kit::Span;
use crate::domain::programme::project::Project;

/// What is measured of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered<'a> {
    /// Since when everybody knew of it: nobody can take what they are not told of.
    pub public_at: DateTime<Utc>,
    /// When somebody took it first, whether or not they gave it back; none: nobody has.
    pub taken_at: Option<DateTime<Utc>>,
    /// None: nobody has closed it, or it was opened again.
    pub ended_at: Option<DateTime<Utc>>,
    /// The weeks in which its project is paused.
    pub paused: &'a BTreeSet<Week>,
}

impl<'a> Answered<'a> {
    /// None: of requests that are from before they had an end nobody knows how they were answered.
    pub fn of(
        request: &Request,
        project: &'a Project,
        taken_at: Option<DateTime<Utc>>,
        calendar: &Calendar,
    ) -> Option<Answered<'a>> {
        let is_known = request.end.is_none_or(|end| end.ending != Ending::Unknown);
        let ended_at = request.end.map(|end| end.at);
        let public_at = request.public_at(calendar);
        is_known.then_some(Answered { public_at, taken_at, ended_at, paused: &project.paused })
    }

    /// Whether nobody had taken or closed it when the patience was over; none: it is not over yet, and nobody has.
    fn waited_too_long(&self, calendar: &Calendar, now: DateTime<Utc>) -> Option<bool> {
        let answered_at = [self.taken_at, self.ended_at].into_iter().flatten().min();
        let by = answered_at.unwrap_or(now);
        if patience::is_over(calendar, self.paused, self.public_at, by) {
            return Some(true);
        }
        answered_at.map(|_| false)
    }
}

/// How soon some requests were answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// How many everybody knows of.
    pub asked: usize,
    /// From then until somebody took it; none: nobody took any.
    pub taken: Option<Span>,
    /// From then until its team closed it; none: none is closed.
    pub ended: Option<Span>,
    /// Of those that had two working days to be answered, or were: how many nobody had taken or closed by then.
    pub judged: usize,
    pub untaken: usize,
}

/// What those requests come to at that moment; what is not public yet does not count.
pub fn measure(requests: &[Answered<'_>], calendar: &Calendar, now: DateTime<Utc>) -> Measures {
    let public: Vec<&Answered<'_>> = requests.iter().filter(|request| request.public_at <= now).collect();
    let times = |moment: fn(&Answered<'_>) -> Option<DateTime<Utc>>| {
        // A team or a coordinator may answer what is not public yet.
        let took =
            |request: &&Answered<'_>| Some((moment(request)? - request.public_at).max(TimeDelta::zero()));
        Span::of(public.iter().filter_map(took).collect())
    };
    let judged: Vec<bool> =
        public.iter().filter_map(|request| request.waited_too_long(calendar, now)).collect();
    Measures {
        asked: public.len(),
        taken: times(|request| request.taken_at),
        ended: times(|request| request.ended_at),
        judged: judged.len(),
        untaken: judged.into_iter().filter(|waited| *waited).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::help::End;
    use crate::domain::samples;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    const NONE: &BTreeSet<Week> = &BTreeSet::new();

    fn answered(public_at: &str, taken_at: &str, ended_at: &str) -> Answered<'static> {
        let at = |text: &str| Some(text).filter(|text| !text.is_empty()).map(moment);
        let public_at = moment(public_at);
        Answered { public_at, taken_at: at(taken_at), ended_at: at(ended_at), paused: NONE }
    }

    /// Computed by hand, of the first two weeks of March 2026.
    #[test]
    fn measures_are_those_that_a_hand_computes() {
        let requests = [
            // Taken after 1 hour, closed after 2 days.
            answered("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", "2026-03-04T09:00:00Z"),
            // Taken after 3 hours.
            answered("2026-03-02T09:00:00Z", "2026-03-02T12:00:00Z", ""),
            // Taken from Friday to Monday: 3 days, of which 1 is a working day.
            answered("2026-03-06T14:05:00Z", "2026-03-09T14:05:00Z", "2026-03-12T14:05:00Z"),
            // Taken on the third working day: 2 days and an hour.
            answered("2026-03-03T09:00:00Z", "2026-03-05T10:00:00Z", ""),
            // Closed after 4 hours, before anybody took it.
            answered("2026-03-10T09:00:00Z", "", "2026-03-10T13:00:00Z"),
            // Nobody, for more than two working days.
            answered("2026-03-09T09:00:00Z", "", ""),
            // Nobody, since this morning: too early to tell.
            answered("2026-03-13T08:00:00Z", "", ""),
            // Not public yet.
            answered("2026-03-13T14:05:00Z", "", ""),
        ];
        let measures = measure(&requests, &samples::calendar(), moment("2026-03-13T12:00:00Z"));
        let hours = |hours| TimeDelta::hours(hours);
        assert_eq!(
            measures,
            Measures {
                asked: 7,
                // 1, 3, 49, 72
                taken: Some(Span { count: 4, median: hours(3), ninety: hours(72) }),
                // 4, 48, 144
                ended: Some(Span { count: 3, median: hours(48), ninety: hours(144) }),
                judged: 6,
                untaken: 2,
            }
        );
        assert_eq!(measure(&[], &samples::calendar(), moment("2026-03-13T12:00:00Z")).taken, None);
    }

    #[test]
    fn weeks_in_which_its_project_is_paused_do_not_count() {
        let calendar = samples::calendar();
        let asked = answered("2026-03-06T14:05:00Z", "2026-03-17T10:00:00Z", "");
        let untaken = |request| measure(&[request], &calendar, moment("2026-03-31T12:00:00Z")).untaken;
        assert_eq!(untaken(asked), 1);
        let paused = [samples::week("2026-W11")].into();
        assert_eq!(untaken(Answered { paused: &paused, ..asked }), 0);
        // Working days of its own go by all the same.
        assert_eq!(untaken(Answered { paused: &paused, taken_at: None, ..asked }), 1);
    }

    #[test]
    fn what_is_from_before_requests_had_an_end_is_not_measured() {
        let (calendar, project) = (samples::calendar(), samples::project(1));
        let request = samples::request(1, "2026-W10");
        let of = |request: &Request| Answered::of(request, &project, None, &calendar);
        let ended = |ending| Request { end: Some(End { ending, at: request.asked_at }), ..request.clone() };
        assert!(of(&request).is_some());
        assert!(of(&ended(Ending::NotNeeded)).is_some());
        assert_eq!(of(&ended(Ending::Unknown)), None);
    }
}
