//! What people are to a project.

use serde::{Deserialize, Serialize};

use crate::domain::kit::named;

/// What a person is to a project; what follows from it stands in [`super::rights`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// On its team.
    Eig,
    /// Accompanies it from week to week, in its administration.
    Mentor,
    /// Answers for it in its administration, from further away.
    StrategicMentor,
    Sponsor,
    /// Lends a hand for a while.
    Helper,
    /// Was on a team, and is still interested in all of them.
    Alumnus,
}

named!(Role, "role":
    Eig = "eig",
    Mentor = "mentor",
    StrategicMentor = "strategic-mentor",
    Sponsor = "sponsor",
    Helper = "helper",
    Alumnus = "alumnus",
);

impl Role {
    /// Of either kind.
    pub fn is_mentor(self) -> bool {
        matches!(self, Role::Mentor | Role::StrategicMentor)
    }
}
