//! Backups into a folder, as often as the settings say: the newest are kept.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::fault::{Error, apart};
use super::taking::{self, Taken, Wish};
use crate::config::Config;
use crate::services::{self, Services};
use crate::store::Db;
use crate::store::database::installation::{self, Doing};

/// After how long it is tried again where it failed.
const RETRY: TimeDelta = TimeDelta::hours(1);
const BEGINS: &str = "bulletins-";
const MOMENT: &str = "%Y-%m-%dT%H%M%SZ";

/// Takes one where it is time and no replica has.
pub async fn back_up_when_due(services: &Arc<Services>) -> Result<(), Error> {
    let Some(folder) = services.config.backup.folder.clone() else { return Ok(()) };
    let taken_over = services.write(|scope| -> Result<bool, services::Error> {
        let last = installation::done_at(scope.conn, Doing::BackedUp)?;
        let begun = installation::done_at(scope.conn, Doing::BackingUp)?;
        let settings = &scope.services.config.backup;
        // What lies ahead was written by a clock that was wrong.
        let since = last.filter(|last| *last <= scope.now);
        let is_due =
            since.is_none_or(|since| settings.at.comes_between(since, scope.now, scope.calendar.zone));
        let is_tried = begun.is_some_and(|begun| begun <= scope.now && scope.now - begun < RETRY);
        // What was begun and done is not in the way of the next one, however soon that comes.
        let is_under_way = is_tried && begun > last;
        Ok(is_due
            && !is_under_way
            && installation::take_over(scope.conn, Doing::BackingUp, begun, scope.now)?)
    });
    let taken_over = taken_over.await.map_err(|error| match error {
        services::Error::Store(error) => Error::Store(error),
        _ => Error::BrokenOff,
    })?;
    if taken_over {
        // What there is may take its time.
        take(&services.db.without_limits(), &services.config, folder, services.clock.now()).await?;
    }
    Ok(())
}

/// Takes one now, and deletes those that are too many.
pub async fn take(
    db: &Db,
    config: &Config,
    folder: PathBuf,
    now: DateTime<Utc>,
) -> Result<(PathBuf, Taken), Error> {
    let settings = &config.backup;
    let ending = if settings.recipient.is_some() { "zip.age" } else { "zip" };
    let file = folder.join(format!("{BEGINS}{}.{ending}", now.format(MOMENT)));
    let made = folder.clone();
    apart(move || {
        let made_now = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&made);
        made_now.map_err(|source| Error::Unwritable { path: made, source })
    })
    .await?;
    let wish = Wish {
        file: file.clone(),
        recipient: settings.recipient.clone(),
        needs_key_file: config.security.key_file.is_some(),
    };
    let taken = taking::take(db, wish, now).await?;
    db.write(move |conn| installation::note_done(conn, Doing::BackedUp, now)).await?;
    let keep = settings.keep;
    let deleted = apart(move || Ok(delete_all_but(&folder, keep))).await?;
    tracing::info!(file = %file.display(), bytes = taken.bytes, deleted, "a backup was taken");
    Ok((file, taken))
}

/// Keeps the newest.
fn delete_all_but(folder: &Path, keep: usize) -> usize {
    let found = taken_into(folder);
    let too_many = found.len().saturating_sub(keep);
    found.iter().take(too_many).filter(|(_, path)| std::fs::remove_file(path).is_ok()).count()
}

/// When the backups in a folder were taken, which their names tell, oldest first. Others' files are left alone.
pub fn taken_into(folder: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let (moment, ending) = name.strip_prefix(BEGINS)?.split_once('.')?;
        let moment = NaiveDateTime::parse_from_str(moment, MOMENT).ok()?;
        ["zip", "zip.age"].contains(&ending).then(|| (moment.and_utc(), path))
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.filter_map(|entry| read(entry.path())).collect();
    found.sort();
    found
}
