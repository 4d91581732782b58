//! Erased means erased: neither name nor address is anywhere any more, however it may be written.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use bulletins::clock::Clock;
use bulletins::domain::people::Email;
use bulletins::mail::transports::Transport;
use bulletins::services::post::returning::{self, Taken};
use bulletins::services::post::texts;
use bulletins::services::privacy::erasing;
use bulletins::services::weekly::ticking;
use bulletins::services::{Refusal, Scope, Services};
use bulletins::store::people;
use bulletins::store::post::outbox::{self, MailId};
use bulletins::store::privacy::audit::Actor;
use bulletins::store::{self, Conn};
use chrono::{DateTime, Utc};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use tokio::sync::Notify;

use crate::story;
use crate::support::app::TestApp;
use crate::support::database::Database;
use crate::support::requests::{ask, take};

const NAME: &str = "Zebulon Quaresma";
const ADDRESS: &str = "ada@cartobio.example";

/// The ways in which a text may stand somewhere: as it is, in an address of a page, and in base64 wherever it begins.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let mut ways = vec![text.to_owned(), utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()];
    ways.extend((0..3).map(|before| {
        let encoded = STANDARD_NO_PAD.encode(format!("{}{text}", "x".repeat(before)));
        // What depends on its neighbours is left out.
        encoded[[0, 2, 3][before]..encoded.len() - 1].to_owned()
    }));
    ways.into_iter().map(String::into_bytes).collect()
}

/// The words of which there is a trace.
fn traces(bytes: &[u8]) -> Vec<String> {
    let ways = [NAME, ADDRESS].into_iter().flat_map(spellings);
    let is_there = |way: &Vec<u8>| bytes.windows(way.len()).any(|window| window == &way[..]);
    ways.filter(is_there).map(|way| String::from_utf8_lossy(&way).into_owned()).collect()
}

/// The bytes of all files in a folder whose name begins so, with their names.
fn files(folder: &Path, beginning: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let named = entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()));
    named
        .filter(|(name, _)| name.starts_with(beginning))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect()
}

/// All that is kept of mails, as who has the key reads it.
async fn texts(app: &TestApp) -> Vec<Vec<u8>> {
    let seal = app.app.services.seal.clone();
    let read = move |conn: &mut Conn| -> store::Result<Vec<Vec<u8>>> {
        let sealed = outbox::texts_of_mails(conn, MailId(0), 10_000)?;
        Ok(sealed.iter().map(|text| texts::open(&seal, &text.message_id, &text.bytes).unwrap()).collect())
    };
    app.app.services.db.read(read).await.unwrap()
}

async fn assert_nothing_is_left(app: &TestApp, mails: &Path) {
    let mut database = Database::at(&app.database);
    for (table, rows) in database.rows() {
        let dump = serde_json::to_vec(&rows).unwrap();
        assert_eq!(traces(&dump), [""; 0], "in {table}");
    }
    for text in texts(app).await {
        assert_eq!(traces(&text), [""; 0], "in {}", String::from_utf8_lossy(&text));
    }
    if let Some(path) = app.database.strip_prefix("sqlite://") {
        let path = Path::new(path);
        let found = files(path.parent().unwrap(), path.file_name().unwrap().to_str().unwrap());
        assert!(!found.is_empty());
        for (name, bytes) in found {
            assert_eq!(traces(&bytes), [""; 0], "in {name}");
        }
    }
    for (name, bytes) in files(mails, "") {
        assert_eq!(traces(&bytes), [""; 0], "in {name}: {}", String::from_utf8_lossy(&bytes));
    }
}

async fn erase(scope_of: &Arc<Services>) {
    let erase = |scope: &mut Scope<'_>| -> Result<(), Refusal> {
        let email: Email = ADDRESS.parse().unwrap();
        let person = people::by_email(scope.conn, &email)?.expect("the stories know this person");
        erasing::erase(scope, Actor::CommandLine, person.id)
    };
    if let Err(refusal) = scope_of.write(erase).await {
        panic!("{refusal:?}");
    }
}

async fn erased_is_erased(postgres: bool) {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().to_str().unwrap().to_owned();
    let settings = [("BULLETINS_MAIL__FILES_DIRECTORY", directory)];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &settings).await else { return };
    let ada = app.browse_as(ADDRESS).await;
    ada.open("/settings").await;
    ada.submit_form("form[action$='/profile']", &[("name", NAME)]).await.is(200);
    // Mails about requests name them in their words.
    let request = ask(&app, ADDRESS, "cartobio", "Un juriste ?", true, "2026-03-04 10:00").await;
    take(&app, request, "marc@diair.example", "2026-03-04 11:00").await;
    // What they wrote to the service's address is others' mail.
    let written = format!("From: <{ADDRESS}>\r\nSubject: Re\r\n\r\nI am on my way.\r\n");
    let hand_in = move |scope: &mut Scope<'_>| returning::take_in(scope, written.as_bytes());
    assert_eq!(app.app.services.write(hand_in.clone()).await.unwrap(), Taken::HandedOn);
    app.travel_to("Fri 15:05").await;
    // What was sent once lies in files, as where there was no mail server yet.
    let transport = Transport::files(folder.path()).unwrap();
    for mail in app.smtp.taken() {
        transport.send(None, &mail.to, &mail.content).await.unwrap();
    }
    let count = files(folder.path(), "").len();
    app.travel_to("Mon 09:00").await;
    app.smtp.goes_down();
    assert_eq!(app.app.services.write(hand_in).await.unwrap(), Taken::HandedOn);
    app.travel_to("Fri 15:05").await;
    // It is back, and what waits is not due again yet.
    app.smtp.comes_back();
    // It is everywhere: sent, waiting, in a file.
    assert!(texts(&app).await.iter().filter(|text| !traces(text).is_empty()).count() > 4);
    let camille = app.browse_as("camille@eig.example").await;
    let list = camille.open("/admin/people?q=Zebulon").await;
    let own = list.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&format!("{own}/erasure")).await.is(200).says("sauvegardes");
    camille.submit_form("main form", &[]).await.is(200);
    app.pass().await;
    assert_nothing_is_left(&app, folder.path()).await;
    let left = files(folder.path(), "");
    assert!(left.len() < count && left.iter().all(|(name, _)| name.ends_with(".eml")), "{}", left.len());
    // Who is there still gets what was written for them, and answers to those who are left.
    app.travel_to("Fri 16:00").await;
    let digest = app.inbox("mina@agence.example").latest().clone();
    assert!(digest.headers.contains("Reply-To: Ben <ben@cartobio.example>"), "{}", digest.headers);
    assert_nothing_is_left(&app, folder.path()).await;
    camille
        .open("/admin/mail?state=cancelled")
        .await
        .says("Une personne qui a quitté le programme")
        .says_not("erased-");
    app.finish().await;
}

