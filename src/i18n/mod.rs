//! The two languages: texts, and days and times in words.

mod days;
mod texts;
pub mod words;

pub use days::{days, moved};
pub use texts::{Error, text};
