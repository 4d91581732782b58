//! A database that falls silent, that can only be read, whose disk is full, and that was written by a clock that was ahead.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bulletins::clock::Clock;
use bulletins::mail::transports::{self, Transport};
use bulletins::services::operations::readiness;
use bulletins::store::database::ahead;
use bulletins::store::{self, Conn};
use chrono::TimeDelta;

use super::command_line::bulletins;
use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::links::ask_to_sign_in;
use crate::support::postgres::{Elsewhere, Fresh};
use crate::support::proxy::Proxy;
use crate::support::skip;

/// What somebody files.
const FILED: &[(&str, &str)] = &[("mood", "3"), ("priorities", "Livrer\r\nvite"), ("ups_and_downs", "Haut")];

/// Filing says kindly that nothing was saved, and keeps the text.
async fn refuses_to_file(ada: &Browser) {
    let page = ada.submit(FILED).await;
    page.is(503).says("n’a pas été enregistré");
    assert_eq!(page.field("priorities").replace("\r\n", "\n"), "Livrer\nvite");
}

/// What came back is sent again, and stands there once.
async fn files_at_last(app: &TestApp, ada: &Browser) {
    ada.submit(&[]).await.is(200).says("Merci").says("Livrer vite");
    let written = app.keys("SELECT CAST(count(*) AS TEXT) AS key FROM bulletins").await;
    assert_eq!(written.first().unwrap(), "1");
}

#[actix_web::test]
async fn a_database_that_falls_silent_is_told_within_the_limit_and_works_on_when_it_speaks_again() {
    let Some(fresh) = Fresh::empty() else { return };
    let (server, name) = fresh.url.strip_prefix("postgres://bulletins@").unwrap().split_once('/').unwrap();
    let proxy = Proxy::before(server);
    let silent_url = format!("postgres://bulletins@{}/{name}", proxy.address);
    let second = |name: &'static str, count: u8| (name, count.to_string());
    let limits = [
        second("BULLETINS_DATABASE__CONNECT_SECONDS", 2),
        second("BULLETINS_DATABASE__WAIT_SECONDS", 1),
        second("BULLETINS_DATABASE__STATEMENT_SECONDS", 1),
        second("BULLETINS_DATABASE__TRANSACTION_SECONDS", 1),
    ];
    let app = TestApp::at(silent_url.clone(), "2026-03-04 09:00", &limits).await;
    let ada = app.browse_as("ada@cartobio.example").await;
    let operator = app.browser("en");
    operator.open("/health/ready").await.is(200);
    proxy.falls_silent();
    refuses_to_file(&ada).await;
    operator.open("/health/ready").await.is(503).says("does not answer");
    // Nor does `check` wait for ever.
    let folder = tempfile::tempdir().unwrap();
    let mut check = bulletins(folder.path());
    check
        .env("BULLETINS_DATABASE__URL", &silent_url)
        .env("BULLETINS_DATABASE__CONNECT_SECONDS", "2")
        .arg("check");
    let checked = actix_web::web::block(move || check.output().unwrap()).await.unwrap();
    let told = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.status.code() == Some(1) && told.contains("FAILED  database"), "{told}");
    proxy.speaks_again();
    operator.open("/health/ready").await.is(200);
    // What was under way when it fell silent was said not to be saved, and is not.
    files_at_last(&app, &ada).await;
    app.finish().await;
}

/// Pages are read, forms are kept, and readiness says why, until it can be written again.
async fn read_only_is_told(app: &TestApp, become_readable_only: impl Fn(bool)) {
    let (ada, operator) = (app.browse_as("ada@cartobio.example").await, app.browser("en"));
    let ben = app.browse_as("ben@cartobio.example").await;
    operator.open("/health/ready").await.is(200);
    become_readable_only(true);
    refuses_to_file(&ada).await;
    app.clock.set(app.clock.now() + TimeDelta::seconds(11));
    operator.open("/health/ready").await.is(503).says("the database can only be read");
    assert!(operator.open("/metrics").await.body.contains("bulletins_database_writable 0"));
    for path in ["/weeks", "/projects/cartobio", "/projects/cartobio/bulletins/2026-W10", "/settings"] {
        ben.open(path).await.is(200);
    }
    become_readable_only(false);
    app.clock.set(app.clock.now() + TimeDelta::seconds(11));
    operator.open("/health/ready").await.is(200);
    files_at_last(app, &ada).await;
}

/// As when a PostgreSQL server becomes a standby.
#[actix_web::test]
async fn a_database_that_can_only_be_read_is_read_and_says_so_until_it_can_be_written() {
    let Some(app) = TestApp::on_postgres("2026-03-04 09:00").await else { return };
    let name = app.database.rsplit('/').next().unwrap().to_owned();
    let become_readable_only = |is: bool| {
        let change =
            if is { "SET default_transaction_read_only = on" } else { "RESET default_transaction_read_only" };
        let mut database = Database::at(&app.database);
        database.run("SET default_transaction_read_only = off");
        database.run(&format!("ALTER DATABASE {name} {change}"));
        database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
             AND pid <> pg_backend_pid()",
        );
    };
    read_only_is_told(&app, become_readable_only).await;
    app.finish().await;
}

