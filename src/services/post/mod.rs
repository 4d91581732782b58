//! Mails leave the outbox, and people stop those that they do not want.

pub mod delivering;
pub mod unsubscribing;
