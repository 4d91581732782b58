//! A file as it was written: values with the places where they stand.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::entries::Ends;
use super::fault::{Fault, FileFault};
use crate::domain::kit::Name;
use crate::domain::people::Role;

/// With which spreadsheets begin a file to say that it is UTF-8.
pub(super) const MARK: char = '\u{feff}';

/// A value and where it stands; lines and columns count from 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Spanned<String>")]
pub(in super::super) struct Cell {
    pub value: String,
    pub line: u64,
    pub column: u64,
}

impl From<Spanned<String>> for Cell {
    fn from(spanned: Spanned<String>) -> Self {
        let at = spanned.referenced;
        Cell { value: spanned.value, line: at.line(), column: at.column() }
    }
}

impl Cell {
    pub fn fault(&self, fault: Fault) -> FileFault {
        FileFault { line: self.line, column: self.column, fault }
    }
}

/// A file as it was written, whatever its format.
pub(super) struct Raw {
    /// None where it cannot be read; the rest is checked all the same.
    pub promotion: Option<RawPromotion>,
    pub coordinators: Vec<RawPerson>,
    pub projects: Vec<RawProject>,
}

pub(super) struct RawPromotion {
    pub name: Name,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

pub(super) struct RawProject {
    pub name: Cell,
    pub administration: Option<Cell>,
    pub ends_on: Option<Cell>,
    /// What it means where no day is given.
    pub ends_without_day: Ends,
    pub roles: Vec<RawRole>,
    pub notification: Option<Cell>,
    /// The address of a coordinator.
    pub referent: Option<Cell>,
}

pub(super) struct RawRole {
    pub role: Role,
    pub from: Option<Cell>,
    pub until: Option<Cell>,
    pub person: RawPerson,
}

pub(super) struct RawPerson {
    pub name: Cell,
    pub email: Cell,
    pub language: Option<Cell>,
}
