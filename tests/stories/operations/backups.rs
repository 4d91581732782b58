//! Everything is taken along in one file, whoever writes meanwhile, and comes back row by row.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bulletins::domain::people::{Membership, Role};
use bulletins::services::Scope;
use bulletins::services::operations::backup::restoring::{self, Backup};
use bulletins::services::operations::backup::taking::{self, Wish};
use bulletins::services::operations::backup::{file, moving, upgrading};
use bulletins::store::people::{self, NewPerson, memberships};
use bulletins::store::programme::projects;
use bulletins::store::{self, Db};

use super::command_line::bulletins;
use super::upgrades::{bring_to, fill};
use crate::support::app::{TestApp, moment};
use crate::support::database::{Database, Row};
use crate::support::place::Place;
use crate::support::postgres::Fresh;

/// How many backups are taken under load; more where somebody wants to know.
fn rounds() -> usize {
    std::env::var("BULLETINS_TEST_BACKUPS").ok().and_then(|count| count.parse().ok()).unwrap_or(3)
}

fn sqlite(folder: &Path, name: &str) -> String {
    format!("sqlite://{}/{name}.sqlite", folder.display())
}

/// What people and jobs left: not what is searched, which is made anew, not which numbers come next, and not that it was
/// brought back.
fn rows(url: &str) -> BTreeMap<String, Vec<Row>> {
    let mut rows = Database::at(url).rows();
    rows.retain(|table, _| !table.starts_with("documents") && table != "sqlite_sequence");
    let of_restoring =
        |row: &Row| row.values().any(|value| ["held", "'held'"].iter().any(|held| value == held));
    rows.values_mut().for_each(|rows| rows.retain(|row| !of_restoring(row)));
    rows
}

/// So many come; after that they change, so that a backup takes no longer than the one before.
const CROWD: usize = 400;

/// Somebody comes with a role, or changes to the other one, in one transaction: whoever sees half of it sees what never
/// was. Their name is that of their role.
fn come(scope: &mut Scope<'_>, number: usize) -> store::Result<()> {
    let role = [Role::Mentor, Role::StrategicMentor][number / CROWD % 2];
    let email = format!("p{}@x.example", number % CROWD).parse().unwrap();
    let project = projects::by_slug(scope.conn, "cartobio")?.unwrap().id;
    let person = match people::by_email(scope.conn, &email)? {
        Some(person) => {
            people::rename(scope.conn, person.id, role.as_str())?;
            for held in memberships::of_person(scope.conn, person.id)? {
                memberships::take(scope.conn, held)?;
            }
            person.id
        }
        None => {
            let new = NewPerson { name: role.as_str(), email: &email, locale: None, coordinator: false };
            people::insert(scope.conn, &new, scope.now)?
        }
    };
    memberships::give(scope.conn, Membership::open(person, project, role))?;
    Ok(())
}

/// Row by row as the file has it, with nobody of whom half is there.
fn is_as_it_was(into: &str, file: &Path) {
    if into.starts_with("sqlite:") {
        let unpacked = file::read(file, None).unwrap();
        assert_eq!(rows(into), rows(&format!("sqlite://{}", unpacked.database.display())));
    }
    let halves = "SELECT email AS text FROM people WHERE email LIKE 'p%@x.example' AND NOT EXISTS
                  (SELECT 1 FROM memberships WHERE person_id = people.id AND role = people.name)";
    assert_eq!(Database::at(into).ask(halves), Vec::<String>::new());
}

async fn backups_under_load_come_back_as_they_were(app: &TestApp) {
    let folder = tempfile::tempdir().unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let (services, stop) = (app.app.services.clone(), stop.clone());
            actix_web::rt::spawn(async move {
                let mut written = 0;
                while !stop.load(Ordering::Relaxed) {
                    services.write(move |scope| come(scope, written * 4 + writer)).await.unwrap();
                    written += 1;
                }
                written
            })
        })
        .collect();
    for round in 0..rounds() {
        let file = folder.path().join(format!("{round}.zip"));
        let wish = Wish { file: file.clone(), recipient: None, needs_key_file: false };
        taking::take(&app.app.services.db, wish, moment("2026-03-04 09:00")).await.unwrap();
        let place = Place::empty(round % 2 == 1).or_else(|| Place::empty(false)).unwrap();
        let into = place.url().to_owned();
        let db = Db::open(&into, 1).unwrap();
        let backup = Backup { file: file.clone(), identity: None };
        let restored = restoring::restore(&db, backup, moment("2026-03-04 10:00")).await.unwrap();
        assert_eq!(restored.rows, restored.manifest.all_rows());
        // In a thread of its own: those who write go on meanwhile.
        actix_web::web::block(move || is_as_it_was(&into, &file)).await.unwrap();
    }
    stop.store(true, Ordering::Relaxed);
    let mut written = 0;
    for writer in writers {
        written += writer.await.unwrap();
    }
    assert!(written > 0, "somebody wrote meanwhile");
    if rounds() > 3 {
        println!("{} backups, {written} transactions meanwhile", rounds());
    }
}

