//! What follows from a role: the one table, which `docs/RIGHTS.md` shows.

use super::Role;

/// Of which projects somebody reads what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Follows {
    Nothing,
    /// The project on which they have the role.
    Own,
    All,
}

/// What somebody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Files for the project, and so reads what it has not published yet.
    pub files: bool,
    pub follows: Follows,
}

impl Rights {
    /// Somebody without any role has been added for a reason.
    pub const WITHOUT_ROLE: Rights = Rights { files: false, follows: Follows::All };
    /// A coordinator may help out on any project.
    pub const COORDINATOR: Rights = Rights { files: true, follows: Follows::All };

    const fn reading(follows: Follows) -> Rights {
        Rights { files: false, follows }
    }
}

impl Role {
    /// From its first day to its last.
    pub fn during(self) -> Rights {
        match self {
            Role::Eig => Rights { files: true, follows: Follows::All },
            Role::Mentor | Role::StrategicMentor | Role::Alumnus => Rights::reading(Follows::All),
            Role::Sponsor | Role::Helper => Rights::reading(Follows::Own),
        }
    }

    /// Before and after.
    pub fn outside(self) -> Rights {
        match self {
            Role::Eig | Role::Mentor | Role::StrategicMentor => Rights::reading(Follows::Own),
            Role::Sponsor | Role::Helper | Role::Alumnus => Rights::reading(Follows::Nothing),
        }
    }
}
