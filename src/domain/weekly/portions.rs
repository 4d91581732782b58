//! Which mails the end of a week brings somebody: no week of a project is told twice in full.

use std::collections::BTreeMap;

use crate::domain::people::preferences::{DigestWish, Every, Scope};
use crate::domain::people::{Member, Membership, PersonId, Role};
use crate::domain::programme::project::ProjectId;

/// How the mentor of a project reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// By a mail of its own, each week.
    Alone,
    /// By a sheet, each month.
    Sheet,
    /// With all others.
    Digest,
}

/// Which mails the end of a week brings somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Portions {
    /// Projects with a mail of their own, each with those in whose place alone it is read.
    pub alone: BTreeMap<ProjectId, Vec<PersonId>>,
    /// Projects with a sheet a month, the same.
    pub sheets: BTreeMap<ProjectId, Vec<PersonId>>,
    /// What the digest beside them tells; none: there is none.
    pub digest: Option<Scope>,
}

impl Portions {
    /// `wish_of`: what somebody wants for whom this one stands in.
    pub fn of(member: &Member, wish_of: impl Fn(PersonId) -> Option<DigestWish>) -> Portions {
        let mut portions = Portions::default();
        let own_wish = member.person.digest;
        let wish = |held: &Membership| match held.for_whom {
            Some(mentor) => wish_of(mentor).unwrap_or_default(),
            None => own_wish,
        };
        for project in member.mentored() {
            let held = || member.serving().filter(|held| held.project == project && held.role.is_mentor());
            let ways = || held().map(|held| (held.for_whom, way(held, wish(held))));
            // Who chose to read all of them has it there, whomever they stand in for.
            if ways().any(|way| way == (None, Way::Digest)) {
                continue;
            }
            let Some(first) = ways().map(|(_, way)| way).min() else { continue };
            let of_way: Vec<Option<PersonId>> =
                ways().filter(|(_, way)| *way == first).map(|(whom, _)| whom).collect();
            // Who has it as their own needs no reason.
            let is_own = of_way.contains(&None);
            let places = of_way.into_iter().flatten().filter(|_| !is_own).collect();
            match first {
                Way::Alone => _ = portions.alone.insert(project, places),
                Way::Sheet => _ = portions.sheets.insert(project, places),
                Way::Digest => {}
            }
        }
        let stands_in_for_all =
            member.serving().any(|held| held.for_whom.is_some() && wish(held).scope == Scope::All);
        let scope = if stands_in_for_all { Scope::All } else { own_wish.scope };
        portions.digest = Some(scope).filter(|scope| portions.leaves_something(member, *scope));
        portions
    }

    /// Whether a mail of its own tells of that project.
    pub fn tells(&self, project: ProjectId) -> bool {
        self.alone.contains_key(&project) || self.sheets.contains_key(&project)
    }

    fn leaves_something(&self, member: &Member, scope: Scope) -> bool {
        let is_left = |held: &Membership| match scope {
            Scope::Own => !self.tells(held.project),
            // A team reads of all, whatever its people are beside.
            _ => !self.tells(held.project) || matches!(held.role, Role::Eig | Role::Alumnus),
        };
        let tells_all = scope != Scope::Own && member.person.coordinator;
        let has_none = self.alone.is_empty() && self.sheets.is_empty();
        has_none || tells_all || scope == Scope::Help || member.serving().any(is_left)
    }
}

