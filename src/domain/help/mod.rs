//! Requests for help: each gets a person and an end.

mod event;
pub mod measures;
pub mod nagging;
mod outcomes;
mod party;
pub mod patience;
mod request;

pub use event::{Event, EventId, EventKind};
pub use outcomes::{Outcome, Outcomes};
pub use party::{Party, Voice};
pub use request::{End, Ending, MAX, MAX_OUTSIDE, Request, RequestId, Standing, Taking, TakingId};
