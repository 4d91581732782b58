//! The schedule as coordinators see it, and the weeks that they pause.

pub mod pausing;
pub mod schedule;
