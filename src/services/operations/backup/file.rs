//! The file of a backup: a ZIP of a manifest and an SQLite database, encrypted by age where somebody wants that.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::fault::Error;
use crate::services::hashing::Hashing;
use crate::services::whole_file;

/// What this program writes; it reads no other.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "database.sqlite";
/// No manifest is longer.
const LONGEST_MANIFEST: u64 = 1 << 20;
/// What every file that age encrypted begins with.
const AGE: &[u8] = b"age-encryption.org/v1";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The newest migration that its database had seen.
    pub schema: String,
    /// Which database it was taken from: "sqlite" or "postgres".
    pub taken_from: String,
    pub created_at: DateTime<Utc>,
    /// What is sealed needs a file that is not in here (`security.key_file`).
    pub needs_key_file: bool,
    pub bytes: u64,
    pub sha256: String,
    /// Of each table.
    pub rows: BTreeMap<String, u64>,
}

impl Manifest {
    /// Of that database file; the rest is for the caller to say.
    pub fn of(database: &Path) -> io::Result<Manifest> {
        let mut hashing = Hashing::default();
        let bytes = io::copy(&mut File::open(database)?, &mut hashing)?;
        Ok(Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").into(),
            schema: String::new(),
            taken_from: String::new(),
            created_at: DateTime::UNIX_EPOCH,
            needs_key_file: false,
            bytes,
            sha256: hashing.told(),
            rows: BTreeMap::new(),
        })
    }

    pub fn all_rows(&self) -> u64 {
        self.rows.values().sum()
    }
}

/// Writes the file, for its owner alone: whole and on the disk, or not at all. How long it is.
///
/// # Errors
/// [`Error::Exists`]: nothing is ever written over.
pub fn write(
    to: &Path,
    manifest: &Manifest,
    database: &Path,
    recipient: Option<&Recipient>,
) -> Result<u64, Error> {
    let refused = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists(to.to_owned()),
        _ => Error::Unwritable { path: to.to_owned(), source },
    };
    let mut part = whole_file::begin(to).map_err(refused)?;
    let out = BufWriter::new(part.as_file_mut());
    let written = match recipient {
        None => pack(out, manifest, database).and_then(|mut out| out.flush()),
        Some(recipient) => encrypting(out, recipient)
            .and_then(|out| pack(out, manifest, database))
            .and_then(|out| out.finish())
            .and_then(|mut out| out.flush()),
    };
    written.map_err(refused)?;
    whole_file::keep(part, to).map_err(refused)
}

fn encrypting<W: Write>(out: W, recipient: &Recipient) -> io::Result<age::stream::StreamWriter<W>> {
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient));
    encryptor.map_err(io::Error::other)?.wrap_output(out)
}

fn pack<W: Write>(out: W, manifest: &Manifest, database: &Path) -> io::Result<W> {
    let mut zip = ZipWriter::new_stream(out);
    let options = SimpleFileOptions::default().unix_permissions(0o600);
    zip.start_file(MANIFEST, options)?;
    serde_json::to_writer_pretty(&mut zip, manifest)?;
    zip.start_file(DATABASE, options.large_file(manifest.bytes > u64::from(u32::MAX / 2)))?;
    io::copy(&mut File::open(database)?, &mut zip)?;
    Ok(zip.finish()?.into_inner())
}

/// A backup's database, in a folder that goes with this value.
pub struct Unpacked {
    pub manifest: Manifest,
    pub database: PathBuf,
    pub was_encrypted: bool,
    _folder: TempDir,
}

/// Reads such a file, and makes sure that it is whole.
pub fn read(path: &Path, identity: Option<&Path>) -> Result<Unpacked, Error> {
    let unreadable = |source: io::Error| Error::Unreadable { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut begins = Vec::new();
    (&mut file).take(AGE.len() as u64).read_to_end(&mut begins).map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    let file = BufReader::new(file);
    if begins != AGE {
        return unpack(path, file, false);
    }
    let identity = identity.ok_or_else(|| Error::Encrypted(path.to_owned()))?;
    let identities = identities(identity)?;
    let identities = identities.iter().map(|identity| identity.as_ref() as &dyn age::Identity);
    let decryptor = age::Decryptor::new_buffered(file).map_err(|_| Error::Foreign(path.to_owned()))?;
    let opened = decryptor.decrypt(identities).map_err(|_| Error::OtherIdentity(identity.to_owned()))?;
    unpack(path, opened, true)
}

fn identities(path: &Path) -> Result<Vec<Box<dyn age::Identity + Send + Sync>>, Error> {
    let unreadable = |source: io::Error| Error::Unreadable { path: path.to_owned(), source };
    let text = BufReader::new(File::open(path).map_err(unreadable)?);
    let none = || Error::NoIdentity(path.to_owned());
    let found = age::IdentityFile::from_buffer(text).map_err(|_| none())?;
    let found = found.into_identities().map_err(|_| none())?;
    if found.is_empty() { Err(none()) } else { Ok(found) }
}

fn unpack<R: Read + Seek>(path: &Path, from: R, was_encrypted: bool) -> Result<Unpacked, Error> {
    let foreign = || Error::Foreign(path.to_owned());
    let damaged = |what: String| Error::Damaged { path: path.to_owned(), what };
    let of_zip = |error: ZipError| match error {
        ZipError::FileNotFound => foreign(),
        other => damaged(other.to_string()),
    };
    let mut zip = ZipArchive::new(from).map_err(|_| foreign())?;
    let manifest = zip.by_name(MANIFEST).map_err(of_zip)?.take(LONGEST_MANIFEST);
    let manifest: Manifest = serde_json::from_reader(manifest).map_err(|_| foreign())?;
    if manifest.format > FORMAT {
        return Err(Error::Newer(path.to_owned()));
    }
    let folder =
        tempfile::tempdir().map_err(|source| Error::Unwritable { path: std::env::temp_dir(), source })?;
    let database = folder.path().join(DATABASE);
    let unwritable = |source: io::Error| Error::Unwritable { path: database.clone(), source };
    let mut out = File::create_new(&database).map_err(unwritable)?;
    let mut hashing = Hashing::default();
    // No more than it says: a file that swells is none of ours.
    let mut packed = zip.by_name(DATABASE).map_err(of_zip)?.take(manifest.bytes.saturating_add(1));
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = packed.read(&mut buffer).map_err(|error| damaged(error.to_string()))?;
        if count == 0 {
            break;
        }
        hashing.see(&buffer[..count]);
        out.write_all(&buffer[..count]).map_err(unwritable)?;
    }
    if hashing.told() != manifest.sha256 {
        return Err(damaged("its database is not the one that was written (SHA-256)".into()));
    }
    drop(packed);
    Ok(Unpacked { manifest, database, was_encrypted, _folder: folder })
}
