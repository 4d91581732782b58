//! What a file says, once nothing is wrong with it.

use chrono::NaiveDate;

use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale, Role};
use crate::domain::post::notification::Notification;

/// A file that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: Name,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub coordinators: Vec<PersonEntry>,
    pub projects: Vec<ProjectEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectEntry {
    /// Where it stands in the file, from 1.
    pub line: u64,
    pub name: Name,
    /// None: what is known stays.
    pub administration: Option<Name>,
    pub ends: Ends,
    /// None: what is known stays.
    pub notification: Option<Notification>,
    /// None: who is known stays.
    pub referent: Option<ReferentEntry>,
    pub roles: Vec<RoleEntry>,
}

/// What a file says of the day on which a project ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    WithPromotion,
    On(NaiveDate),
    /// Nothing: what is known stays.
    Untold,
}

/// The coordinator who is asked about a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferentEntry {
    pub line: u64,
    pub column: u64,
    pub email: Email,
}

/// A role of somebody on a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleEntry {
    pub role: Role,
    /// The first day. None: what is known stays.
    pub from: Option<NaiveDate>,
    /// The last day. None: what is known stays.
    pub until: Option<NaiveDate>,
    pub person: PersonEntry,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    pub line: u64,
    pub name: Name,
    pub email: Email,
    pub language: Option<Locale>,
}
