//! Who is away on which days, and what follows for their teams.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Membership, PersonId};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::kit::Wrong;
use crate::domain::programme::ids::ProjectId;

/// Longer than that nobody is away: who leaves for good has a last day of their role.
const LONGEST: Days = Days::new(183);
/// How far ahead days can be marked.
const FURTHEST: Days = Days::new(366);
/// For how many days after the last one it is kept that somebody was away.
pub const KEPT_DAYS: Days = Days::new(28);

/// The days of an absence, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Away {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Away {
    /// What somebody marks today.
    ///
    /// # Errors
    /// The field that is to be typed anew, and why.
    pub fn marked(first: NaiveDate, last: NaiveDate, today: NaiveDate) -> Result<Away, (Field, Wrong)> {
        let furthest = |from: NaiveDate, days| from.checked_add_days(days).unwrap_or(from);
        if last < first {
            Err((Field::Last, Wrong::new("days-order")))
        } else if last < today {
            Err((Field::Last, Wrong::new("away-past")))
        } else if first > furthest(today, FURTHEST) {
            Err((Field::First, Wrong::new("away-far")))
        } else if last > furthest(first, LONGEST) {
            Err((Field::Last, Wrong::new("away-long")))
        } else {
            Ok(Away { first, last })
        }
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// Of the two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    First,
    Last,
}

/// All absences that people have marked.
#[derive(Debug, Clone, Default)]
pub struct Absences(Vec<(PersonId, Away)>);

impl FromIterator<(PersonId, Away)> for Absences {
    fn from_iter<I: IntoIterator<Item = (PersonId, Away)>>(marked: I) -> Absences {
        Absences(marked.into_iter().collect())
    }
}

impl Absences {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of that person, by day.
    pub fn of(&self, person: PersonId) -> Vec<Away> {
        let mut own: Vec<Away> =
            self.0.iter().filter(|(of, _)| *of == person).map(|(_, away)| *away).collect();
        own.sort();
        own
    }

    pub fn is_away(&self, person: PersonId, day: NaiveDate) -> bool {
        self.0.iter().any(|(of, away)| *of == person && away.holds(day))
    }

    /// The weeks in which a team is away because each of its EIGs is, on the day on which the week closes. `eigs`: those of
    /// this and of other projects.
    pub fn weeks_of(&self, project: ProjectId, eigs: &[Membership], calendar: &Calendar) -> BTreeSet<Week> {
        let team = || eigs.iter().filter(|eig| eig.project == project);
        let all_are_away = |day| {
            let mut team = team().filter(|eig| eig.serves_on(day)).peekable();
            team.peek().is_some() && team.all(|eig| self.is_away(eig.person, day))
        };
        let is_of_team = |person: PersonId| team().any(|eig| eig.person == person);
        let marked = self.0.iter().filter(|(person, _)| is_of_team(*person)).flat_map(|(_, away)| {
            let all = std::iter::successors(Some(Week::of(away.first)), |week| Some(week.next()));
            all.take_while(|week| week.monday() <= away.last)
        });
        let marked: BTreeSet<Week> = marked.collect();
        marked.into_iter().filter(|week| calendar.closing_day(*week).is_some_and(all_are_away)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;
    use crate::domain::samples::{calendar, week};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn away(first: &str, last: &str) -> Away {
        Away { first: day(first), last: day(last) }
    }

    fn eig(id: i64) -> Membership {
        Membership::open(PersonId(id), ProjectId(1), Role::Eig)
    }

    #[test]
    fn a_team_is_away_in_the_weeks_that_close_without_any_of_it() {
        let absences: Absences = [
            (PersonId(1), away("2026-03-05", "2026-03-20")),
            (PersonId(2), away("2026-03-13", "2026-03-13")),
            (PersonId(2), away("2026-03-16", "2026-03-19")),
            (PersonId(3), away("2026-03-01", "2026-03-31")),
        ]
        .into_iter()
        .collect();
        let weeks = |eigs: &[Membership]| absences.weeks_of(ProjectId(1), eigs, &calendar());
        assert_eq!(weeks(&[eig(1)]), ["2026-W10", "2026-W11", "2026-W12"].map(week).into());
        assert_eq!(weeks(&[eig(1), eig(2)]), ["2026-W11"].map(week).into());
        assert!(weeks(&[]).is_empty() && weeks(&[eig(1), eig(4)]).is_empty());
        // Who is on the team no more on that day is not waited for, and makes nobody else's week.
        let mut left = eig(2);
        left.until_day = Some(day("2026-03-18"));
        assert_eq!(weeks(&[eig(1), left]), ["2026-W11", "2026-W12"].map(week).into());
        let elsewhere = Membership { project: ProjectId(2), ..eig(3) };
        assert_eq!(weeks(&[eig(1), elsewhere]), ["2026-W10", "2026-W11", "2026-W12"].map(week).into());
        assert!(weeks(&[elsewhere]).is_empty());
    }

    #[test]
    fn days_are_marked_in_their_order_not_when_they_are_over_and_not_for_ever() {
        let today = day("2026-03-04");
        let marked =
            |first: &str, last: &str| Away::marked(day(first), day(last), today).map_err(|(_, wrong)| wrong);
        assert_eq!(marked("2026-03-04", "2026-03-04"), Ok(away("2026-03-04", "2026-03-04")));
        assert_eq!(marked("2026-02-20", "2026-03-06"), Ok(away("2026-02-20", "2026-03-06")));
        for (first, last, wrong) in [
            ("2026-03-09", "2026-03-08", "days-order"),
            ("2026-03-01", "2026-03-03", "away-past"),
            ("2027-03-09", "2027-03-10", "away-far"),
            ("2026-03-09", "2026-12-24", "away-long"),
            ("0001-01-01", "2026-03-09", "away-long"),
        ] {
            assert_eq!(marked(first, last), Err(Wrong::new(wrong)), "{first} {last}");
        }
    }
}
