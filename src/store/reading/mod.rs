//! The search index, links for strangers, and who has read what.

pub mod acknowledgements;
pub mod indexing;
pub mod search;
pub mod shares;
