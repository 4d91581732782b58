//! Key dates as they are kept: each knows which bulletin it came with.

use chrono::{DateTime, Utc};

use super::bulletin::KeyDate;
use crate::domain::calendar::Week;
use crate::domain::programme::project::ProjectId;

/// A key date, whose it is, and the week of the bulletin that announced it (none: it came from elsewhere).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub project: ProjectId,
    pub key_date: KeyDate,
    pub week: Option<Week>,
    pub created_at: DateTime<Utc>,
}
