//! Promotions, projects, logos, and the database of the programme's first tool.

pub mod logos;
pub mod original;
pub mod projects;
pub mod promotions;
pub mod removal;
