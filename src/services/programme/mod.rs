//! Coordinators run the programme: its promotions and projects.

pub mod following;
pub mod importing;
pub mod listing;
pub mod logos;
pub mod overview;
pub mod projects;
pub mod promotions;
pub mod removing;
pub mod steps;
pub mod taking_along;
pub mod without_team;
