//! For those who watch over the service.

pub mod numbers;
