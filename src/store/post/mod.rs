//! The outbox, and what people do not want to be sent.

pub mod outbox;
pub mod unsubscriptions;
