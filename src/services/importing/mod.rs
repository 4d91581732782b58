//! A promotion is brought in from a file: its projects and their people.
//!
//! Doing it again changes nothing, and doing it with a changed file changes what differs. Nothing is ever taken
//! away: who is not in the file any more is told, and kept.

mod file;
mod promotion;

pub use file::{File, FileFault, PersonEntry, ProjectEntry};
pub use promotion::{Change, Report, import};
