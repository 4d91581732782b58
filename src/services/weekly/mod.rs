//! The course of a week: announced, reminded, told.

pub mod announcing;
pub(in crate::services) mod batch;
mod calling;
pub mod digesting;
pub(in crate::services) mod gathering;
mod in_parts;
pub mod previewing;
pub mod reminding;
pub mod ticking;
