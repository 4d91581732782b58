//! Which mails a person wants.

use crate::domain::kit::named;

/// The digest that a person wants; stopping it altogether is unsubscribing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DigestWish {
    pub scope: Scope,
    pub every: Every,
}

impl DigestWish {
    /// What a mentor has who has chosen nothing yet: a mail for each project that they follow.
    pub const OF_MENTORS: DigestWish = DigestWish { scope: Scope::Own, every: Every::Week };
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
