//! What a team files, and what it has begun to write.

pub mod bulletin;
pub mod draft;
pub mod key_date;
pub mod questions;
pub mod text;
pub mod typed;
