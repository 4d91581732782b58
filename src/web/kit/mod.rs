//! What every handler uses: who asks, the frame of pages, forms, errors.

mod again;
pub mod asking_proof;
pub mod bodies;
pub mod connections;
pub mod ended_links;
pub mod error_pages;
pub mod errors;
pub mod form;
pub mod forms;
pub mod gathering;
pub mod headers;
pub mod keeping;
pub mod kept;
pub mod metrics;
pub mod page;
pub mod parts;
mod places;
pub mod proxies;
pub mod question;
pub mod request_log;
pub mod security_log;
mod sent;
pub mod site;
pub mod tour;
pub mod uploads;
pub mod view;
pub mod visitor;
