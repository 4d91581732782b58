//! What a team files, and what it has begun to write.

pub mod bulletin;
pub mod draft;
pub mod first_tap;
pub mod key_date;
pub mod last_week;
pub mod outcomes;
pub mod outline;
pub mod questions;
pub mod taps;
pub mod text;
pub mod typed;
