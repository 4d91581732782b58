//! Why a file was not brought in.

use super::file::FileFault;
use crate::services::Error;
use crate::store;

/// Why nothing was brought in.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("the file is wrong")]
    Faults(Vec<FileFault>),
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Refused::Failed(error.into())
    }
}