fn way(held: &Membership, wish: DigestWish) -> Way {
    match (wish.scope, wish.every, held.role) {
        (Scope::All | Scope::Help, ..) => Way::Digest,
        (Scope::Own, Every::Month, Role::StrategicMentor) => Way::Sheet,
        // Who stands in reads each week what that one would have read by now.
        (Scope::Own, Every::Month, _) if held.for_whom.is_none() => Way::Digest,
        (Scope::Own, ..) => Way::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{member, standing_in};

    fn wish(scope: Scope, every: Every) -> DigestWish {
        DigestWish { scope, every }
    }

    const WEEKLY: DigestWish = DigestWish { scope: Scope::Own, every: Every::Week };

    /// The projects of their own mails, those of sheets, and the rest.
    fn portions(member: &Member, stood_for: DigestWish) -> (Vec<i64>, Vec<i64>, Option<Scope>) {
        let portions = Portions::of(member, |_| Some(stood_for));
        let ids = |of: &BTreeMap<ProjectId, Vec<PersonId>>| of.keys().map(|id| id.0).collect();
        (ids(&portions.alone), ids(&portions.sheets), portions.digest)
    }

    fn with(own: DigestWish, coordinator: bool, roles: &[(Role, i64)]) -> Member {
        let mut member = member(coordinator, roles);
        member.person.digest = own;
        member
    }

    #[test]
    fn a_mentor_has_a_mail_for_each_project_or_all_in_one() {
        let two = [(Role::Mentor, 1), (Role::StrategicMentor, 2)];
        assert_eq!(portions(&with(WEEKLY, false, &two), WEEKLY), (vec![1, 2], vec![], None));
        let all = wish(Scope::All, Every::Week);
        assert_eq!(portions(&with(all, false, &two), WEEKLY), (vec![], vec![], Some(Scope::All)));
        let help = wish(Scope::Help, Every::Week);
        assert_eq!(portions(&with(help, false, &two), WEEKLY), (vec![], vec![], Some(Scope::Help)));
        // A sheet is for who looks from further away; who accompanies a project reads its month in full.
        let monthly = wish(Scope::Own, Every::Month);
        assert_eq!(portions(&with(monthly, false, &two), WEEKLY), (vec![], vec![2], Some(Scope::Own)));
    }

    #[test]
    fn who_is_more_than_a_mentor_has_the_rest_in_a_digest() {
        let both = [(Role::Mentor, 1), (Role::Eig, 2)];
        assert_eq!(portions(&with(WEEKLY, false, &both), WEEKLY), (vec![1], vec![], Some(Scope::Own)));
        let sponsor = [(Role::Mentor, 1), (Role::Sponsor, 1)];
        assert_eq!(portions(&with(WEEKLY, false, &sponsor), WEEKLY), (vec![1], vec![], None));
        // Who is no mentor reads as before.
        let all = DigestWish::default();
        assert_eq!(
            portions(&with(all, false, &[(Role::Eig, 2)]), WEEKLY),
            (vec![], vec![], Some(Scope::All))
        );
        assert_eq!(portions(&with(WEEKLY, true, &[]), WEEKLY), (vec![], vec![], Some(Scope::Own)));
    }

    #[test]
    fn a_stand_in_has_what_their_mentor_would_have_beside_their_own() {
        let only = standing_in(&[(Role::Mentor, 1)]);
        assert_eq!(portions(&only, WEEKLY), (vec![1], vec![], None));
        let reasons = Portions::of(&only, |_| Some(WEEKLY)).alone;
        assert_eq!(reasons[&ProjectId(1)], [PersonId(2)]);
        let all = DigestWish::default();
        assert_eq!(portions(&only, all), (vec![], vec![], Some(Scope::All)));
        let monthly = wish(Scope::Own, Every::Month);
        assert_eq!(portions(&only, monthly), (vec![1], vec![], None));
        let strategic = standing_in(&[(Role::StrategicMentor, 1)]);
        assert_eq!(portions(&strategic, monthly), (vec![], vec![1], None));
        // Somebody of another team, and somebody who coordinates, read on as they did.
        let mut eig = standing_in(&[(Role::Mentor, 1)]);
        eig.memberships.extend(member(false, &[(Role::Eig, 2)]).memberships);
        assert_eq!(portions(&eig, WEEKLY), (vec![1], vec![], Some(Scope::All)));
        let mut coordinator = standing_in(&[(Role::Mentor, 1)]);
        coordinator.person.coordinator = true;
        assert_eq!(portions(&coordinator, WEEKLY), (vec![1], vec![], Some(Scope::All)));
        // A mentor of one project who stands in for one of another has two mails.
        let mut mentor = standing_in(&[(Role::Mentor, 1)]);
        mentor.memberships.extend(member(false, &[(Role::Mentor, 3)]).memberships);
        mentor.person.digest = WEEKLY;
        assert_eq!(portions(&mentor, WEEKLY), (vec![1, 3], vec![], None));
    }
}
