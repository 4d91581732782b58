//! For those who watch over the service, and what it tells of itself.

pub mod health;
pub mod metrics;
pub mod public_pages;
