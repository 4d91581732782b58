//! What an old backup would send was sent long ago: brought back, it writes to nobody until somebody has looked.

use std::path::PathBuf;

use bulletins::services::Scope;
use bulletins::services::operations::backup::restoring::{self, Backup};
use bulletins::services::operations::backup::taking::{self, Wish};
use bulletins::services::operations::bringing_back::{self, Fate};
use bulletins::store::Db;
use bulletins::store::privacy::audit::Actor;
use tempfile::TempDir;

use crate::story;
use crate::support::app::{TestApp, moment};
use crate::support::filing::file;
use crate::support::place::Place;

const CAMILLE: &str = "camille@eig.example";
const TEXTS: [(&str, &str); 3] =
    [("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "Démo réussie")];

/// A backup in a folder that goes with it.
async fn back_up(app: &TestApp) -> (Backup, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let to: PathBuf = folder.path().join("backup.zip");
    let wish = Wish { file: to.clone(), recipient: None, needs_key_file: false };
    let db = &app.app.services.db;
    taking::take(db, wish, app.app.services.clock.now()).await.unwrap();
    (Backup { file: to, identity: None }, folder)
}

/// The program that starts on a new database of the same kind, into which the backup was brought.
async fn bring_back(app: &TestApp, backup: &Backup, when: &str) -> (TestApp, Place) {
    let place = Place::empty(app.database.starts_with("postgres:")).unwrap();
    let db = Db::open(place.url(), 1).unwrap();
    restoring::restore(&db, backup.clone(), moment(when)).await.unwrap();
    (TestApp::on(place.url(), when).await, place)
}

/// Two o'clock on a Friday: one team has filed, the others' reminders wait for a mail server that is down.
async fn until_friday_at_two(app: &TestApp) -> (Backup, TempDir) {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200).says("Merci");
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    assert!(app.unfinished().await > 0, "reminders wait");
    let backup = back_up(app).await;
    app.smtp.comes_back();
    backup
}

story!(a_backup_of_friday_brought_back_on_saturday_sends_nothing_again, "2026-03-06 13:00", |app| {
    let (backup, _folder) = until_friday_at_two(app).await;
    app.travel_to("Fri 15:05").await;
    app.inbox("chloe@karfur.example").has_one("digest").says("Relire la carte");

    let (again, _place) = bring_back(app, &backup, "2026-03-07 09:00").await;
    again.travel_to("Sat 12:00").await;
    assert!(again.mails().is_empty(), "nobody is written to");
    // But who would come in and look can.
    let camille = again.browser("en");
    let csrf = camille.open("/sign-in").await.field("csrf");
    camille.post("/sign-in/links", &[("csrf", &csrf), ("email", CAMILLE)]).await.is(200);
    again.pass().await;
    assert_eq!(again.mails().len(), 1);
    camille.open(&again.inbox(CAMILLE).has_one("sign-in").link("/sign-in/")).await.is(200);
    camille.submit(&[]).await.is(200);
    camille.open("/dashboard").await.is(200).says("A backup was brought back");
    camille.open("/admin/mail").await.is(200).says("Reminder").says("To be written");
    let csrf = camille.page().form_token();
    camille
        .post("/admin/mail/restore", &[("csrf", &csrf), ("fate", "drop")])
        .await
        .is(200)
        .says("will not be sent");
    camille.open("/dashboard").await.says_not("A backup was brought back");
    camille.post("/admin/mail/restore", &[("csrf", &csrf), ("fate", "drop")]).await.is(404);
    camille.open("/admin/audit").await.says("Backup brought back");
    again.travel_to("Sat 13:00").await;
    again.travel_by_day("2026-03-12 16:00").await;
    // She alone was written to: that somebody has signed in.
    assert!(again.mails().iter().all(|mail| mail.to == CAMILLE));

    // The next digest tells what is new, and nothing that was told.
    file(&again, "ada@cartobio.example", "cartobio", 11, "3", &[("priorities", "Autre chose")]).await;
    again.travel_to("Fri 15:05").await;
    let digest = again.inbox("chloe@karfur.example").has_one("digest").clone();
    digest.says("Autre chose").says_not("Relire la carte");
    again.finish().await;
});

story!(who_brings_a_backup_back_at_once_can_have_all_sent, "2026-03-06 13:00", |app| {
    let (backup, _folder) = until_friday_at_two(app).await;
    let (again, _place) = bring_back(app, &backup, "2026-03-06 14:10").await;
    again.pass().await;
    assert!(again.mails().is_empty());
    let release = |scope: &mut Scope<'_>| bringing_back::release(scope, Actor::CommandLine, Fate::Sent);
    again.app.services.write(release).await.unwrap();
    again.travel_to("Fri 15:05").await;
    again.inbox("chloe@karfur.example").has_one("digest").says("Relire la carte");
    assert!(!again.inbox("chloe@karfur.example").of_kind("reminder").is_empty());
    again.finish().await;
    app.travel_to("Fri 14:30").await;
});

/// The address of the newest share of their project.
async fn share(app: &TestApp, who: &str, project: &str) -> String {
    let browser = app.browse_as(who).await;
    browser.open(&format!("/projects/{project}/shares")).await;
    browser.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
    let page = browser.page();
    let (_, rest) = page.body.split_once("/s/").unwrap();
    format!("/s/{}", rest.split('"').next().unwrap())
}

story!(a_link_given_out_after_a_backup_opens_nothing_that_comes_after_it, "2026-03-06 13:00", |app| {
    let (backup, _folder) = back_up(app).await;
    let lost = share(app, "ada@cartobio.example", "cartobio").await;
    app.browser("en").open(&lost).await.is(200);
    let (again, _place) = bring_back(app, &backup, "2026-03-06 14:00").await;
    let new = share(&again, "chloe@karfur.example", "karfu-r").await;
    again.browser("en").open(&lost).await.is(410);
    again.browser("en").open(&new).await.is(200);
    again.finish().await;
});
