//! What coordinators run the programme with.

pub mod first;
pub mod import;
mod import_words;
pub mod logos;
mod project_form;
pub mod project_list;
pub mod project_pauses;
pub mod projects;
pub mod promotions;
pub mod stages;
pub mod start;
pub mod steps;
