//! What readers look at: histories, the promotion at a glance, what they search for.

pub mod dashboard;
pub mod history;
pub mod search;
pub mod sight;
