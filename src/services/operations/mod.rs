//! What those ask who run the service.

pub mod readiness;
