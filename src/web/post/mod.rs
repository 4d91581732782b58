//! Mails: what became of each, and stopping those that one does not want.

pub mod brought_back;
pub mod held;
pub mod mails;
pub mod previews;
pub mod returning;
pub mod standstill;
pub mod subscriptions;
