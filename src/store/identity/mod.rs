//! Sign-ins, links and throttles.

pub mod asked_mails;
pub mod link_tokens;
pub mod sessions;
pub mod throttles;
