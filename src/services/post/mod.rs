//! Mails leave the outbox, and people stop those that they do not want.

mod asking_again;
pub mod comparing_clocks;
pub mod delivering;
pub(in crate::services) mod outgoing;
pub mod unsubscribing;
