//! Sign-ins, links and throttles.

pub mod link_tokens;
pub mod sessions;
pub mod throttles;
