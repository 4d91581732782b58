//! A request, who sees to it, and how it stands.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::text::Text;
use crate::domain::kit::named;
use crate::domain::people::{Email, PersonId};
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Sight;

/// The most characters (Unicode scalar values) of a request, as of every answer in a bulletin.
pub const MAX: usize = 300;

/// The most people from outside the programme who see to one: more would be a crowd, not help.
pub const MAX_OUTSIDE: usize = 10;

/// Identifies a [`Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub i64);

/// What a team asks of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub project: ProjectId,
    /// The week in which it was asked.
    pub week: Week,
    /// The bulletin in which it stands; none: it was asked by itself.
    pub bulletin: Option<BulletinId>,
    /// Markdown.
    pub text: Text,
    /// 1 when asked, one more with every revision.
    pub version: i32,
    /// Told to everybody without waiting for its week.
    pub at_once: bool,
    /// None once that person was erased.
    pub asked_by: Option<PersonId>,
    pub asked_at: DateTime<Utc>,
    /// When everybody was told at once, where that was not yet when it was asked.
    pub published_at: Option<DateTime<Utc>>,
    /// None: nobody has closed it.
    pub end: Option<End>,
    /// Who sees to it, in the order in which they took it.
    pub takings: Vec<Taking>,
}

/// That a request was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub ending: Ending,
    pub at: DateTime<Utc>,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Solved,
    NotNeeded,
    /// It is from before requests had an end.
    Unknown,
}

named!(Ending, "ending": Solved = "solved", NotNeeded = "not-needed", Unknown = "unknown");

/// Identifies a [`Taking`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TakingId(pub i64);

/// That somebody sees to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    pub id: TakingId,
    /// None: somebody outside the programme, or who has been erased.
    pub person: Option<PersonId>,
    /// What they called themselves; none once they were erased.
    pub name: Option<String>,
    /// Of somebody outside the programme; a person's own address is with them.
    pub email: Option<Email>,
    pub taken_at: DateTime<Utc>,
}

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody sees to it.
    Open,
    Taken,
    Closed,
}

named!(Standing, "standing": Open = "open", Taken = "taken", Closed = "closed");

impl Request {
    pub fn standing(&self) -> Standing {
        match (&self.end, self.takings.is_empty()) {
            (Some(_), _) => Standing::Closed,
            (None, false) => Standing::Taken,
            (None, true) => Standing::Open,
        }
    }

    /// Whether nobody has closed it.
    pub fn is_unended(&self) -> bool {
        self.end.is_none()
    }

    /// Since when everybody knows of it, or will.
    pub fn public_at(&self, calendar: &Calendar) -> DateTime<Utc> {
        let with_week = || calendar.published_at(self.week).max(self.asked_at);
        self.told_at_once_at().unwrap_or_else(with_week)
    }

    /// When everybody was told without waiting for its week; none: it waits for that.
    pub fn told_at_once_at(&self) -> Option<DateTime<Utc>> {
        self.at_once.then(|| self.published_at.unwrap_or(self.asked_at))
    }

    /// Whether somebody more from outside the programme can see to it.
    pub fn has_room_outside(&self) -> bool {
        self.takings.iter().filter(|taking| taking.email.is_some()).count() < MAX_OUTSIDE
    }

    /// For how many days everybody has known of it: before that, nobody could have helped.
    pub fn age(&self, calendar: &Calendar, now: DateTime<Utc>) -> i64 {
        (calendar.today(now) - calendar.today(self.public_at(calendar))).num_days().max(0)
    }

    /// The day on which it was closed.
    pub fn ended_on(&self, calendar: &Calendar) -> Option<NaiveDate> {
        self.end.map(|end| calendar.today(end.at))
    }

    /// Whether a reader may know of it: one that was asked at once is told at once, any other with its week.
    pub fn is_told_to(&self, sight: &Sight<'_>, project: &Project) -> bool {
        if self.at_once { sight.knows(project) } else { sight.reads(project, self.week) }
    }

    /// What those call themselves who see to it; none: nobody does, or nobody has a name any more.
    pub fn takers(&self) -> Option<String> {
        self.takers_but(|_| false)
    }

    /// The same without some of them.
    pub fn takers_but(&self, is_left_out: impl Fn(&Taking) -> bool) -> Option<String> {
        let others = self.takings.iter().filter(|taking| !is_left_out(taking));
        let names: Vec<&str> = others.filter_map(|taking| taking.name.as_deref()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The taking of that person; none: they do not see to it.
    pub fn taking_of(&self, person: PersonId) -> Option<&Taking> {
        self.takings.iter().find(|taking| taking.person == Some(person))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples;

    #[test]
    fn it_stands_as_those_left_it_who_see_to_it() {
        let mut request = samples::request(1, "2026-W10");
        assert_eq!(request.standing(), Standing::Open);
        request.takings = vec![Taking {
            id: TakingId(1),
            person: Some(PersonId(4)),
            name: Some("Mina".into()),
            email: None,
            taken_at: request.asked_at,
        }];
        assert_eq!((request.standing(), request.taking_of(PersonId(4)).is_some()), (Standing::Taken, true));
        request.end = Some(End { ending: Ending::Solved, at: request.asked_at });
        assert_eq!(request.standing(), Standing::Closed);
    }

    #[test]
    fn it_is_public_with_its_week_or_at_once() {
        let calendar = samples::calendar();
        let request = samples::request(1, "2026-W10");
        assert_eq!(request.public_at(&calendar).to_rfc3339(), "2026-03-06T14:05:00+00:00");
        let late = Request { asked_at: "2026-03-07T10:00:00Z".parse().unwrap(), ..request.clone() };
        assert_eq!(late.public_at(&calendar), late.asked_at);
        // Its age is counted from then on.
        let ages = ["2026-03-05T12:00:00Z", "2026-03-06T14:05:00Z", "2026-03-09T06:00:00Z"]
            .map(|now| request.age(&calendar, now.parse().unwrap()));
        assert_eq!(ages, [0, 0, 3]);
        let at_once = Request { at_once: true, ..request };
        assert_eq!(at_once.public_at(&calendar), at_once.asked_at);
        // Its team thought of that only later.
        let later = Request { published_at: Some("2026-03-05T18:00:00Z".parse().unwrap()), ..at_once };
        assert_eq!(later.public_at(&calendar).to_rfc3339(), "2026-03-05T18:00:00+00:00");
    }
}
