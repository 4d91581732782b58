//! Mails that come back, and whatever else comes to where they were sent from.

use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};

use crate::support::app::TestApp;
use crate::support::links::{ask_to_sign_in, invite};
use crate::support::smtp::Smtp;

const MARC: &str = "marc@diair.example";
const SECRET: &str = "0123456789abcdef0123456789";

/// What the webhook says that it did; none: it refuses.
async fn hand_in(app: &TestApp, secret: &str, kind: &str, body: String) -> Option<String> {
    let request = reqwest::Client::new()
        .post(format!("{}/bounces", app.base))
        .header(AUTHORIZATION, format!("Bearer {secret}"))
        .header(CONTENT_TYPE, kind)
        .body(body);
    let answer = request.send().await.unwrap();
    let is_refused = answer.status() == StatusCode::FORBIDDEN;
    let told = answer.text().await.unwrap();
    (!is_refused).then(|| told.split('"').nth(3).unwrap_or_default().to_owned())
}

/// The sender on the envelope of the last mail to somebody.
fn envelope(app: &TestApp, to: &str) -> String {
    let told = app.smtp.told();
    let at = told.iter().rposition(|line| line.starts_with("RCPT") && line.contains(to)).unwrap();
    let from = told[..at].iter().rev().find(|line| line.starts_with("MAIL FROM:<")).unwrap();
    from["MAIL FROM:<".len()..].split('>').next().unwrap().to_owned()
}

fn report(to: &str, status: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nAction: failed\r\nStatus: {status}\r\n\r\n--b--\r\n"
    )
}

async fn second_silences(postgres: bool) {
    let settings = [
        ("BULLETINS_MAIL__BOUNCES_TO", "bounces@eig.example".to_owned()),
        ("BULLETINS_MAIL__BOUNCE_SECRET", SECRET.to_owned()),
        // One conversation, so that what was told stands in its order.
        ("BULLETINS_DELIVERY__CONCURRENCY", "1".to_owned()),
    ];
    let Some(app) = TestApp::with("2026-03-06 15:00", postgres, &settings).await else { return };
    let camille = app.browse_as("camille@eig.example").await;
    app.travel_to("Fri 15:05").await;
    let first = envelope(&app, MARC);
    assert!(first.starts_with("bounces+") && first.ends_with("@eig.example"), "{first}");
    assert_eq!(hand_in(&app, "a guess", "message/rfc822", report(&first, "5.1.1")).await, None);
    camille.open("/admin/mail").await.says("En échec (0)");

    let told = hand_in(&app, SECRET, "message/rfc822", report(&first, "5.1.1")).await;
    assert_eq!(told.as_deref(), Some("bounced"));
    let again = hand_in(&app, SECRET, "message/rfc822", report(&first, "5.1.1")).await;
    assert_eq!(again.as_deref(), Some("unknown"), "one mail came back once");
    let forged = first.replace("bounces+", "bounces+9");
    assert_eq!(
        hand_in(&app, SECRET, "message/rfc822", report(&forged, "5.1.1")).await.as_deref(),
        Some("unknown")
    );
    camille
        .open("/admin/mail")
        .await
        .says(MARC)
        .says("Aucune boîte n’existe à cette adresse")
        .says("(5.1.1)");
    camille.open("/dashboard").await.says("n’a pas pu être envoyé");
    let id = app.keys("SELECT CAST(id AS TEXT) AS key FROM people WHERE email = 'marc@diair.example'").await;
    let person = format!("/admin/people/{}", id.first().unwrap());
    camille.open(&person).await.says("Un courriel est revenu : aucune boîte n’existe à cette adresse");

    // The next one is tried all the same. It comes back by the webhook of a mail service.
    invite(&app.app.services, &[MARC]).await;
    app.pass().await;
    let second = envelope(&app, MARC);
    assert_ne!(second, first);
    let json = format!("{{\"to\": \"{second}\", \"status\": \"5.1.10\"}}");
    assert_eq!(hand_in(&app, SECRET, "application/json", json).await.as_deref(), Some("bounced"));
    let so_far = app.mails().len();
    invite(&app.app.services, &[MARC]).await;
    app.pass().await;
    assert_eq!(app.mails().len(), so_far);
    camille.open("/admin/mail?state=cancelled").await.says("Deux messages sont revenus de cette adresse");
    // Who waits for a link gets it.
    ask_to_sign_in(&app.app.services, MARC).await;
    app.pass().await;
    assert_eq!(app.mails().len(), so_far + 1);

    // What nobody wrote is dropped; what somebody wrote reaches who coordinates, once.
    let answer =
        |field: &str| format!("From: ada@cartobio.example\r\n{field}Subject: Re\r\n\r\nI am on my way.\r\n");
    let absent = hand_in(&app, SECRET, "message/rfc822", answer("Auto-Submitted: auto-replied\r\n")).await;
    assert_eq!(absent.as_deref(), Some("dropped"));
    let written = hand_in(&app, SECRET, "message/rfc822", answer("")).await;
    assert_eq!(written.as_deref(), Some("handed on"));
    app.pass().await;
    let taken = app.smtp.taken();
    let handed_on = taken.last().unwrap();
    let content = String::from_utf8(handed_on.content.clone()).unwrap();
    assert!(taken.len() == so_far + 2 && handed_on.to == "camille@eig.example", "{content}");
    assert!(
        content.contains("From: ada@cartobio.example\r\n") && content.contains("I am on my way."),
        "{content}"
    );
    assert_eq!(hand_in(&app, SECRET, "message/rfc822", content).await.as_deref(), Some("dropped"));
    app.finish().await;
}

