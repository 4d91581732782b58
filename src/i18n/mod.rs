//! The two languages: texts, and days and times in words.

mod texts;
pub mod words;

pub use texts::text;
