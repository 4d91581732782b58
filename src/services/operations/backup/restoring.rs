//! A backup is looked at, and brought back into a database in which nothing is.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::fault::{Error, apart};
use super::file::{self, Manifest, Unpacked};
use crate::store::database::carrying::{self, Carrier};
use crate::store::database::hold::{self, Hold};
use crate::store::reading::indexing;
use crate::store::{self, Db, Standing};

/// A backup, and what opens it.
#[derive(Clone)]
pub struct Backup {
    pub file: PathBuf,
    pub identity: Option<PathBuf>,
}

/// One that is whole.
pub struct Verified {
    pub manifest: Manifest,
    pub was_encrypted: bool,
    /// How it stands to this program.
    pub standing: Standing,
}

/// What was brought back.
pub struct Restored {
    pub manifest: Manifest,
    pub rows: u64,
    /// How many migrations that took.
    pub migrations: usize,
}

/// Whether the file is whole: its checksum, its database, the rows of each table.
pub async fn verify(backup: Backup) -> Result<Verified, Error> {
    apart(move || {
        let (unpacked, carrier) = open(&backup)?;
        let Unpacked { manifest, was_encrypted, .. } = unpacked;
        Ok(Verified { manifest, was_encrypted, standing: carrier.standing })
    })
    .await
}

fn open(backup: &Backup) -> Result<(Unpacked, Carrier), Error> {
    let unpacked = file::read(&backup.file, backup.identity.as_deref())?;
    let damaged = |what: &str| Error::Damaged { path: backup.file.clone(), what: what.into() };
    let carrier = Carrier::open(&unpacked.database)?;
    if carrier.rows != unpacked.manifest.rows {
        return Err(damaged("its tables have not as many rows as it says"));
    }
    if carrier.schema != unpacked.manifest.schema {
        return Err(damaged("its schema is not the one that it says"));
    }
    Ok((unpacked, carrier))
}

/// Brings a backup back, with the tables of this program, and holds back whatever would be sent: an old one must not write
/// to people again ([`bringing_back`](crate::services::operations::bringing_back)).
///
/// # Errors
/// Nothing is changed then. [`Error::Newer`] of what this program does not know; [`store::Error::NotEmpty`].
pub async fn restore(db: &Db, backup: Backup, now: DateTime<Utc>) -> Result<Restored, Error> {
    let opening = backup.clone();
    let (unpacked, carrier, migrations) = apart(move || {
        let (unpacked, carrier) = open(&opening)?;
        let migrations = match carrier.standing {
            Standing::UpToDate => 0,
            Standing::Behind(_) => carrier.bring_up_to_date()?,
            Standing::Ahead | Standing::TooNew => return Err(Error::Newer(opening.file.clone())),
        };
        Ok((unpacked, carrier, migrations))
    })
    .await?;
    let hold = Hold { backup_of: unpacked.manifest.created_at, since: now };
    store::migrate(db).await?;
    let then = move |conn: &mut store::Conn| {
        indexing::rebuild(conn)?;
        carrying::pass_over_numbers(conn)?;
        hold::begin(conn, hold)
    };
    let rows = db.take_in(&carrier, then).await?;
    Ok(Restored { manifest: unpacked.manifest, rows, migrations })
}
