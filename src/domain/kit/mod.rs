//! What every subject is made of: values with names, texts of one line, and what can be wrong with what was typed.

pub mod ahead;
mod fault;
mod named;
mod order;
mod span;
mod text;
mod unseen;

pub use ahead::is_ahead;
pub use fault::{Fault, Faults, Wrong};
pub use named::NoSuch;
pub(in crate::domain) use named::named;
pub use order::by_name;
pub use span::Span;
pub use text::{Description, Label, Name, Reason, beginning};
pub use unseen::{is_blank, is_padding, turns};