#[actix_web::test]
async fn who_is_erased_is_nowhere_any_more_on_sqlite() {
    erased_is_erased(false).await;
}

#[actix_web::test]
async fn who_is_erased_is_nowhere_any_more_on_postgres() {
    erased_is_erased(true).await;
}

async fn no_farewell_leaves(postgres: bool) {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().to_str().unwrap().to_owned();
    let settings =
        [("BULLETINS_MAIL__FILES_DIRECTORY", directory), ("BULLETINS_MAIL__SMTP_URL", String::new())];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &settings).await else { return };
    let camille = app.browse_as("camille@eig.example").await;
    let ada = app.browse_as(ADDRESS).await;
    let list = camille.open("/admin/people?q=ada").await;
    let person = list.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&format!("{person}/erasure")).await.says("Aucun courriel n’en informera cette personne");
    ada.open("/settings/erasure")
        .await
        .says("Aucun courriel ne vous le confirmera")
        .says_not("Un dernier courriel");
    ada.submit(&[]).await.is(200);
    app.pass().await;
    camille.open("/admin/mail?state=sent").await.is(200).says_not("Confirmation d’effacement");
    camille
        .open("/admin/mail?state=cancelled")
        .await
        .says("Confirmation d’effacement")
        .says("ont été effacées");
    for (name, bytes) in files(folder.path(), "") {
        assert!(!String::from_utf8_lossy(&bytes).contains("farewell"), "{name}");
    }
    app.finish().await;
}

#[actix_web::test]
async fn no_farewell_is_promised_or_told_as_sent_where_mails_stay_in_files_on_sqlite() {
    no_farewell_leaves(false).await;
}

#[actix_web::test]
async fn no_farewell_is_promised_or_told_as_sent_where_mails_stay_in_files_on_postgres() {
    no_farewell_leaves(true).await;
}

/// A clock that, when it is asked for the nth time, has something happen first.
struct Meddling {
    shown: Arc<dyn Clock>,
    asked: AtomicUsize,
    at: usize,
    happens: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Clock for Meddling {
    fn now(&self) -> DateTime<Utc> {
        if self.asked.fetch_add(1, Ordering::SeqCst) + 1 == self.at {
            let happens = self.happens.lock().unwrap().take();
            happens.into_iter().for_each(|happens| happens());
        }
        self.shown.now()
    }
}

// Between the facts being read and the mails being written.
story!(who_is_erased_while_mails_are_written_stands_in_none_of_them, "2026-03-06 15:00", |app| {
    let folder = tempfile::tempdir().unwrap();
    app.sleep_until("Fri 15:05");
    let known = app.app.services.clone();
    let (erasing, here) = (known.clone(), tokio::runtime::Handle::current());
    let happens = Box::new(move || here.block_on(erase(&erasing)));
    let clock = Meddling {
        shown: known.clock.clone(),
        asked: AtomicUsize::new(0),
        // What is due, and then the facts of the digest.
        at: 2,
        happens: Mutex::new(Some(happens)),
    };
    let services = Arc::new(Services {
        db: known.db.clone(),
        config: known.config.clone(),
        clock: Arc::new(clock),
        clock_of_apps: known.clock_of_apps.clone(),
        keeps_mails: known.keeps_mails,
        rules: known.rules.clone(),
        letters: known.letters.clone(),
        passwords: known.passwords.clone(),
        key: known.key.clone(),
        seal: known.seal.clone(),
        asked: Notify::new(),
        began_at: known.began_at,
        tried: Default::default(),
    });
    tokio::time::timeout(Duration::from_secs(60), ticking::tick(&services)).await.unwrap().unwrap();
    let is_digest = |text: &Vec<u8>| String::from_utf8_lossy(text).contains("X-Bulletins-Kind: digest");
    let digests = texts(app).await.into_iter().filter(is_digest).count();
    assert_eq!(digests, 7, "a digest for each of the others");
    app.pass().await;
    assert_nothing_is_left(app, folder.path()).await;
    app.inbox(ADDRESS).has_none("digest");
    let digest = app.inbox("mina@agence.example").latest().clone();
    assert!(digest.headers.contains("Reply-To: Ben <ben@cartobio.example>"), "{}", digest.headers);
});
