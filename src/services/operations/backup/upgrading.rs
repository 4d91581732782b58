//! Before an SQLite database is brought up to date, a backup is laid beside it, and kept for a week.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::fault::Error;
use super::taking::{self, Wish};
use crate::store::{self, Db, Standing};

/// For how long such backups are kept.
const KEPT: TimeDelta = TimeDelta::days(7);
const BETWEEN: &str = ".before-update-";
const ENDING: &str = ".zip";
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// Brings the database up to date; how many migrations that took. With PostgreSQL backups are the operator's.
///
/// # Errors
/// [`Error::BeforeUpdate`]: without its backup nothing is changed.
pub async fn bring_up_to_date(db: &Db, needs_key_file: bool, now: DateTime<Utc>) -> Result<usize, Error> {
    let standing = store::standing(db).await?;
    let is_new = store::is_new(standing)?;
    let is_behind = matches!(standing, Standing::Behind(_)) && !is_new;
    if let Some(database) = db.file().filter(|_| is_behind) {
        let file = beside(database, now);
        let wish = Wish { file: file.clone(), recipient: None, needs_key_file };
        match taking::take(db, wish, now).await {
            // Another program that starts at the same moment has written it.
            Ok(_) | Err(Error::Exists(_)) => {}
            Err(error) => return Err(Error::BeforeUpdate(Box::new(error))),
        }
        tracing::info!(file = %file.display(), "a backup from before the update lies beside the database");
    }
    let done = store::migrate(db).await?;
    if let Some(file) = db.file().filter(|_| is_new && done > 0) {
        // Whoever meant another is told.
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        tracing::info!(file = %file.display(), "a new database was made");
    }
    Ok(done)
}

fn beside(database: &Path, now: DateTime<Utc>) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(format!("{BETWEEN}{}{ENDING}", now.format(MOMENT)));
    name.into()
}

/// Deletes those that are old; how many.
pub fn delete_old(db: &Db, now: DateTime<Utc>) -> usize {
    let Some(database) = db.file() else { return 0 };
    let (Some(folder), Some(name)) = (database.parent(), database.file_name()) else { return 0 };
    let begins = format!("{}{BETWEEN}", name.to_string_lossy());
    let is_old = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let written = name.strip_prefix(&begins).and_then(|rest| rest.strip_suffix(ENDING));
        let written = written.and_then(|moment| NaiveDateTime::parse_from_str(moment, MOMENT).ok());
        written.is_some_and(|written| now - written.and_utc() >= KEPT)
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(is_old).filter(|path| std::fs::remove_file(path).is_ok()).count()
}
