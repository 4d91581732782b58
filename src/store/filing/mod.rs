//! What teams file and have begun to write.

pub mod bulletins;
pub mod drafts;
pub mod key_dates;
pub mod outcomes;
pub mod outlines;
