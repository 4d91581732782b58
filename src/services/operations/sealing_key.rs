//! The key with which is sealed: the installation's own, or one in a file outside the database.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::config::Security;
use crate::services::sealing::Seal;
use crate::store::database::installation::{self, Installation};
use crate::store::{self, Conn};

/// As many bytes as cannot be guessed.
const LEAST: usize = 32;

/// Why nothing can be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{setting} cannot be read: {reason}")]
    Unreadable { setting: &'static str, reason: std::io::Error },
    #[error("{0} must hold {LEAST} random bytes or more, such as `head -c 32 /dev/urandom` writes")]
    TooShort(&'static str),
    #[error(
        "this database was sealed with another key than security.key_file holds: bring that file back, or name it as \
         security.former_key_file (docs/OPERATIONS.md tells what to do where it is lost)"
    )]
    Other,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Seals with the file's key, where the settings name one, and opens what the installation's own sealed before.
pub fn seal(settings: &Security, installation: &Installation) -> Result<Seal, Error> {
    let file = read("security.key_file", settings.key_file.as_deref())?;
    let former = read("security.former_key_file", settings.former_key_file.as_deref())?;
    let own = installation.key.as_slice();
    Ok(match (&file, &former) {
        (Some(file), Some(former)) => Seal::new(file, &[former, own]),
        (Some(file), None) => Seal::new(file, &[own]),
        (None, Some(former)) => Seal::new(own, &[former]),
        (None, None) => Seal::new(own, &[]),
    })
}

fn read(setting: &'static str, path: Option<&Path>) -> Result<Option<Vec<u8>>, Error> {
    let Some(path) = path else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|reason| Error::Unreadable { setting, reason })?;
    if bytes.len() < LEAST { Err(Error::TooShort(setting)) } else { Ok(Some(bytes)) }
}

/// Whether others than its owner can read it: where a container's platform hands it in, that may be as it must.
pub fn is_open_to_others(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

/// Whether all that was sealed so far can be opened.
///
/// # Errors
/// [`Error::Other`]: to go on would seal with one key what others then cannot open, and lose what waits.
pub fn look(conn: &mut Conn, seal: &Seal) -> Result<(), Error> {
    match installation::sealed_with(conn)? {
        Some(mark) if !seal.knows(&mark) => Err(Error::Other),
        _ => Ok(()),
    }
}

/// From now on the database is sealed with that key.
///
/// # Errors
/// As [`look`].
pub fn take_over(conn: &mut Conn, seal: &Seal) -> Result<(), Error> {
    look(conn, seal)?;
    Ok(installation::set_sealed_with(conn, &seal.mark())?)
}
