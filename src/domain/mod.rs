//! The rules of the programme: pure functions of a moment, the configuration and stored facts.
//!
//! Nothing here knows of databases, mail servers or browsers, and nothing here reads a clock.

pub mod audit;
pub mod bulletin;
pub mod calendar;
pub mod dashboard;
pub mod delivery;
pub mod digest;
pub mod draft;
pub mod history;
pub mod holidays;
pub mod names;
pub mod notification;
pub mod people;
pub mod preferences;
pub mod project;
pub mod reminder;
pub mod schedule;
pub mod search;
pub mod week;
pub mod zone;
