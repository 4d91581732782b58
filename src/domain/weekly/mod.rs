//! What is sent in the course of a week, to whom, and what it tells.

pub mod around;
pub mod asks;
pub mod digest;
pub mod facts;
pub mod help;
pub mod news;
pub mod portions;
pub mod reminder;
pub mod told;