#[actix_web::test]
async fn backups_of_sqlite_under_load_come_back_as_they_were() {
    let app = TestApp::on_sqlite("2026-03-04 09:00").await;
    backups_under_load_come_back_as_they_were(&app).await;
}

#[actix_web::test]
async fn backups_of_postgres_under_load_come_back_as_they_were() {
    let Some(app) = TestApp::on_postgres("2026-03-04 09:00").await else { return };
    backups_under_load_come_back_as_they_were(&app).await;
}

/// A database with rows in every table.
fn full(mut database: Database) -> Database {
    let newest = database.migrations().len();
    bring_to(&mut database, newest);
    fill(&mut database, newest);
    database
}

#[test]
fn everything_moves_to_the_other_database_and_back() {
    let system = actix_web::rt::System::new();
    let folder = tempfile::tempdir().unwrap();
    for (number, from) in Database::of_each_kind().into_iter().map(full).enumerate() {
        let Some(fresh) = Fresh::empty() else { return };
        let file = sqlite(folder.path(), &number.to_string());
        let (there, back) = match from.is_sqlite() {
            true => (fresh.url.clone(), file),
            false => (file, fresh.url.clone()),
        };
        let before = rows(&from.url);
        let open = |url: &str| Db::open(url, 1).unwrap();
        let (first, second, third) = (open(&from.url), open(&there), open(&back));
        system.block_on(async {
            let moved = moving::move_all(&first, &second).await.unwrap();
            assert_eq!(moved, moving::move_all(&second, &third).await.unwrap());
            let again = moving::move_all(&first, &second).await.unwrap_err().to_string();
            assert!(again.contains("not empty"), "{again}");
        });
        assert_eq!(rows(&back), before);
        // Numbers go on where they were, also after those that are gone.
        let next =
            "INSERT INTO promotions (name, starts_on, ends_on) VALUES ('x', '2026-01-01', '2026-02-01')";
        let newest = |url: &str| {
            let mut database = Database::at(url);
            database.run(next);
            database.ask("SELECT CAST(max(id) AS TEXT) AS text FROM promotions")
        };
        assert_eq!(newest(&back), newest(&from.url));
    }
}

fn run(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = bulletins(folder).args(arguments).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(told).unwrap())
}

fn bring_in_example(folder: &Path) {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/config/promotion.example.yml");
    assert!(run(folder, &["import", "promotion", example]).0);
}

#[test]
fn a_backup_is_taken_looked_at_and_brought_back_by_an_operator() {
    let [old, new] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (ok, told) = run(old.path(), &["backup", "x.zip"]);
    assert!(!ok && told.contains("no database yet"), "{told}");
    bring_in_example(old.path());
    let key = age::x25519::Identity::generate();
    let (open, sealed) = (new.path().join("open.zip"), new.path().join("sealed.zip.age"));
    let identity = new.path().join("key.txt");
    std::fs::write(&identity, age::secrecy::ExposeSecret::expose_secret(&key.to_string())).unwrap();
    let [open, sealed, identity] = [&open, &sealed, &identity].map(|path| path.to_str().unwrap());
    let (ok, told) = run(old.path(), &["backup", open]);
    assert!(ok && told.contains("rows of") && told.contains("not encrypted"), "{told}");
    assert_eq!(std::fs::metadata(open).unwrap().permissions().mode() & 0o777, 0o600);
    let (ok, told) = run(old.path(), &["backup", open]);
    assert!(!ok && told.contains("is there already"), "{told}");
    let (ok, told) = run(old.path(), &["backup", sealed, "--recipient", &key.to_public().to_string()]);
    assert!(ok && !told.contains("not encrypted"), "{told}");
    let (ok, told) = run(old.path(), &["verify", sealed]);
    assert!(!ok && told.contains("--identity"), "{told}");
    let (ok, told) = run(old.path(), &["verify", sealed, "--identity", open]);
    assert!(!ok && told.contains("no identity"), "{told}");
    let (ok, told) = run(old.path(), &["verify", sealed, "--identity", identity]);
    assert!(ok && told.contains("is whole"), "{told}");

    let (ok, told) = run(old.path(), &["restore", open]);
    assert!(!ok && told.contains("not empty"), "{told}");
    let (ok, told) = run(new.path(), &["restore", sealed, "--identity", identity]);
    assert!(ok && told.contains("each compared") && told.contains("Nobody is written to"), "{told}");
    let (ok, told) = run(new.path(), &["release"]);
    assert!(ok && told.contains("0 mails and 0 runs"), "{told}");
    let (ok, told) = run(new.path(), &["release"]);
    assert!(!ok && told.contains("nothing is held back"), "{told}");
    let (ok, told) = run(new.path(), &["restore", open]);
    assert!(!ok && told.contains("not empty"), "{told}");

    // What is no backup, and what is one no more.
    let (ok, told) = run(new.path(), &["verify", identity]);
    assert!(!ok && told.contains("no backup"), "{told}");
    let mut bytes = std::fs::read(open).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(open, bytes).unwrap();
    let (ok, told) = run(new.path(), &["verify", open]);
    assert!(!ok && told.contains("damaged"), "{told}");
}