/// Lets those files only be read, also by who has them open for writing; whether that was done.
fn set_immutable(files: &[PathBuf], is: bool) -> bool {
    let how = if is { "+i" } else { "-i" };
    Command::new("chattr")
        .arg(how)
        .args(files)
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|done| done.success())
}

/// Whether this machine and its disks can do that.
fn can_be_made_immutable(folder: &Path) -> bool {
    let paths = [folder.join("tried")];
    let mut file = std::fs::File::create(&paths[0]).unwrap();
    let done = set_immutable(&paths, true);
    let is_refused = std::io::Write::write_all(&mut file, b"x").is_err();
    done && set_immutable(&paths, false) && is_refused
}

/// As when a disk becomes readable only while the program has its database open.
#[actix_web::test]
async fn a_file_that_can_only_be_read_is_read_and_says_so_until_it_can_be_written() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    if !can_be_made_immutable(folder.path()) {
        return skip("mount", "no file can be made readable only, so that none is written to");
    }
    let files = ["test.sqlite", "test.sqlite-wal", "test.sqlite-shm"].map(|name| folder.path().join(name));
    let app = TestApp::at(format!("sqlite://{}", files[0].display()), "2026-03-04 09:00", &[]).await;
    read_only_is_told(&app, |is| assert!(set_immutable(&files, is))).await;
    app.finish().await;
}

/// A small disk of its own; none where that needs another right.
struct Disk(tempfile::TempDir);

