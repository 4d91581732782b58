//! Why nothing was taken or brought back.

use std::path::PathBuf;

use crate::store;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("there is no database yet: nothing to take along; name the service's settings by --config FILE")]
    Nothing,
    #[error("{0} is there already: nothing was written over it")]
    Exists(PathBuf),
    #[error("{path} cannot be written")]
    Unwritable { path: PathBuf, source: std::io::Error },
    #[error("{path} cannot be read")]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{0} is no backup of this program, or a damaged one")]
    Foreign(PathBuf),
    #[error("{path} is damaged: {what}")]
    Damaged { path: PathBuf, what: String },
    #[error("{0} was written by a newer version of Bulletins: use that one, or a newer one still")]
    Newer(PathBuf),
    #[error("{0} is encrypted: name the file with the identity that opens it (--identity)")]
    Encrypted(PathBuf),
    #[error(
        "{0} holds no identity that this program knows: age-keygen writes such files (AGE-SECRET-KEY-1…)"
    )]
    NoIdentity(PathBuf),
    #[error("the identity in {0} does not open this backup")]
    OtherIdentity(PathBuf),
    #[error(
        "no backup could be written before the update, so nothing was changed: make room, or do \
         `bulletins migrate --without-backup`"
    )]
    BeforeUpdate(#[source] Box<Error>),
    #[error("the work on the backup was broken off")]
    BrokenOff,
}

/// For closures that wait for the disk.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Error::BrokenOff))
}
