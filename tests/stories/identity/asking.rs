//! What strangers may do to the mailboxes of others and to their own answers: asked for by mail.

use bulletins::clock::Clock;
use bulletins::services::identity::answering_asks;
use bulletins::services::identity::mailing_links::{self, Asker, Wanted};
use bulletins::services::identity::tokens::Token;
use chrono::TimeDelta;

use crate::story;
use crate::support::app::TestApp;
use crate::support::database::Database;

const ADA: &str = "ada@cartobio.example";

/// How many rows each table has; SQLite's own, which tells what numbers were given, is none of ours.
fn counts(app: &TestApp) -> Vec<(String, usize)> {
    let rows = Database::at(&app.database).rows();
    let ours = rows.into_iter().filter(|(table, _)| table != "sqlite_sequence");
    ours.map(|(table, rows)| (table, rows.len())).collect()
}

story!(what_is_done_for_an_address_does_not_tell_whether_it_is_known, "2026-03-04 09:00", |app| {
    // From here the first attempt of all is counted, of nobody in particular.
    let first = app.browser("fr");
    let csrf = first.open("/sign-in").await.field("csrf");
    first.post("/sign-in/links", &[("csrf", &csrf), ("email", "no address")]).await.is(422);
    let mut grown = Vec::new();
    for address in [ADA, "nobody@cartobio.example"] {
        for (page, path) in [("/sign-in", "/sign-in/links"), ("/password-resets", "/password-resets")] {
            let stranger = app.browser("fr");
            let csrf = stranger.open(page).await.field("csrf");
            let before = counts(app);
            stranger.post(path, &[("csrf", &csrf), ("email", address)]).await.is(200);
            let after = counts(app);
            let more = before.into_iter().zip(after).filter(|(before, after)| before != after);
            let more: Vec<_> = more.map(|((table, before), (_, after))| (table, after - before)).collect();
            assert!(more.contains(&("asked_mails".to_owned(), 1)), "{more:?}");
            grown.push(more);
        }
    }
    assert_eq!(grown[..2], grown[2..], "a known address and an unknown one");
    // The worker writes the ones and forgets the others.
    answering_asks::answer(&app.app.services).await.unwrap();
    assert_eq!(counts(app).iter().find(|(table, _)| table == "asked_mails").unwrap().1, 0);
    app.pass().await;
    assert_eq!(app.mails().len(), 2);
    app.inbox(ADA).has_one("sign-in");
    app.inbox(ADA).has_one("password-reset");
});

story!(what_is_no_address_is_said_to_be_none_and_stays_to_be_mended, "2026-03-04 09:00", |app| {
    for (page, path) in
        [("/sign-in", "/sign-in/links"), ("/sign-in", "/sign-in"), ("/password-resets", "/password-resets")]
    {
        for (language, says) in [("fr", "adresse"), ("en", "address")] {
            let stranger = app.browser(language);
            let csrf = stranger.open(page).await.field("csrf");
            let typed = [("csrf", csrf.as_str()), ("email", "ada.cartobio"), ("back", "/weeks")];
            let shown = stranger.post(path, &typed).await;
            shown.is(422).says(says);
            assert!(shown.has("#email-error") && shown.has("a[href='#email']"), "{}", shown.body);
            assert_eq!(shown.field("email"), "ada.cartobio");
            if page == "/sign-in" {
                assert_eq!(shown.field("back"), "/weeks");
            }
        }
    }
    answering_asks::answer(&app.app.services).await.unwrap();
    assert_eq!(app.mails().len(), 0);
});

async fn ask(app: &TestApp, wanted: Wanted) {
    let asker = Asker { email: ADA.into(), from: None, device: None };
    mailing_links::ask(&app.app.services, wanted, asker).await.unwrap();
}

