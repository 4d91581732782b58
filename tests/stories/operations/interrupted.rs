//! An update is broken off in the middle: what the older program knows is as it was, so that it starts again, and so does the
//! newer one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use bulletins::store::{self, Db};

use super::command_line::{Program, bulletins, told};
use super::upgrades::{assert_nothing_is_lost, bring_to, fill};
use crate::support::database::{Database, Row};

/// From which schema is updated; there are several migrations after it.
const FROM: &str = "0029";

/// All that an older program goes by: which migrations were done, which of them say whom they serve, and what is where.
#[derive(Debug, PartialEq)]
struct Found {
    done: Vec<String>,
    served: Vec<String>,
    shape: BTreeSet<String>,
    rows: BTreeMap<String, Vec<Row>>,
}

fn found(database: &mut Database) -> Found {
    Found {
        done: database.ask("SELECT version AS text FROM __diesel_schema_migrations ORDER BY version"),
        served: database
            .ask("SELECT name || value AS text FROM installation WHERE name LIKE 'schema%' ORDER BY 1"),
        shape: database.shape(),
        rows: database.rows(),
    }
}

/// As a release left it that knew no more, with rows in every table.
fn older(database: &mut Database) -> usize {
    let known = database.schemas_before(FROM);
    bring_to(database, known);
    fill(database, known);
    assert!(known + 3 < database.migrations().len());
    known
}

fn update(database: &Database) -> Result<usize, String> {
    let url = database.url.clone();
    actix_web::rt::System::new()
        .block_on(async move { store::migrate(&Db::open(&url, 1)?).await })
        .map_err(|error| error.to_string())
}

#[test]
fn an_update_that_fails_within_a_migration_or_between_two_leaves_all_as_it_was() {
    for (obstacle, out_of_the_way) in [
        // The last step of 0030, once 0029 is done.
        ("CREATE INDEX person_absences_by_end ON people (name)", "DROP INDEX person_absences_by_end"),
        // The first one of 0031.
        ("CREATE TABLE acknowledgements (id INTEGER)", "DROP TABLE acknowledgements"),
    ] {
        for mut database in Database::of_each_kind() {
            let known = older(&mut database);
            let before = found(&mut database);
            database.run(obstacle);
            let with_obstacle = found(&mut database);
            let why = update(&database).unwrap_err();
            assert!(why.contains("already exists"), "{why}");
            assert_eq!(found(&mut database), with_obstacle, "{}", database.url);
            database.run(out_of_the_way);
            assert_eq!(found(&mut database), before, "the older program starts on {}", database.url);
            assert_eq!(update(&database), Ok(database.migrations().len() - known));
            assert_nothing_is_lost(&before.rows, &database.rows(), obstacle);
        }
    }
}

fn migrate(url: &str, folder: &Path) -> std::process::Command {
    let mut command = bulletins(folder);
    command.arg("migrate").env("BULLETINS_DATABASE__URL", url);
    command
}

/// The newer program is started anew, and ends what it had begun.
fn assert_starts_anew(database: &mut Database, before: &Found, folder: &Path) {
    let again = migrate(&database.url, folder).output().unwrap();
    assert!(again.status.success() && told(&again).contains("brought up to date"), "{}", told(&again));
    assert_nothing_is_lost(&before.rows, &database.rows(), &database.url);
    let newest = database.newest();
    assert_eq!(found(database).done.last(), Some(&newest));
}

/// Waits for what another process does.
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{what}");
}

#[test]
fn a_program_that_is_killed_in_the_middle_of_an_update_of_postgres_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    // Who writes there keeps a migration waiting that makes a key to it: in the middle of 0029, and between that and 0030.
    for table in ["key_dates", "people"] {
        let Some(mut database) = Database::of_each_kind().into_iter().find(|one| !one.is_sqlite()) else {
            return;
        };
        older(&mut database);
        let before = found(&mut database);
        let mut writer = Database::at(&database.url);
        writer.run(&format!("BEGIN; LOCK TABLE {table} IN ROW EXCLUSIVE MODE"));
        let mut program = Program::start(&mut migrate(&database.url, folder.path()));
        let waiting =
            "SELECT pid::text AS text FROM pg_locks WHERE NOT granted AND relation = 'TABLE'::regclass";
        let waiting = waiting.replace("TABLE", table);
        wait_until("it waits in the middle", || !database.ask(&waiting).is_empty());
        let whose = database.ask(&waiting).remove(0);
        program.kill();
        writer.run("ROLLBACK");
        let alive = format!("SELECT pid::text AS text FROM pg_stat_activity WHERE pid = {whose}");
        wait_until("its session ends", || database.ask(&alive).is_empty());
        assert_eq!(found(&mut database), before, "killed at {table}");
        assert_starts_anew(&mut database, &before, folder.path());
    }
}

/// Keeps an update of SQLite in its middle for ever once it writes a row of a table: what it wrote fills its log first, so that
/// the log tells how far it is.
fn hold_at(table: &str) -> String {
    format!(
        "CREATE TABLE filling (bytes BLOB);
         CREATE VIEW numbers AS WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one) SELECT n FROM one;
         CREATE TRIGGER held AFTER INSERT ON {table} BEGIN
             INSERT INTO filling SELECT zeroblob(4000) FROM numbers LIMIT 10000;
             SELECT count(*) FROM numbers;
         END"
    )
}

/// Undoes [`hold_at`].
const LET_GO: &str = "DROP TRIGGER held; DROP VIEW numbers; DROP TABLE filling";

/// Bytes in the log of a database that nobody but the update writes.
fn log(folder: &Path) -> u64 {
    std::fs::metadata(folder.join("b.sqlite-wal")).map_or(0, |log| log.len())
}

#[test]
fn a_program_that_is_killed_in_the_middle_of_an_update_of_sqlite_leaves_all_as_it_was() {
    // Between 0029 and 0030, and in the middle of 0031.
    for table in ["__diesel_schema_migrations", "installation"] {
        let folder = tempfile::tempdir().unwrap();
        let mut database = Database::at(&format!("sqlite://{}/b.sqlite", folder.path().display()));
        database.run("PRAGMA journal_mode = WAL");
        older(&mut database);
        let before = found(&mut database);
        database.run(&hold_at(table));
        database.run("PRAGMA wal_checkpoint(TRUNCATE)");
        let mut program = Program::start(&mut migrate(&database.url, folder.path()));
        wait_until("it waits in the middle", || log(folder.path()) > 4_000_000);
        program.kill();
        database.run(LET_GO);
        assert_eq!(found(&mut database), before, "killed at {table}");
        assert_starts_anew(&mut database, &before, folder.path());
    }
}
