//! A promotion is brought in: its projects and people from a file, or all that a programme wrote in its first tool.
//!
//! Doing it again changes nothing, and doing it with a changed file changes what differs. Nothing is ever taken
//! away: who is not in the file any more is told, and kept.

mod file;
mod original;
mod pasted;
mod people;
mod promotion;
mod referents;
mod refused;
mod report;

pub use file::{Column, Fault, File, FileFault};
pub use original::{Original, Tally, import_original, read_projects};
pub use pasted::{Pasted, Plan, apply, plan};
pub use promotion::{free_slug, import};
pub use refused::Refused;
pub use report::{Change, Entry, Report, Thing, keep_on_record};
