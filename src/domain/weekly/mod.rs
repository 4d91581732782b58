//! What is sent in the course of a week, to whom, and what it tells.

pub mod digest;
pub mod facts;
pub mod help;
pub mod reminder;
