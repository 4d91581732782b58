//! Promotions and their projects.

pub mod ids;
pub mod project;
