//! What every handler uses: who asks, the frame of pages, forms, errors.

pub mod errors;
pub mod field;
pub mod form;
pub mod forms;
pub mod headers;
pub mod page;
pub mod question;
pub mod uploads;
pub mod view;
pub mod visitor;
