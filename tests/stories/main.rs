//! The users' weeks, told against the real app: on SQLite and PostgreSQL, with a real mail server and a clock that
//! the story moves.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod filing;
mod help;
mod identity;
mod operations;
mod people;
mod post;
mod privacy;
mod programme;
mod reading;
mod support;
mod weekly;
mod whole;
