//! The rules of the programme: pure functions of a moment, the configuration and stored facts.
//!
//! Nothing here knows of databases, mail servers or browsers, and nothing here reads a clock.

pub mod calendar;
pub mod filing;
pub mod help;
pub mod identity;
pub mod kit;
pub mod people;
pub mod post;
pub mod privacy;
pub mod programme;
pub mod reading;
#[cfg(test)]
pub mod samples;
pub mod weekly;
