//! Everything that is stored at one moment goes into one file, while others read and write.

use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use chrono::{DateTime, Utc};

use super::fault::{Error, apart};
use super::file::{self, Manifest};
use crate::store::Db;
use crate::store::database::carrying::Carrier;

/// How a backup is to be.
#[derive(Clone)]
pub struct Wish {
    pub file: PathBuf,
    /// For whom it is encrypted; none: it is not.
    pub recipient: Option<Recipient>,
    /// What is sealed needs a file that no backup holds.
    pub needs_key_file: bool,
}

/// What was written.
pub struct Taken {
    pub manifest: Manifest,
    /// How long the file is.
    pub bytes: u64,
}

/// Takes a backup, and looks at it before it is called one.
pub async fn take(db: &Db, wish: Wish, now: DateTime<Utc>) -> Result<Taken, Error> {
    let unwritable = |source| Error::Unwritable { path: std::env::temp_dir(), source };
    let folder = tempfile::tempdir().map_err(unwritable)?;
    let database = folder.path().join("database.sqlite");
    db.copy_to(&database).await?;
    let taken_from = if db.is_sqlite() { "sqlite" } else { "postgres" };
    apart(move || {
        let taken = write(&database, taken_from, &wish, now);
        drop(folder);
        taken
    })
    .await
}

fn write(database: &Path, taken_from: &str, wish: &Wish, now: DateTime<Utc>) -> Result<Taken, Error> {
    let Carrier { rows, schema, .. } = Carrier::open(database)?;
    let unreadable = |source| Error::Unreadable { path: database.to_owned(), source };
    let manifest = Manifest {
        schema,
        rows,
        taken_from: taken_from.into(),
        created_at: now,
        needs_key_file: wish.needs_key_file,
        ..Manifest::of(database).map_err(unreadable)?
    };
    let bytes = file::write(&wish.file, &manifest, database, wish.recipient.as_ref())?;
    Ok(Taken { manifest, bytes })
}
