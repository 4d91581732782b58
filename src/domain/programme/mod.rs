//! Promotions and their projects.

pub mod project;
