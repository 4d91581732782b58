//! What the scheduler did.

pub mod runs;
