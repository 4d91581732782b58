//! A team writes its bulletin and files it.

pub mod course;
pub mod drafting;
pub mod place;
pub mod submitting;
mod telling;
pub mod writers;
