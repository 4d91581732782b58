//! What is kept on record, and what is kept of people.

pub mod audit;
pub mod kept;
