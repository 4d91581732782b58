//! What people and the clock can do, one verb per file.

pub mod filing;
pub mod passwords;
pub mod signing_in;
pub mod signing_up;
pub mod tokens;

use crate::store;

/// Why a verb could not be done, through nobody's fault who asked for it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("a password could not be hashed: {0}")]
    Password(String),
    #[error("the program is stopping")]
    Stopping,
}
