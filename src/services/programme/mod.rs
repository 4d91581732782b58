//! Coordinators run the programme: its promotions and projects.

pub mod fault;
pub mod importing;
pub mod logos;
pub mod projects;
pub mod promotions;
