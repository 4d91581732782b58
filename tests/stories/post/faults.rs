//! What goes wrong is told, each fault with its cause, and touches nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use bulletins::mail::{self, Letters, Sender};
use bulletins::services::Services;
use bulletins::services::weekly::ticking;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use crate::story;
use crate::support::app::TestApp;
use crate::support::links::{ask_for_a_new_password, ask_to_sign_in, invite};
use crate::support::log::Log;

/// What is missing from every language.
const BROKEN: &str = "{{t \"no-such-text\"}}";

/// The same services, with templates of text parts in the place of theirs.
fn with_templates(app: &TestApp, replaced: &[(&str, String)]) -> Arc<Services> {
    let known = &app.app.services;
    let sender = Sender {
        programme: "Bulletins".into(),
        from: "Bulletins <bulletins@eig.example>".parse().unwrap(),
        reply_to: None,
        dkim: None,
    };
    let mut templates = mail::every_template();
    for (name, source) in replaced {
        let source = source.clone();
        templates.put_text(name, move || Ok(source.clone()));
    }
    Arc::new(Services {
        db: known.db.clone(),
        config: known.config.clone(),
        clock: known.clock.clone(),
        clock_of_apps: known.clock_of_apps.clone(),
        keeps_mails: known.keeps_mails,
        rules: known.rules.clone(),
        letters: Arc::new(Letters::new(templates, sender).unwrap()),
        passwords: known.passwords.clone(),
        key: known.key.clone(),
        seal: known.seal.clone(),
        asked: Default::default(),
        began_at: known.began_at,
        tried: Default::default(),
    })
}

/// Nothing can be written to Driss, and no digest to coordinators.
fn broken_for_some(app: &TestApp) -> Arc<Services> {
    let to_driss = format!("{{{{#if (eq name \"Driss\")}}}}{BROKEN}{{{{/if}}}}{{{{link}}}}");
    let to_coordinators = format!("{{{{#if digest.overview}}}}{BROKEN}{{{{/if}}}}{{{{link}}}}");
    let mut replaced: Vec<(&str, String)> =
        ["mail/reminder/body", "mail/sign-in/body", "mail/password-reset/body", "mail/invitation/body"]
            .map(|name| (name, to_driss.clone()))
            .into();
    replaced.push(("mail/digest/body", to_coordinators));
    with_templates(app, &replaced)
}

fn kinds(app: &TestApp, address: &str) -> Vec<String> {
    let mut kinds: Vec<String> = app.inbox(address).0.into_iter().map(|mail| mail.kind).collect();
    kinds.sort();
    kinds
}

story!(a_letter_that_cannot_be_written_fails_alone, "2026-03-06 13:50", |app| {
    let log = Log::listen();
    let services = broken_for_some(app);
    app.sleep_until("Fri 14:00");
    ticking::tick(&services).await.unwrap();
    for address in ["driss@plume.example", "chloe@karfur.example"] {
        ask_to_sign_in(&services, address).await;
        ask_for_a_new_password(&services, address).await;
    }
    assert_eq!(invite(&services, &["driss@plume.example", "chloe@karfur.example"]).await, 1);
    app.pass().await;
    app.sleep_until("Fri 15:05");
    ticking::tick(&services).await.unwrap();
    app.pass().await;
    assert_eq!(
        kinds(app, "chloe@karfur.example"),
        ["digest", "invitation", "password-reset", "reminder", "sign-in"]
    );
    assert_eq!(kinds(app, "driss@plume.example"), ["digest"]);
    assert_eq!(kinds(app, "camille@eig.example"), [""; 0]);
    // Each is there to be seen, and cannot be sent again, since there is nothing to be sent.
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/admin/mail").await;
    page.says("En échec (5)").says("camille@eig.example").says("n’a pas pu être rédigé");
    assert!(!page.has("main form[action^='/admin/mail/']"));
    camille.open("/dashboard").await.says("5 courriels n’ont pas pu être envoyés");
    // What a run writes is written on threads that are not listened to here.
    let told = log.lines().into_iter().filter(|line| line.contains("a message could not be written"));
    let told: Vec<String> = told.collect();
    assert!(told.len() == 2 && told.iter().all(|line| line.contains("no-such-text")), "{told:?}");
    let names_somebody = |line: &String| line.contains("plume.example") || line.contains("karfur.example");
    assert!(!log.lines().iter().any(names_somebody), "{:?}", log.lines());
});

