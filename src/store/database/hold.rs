//! That this database was brought back from a backup, and nobody is written to until somebody has looked.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::installation::{put, value};
use super::schema::installation;
use crate::store::{Conn, Error, Result};

/// Since when, and of when the backup was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    pub backup_of: DateTime<Utc>,
    pub since: DateTime<Utc>,
}

const NAME: &str = "held";

pub fn begin(conn: &mut Conn, hold: Hold) -> Result<()> {
    let text = format!("{} {}", hold.backup_of.to_rfc3339(), hold.since.to_rfc3339());
    put(conn, NAME, &text).map(|_| ())
}

pub fn find(conn: &mut Conn) -> Result<Option<Hold>> {
    let Some(text) = value(conn, NAME)? else { return Ok(None) };
    let read = || {
        let (backup_of, since) = text.split_once(' ')?;
        Some(Hold { backup_of: backup_of.parse().ok()?, since: since.parse().ok()? })
    };
    read().map(Some).ok_or_else(|| Error::Corrupt("installation.held".into()))
}

/// False: somebody else has ended it.
pub fn end(conn: &mut Conn) -> Result<bool> {
    Ok(diesel::delete(installation::table.find(NAME)).execute(conn)? == 1)
}
