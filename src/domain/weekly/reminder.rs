//! Who is reminded: those who can file what is missing, and are there to do so.

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::people::absence::Absences;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::Project;

/// How far a week is, told without names: nobody is pilloried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub filed: usize,
    pub projects: usize,
}

impl Progress {
    /// Of the projects that count in a week, how many have filed.
    pub fn of(counted: &[Project], bulletins: &[Bulletin]) -> Progress {
        let filed = counted.iter().filter(|project| has_filed(project, bulletins)).count();
        Progress { filed, projects: counted.len() }
    }

    pub fn is_complete(self) -> bool {
        self.filed == self.projects
    }
}

/// Of those projects the ones that count in that week: who is asked, and who files though nothing is asked of a team that
/// is away.
pub fn counted(mut projects: Vec<Project>, bulletins: &[Bulletin], week: Week) -> Vec<Project> {
    projects.retain(|project| {
        project.is_asked_in(week) || project.is_away_in(week) && has_filed(project, bulletins)
    });
    projects
}

/// Each EIG of each counted project that has not filed, with that project; who is away on the day of which the members
/// are told is left alone, and so their teammates have it to do.
pub fn whom_to_remind<'a>(
    counted: &'a [Project],
    bulletins: &'a [Bulletin],
    members: &'a [Member],
    absences: &'a Absences,
) -> impl Iterator<Item = (&'a Member, &'a Project)> {
    counted.iter().filter(|project| !has_filed(project, bulletins)).flat_map(move |project| {
        let is_there = |member: &&Member| !absences.is_away(member.person.id, member.today);
        let team = members.iter().filter(|member| member.has_role(Role::Eig, project.id));
        team.filter(is_there).map(move |member| (member, project))
    })
}

fn has_filed(project: &Project, bulletins: &[Bulletin]) -> bool {
    bulletins.iter().any(|bulletin| bulletin.project == project.id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::people::absence::Away;
    use crate::domain::people::{Membership, PersonId};
    use crate::domain::programme::ids::ProjectId;
    use crate::domain::samples::{self, week};

    /// A day of that month, in whose tenth week it begins.
    fn march(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    proptest! {
        /// Whoever is on whichever team, is away on whichever days, of whichever teams are away or have filed.
        #[test]
        fn who_is_there_is_reminded_of_what_is_missing_and_nobody_else_is(
            roles in proptest::collection::vec((1i64..=4, 1i64..=3, any::<bool>()), 0..8),
            days in proptest::collection::vec((1i64..=4, 1u32..=20, 0u32..=10), 0..6),
            away in proptest::collection::btree_set(1i64..=3, 0..3),
            paused in proptest::collection::btree_set(1i64..=3, 0..2),
            filed in proptest::collection::btree_set(1i64..=3, 0..3),
            today in 2u32..=6,
        ) {
            let this_week = week("2026-W10");
            let projects: Vec<Project> = (1..=3).map(|id| {
                let in_it = |of: &BTreeSet<i64>| of.contains(&id).then_some(this_week).into_iter().collect();
                Project { away: in_it(&away), paused: in_it(&paused), ..samples::project(id) }
            }).collect();
            let bulletins: Vec<Bulletin> = filed.iter().map(|id| samples::bulletin(*id, "2026-W10")).collect();
            let members: Vec<Member> = (1..=4).map(|id| {
                let mut member = samples::member(false, &[]);
                member.person.id = PersonId(id);
                member.today = march(today);
                let held = roles.iter().filter(|(person, ..)| *person == id);
                member.memberships = held.map(|(_, project, is_eig)| {
                    let role = if *is_eig { Role::Eig } else { Role::Mentor };
                    Membership::open(PersonId(id), ProjectId(*project), role)
                }).collect();
                member
            }).collect();
            let absences: Absences = days.iter().map(|(person, first, length)| {
                (PersonId(*person), Away { first: march(*first), last: march(first + length) })
            }).collect();
            let counted = counted(projects, &bulletins, this_week);
            let reminded: BTreeSet<(i64, i64)> = whom_to_remind(&counted, &bulletins, &members, &absences)
                .map(|(member, project)| (member.person.id.0, project.id.0))
                .collect();
            let is_there = |person: i64| !days.iter().any(|(of, first, length)| {
                *of == person && (*first..=first + length).contains(&today)
            });
            let expected: BTreeSet<(i64, i64)> = roles
                .iter()
                .filter(|(person, project, is_eig)| {
                    let is_asked = ![&away, &paused, &filed].into_iter().any(|of| of.contains(project));
                    *is_eig && is_asked && is_there(*person)
                })
                .map(|(person, project, _)| (*person, *project))
                .collect();
            prop_assert_eq!(reminded, expected);
            let progress = Progress::of(&counted, &bulletins);
            let told = |id: &i64| !paused.contains(id) && (filed.contains(id) || !away.contains(id));
            prop_assert_eq!(progress.projects, (1..=3).filter(told).count());
            prop_assert_eq!(progress.filed, filed.iter().filter(|id| !paused.contains(id)).count());
        }
    }
}
