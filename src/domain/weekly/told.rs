//! What is told of a project, and why somebody is told.

use chrono::NaiveDate;

use crate::domain::filing::bulletin::Bulletin;
use crate::domain::programme::project::Project;

/// Somebody asked the reader to read in their place.
#[derive(Debug, Clone, Copy)]
pub struct StandsIn<'a> {
    pub name: &'a str,
    /// The last day.
    pub until: NaiveDate,
}

/// A bulletin and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub project: &'a Project,
    pub bulletin: &'a Bulletin,
    /// The reader's own project.
    pub own: bool,
}
