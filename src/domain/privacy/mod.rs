//! What is kept on record.

pub mod audit;
pub mod detail;
