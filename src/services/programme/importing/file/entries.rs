//! What a file says, once nothing is wrong with it.

use chrono::NaiveDate;

use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale};
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
    pub eigs: Vec<PersonEntry>,
    pub mentors: Vec<PersonEntry>,
}

/// What a file says of the day on which a project ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    WithPromotion,
    On(NaiveDate),
    /// Nothing: what is known stays.
    Untold,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry {
    pub line: u64,
    pub name: Name,
    pub email: Email,
    pub language: Option<Locale>,
}
