//! Promotions and their projects.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::week::Week;

/// Identifies a [`Promotion`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PromotionId(pub i64);

/// A cohort, with its first and last day (both included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promotion {
    pub id: PromotionId,
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// Identifies a [`Project`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProjectId(pub i64);

/// One challenge, in one promotion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    pub id: ProjectId,
    pub promotion: PromotionId,
    /// The name in addresses, as in `/projects/karfu-r`; unique over all promotions.
    pub slug: String,
    pub name: String,
    /// The administration that hosts the project.
    pub administration: String,
    pub starts_on: NaiveDate,
    /// The last day: the project's own, or its promotion's.
    pub ends_on: NaiveDate,
}

impl Project {
    /// A project files for each week that shares a day with it.
    pub fn is_active_in(&self, week: Week) -> bool {
        self.starts_on <= week.sunday() && week.monday() <= self.ends_on
    }
}
