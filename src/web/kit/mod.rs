//! What every handler uses: who asks, the frame of pages, forms, errors.

pub mod errors;
pub mod field;
pub mod forms;
pub mod gathering;
pub mod headers;
pub mod question;
pub mod uploads;
pub mod view;
pub mod visitor;
