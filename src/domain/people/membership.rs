//! A person's role on a project, and its days.

use chrono::NaiveDate;

use super::rights::Rights;
use super::{Locale, PersonId, Role};
use crate::domain::programme::ids::ProjectId;

/// A person's role on a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    pub person: PersonId,
    pub project: ProjectId,
    pub role: Role,
    /// Its first day; none: it has been theirs all along.
    pub from_day: Option<NaiveDate>,
    /// Its last day, included; none: it is open. Somebody for whom it is past has left.
    pub until_day: Option<NaiveDate>,
    /// The mentor for whom this person stands in; none: the role is their own. Such a role is nobody's to give or to take: it comes
    /// and goes with standing in.
    pub for_whom: Option<PersonId>,
    /// In which language to write to whoever chose none; none: the project has none of its own.
    pub locale: Option<Locale>,
}

impl Membership {
    /// One without first or last day.
    pub fn open(person: PersonId, project: ProjectId, role: Role) -> Membership {
        Membership { person, project, role, from_day: None, until_day: None, for_whom: None, locale: None }
    }

    /// Whether that day is one of its days.
    pub fn serves_on(&self, day: NaiveDate) -> bool {
        self.from_day.is_none_or(|first| first <= day) && !self.is_past(day)
    }

    /// Whether that day comes after its days.
    pub fn is_past(&self, day: NaiveDate) -> bool {
        self.until_day.is_some_and(|last| last < day)
    }

    /// What follows from it on that day.
    pub fn rights_on(&self, day: NaiveDate) -> Rights {
        if self.serves_on(day) { self.role.during() } else { self.role.outside() }
    }

    /// Whether who has nothing else reads more without it than with it.
    pub fn narrows_on(&self, day: NaiveDate) -> bool {
        self.rights_on(day).follows < Rights::WITHOUT_ROLE.follows
    }

    /// That it is over, since the day before at the latest.
    pub fn ended_before(self, today: NaiveDate) -> Membership {
        if self.is_past(today) {
            return self;
        }
        let last_day = today.pred_opt().unwrap_or(today);
        let from_day = self.from_day.filter(|first| *first <= last_day);
        Membership { from_day, until_day: Some(last_day), ..self }
    }

    /// The same role of the same person on the same project, whenever.
    pub fn is_same_role(&self, other: &Membership) -> bool {
        (self.person, self.project, self.role) == (other.person, other.project, other.role)
    }
}
