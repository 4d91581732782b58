//! What is kept on record.

pub mod audit;
