//! The record of what was done, and a person's own data.

pub mod audit;
pub mod data;
mod detail;
