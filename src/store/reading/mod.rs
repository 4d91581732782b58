//! The search index, links for strangers, and who has read what.

pub mod acknowledgements;
pub(in crate::store) mod documents;
pub mod indexing;
pub mod search;
pub mod shares;
