//! A promotion is brought in: its projects and people from a file, or all that a programme wrote in its first tool.
//!
//! Doing it again changes nothing, and doing it with a changed file changes what differs. Nothing is ever taken
//! away: who is not in the file any more is told, and kept.

mod file;
mod original;
mod pasted;
mod promotion;

pub use file::{Column, Fault, File, FileFault, PersonEntry, ProjectEntry};
pub use original::{Original, Tally, import_original, read_projects};
pub use pasted::{Pasted, Plan, Refused, apply, plan};
pub use promotion::{Change, Entry, Report, Thing, free_slug, import, keep_on_record};