#[test]
fn an_older_backup_is_brought_up_to_date_and_a_newer_one_is_refused() {
    let system = actix_web::rt::System::new();
    let folder = tempfile::tempdir().unwrap();
    let mut old = Database::of_each_kind().remove(0);
    let newest = old.migrations().len();
    bring_to(&mut old, newest - 5);
    fill(&mut old, newest - 5);
    let url = old.url.clone();
    let take = |name: &str| {
        let file = folder.path().join(name);
        let wish = Wish { file: file.clone(), recipient: None, needs_key_file: false };
        system.block_on(taking::take(&Db::open(&url, 1).unwrap(), wish, moment("2026-03-04 09:00"))).unwrap();
        Backup { file, identity: None }
    };
    let older = take("older.zip");
    let Some(fresh) = Fresh::empty() else { return };
    let into = Db::open(&fresh.url, 1).unwrap();
    let restore =
        |into: &Db, backup| system.block_on(restoring::restore(into, backup, moment("2026-03-04 10:00")));
    assert_eq!(restore(&into, older).unwrap().migrations, 5);
    old.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
    let newer = take("newer.zip");
    let empty = Db::open(&sqlite(folder.path(), "empty"), 1).unwrap();
    let refused = restore(&empty, newer).err().unwrap().to_string();
    assert!(refused.contains("newer version"), "{refused}");
}

fn files_beside(database: &str) -> Vec<PathBuf> {
    let folder = Path::new(database.strip_prefix("sqlite://").unwrap()).parent().unwrap();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains("before-update")).collect()
}

#[test]
fn before_an_update_a_backup_is_laid_beside_the_database_and_a_week_later_it_is_gone() {
    let system = actix_web::rt::System::new();
    let mut old = Database::of_each_kind().remove(0);
    let newest = old.migrations().len();
    bring_to(&mut old, newest - 1);
    fill(&mut old, newest - 1);
    let before = rows(&old.url);
    let db = Db::open(&old.url, 1).unwrap();
    let now = moment("2026-03-04 09:00");
    // An update that breaks off leaves the older version what it had.
    old.run("PRAGMA foreign_keys = OFF");
    old.run("INSERT INTO unsubscriptions (person_id, kind, created_at) VALUES (99999, 'digest', '2026-03-01 00:00:00')");
    system.block_on(upgrading::bring_up_to_date(&db, false, now)).unwrap_err();
    old.run("DELETE FROM unsubscriptions WHERE person_id = 99999");
    assert_eq!(rows(&old.url), before);
    assert_eq!(system.block_on(store::standing(&db)).unwrap(), store::Standing::Behind(1));
    // The next one goes through.
    let now = now + chrono::TimeDelta::minutes(1);
    assert_eq!(system.block_on(upgrading::bring_up_to_date(&db, false, now)).unwrap(), 1);
    assert_eq!(system.block_on(upgrading::bring_up_to_date(&db, false, now)).unwrap(), 0);
    let beside = files_beside(&old.url);
    assert_eq!(beside.len(), 2);
    let latest = beside.into_iter().max().unwrap();
    let unpacked = file::read(&latest, None).unwrap();
    assert_eq!(rows(&format!("sqlite://{}", unpacked.database.display())), before);
    assert_eq!(upgrading::delete_old(&db, now + chrono::TimeDelta::days(6)), 0);
    assert_eq!(upgrading::delete_old(&db, now + chrono::TimeDelta::days(8)), 2);
}

#[actix_web::test]
async fn backups_are_taken_each_night_and_the_newest_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let key = age::x25519::Identity::generate();
    let settings = [
        ("BULLETINS_BACKUP__FOLDER", backups.display().to_string()),
        ("BULLETINS_BACKUP__KEEP", "2".into()),
        ("BULLETINS_BACKUP__RECIPIENT", key.to_public().to_string()),
    ];
    let app = TestApp::with("2026-03-02 09:00", false, &settings).await.unwrap();
    let names = || {
        let names = std::fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    };
    app.pass().await;
    app.pass().await;
    assert_eq!(names(), ["bulletins-2026-03-02T080000Z.zip.age"]);
    for mine in ["bulletins-0.zip", "bulletins-mine.zip.age"] {
        std::fs::write(backups.join(mine), "not ours").unwrap();
    }
    app.travel_by_day("2026-03-05 01:00").await;
    app.travel_to("2026-03-05 03:00").await;
    let found = names();
    assert_eq!(
        found,
        [
            "bulletins-0.zip",
            "bulletins-2026-03-04T080000Z.zip.age",
            "bulletins-2026-03-05T013000Z.zip.age",
            "bulletins-mine.zip.age",
        ]
    );
    let told = app.browser("en").open("/metrics").await.body;
    let at = moment("2026-03-05 02:30").timestamp();
    assert!(told.contains(&format!("bulletins_backup_timestamp_seconds {at}")), "{told}");
    assert!(told.contains("bulletins_restore_held 0"));
}
