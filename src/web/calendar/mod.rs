//! The schedule, its pauses, and the weeks in which teams are away.

pub mod schedule;
pub mod team_absences;
