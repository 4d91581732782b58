//! The search index, and links for strangers.

pub mod indexing;
pub mod search;
pub mod shares;
