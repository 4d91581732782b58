//! What readers look at: histories, the promotion at a glance, what they search for.

pub mod acknowledging;
pub mod attention;
pub mod dashboard;
pub mod history;
pub mod measures;
pub mod period;
pub mod search;
pub mod sheet;
pub mod sight;