story!(a_run_of_which_nothing_can_be_written_is_due_still, "2026-03-06 09:50", |app| {
    let names = ["mail/announcement/body", "mail/reminder/body"];
    let services = with_templates(app, &names.map(|name| (name, BROKEN.to_owned())));
    app.sleep_until("Fri 14:00");
    let log = Log::listen();
    assert!(ticking::tick(&services).await.is_err());
    // Both are told, each with its cause.
    assert_eq!(log.count("a run failed"), 2, "{:?}", log.lines());
    assert!(
        log.count("none of 1 messages") == 1 && log.count("none of 4 messages") == 1,
        "{:?}",
        log.lines()
    );
    app.pass().await;
    app.inbox("liste@eig.example").has_one("announcement");
    app.inbox("driss@plume.example").has_one("reminder");
});

story!(each_part_of_a_pass_that_fails_says_so, "2026-03-06 15:00", |app| {
    let tables = ["runs", "outbox", "throttles"];
    let rename = |from: &str, to: &str| format!("ALTER TABLE {from} RENAME TO {to}");
    for table in tables {
        app.sql(rename(table, &format!("{table}_away"))).await;
    }
    let log = Log::listen();
    assert!(app.app.pass().await.is_err());
    for (what, cause) in [
        ("the schedule could not be looked at", "runs"),
        ("no mail could be taken out of the outbox", "outbox"),
        ("what is old could not be cleaned up", "throttles"),
    ] {
        let line = log.lines().into_iter().find(|line| line.contains(what));
        let line = line.unwrap_or_else(|| panic!("not told: {what}; told: {:?}", log.lines()));
        assert!(line.contains(cause), "{line}");
    }
    for table in tables {
        app.sql(rename(&format!("{table}_away"), table)).await;
    }
    app.pass().await;
});

/// What a server took and the database would not mark is marked once it does, and not sent a second time.
#[actix_web::test]
async fn a_mail_that_was_sent_is_marked_however_long_the_database_stumbles() {
    let Some(app) = TestApp::on_postgres("2026-03-06 15:00").await else { return };
    // As in a restart: the first connections that mark a mail as sent are cut in the middle of it.
    let stumble = "CREATE SEQUENCE stumbles;
        CREATE FUNCTION stumble() RETURNS trigger AS $$ BEGIN
            IF nextval('stumbles') <= 5 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
            RETURN NEW;
        END $$ LANGUAGE plpgsql;
        CREATE TRIGGER stumbles BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.state = 'sent')
            EXECUTE FUNCTION stumble();";
    app.sql(stumble.to_owned()).await;
    let log = Log::listen();
    app.travel_to("Fri 15:05").await;
    assert_eq!(log.count("what became of a mail is not written yet"), 5, "{:?}", log.lines());
    each_has_one_digest(&app).await;
    app.finish().await;
}

/// The same on SQLite, where a trigger refuses until the log has told of it.
#[actix_web::test]
async fn a_mail_that_was_sent_is_marked_once_the_refusal_is_over() {
    let app = TestApp::on_sqlite("2026-03-06 15:00").await;
    let refuse = "CREATE TRIGGER refusals BEFORE UPDATE ON outbox WHEN NEW.state = 'sent'
        BEGIN SELECT RAISE(ABORT, 'refused'); END";
    app.sql(refuse.to_owned()).await;
    let path = app.database.trim_start_matches("sqlite://").to_owned();
    let mut left = 3;
    let log = Log::listen_and(move |line| {
        if line.contains("is not written yet") {
            left -= 1;
            if left == 0 {
                let mut conn = SqliteConnection::establish(&path).unwrap();
                conn.batch_execute("PRAGMA busy_timeout = 10000; DROP TRIGGER refusals").unwrap();
            }
        }
    });
    app.travel_to("Fri 15:05").await;
    assert!(log.count("refused") >= 3, "{:?}", log.lines());
    each_has_one_digest(&app).await;
    app.finish().await;
}

async fn each_has_one_digest(app: &TestApp) {
    assert_eq!(app.unfinished().await, 0, "everything that was sent is marked");
    app.travel_to("Fri 16:00").await;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mail in app.mails() {
        *counts.entry(mail.to).or_default() += 1;
    }
    assert_eq!(counts.values().copied().collect::<Vec<_>>(), [1; 8], "{counts:?}");
}
