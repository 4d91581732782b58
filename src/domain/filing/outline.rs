//! A bulletin without its texts: what is counted of it.

use chrono::{DateTime, TimeDelta, Utc};

use super::bulletin::BulletinId;
use crate::domain::calendar::Week;
use crate::domain::programme::project::ProjectId;

/// A bulletin without its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    pub id: BulletinId,
    pub project: ProjectId,
    pub week: Week,
    pub quiet: bool,
    /// Filed after closing and grace.
    pub late: bool,
    pub filed_at: DateTime<Utc>,
    /// How long it took from opening a link's form to filing by it; none: it was not filed by one.
    pub took: Option<TimeDelta>,
    /// The week of the bulletin that tells what became of its priorities; none: none does.
    pub told_week: Option<Week>,
}