#[actix_web::test]
async fn a_mail_that_came_back_is_told_and_a_second_one_silences_its_address_on_sqlite() {
    second_silences(false).await;
}

#[actix_web::test]
async fn a_mail_that_came_back_is_told_and_a_second_one_silences_its_address_on_postgres() {
    second_silences(true).await;
}

async fn odd_things_are_answered(postgres: bool) {
    let settings = [("BULLETINS_MAIL__BOUNCE_SECRET", SECRET.to_owned())];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &settings).await else { return };
    let long = "x".repeat(60_000);
    let bounce = |id: &str| format!("{{\"message_id\": \"{id}\", \"status\": \"5.1.1\"}}");
    let told =
        [bounce("a\\u0000b"), bounce("a\\u000ab"), bounce("' OR 1=1 --"), bounce(&long), bounce("\\ud800")];
    let odd = ["null", "[]", "{}", "{\"status\": 5}", "{\"status\": \"5.1.1\", \"to\": \"bounces+9-\"}", ""];
    for json in told.into_iter().chain(odd.map(str::to_owned)) {
        answered(&app, "application/json", json.into_bytes()).await;
    }
    for by in [
        "a\0b@x.example",
        "=?utf-8?q?a=00b?= <a=00@x.example>",
        "\r\nBcc: eve@x.example",
        "é@é.example",
        long.as_str(),
        "<>",
        ",",
    ] {
        for end in ["\r\n\r\nHello", "\n\n.\n", "\r\r", ""] {
            answered(&app, "message/rfc822", format!("To: a\0b@x\r\nFrom: {by}{end}").into_bytes()).await;
        }
    }
    answered(&app, "message/rfc822", b"\xff\xfe\0\r\n\r\n\x80".to_vec()).await;
    // Taken for a mail, what is none would be handed on to people.
    let unlike = answered(&app, "application/x-www-form-urlencoded", bounce("x@y").into_bytes()).await;
    assert_eq!(unlike, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    app.pass().await;
    app.finish().await;
}