impl Disk {
    fn of(size: &str) -> Option<Disk> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder.path());
        if mount.status().is_ok_and(|status| status.success()) { Some(Disk(folder)) } else { None }
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Leaves no room at all.
    fn fill(&self) {
        let mut left = std::fs::File::create(self.path().join("filling")).unwrap();
        while std::io::Write::write_all(&mut left, &[0; 4096]).is_ok() {}
    }

    fn make_room(&self) {
        std::fs::remove_file(self.path().join("filling")).unwrap();
    }

    fn become_readable_only(&self, is: bool) {
        let how = if is { "remount,ro" } else { "remount,rw" };
        assert!(Command::new("mount").args(["-o", how]).arg(self.path()).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// Forms are kept, pages are read, and all who ask are told why; once there is room it goes on by itself.
async fn a_full_disk_is_told(app: &TestApp, disk: &Disk) {
    let (ada, operator) = (app.browse_as("ada@cartobio.example").await, app.browser("en"));
    let ben = app.browse_as("ben@cartobio.example").await;
    operator.open("/health/ready").await.is(200).says("ready");
    if app.app.services.db.is_sqlite() {
        // So that there is no room left in the log beside the file either.
        app.app.services.db.empty_log().await.unwrap();
    }
    disk.fill();
    refuses_to_file(&ada).await;
    app.clock.set(app.clock.now() + TimeDelta::seconds(11));
    operator.open("/health/ready").await.is(503).says("disk is full");
    assert!(operator.open("/metrics").await.body.contains("bulletins_database_writable 0"));
    ben.open("/weeks").await.is(200);
    let checked = check(&app.database);
    // A session of PostgreSQL's writes before it can be asked anything, where nothing is kept of an earlier one.
    let found = ["FAILED  database: the database's disk is full", "could not write init file"];
    assert!(found.iter().any(|found| checked.contains(found)), "{checked}");
    disk.make_room();
    app.clock.set(app.clock.now() + TimeDelta::seconds(11));
    operator.open("/health/ready").await.is(200);
    files_at_last(app, &ada).await;
}

#[actix_web::test]
async fn a_full_disk_and_a_locked_file_are_told_and_everything_works_on_afterwards() {
    let Some(disk) = Disk::of("8m") else {
        return skip("mount", "a small disk cannot be mounted, so that none is filled");
    };
    let url = format!("sqlite://{}/test.sqlite", disk.path().display());
    let app = TestApp::at(url, "2026-03-04 09:00", &[]).await;
    a_full_disk_is_told(&app, &disk).await;
    // Somebody else writes: that is no finding.
    let mut other = Database::at(&app.database);
    other.run("BEGIN IMMEDIATE");
    app.clock.set(app.clock.now() + TimeDelta::seconds(11));
    assert!(readiness::tried(&app.app.services).await.trouble.is_none());
    other.run("ROLLBACK");
    app.finish().await;
}

#[actix_web::test]
async fn a_full_disk_below_postgres_is_told_and_everything_works_on_afterwards() {
    let Some(disk) = Disk::of("48m") else {
        return skip("mount", "a small disk cannot be mounted, so that none is filled");
    };
    let Some(elsewhere) = Elsewhere::at(disk.path()) else { return };
    let app = TestApp::at(elsewhere.url.clone(), "2026-03-04 09:00", &[]).await;
    a_full_disk_is_told(&app, &disk).await;
    app.finish().await;
}

fn check(url: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = bulletins(folder.path()).env("BULLETINS_DATABASE__URL", url).arg("check").output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn check_says_that_a_file_can_only_be_read() {
    let Some(disk) = Disk::of("8m") else {
        return skip("mount", "a small disk cannot be mounted, so that none is read only");
    };
    let url = format!("sqlite://{}/test.sqlite", disk.path().display());
    let folder = tempfile::tempdir().unwrap();
    let migrated =
        bulletins(folder.path()).env("BULLETINS_DATABASE__URL", &url).arg("migrate").output().unwrap();
    assert!(migrated.status.success());
    assert!(check(&url).contains("ok      database: reached and writable"), "{}", check(&url));
    disk.become_readable_only(true);
    let told = check(&url);
    disk.become_readable_only(false);
    assert!(told.contains("FAILED  database"), "{told}");
}

story!(a_clock_that_was_a_year_ahead_silences_nothing, "2026-03-06 09:00", |app| {
    app.travel_to("Fri 10:00").await;
    let then = app.clock.now();
    app.clock.set(then + TimeDelta::days(365));
    // Runs of a year ahead, mails that are tried again then, sign-ins, and an inbox that has had enough.
    app.smtp.goes_down();
    app.pass().await;
    let services = &app.app.services;
    for _ in 0..4 {
        ask_to_sign_in(services, "driss@plume.example").await;
    }
    app.pass().await;
    let camille = app.browse_as("camille@eig.example").await;
    app.smtp.comes_back();
    app.clock.set(then);
    app.pass().await;
    // What waited for a year to go by goes out at once, and the inbox has room again.
    let sign_ins = || app.inbox("driss@plume.example").of_kind("sign-in").len();
    assert_eq!(sign_ins(), 3);
    ask_to_sign_in(services, "driss@plume.example").await;
    app.pass().await;
    assert_eq!(sign_ins(), 4);
    // The day goes on as it does: each has the reminders and one digest.
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox("chloe@karfur.example").of_kind("reminder").len(), 2);
    app.inbox("chloe@karfur.example").has_one("digest");
    // What else lies ahead is told, and put right when asked for.
    let operator = app.browser("en");
    operator.open("/health/ready").await.is(200).says("\"lies_ahead\":").says_not("runs");
    assert!(
        operator.open("/metrics").await.body.contains("bulletins_moments_ahead{place=\"runs.occurrence\"}")
    );
    camille.open("/admin/schedule").await.is(200).says_not("2027");
    let now = app.clock.now();
    let look = move |conn: &mut Conn| ahead::look(conn, now);
    let places: Vec<String> = services
        .db
        .read::<_, store::Error, _>(look)
        .await
        .unwrap()
        .into_iter()
        .map(|found| found.place)
        .collect();
    for place in ["runs.occurrence", "outbox.created_at", "sessions.created_at", "people.created_at"] {
        assert_eq!(places.iter().any(|found| found == place), place != "people.created_at", "{places:?}");
    }
    services.db.write::<_, store::Error, _>(move |conn| ahead::repair(conn, now)).await.unwrap();
    assert_eq!(services.db.read::<_, store::Error, _>(look).await.unwrap(), []);
    // Who came in by that clock signs in again.
    camille.open("/dashboard").await.says("Se connecter");
    app.clock.set(app.clock.now() + TimeDelta::seconds(11));
    assert!(!operator.open("/health/ready").await.is(200).body.contains("lies_ahead"));
    app.travel_by_day("2026-03-13 09:00").await;
    app.travel_to("Fri 10:00").await;
    assert_eq!(app.inbox("liste@eig.example").of_kind("announcement").len(), 2);
});

#[actix_web::test]
async fn an_installation_that_began_in_the_future_begins_when_its_clock_is_right() {
    let app = TestApp::on_sqlite("2027-03-05 09:00").await;
    app.clock.set(crate::support::app::moment("2026-03-06 09:00"));
    app.pass().await;
    app.travel_to("Fri 15:05").await;
    app.inbox("liste@eig.example").has_one("announcement");
    app.inbox("chloe@karfur.example").has_one("digest");
    app.finish().await;
}

#[actix_web::test]
async fn a_mail_server_without_encryption_and_one_with_a_bad_certificate_are_told_apart() {
    let smtp = crate::support::smtp::Smtp::start();
    let from = "Bulletins <bulletins@eig.example>".parse().unwrap();
    let told = async |url: String| {
        let patience = std::time::Duration::from_secs(10);
        let transport = Transport::smtp(&url.into(), &from, patience).unwrap();
        transports::in_words(transport.check().await.unwrap_err().cause())
    };
    let plain = told(smtp.url() + "?tls=required").await;
    assert!(plain.contains("STARTTLS") && plain.contains("tls=required"), "{plain}");
    let address = crate::support::tls::server_nobody_trusts();
    let untrusted = told(format!("smtps://{address}")).await;
    assert!(untrusted.contains("certificate is not good"), "{untrusted}");
    // It speaks no TLS at all.
    let none = told(smtp.url().replace("smtp://", "smtps://")).await;
    assert!(none.contains("TLS"), "{none}");
}
