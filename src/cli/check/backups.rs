//! The folder of backups: whether the next one can be written there, and whether the last one was.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use rustix::fs::{Access, access};

use super::finding::Finding;
use super::machine::{self, MEGABYTE};
use crate::clock::{Clock, System};
use crate::config::{Config, platform};
use crate::services::operations::backup::rotating::taken_into;
use crate::store::Db;

/// For so long a backup that was due may be late: it is tried again each hour.
const TOLERATED: TimeDelta = TimeDelta::days(1);

/// What is to be told of the folder of the settings; nothing where there is none, but that nothing is kept elsewhere.
pub fn of(config: &Config, db: Option<&Db>) -> Vec<Finding> {
    let Some(folder) = config.backup.folder.as_deref() else {
        return vec![Finding::Warning(none_by_itself(platform::forgetful(std::env::vars())))];
    };
    if let Err(why) = can_be_written(folder) {
        return vec![Finding::Bad(why)];
    }
    let taken = taken_into(folder);
    let newest = taken.last().map(|(at, path)| (*at, std::fs::metadata(path).map_or(0, |file| file.len())));
    let mut found = vec![judged(config, folder, newest.map(|(at, _)| at), System.now())];
    found.extend(machine::is_open(folder, 0o077, "backups", "700"));
    // Packed, it is never larger than what it is of.
    let wanted = newest.map_or_else(|| size_of(db), |(_, bytes)| bytes + bytes / 2);
    if let Some(free) = machine::free(folder).filter(|free| *free < wanted + machine::LEAST) {
        found.push(Finding::Bad(format!(
            "{} MB free for backups ({}), and the next one may take {} MB: make room, or keep fewer (backup.keep)",
            free / MEGABYTE,
            folder.display(),
            wanted.div_ceil(MEGABYTE)
        )));
    }
    found
}

/// `forgetful`: the platform on whose disk nothing stays.
fn none_by_itself(forgetful: Option<&str>) -> String {
    match forgetful {
        None => "no backup.folder: no backups are taken by themselves; set it, or have cron call `bulletins \
                 backup FILE`"
            .into(),
        Some(whose) => format!(
            "none are taken, since no file stays here: rely on {whose}'s backups of PostgreSQL, or call `bulletins \
             backup FILE` on another machine that reaches it"
        ),
    }
}

/// Tried by asking: a check makes nothing.
fn can_be_written(folder: &Path) -> Result<(), String> {
    let shown = folder.display();
    let whole = std::path::absolute(folder).map_err(|error| format!("backup.folder {shown}: {error}"))?;
    let there = whole.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/"));
    if !there.is_dir() {
        return Err(format!("backup.folder {shown}: {} is no folder", there.display()));
    }
    access(there, Access::WRITE_OK | Access::EXEC_OK).map_err(|error| {
        let what = if there == whole { "cannot be written" } else { "cannot be made" };
        format!(
            "backup.folder {shown} {what} ({error}): make it for the user that the service runs as: `install -d -m 0700 -o USER \
             {shown}`; a systemd unit has to name it under ReadWritePaths, too"
        )
    })
}

fn judged(config: &Config, folder: &Path, newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Finding {
    let shown = folder.display();
    let Some(newest) = newest else {
        return Finding::Warning(format!("none in {shown} yet: the service takes one soon after its start"));
    };
    let told = format!("the newest in {shown} is of {}", newest.format("%Y-%m-%d %H:%M UTC"));
    if config.backup.at.comes_between(newest, now - TOLERATED, config.programme.timezone) {
        Finding::Bad(format!(
            "{told}, and one was due since: the log says why (`bulletins backup` takes one now)"
        ))
    } else {
        Finding::Good(told)
    }
}

fn size_of(db: Option<&Db>) -> u64 {
    db.and_then(Db::file).and_then(|file| std::fs::metadata(file).ok()).map_or(0, |file| file.len())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn told(folder: &Path) -> String {
        let set = [("BULLETINS_BACKUP__FOLDER".to_owned(), folder.display().to_string())];
        format!("{:?}", of(&Config::load(None, set).unwrap(), None))
    }

    #[test]
    fn a_folder_into_which_none_can_come_is_told_before_the_night() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("backups");
        assert!(
            told(&folder).contains("none in"),
            "it is made when the first one is taken: {}",
            told(&folder)
        );
        fs::write(&folder, "no folder").unwrap();
        assert!(told(&folder).contains("is no folder"), "{}", told(&folder));
        fs::remove_file(&folder).unwrap();
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        assert!(told(&folder).contains(&format!("chmod 700 {}", folder.display())), "{}", told(&folder));
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        assert!(!told(&folder).contains("chmod"));
        // Somebody's file of a name that is none of ours says nothing.
        fs::write(folder.join("bulletins-old.zip"), "").unwrap();
        assert!(told(&folder).contains("none in"));
        fs::write(folder.join("bulletins-2026-03-05T013000Z.zip"), "").unwrap();
        assert!(told(&folder).contains("2026-03-05 01:30 UTC"), "{}", told(&folder));
    }

    #[test]
    fn a_backup_that_was_due_and_is_not_there_is_told_after_a_day() {
        let config =
            Config::load(None, [("BULLETINS_BACKUP__AT".to_owned(), "0 0 3 * * Mon".to_owned())]).unwrap();
        let at = |text: &str| format!("{text}Z").parse::<DateTime<Utc>>().unwrap();
        // A Monday; it is due each Monday at 3:00.
        let newest = at("2026-03-02T02:30:00");
        let judge = |now: &str| judged(&config, Path::new("/x"), Some(newest), at(now));
        assert!(matches!(judge("2026-03-09T20:00:00"), Finding::Good(_)));
        assert!(matches!(judge("2026-03-10T09:00:00"), Finding::Bad(told) if told.contains("was due")));
        assert!(matches!(judged(&config, Path::new("/x"), None, newest), Finding::Warning(_)));
    }
}
