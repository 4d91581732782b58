//! What the machine gives: room on its disks, files that others cannot read, a clock.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use secrecy::ExposeSecret;

use super::finding::Finding;
use crate::clock::{Clock, System};
use crate::config::{self, Config};
use crate::services::operations::sealing_key;
use crate::services::post::comparing_clocks::{self, TOLERATED};
use crate::store::Db;

pub(super) const MEGABYTE: u64 = 1024 * 1024;
/// What should be free beside what a database may need to be written anew.
const SPARE: u64 = 200 * MEGABYTE;
/// With less the next bulletin may not be kept any more.
pub(super) const LEAST: u64 = 10 * MEGABYTE;

fn database(config: &Config) -> Option<&Path> {
    config.database.url.expose_secret().strip_prefix("sqlite://").map(Path::new)
}

/// Where files are written, and what for.
fn folders(config: &Config) -> Vec<(PathBuf, &'static str, u64)> {
    let mut folders = Vec::new();
    if let Some(file) = database(config) {
        let size = std::fs::metadata(file).map_or(0, |file| file.len());
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        // An erasure writes it anew, beside it or in its log.
        folders.push((folder, "the database", SPARE + 2 * size));
    }
    if config.mail.smtp_url.expose_secret().is_empty() {
        folders.push((config.mail.files_directory.clone(), "mails as files", SPARE));
    }
    folders.push((std::env::temp_dir(), "exports on their way", SPARE));
    folders
}

pub fn room(config: &Config) -> Vec<Finding> {
    folders(config)
        .into_iter()
        .filter_map(|(folder, what, wanted)| judged_room(&folder, what, wanted, free(&folder)?))
        .collect()
}

fn judged_room(folder: &Path, what: &str, wanted: u64, free: u64) -> Option<Finding> {
    let told = format!("{} MB free for {what} ({})", free / MEGABYTE, folder.display());
    Some(if free < LEAST {
        Finding::Bad(format!("{told}: soon nothing can be kept; make room, or move it to a larger disk"))
    } else if free < wanted {
        Finding::Warning(format!(
            "{told}, and {} MB should be: make room before it is needed",
            wanted / MEGABYTE
        ))
    } else {
        Finding::Good(told)
    })
}

/// What is free where that folder is, or will be made.
pub(super) fn free(folder: &Path) -> Option<u64> {
    let whole = std::path::absolute(folder).ok()?;
    let there = whole.ancestors().find(|path| path.exists())?;
    let disk = rustix::fs::statvfs(there).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Files with data or secrets that others on the machine can read, each with the command that mends it.
pub fn open_files(config: &Config, file: Option<&Path>) -> Vec<Finding> {
    let mut open = Vec::new();
    if let Some(database) = database(config) {
        open.extend(is_open(database, 0o077, "what people wrote", "600"));
    }
    if config.mail.smtp_url.expose_secret().is_empty() {
        open.extend(is_open(&config.mail.files_directory, 0o077, "mails", "700"));
    }
    if let Some(path) =
        config.security.key_file.as_deref().filter(|path| sealing_key::is_open_to_others(path))
    {
        open.push(Finding::Warning(format!(
            "others than its owner can read {}: `chmod 600` it, unless your platform needs it so",
            path.display()
        )));
    }
    // A package gives the program's group the right to read it.
    if let Some(path) = file.filter(|path| config::holds_secrets(path)) {
        open.extend(is_open(path, 0o007, "secrets", "640"));
    }
    open
}

pub(super) fn is_open(path: &Path, to: u32, what: &str, mode: &str) -> Option<Finding> {
    let open = std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & to != 0);
    let path = path.display();
    open.then(|| {
        Finding::Warning(format!("others on this machine can read {what} in {path}: `chmod {mode} {path}`"))
    })
}

/// Against the database's clock, where that has its own; else it can only be shown.
pub async fn clock(db: Option<&Db>) -> Finding {
    let now = System.now().format("%Y-%m-%d %H:%M:%S UTC");
    let skew = match db {
        Some(db) if !db.is_sqlite() => comparing_clocks::skew(db, &System).await.ok(),
        _ => None,
    };
    match skew {
        Some(skew) => judged_skew(skew),
        None if Path::new("/run/systemd/timesync/synchronized").exists() => {
            Finding::Good(format!("{now}, kept right by systemd-timesyncd"))
        }
        None => Finding::Good(format!(
            "{now}, of which nothing here tells whether it is right: `timedatectl` says whether somebody keeps it (NTP)"
        )),
    }
}

fn judged_skew(skew: TimeDelta) -> Finding {
    if skew.abs() <= TOLERATED {
        return Finding::Good("agrees with the database's".into());
    }
    let how = if skew > TimeDelta::zero() { "ahead of" } else { "behind" };
    Finding::Warning(format!(
        "{} s {how} the database's: one of both is wrong; have both kept right (`timedatectl set-ntp true`)",
        skew.num_seconds().abs()
    ))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};

    use super::*;

    #[test]
    fn a_full_disk_is_told_before_and_when_it_is() {
        let judge =
            |free| judged_room(Path::new("/x"), "the database", 300 * MEGABYTE, free * MEGABYTE).unwrap();
        assert!(matches!(judge(5), Finding::Bad(told) if told.contains("make room")));
        assert!(matches!(judge(299), Finding::Warning(told) if told.contains("300 MB should be")));
        assert!(matches!(judge(300), Finding::Good(_)));
        assert!(free(Path::new("/no/such/folder")).is_some());
    }

    #[test]
    fn a_clock_that_differs_is_told() {
        assert!(matches!(judged_skew(TimeDelta::seconds(-29)), Finding::Good(_)));
        assert!(
            matches!(judged_skew(TimeDelta::seconds(-90)), Finding::Warning(told) if told.starts_with("90 s behind"))
        );
    }

    #[test]
    fn files_that_others_can_read_are_told_with_what_mends_them() {
        let folder = tempfile::tempdir().unwrap();
        let (database, file) = (folder.path().join("b.sqlite"), folder.path().join("b.toml"));
        let settings =
            format!("[database]\nurl = \"sqlite://{}\"\n[chat]\nslack_token = \"x\"\n", database.display());
        fs::write(&file, settings).unwrap();
        fs::write(&database, "").unwrap();
        let told = |mode: u32| {
            for path in [&database, &file] {
                fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
            }
            let mut config = Config::load(Some(&file), []).unwrap();
            config.mail.files_directory = folder.path().join("none");
            format!("{:?}", open_files(&config, Some(&file)))
        };
        let open = told(0o644);
        assert!(open.contains(&format!("chmod 600 {}", database.display())), "{open}");
        assert!(open.contains(&format!("chmod 640 {}", file.display())), "{open}");
        assert_eq!(told(0o600), "[]");
    }
}
