//! Paused weeks.

pub mod pauses;
