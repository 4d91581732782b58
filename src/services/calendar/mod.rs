//! The schedule as coordinators see it, the weeks that they pause, and those in which teams are away.

pub mod absences;
pub mod pausing;
pub mod schedule;
pub mod team_absences;
