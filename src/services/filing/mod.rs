//! A team writes its bulletin and files it.

pub mod course;
pub mod drafting;
pub mod place;
pub mod submitting;
pub(in crate::services) mod telling;
pub mod writers;
