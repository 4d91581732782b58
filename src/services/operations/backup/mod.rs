//! Everything in one file: taken while others work, looked at, brought back, moved to the other database.

pub mod file;
pub mod moving;
pub mod restoring;
pub mod rotating;
pub mod taking;
pub mod upgrading;

mod fault;

pub use fault::Error;
