//! The schedule and its pauses.

pub mod schedule;
