//! Paused weeks, and those in which teams are away.

pub mod pauses;
pub mod team_absences;
