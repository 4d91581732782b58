//! What a person waits for goes before what a run has brought.

use std::fmt::Write;

use crate::support::app::TestApp;
use crate::support::links::{ask_to_sign_in, invite};

const READERS: usize = 200;
/// `delivery.concurrency`, by default.
const AT_ONCE: usize = 8;

fn promotion() -> String {
    let mut yaml = String::from(
        "promotion: {name: P, starts_on: 2026-01-05, ends_on: 2026-12-31}\nprojects:\n  - name: A\n    administration: B\n    mentors:\n",
    );
    for number in 0..READERS {
        writeln!(yaml, "      - {{name: R{number}, email: reader{number}@x.example}}").unwrap();
    }
    yaml
}

async fn with_patience(postgres: bool) -> Option<TestApp> {
    // Mails are kept waiting here: not so long that the program gives up on the server.
    let settings = [("BULLETINS_MAIL__TIMEOUT_SECONDS", "60".to_owned())];
    TestApp::with("2026-03-06 15:04", postgres, &settings).await
}

async fn a_sign_in_mail_overtakes_a_digest(postgres: bool) {
    let Some(app) = with_patience(postgres).await else { return };
    app.import(&promotion()).await;
    app.sleep_until("Fri 15:05");
    app.smtp.holds_after(10);
    let asked = async {
        app.smtp.has_taken(10).await;
        invite(&app.app.services, &["ben@cartobio.example"]).await;
        ask_to_sign_in(&app.app.services, "ada@cartobio.example").await;
        app.smtp.lets_through();
    };
    let ((), ()) = tokio::join!(app.pass(), asked);
    let kinds: Vec<String> = app.mails().into_iter().map(|mail| mail.kind).collect();
    assert_eq!(kinds.len(), READERS + 8 + 2);
    for kind in ["sign-in", "invitation"] {
        // Before it may come what was taken, what was under way, and what is sent beside it.
        let at = kinds.iter().position(|found| found == kind).unwrap();
        assert!(at < 10 + 2 * AT_ONCE, "{kind} came as number {at}");
    }
    app.finish().await;
}

#[actix_web::test]
async fn a_sign_in_mail_overtakes_a_digest_on_sqlite() {
    a_sign_in_mail_overtakes_a_digest(false).await;
}

#[actix_web::test]
async fn a_sign_in_mail_overtakes_a_digest_on_postgres() {
    a_sign_in_mail_overtakes_a_digest(true).await;
}

/// The last mails of a digest hang; what is written then does not wait for them.
#[actix_web::test]
async fn a_sign_in_mail_does_not_wait_for_a_server_that_hangs() {
    let app = with_patience(false).await.unwrap();
    app.sleep_until("Fri 15:05");
    app.smtp.holds_for("liste@eig.example");
    let asked = async {
        // Seven of eight digests are taken, the eighth is held.
        app.smtp.has_taken(7).await;
        ask_to_sign_in(&app.app.services, "ada@cartobio.example").await;
        app.smtp.has_taken(8).await;
        assert_eq!(app.mails().last().unwrap().kind, "sign-in");
        app.smtp.lets_through();
    };
    let ((), ()) = tokio::join!(app.pass(), asked);
    assert_eq!(app.mails().len(), 9);
    app.finish().await;
}
