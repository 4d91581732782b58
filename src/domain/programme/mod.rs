//! Promotions and their projects.

pub mod among;
pub mod ids;
pub mod project;
