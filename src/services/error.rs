//! Why a verb could not be done.

use std::panic::Location;

use crate::{mail, store};

/// Why a verb could not be done, through nobody's fault who asked for it, or not by who asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Mail(#[from] mail::Error),
    #[error("none of {0} messages could be written")]
    NothingWritten(usize),
    #[error("people were erased or moved while their mails were written")]
    Outdated,
    #[error("a password could not be hashed: {0}")]
    Password(String),
    #[error("a file could not be written: {0}")]
    Export(String),
    /// A fault of this program. What it was is told by the panic itself, on standard error.
    #[error("the work handed over at {0} panicked")]
    Panicked(&'static Location<'static>),
    #[error("the program is stopping")]
    Stopping,
}

/// Why somebody may not do what they asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    #[error("nobody is signed in by that session any more")]
    SignedOut,
    #[error("this is for others")]
    Forbidden,
    #[error("who that is was proven too long ago")]
    Unproven,
}

impl Error {
    /// More is asked for than can be done soon; the same request may go well in a moment.
    pub fn is_busy(&self) -> bool {
        matches!(self, Error::Store(store::Error::Busy))
    }

    /// What was asked for cannot be done now, through no fault of it or of this program.
    pub fn is_passing(&self) -> bool {
        match self {
            Error::Store(error) => error.is_passing(),
            Error::Stopping => true,
            _ => false,
        }
    }

    pub(in crate::services) fn export(error: impl std::fmt::Display) -> Error {
        Error::Export(error.to_string())
    }
}
