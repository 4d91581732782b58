//! The two languages: texts, and days and times in words.

mod days;
mod relative;
mod texts;
pub mod words;

pub use days::{days, moved};
pub use relative::when;
pub use texts::{Error, text, text_where_mails_stay};
