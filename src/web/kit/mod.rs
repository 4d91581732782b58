//! What every handler uses: who asks, the frame of pages, forms, errors.

pub mod error_pages;
pub mod errors;
pub mod form;
pub mod forms;
pub mod gathering;
pub mod headers;
pub mod metrics;
pub mod page;
pub mod question;
pub mod site;
pub mod uploads;
pub mod view;
pub mod visitor;