story!(no_day_brings_more_than_twenty_mails_that_strangers_asked_for, "2026-03-03 00:00", |app| {
    let own = app.browse_as(ADA).await;
    own.submit_form("form[action='/sign-out']", &[]).await.is(200);
    let mut days = Vec::new();
    for _ in 0..3 {
        let before = app.inbox(ADA).0.len();
        // Every five minutes, in whatever way.
        for number in 0..288 {
            app.clock.set(app.clock.now() + TimeDelta::minutes(5));
            let browser = Token::random();
            ask(app, if number % 2 == 0 { Wanted::PasswordReset } else { Wanted::SignIn { browser } }).await;
        }
        app.pass().await;
        days.push(app.inbox(ADA).0.len() - before);
    }
    assert!(days.iter().all(|day| (5..=20).contains(day)), "{days:?}");
    // Her own browser is counted apart.
    own.open("/password-resets").await;
    let before = app.inbox(ADA).0.len();
    own.submit(&[("email", ADA)]).await.is(200);
    app.pass().await;
    assert_eq!(app.inbox(ADA).0.len(), before + 1);
});

story!(who_is_kept_waiting_by_strangers_guesses_gets_in_by_mail, "2026-03-04 09:00", |app| {
    app.browse_as(ADA).await;
    let stranger = app.browser("fr");
    let csrf = stranger.open("/sign-in").await.field("csrf");
    for _ in 0..12 {
        stranger.post("/sign-in", &[("csrf", &csrf), ("email", ADA), ("password", "a guess")]).await;
    }
    // Ada has bought a new machine.
    let ada = app.browser("fr");
    ada.open("/sign-in").await;
    let refused = ada.submit(&[("email", ADA), ("password", "correct horse battery")]).await;
    refused.is(429).says("un lien par courriel vous laisse entrer tout de suite");
    assert_eq!(refused.field("email"), ADA, "what she typed is there still");
    let csrf = refused.field("csrf");
    ada.post("/sign-in/links", &[("csrf", &csrf), ("email", ADA)]).await.is(200);
    app.pass().await;
    ada.submit(&[("code", &app.inbox(ADA).has_one("sign-in").code())]).await.is(200).says("Ada");
});

story!(a_proxy_that_the_settings_do_not_count_is_noted_for_check, "2026-03-04 09:00", |app| {
    let noted = "SELECT name AS key FROM installation WHERE name = 'proxy_seen_at'";
    app.browser("fr").open("/sign-in").await.is(200);
    assert_eq!(app.keys(noted).await.len(), 0);
    for _ in 0..3 {
        let ask = |client: &reqwest::Client, base: &str| {
            client.get(format!("{base}/sign-in")).header("x-forwarded-for", "192.0.2.1")
        };
        app.browser("fr").send(ask).await.is(200);
    }
    assert_eq!(app.keys(noted).await.len(), 1);
});

async fn a_site_that_rotates_its_networks(postgres: bool) {
    let proxied = [("BULLETINS_SERVER__TRUSTED_PROXIES", "1".to_owned())];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &proxied).await else { return };
    let stranger = app.browser("fr");
    let csrf = stranger.open("/sign-in").await.field("csrf");
    let body = format!("csrf={csrf}&email=none");
    let asks = |from: String| {
        let body = body.clone();
        let stranger = &stranger;
        async move {
            let ask = |client: &reqwest::Client, base: &str| {
                let ask = client.post(format!("{base}/sign-in/links")).header("x-forwarded-for", from);
                ask.header("content-type", "application/x-www-form-urlencoded").body(body)
            };
            stranger.send(ask).await.status
        }
    };
    // Each from a network of its own.
    for number in 0..300 {
        assert_eq!(asks(format!("2001:db8:1:{number:x}::1")).await, 422, "{number}");
    }
    assert_eq!(asks("2001:db8:1:ffff::1".into()).await, 429);
    assert_eq!(asks("2001:db8:2:ffff::1".into()).await, 422);
    app.finish().await;
}

#[actix_web::test]
async fn a_site_that_rotates_its_networks_is_counted_as_one_on_sqlite() {
    a_site_that_rotates_its_networks(false).await;
}

#[actix_web::test]
async fn a_site_that_rotates_its_networks_is_counted_as_one_on_postgres() {
    a_site_that_rotates_its_networks(true).await;
}
