//! Files that are there whole, for their owner alone, or not at all.

use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

use tempfile::NamedTempFile;

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Begins one beside where it is to be.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`]: nothing is ever written over.
pub(in crate::services) fn begin(file: &Path) -> Result<NamedTempFile> {
    if file.exists() {
        return Err(Error::new(ErrorKind::AlreadyExists, format!("{} is there already", file.display())));
    }
    tempfile::Builder::new().prefix(".bulletins-").suffix(".part").tempfile_in(folder_of(file))
}

/// Has what was written on the disk, and then gives it its name; how long it is.
pub(in crate::services) fn keep(part: NamedTempFile, file: &Path) -> Result<u64> {
    part.as_file().sync_all()?;
    let kept = part.persist_noclobber(file).map_err(|failed| failed.error)?;
    // That it has this name is on the disk, too.
    File::open(folder_of(file))?.sync_all()?;
    Ok(kept.metadata()?.len())
}
