//! Which mails a person wants.

use super::Role;
use crate::domain::kit::named;

/// The digest that a person wants; stopping it altogether is unsubscribing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DigestWish {
    pub scope: Scope,
    pub every: Every,
}

impl DigestWish {
    /// What somebody has who begins with that role and has chosen nothing yet: a mentor a mail for each project that they
    /// follow, who looks from further away a page a month.
    pub fn of_first(role: Role) -> DigestWish {
        match role {
            Role::Mentor => DigestWish { scope: Scope::Own, every: Every::Week },
            Role::StrategicMentor => DigestWish { scope: Scope::Own, every: Every::Month },
            _ => DigestWish::default(),
        }
    }
}

/// What a digest tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    #[default]
    All,
    /// The reader's own; somebody without a project is told of all.
    Own,
    /// Of all, but only what they ask for.
    Help,
}

/// How often a digest comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Every {
    #[default]
    Week,
    /// With the last digest of each month.
    Month,
}

named!(Scope, "scope": All = "all", Own = "own", Help = "help");
named!(Every, "rhythm": Week = "week", Month = "month");
