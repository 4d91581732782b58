//! A dry run tells what would be done and leaves no trace, whatever the database is like; looking leaves none either.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command_line::{bulletins, original_database};
use super::upgrades::{bring_to, fill};
use crate::support::database::Database;
use crate::support::postgres::Fresh;

/// What an operator may have, before looking or trying.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Missing,
    Behind,
    /// Behind, and never used by a program that writes ahead.
    BehindWithJournal,
    UpToDate,
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.insert(entry.path(), Vec::new());
            found.extend(files(&entry.path()));
        } else {
            found.insert(entry.path(), std::fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// A folder with what can be imported.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    original_database(&folder.path().join("old.sqlite"));
    let projects = "- name: CartoBio\n  notification: email\n  logo: x.png\n  members: [ada@cartobio.example]\n  ends_on: '2026-03-31'\n";
    std::fs::write(folder.path().join("projects.yml"), projects).unwrap();
    folder
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/promotion.example.yml");

/// Each command that must not change anything, with what it tells.
const LOOKS: [(&[&str], &str); 3] = [
    (&["import", "promotion", FILE, "--dry-run"], "would create: project"),
    (
        &[
            "import",
            "original",
            "--database",
            "old.sqlite",
            "--projects",
            "projects.yml",
            "--promotion",
            "EIG 7",
            "--dry-run",
        ],
        "5 read, ",
    ),
    (&["check"], "database"),
];

fn run(command: &mut Command, arguments: &[&str]) -> (bool, String) {
    let output = command.args(arguments).output().unwrap();
    let told = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
    (output.status.success(), told)
}

#[test]
fn on_sqlite_no_file_is_made_or_changed() {
    for state in [State::Missing, State::Behind, State::BehindWithJournal, State::UpToDate] {
        let folder = folder();
        let path = folder.path().join("var/bulletins.sqlite");
        if state != State::Missing {
            std::fs::create_dir(folder.path().join("var")).unwrap();
            let mut database = Database::at(&format!("sqlite://{}", path.display()));
            if state != State::BehindWithJournal {
                database.run("PRAGMA journal_mode = WAL");
            }
            let behind = if state == State::UpToDate { 0 } else { 1 };
            let count = database.migrations().len() - behind;
            bring_to(&mut database, count);
            fill(&mut database, count);
        }
        let before = files(folder.path());
        for (arguments, answer) in LOOKS {
            let (done, told) = run(&mut bulletins(folder.path()), arguments);
            assert!(done && told.contains(answer), "{state:?} {arguments:?}: {told}");
            let after = files(folder.path());
            assert!(after == before, "{state:?} {arguments:?}: {:?} to {:?}", before.keys(), after.keys());
        }
    }
}

#[test]
fn on_postgres_no_table_is_made_or_changed() {
    for state in [State::Missing, State::Behind, State::UpToDate] {
        let Some(fresh) = Fresh::empty() else { return };
        let folder = folder();
        let mut database = Database::at(&fresh.url);
        let count = match state {
            State::Missing => 0,
            State::Behind | State::BehindWithJournal => database.migrations().len() - 1,
            State::UpToDate => database.migrations().len(),
        };
        if count > 0 {
            bring_to(&mut database, count);
            fill(&mut database, count);
        }
        let before = (database.rows(), database.shape());
        for (arguments, answer) in LOOKS {
            let (done, told) =
                run(bulletins(folder.path()).env("BULLETINS_DATABASE__URL", &fresh.url), arguments);
            if state != State::Behind || arguments == ["check"] {
                assert!(done && told.contains(answer), "{state:?} {arguments:?}: {told}");
            } else {
                assert!(!done && told.contains("migrations are missing"), "{state:?} {arguments:?}: {told}");
            }
            assert_eq!((database.rows(), database.shape()), before, "{state:?} {arguments:?}");
            let migrations =
                database.ask("SELECT count(to_regclass('__diesel_schema_migrations'))::text AS text");
            assert_eq!(migrations, [if count > 0 { "1" } else { "0" }], "{state:?} {arguments:?}");
        }
    }
}
