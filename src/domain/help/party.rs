//! Who comes to a request, and what they may do with it.

use super::{Request, Taking, TakingId};
use crate::domain::people::{Member, PersonId, Role};
use crate::domain::programme::project::ProjectId;

/// Who comes to a request.
#[derive(Debug, Clone)]
pub enum Party {
    Member(Member),
    /// Somebody outside the programme who took it once.
    Outsider(TakingId),
    /// Whoever reads a list, a channel or a shared page.
    Anybody,
}

/// In whose name a request is closed, or opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Of those who ask.
    Team,
    /// Of a coordinator, who says why: the team is told.
    Coordination,
}

impl Member {
    /// Whether this person is of the team that asks for help in that project's name.
    pub fn asks_for(&self, project: ProjectId) -> bool {
        self.has_role(Role::Eig, project)
    }
}

impl Party {
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Party::Member(member) => Some(member.person.id),
            _ => None,
        }
    }

    fn is_of_team(&self, request: &Request) -> bool {
        matches!(self, Party::Member(member) if member.asks_for(request.project))
    }

    /// Everybody of the programme may see to it, but those who ask; who is outside it proves an address first.
    pub fn may_take(&self, request: &Request) -> bool {
        matches!(self, Party::Member(_)) && !self.is_of_team(request)
    }

    /// Who files for the project says what it asks.
    pub fn may_revise(&self, request: &Request) -> bool {
        matches!(self, Party::Member(member) if member.may_file_for(request.project))
    }

    /// Whether they may close it and open it again, and in whose name; none: they may not.
    pub fn voice(&self, request: &Request) -> Option<Voice> {
        match self {
            Party::Member(_) if self.is_of_team(request) => Some(Voice::Team),
            Party::Member(member) if member.person.coordinator => Some(Voice::Coordination),
            _ => None,
        }
    }

    /// By what they see to it; none: they do not.
    pub fn taking<'a>(&self, request: &'a Request) -> Option<&'a Taking> {
        match self {
            Party::Member(member) => request.taking_of(member.person.id),
            Party::Outsider(id) => request.takings.iter().find(|taking| taking.id == *id),
            Party::Anybody => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{self, member};

    /// Whether they may take it and revise it, and in whose name they may close it.
    fn rights(party: &Party) -> (bool, bool, Option<Voice>) {
        let request = samples::request(1, "2026-W10");
        (party.may_take(&request), party.may_revise(&request), party.voice(&request))
    }

    #[test]
    fn a_team_ends_what_it_asks_and_everybody_else_may_take_it() {
        let of = |coordinator, roles: &[(Role, i64)]| Party::Member(member(coordinator, roles));
        assert_eq!(rights(&of(false, &[(Role::Eig, 1)])), (false, true, Some(Voice::Team)));
        assert_eq!(rights(&of(true, &[(Role::Eig, 1)])), (false, true, Some(Voice::Team)));
        assert_eq!(rights(&of(false, &[(Role::Eig, 2)])), (true, false, None));
        assert_eq!(rights(&of(false, &[(Role::Mentor, 1)])), (true, false, None));
        assert_eq!(rights(&of(true, &[])), (true, true, Some(Voice::Coordination)));
        for outside in [Party::Outsider(TakingId(1)), Party::Anybody] {
            assert_eq!(rights(&outside), (false, false, None));
        }
    }
}
