//! The schedule, its pauses, and the weeks in which teams are away.

pub mod pausing_view;
pub mod schedule;
pub mod team_absences;
