//! Mails as files, for reading with any mail program.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use mail_parser::MessageParser;

use super::{Error, Letters, naming};
use crate::domain::people::Email;

/// A folder for them, which is its owner's alone.
pub(super) fn make(folder: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

pub(super) fn write(folder: &Path, mail: &[u8]) -> std::io::Result<()> {
    let name = format!("{:032x}", rand::random::<u128>());
    put(folder, &name, mail)
}

/// Renamed once it is whole: a crash leaves no half mail that looks like one.
fn put(folder: &Path, name: &str, mail: &[u8]) -> std::io::Result<()> {
    let unfinished = folder.join(format!("{name}.part"));
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?
        .write_all(mail)?;
    std::fs::rename(&unfinished, folder.join(format!("{name}.eml")))
}

/// Deletes the mails to somebody and those that tell of them by name, and takes their address out of all others. No folder:
/// no mails.
///
/// # Errors
/// A file cannot be read or written; those before it are done.
pub fn forget(letters: &Letters, folder: &Path, somebody: &Email, names: &[String]) -> Result<(), Error> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(Error::Folder)?,
    };
    for entry in entries {
        let path = entry.map_err(Error::Folder)?.path();
        let (Some(name), Some("eml")) =
            (path.file_stem().and_then(|name| name.to_str()), path.extension().and_then(|end| end.to_str()))
        else {
            continue;
        };
        let mail = std::fs::read(&path).map_err(Error::Folder)?;
        if is_to(&mail, somebody) || naming::tells_of(&mail, somebody, names) {
            std::fs::remove_file(&path).map_err(Error::Folder)?;
        } else if let Some(mail) = letters.without(&mail, somebody)? {
            put(folder, name, &mail).map_err(Error::Folder)?;
        }
    }
    Ok(())
}

fn is_to(mail: &[u8], somebody: &Email) -> bool {
    let header = MessageParser::default().parse_headers(mail);
    let to = header.as_ref().and_then(|header| header.to());
    to.is_some_and(|to| to.iter().any(|known| known.address() == Some(somebody.as_str())))
}
