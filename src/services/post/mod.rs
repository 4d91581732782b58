//! Mails leave the outbox, and people stop those that they do not want.

pub mod accounting;
mod asking_again;
pub mod comparing_clocks;
pub mod delivering;
pub mod envelopes;
pub(in crate::services) mod handing_on;
pub mod holding;
mod limits;
pub(in crate::services) mod outgoing;
pub mod returning;
pub(in crate::services) mod rewriting;
pub mod sealing_anew;
mod settling;
pub mod standing_still;
pub mod texts;
pub mod unsubscribing;