async fn answered(app: &TestApp, kind: &str, body: Vec<u8>) -> StatusCode {
    let request = reqwest::Client::new()
        .post(format!("{}/bounces", app.base))
        .header(AUTHORIZATION, format!("Bearer {SECRET}"))
        .header(CONTENT_TYPE, kind)
        .body(body.clone());
    let status = request.send().await.unwrap().status();
    assert!(status.as_u16() < 500, "{status}: {}", String::from_utf8_lossy(&body[..body.len().min(200)]));
    status
}

#[actix_web::test]
async fn whatever_is_handed_in_is_answered_and_by_no_fault_of_ours_on_sqlite() {
    odd_things_are_answered(false).await;
}

#[actix_web::test]
async fn whatever_is_handed_in_is_answered_and_by_no_fault_of_ours_on_postgres() {
    odd_things_are_answered(true).await;
}

async fn flooding_floods_nobody(postgres: bool) {
    let settings = [("BULLETINS_MAIL__BOUNCE_SECRET", SECRET.to_owned())];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &settings).await else { return };
    let write = async |by: &str| {
        let mail = format!("From: <{by}>\r\nTo: bulletins@eig.example\r\nSubject: Hello\r\n\r\nHello\r\n");
        hand_in(&app, SECRET, "message/rfc822", mail).await.unwrap()
    };
    let mut told = Vec::new();
    for _ in 0..8 {
        told.push(write("one@x.example").await);
    }
    assert_eq!(told, [["handed on"; 5].as_slice(), &["kept out"; 3]].concat(), "of one writer");
    // Addresses are made up as fast.
    told.clear();
    for number in 0..20 {
        told.push(write(&format!("other{number}@x.example")).await);
    }
    assert_eq!(told, [["handed on"; 15].as_slice(), &["kept out"; 5]].concat(), "of all");
    assert_eq!(write("ada@cartobio.example").await, "handed on", "who has an account is heard");
    assert_eq!(write("Ada@CartoBio.example").await, "handed on");
    app.pass().await;
    let inbox = || app.smtp.taken().iter().filter(|mail| mail.to == "camille@eig.example").count();
    assert_eq!(inbox(), 22);
    let numbers = app.browser("en").open("/metrics").await.is(200).body.clone();
    assert!(numbers.contains("bulletins_mails_kept_out 8"), "{numbers}");
    // A day later there is room, but for no more than there was.
    app.travel_to("2026-03-05 09:00").await;
    told.clear();
    for number in 0..40 {
        told.push(write(&format!("again{number}@x.example")).await);
    }
    assert_eq!(told.iter().filter(|told| *told == "handed on").count(), 20);
    app.pass().await;
    app.finish().await;
}

#[actix_web::test]
async fn who_floods_the_address_of_mails_floods_nobody_on_sqlite() {
    flooding_floods_nobody(false).await;
}

#[actix_web::test]
async fn who_floods_the_address_of_mails_floods_nobody_on_postgres() {
    flooding_floods_nobody(true).await;
}

#[actix_web::test]
async fn the_next_server_takes_what_the_first_does_not_and_no_faster_than_it_wants() {
    let second = Smtp::start();
    let settings = [
        // Nobody listens at the first one.
        ("BULLETINS_MAIL__SMTP_URL", format!("smtp://127.0.0.1:1 {}", second.url())),
        ("BULLETINS_DELIVERY__PER_MINUTE", "5".to_owned()),
    ];
    let app = TestApp::with("2026-03-06 15:00", false, &settings).await.unwrap();
    app.travel_to("Fri 15:05").await;
    assert_eq!(second.count(), 5);
    app.pass().await;
    assert_eq!(second.count(), 5, "a minute has not gone by");
    while app.unfinished().await > 0 {
        app.clock.set(bulletins::clock::Clock::now(app.clock.as_ref()) + chrono::TimeDelta::seconds(61));
        app.pass().await;
    }
    assert!(second.count() > 5 && app.mails().is_empty(), "{}", second.count());
    app.finish().await;
}
