//! The users' weeks, told against the real app: on SQLite and PostgreSQL, with a real mail server and a clock that
//! the story moves.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod administration;
mod browsing;
mod chat;
mod command_line;
mod crash;
mod delivery;
mod demo;
mod drafting;
mod filing;
mod gallery;
mod journeys;
mod letters;
mod operations;
mod own;
mod reading;
mod security;
mod sharing;
mod support;
mod week;
