//! Passwords that are chosen, and who may choose one.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;

const CHLOE: &str = "chloe@karfur.example";
const ADA: &str = "ada@cartobio.example";

story!(a_password_that_can_be_guessed_is_refused_wherever_one_is_chosen, "2026-03-04 09:00", |app| {
    // What everybody chooses, what keys lie side by side, and what is made of oneself or of the programme.
    let guessable = [
        "motdepasse123",
        "azertyuiop12",
        "Chloé Karfur 1",
        "chloe@karfur.example",
        "bulletins2026",
        "quatre quatre quatre",
        "Chouette-chouette/CHOUETTE!",
    ];
    let chloe = app.browser("fr");
    chloe.open(&app.sign_up_link(CHLOE).await).await.is(200);
    for password in guessable {
        chloe.submit(&[("password", password)]).await.is(422).says("Ce mot de passe se devine");
    }
    chloe.submit(&[("password", "correct horse battery")]).await.is(200);
    chloe.open("/settings").await;
    for password in guessable {
        let typed = [("present", "correct horse battery"), ("password", password)];
        chloe.submit_form("form.password", &typed).await.is(422).says("Ce mot de passe se devine");
    }
    chloe.submit_form("form.by-mail", &[]).await.is(200);
    app.settle().await;
    chloe.open(&app.inbox(CHLOE).has_one("password-reset").link("/password-resets/")).await.is(200);
    for password in guessable {
        chloe.submit(&[("password", password)]).await.is(422).says("Ce mot de passe se devine");
    }
    chloe.submit(&[("password", "quatre mots sans rapport")]).await.is(200);
});

/// A service that knows that one password was stolen, and how often it was asked. It answers no more once it is told
/// so.
struct Breached {
    url: String,
    asked: std::sync::Arc<std::sync::Mutex<Vec<String>>>,
    server: actix_web::dev::ServerHandle,
}

impl Breached {
    fn start(rest: &'static str) -> Breached {
        use actix_web::{App, HttpRequest, HttpServer, web};
        let asked = std::sync::Arc::<std::sync::Mutex<Vec<String>>>::default();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/range/", listener.local_addr().unwrap());
        let heard = asked.clone();
        let server = HttpServer::new(move || {
            let heard = heard.clone();
            let answer = move |beginning: web::Path<String>, req: HttpRequest| {
                assert!(req.headers().contains_key("add-padding"));
                heard.lock().unwrap().push(beginning.into_inner());
                std::future::ready(format!("{rest}:7\r\n0018A45C4D1DEF81644B54AB7F969B88D65:0\r\n"))
            };
            App::new().route("/range/{beginning}", web::get().to(answer))
        });
        let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Breached { url, asked, server: handle }
    }
}

#[actix_web::test]
async fn a_password_that_was_stolen_elsewhere_is_refused_by_who_knows_it_and_nobody_waits_for_that() {
    // SHA-1 of "correct horse battery".
    let (beginning, rest) = ("98DEC", "C62ECE399A22ED30D490EF333BE7FDE7385");
    let service = Breached::start(rest);
    let settings = [("BULLETINS_SECURITY__BREACHED_PASSWORDS", service.url.clone())];
    let app = TestApp::with("2026-03-04 09:00", false, &settings).await.unwrap();
    let chloe = app.browser("fr");
    chloe.open(&app.sign_up_link(CHLOE).await).await.is(200);
    chloe.submit(&[("password", "correct horse battery")]).await.is(422).says("a été volé");
    assert_eq!(*service.asked.lock().unwrap(), [beginning], "of the hash that alone is told");
    chloe.submit(&[("password", "another horse battery")]).await.is(200);
    chloe.open("/settings").await;
    let typed = [("present", "another horse battery"), ("password", "correct horse battery")];
    chloe.submit_form("form.password", &typed).await.is(422).says("a été volé");
    service.server.stop(false).await;
    chloe.submit_form("form.password", &typed).await.is(200);
    app.finish().await;
}

async fn enter_by_mail(app: &TestApp, address: &str) -> Browser {
    let browser = app.browser("fr");
    let csrf = browser.open("/sign-in").await.field("csrf");
    browser.post("/sign-in/links", &[("csrf", &csrf), ("email", address)]).await.is(200);
    app.settle().await;
    let inbox = app.inbox(address);
    browser.open(&inbox.latest_of("sign-in").link("/sign-in/")).await.is(200);
    browser.submit(&[]).await.is(200);
    browser
}

const NEW: (&str, &str) = ("password", "another horse battery");

story!(a_browser_left_open_sets_no_password, "2026-03-04 09:00", |app| {
    // Who has just come by mail has shown enough.
    let driss = enter_by_mail(app, "driss@plume.example").await;
    driss.open("/settings").await;
    driss.submit_form("form.password", &[NEW]).await.is(200).says("est en place");
    // A while later nobody knows who sits there: it takes a mail again.
    let chloe = enter_by_mail(app, CHLOE).await;
    app.sleep_until("2026-03-04 09:10");
    let csrf = chloe.open("/settings").await.form_token();
    assert!(!chloe.page().has("form.password"));
    chloe.post("/settings/password", &[("csrf", &csrf), NEW]).await.is(422).says("plus de dix minutes");
    let none = app.keys("SELECT email AS key FROM people WHERE password_hash IS NOT NULL").await;
    assert!(!none.contains(CHLOE));
    chloe.open("/settings").await;
    chloe.submit_form("form.by-mail", &[]).await.is(200);
    app.settle().await;
    chloe.open(&app.inbox(CHLOE).has_one("password-reset").link("/password-resets/")).await.is(200);
    chloe.submit(&[NEW]).await.is(200);
    // Who has a password shows it, or comes by mail.
    app.browse_as(ADA).await;
    let ada = enter_by_mail(app, ADA).await;
    ada.open("/settings").await;
    assert!(!ada.page().has("#present"));
    app.sleep_until("2026-03-04 09:20");
    let csrf = ada.open("/settings").await.form_token();
    assert!(ada.page().has("#present"));
    ada.post("/settings/password", &[("csrf", &csrf), NEW]).await.is(422).says("mot de passe actuel");
});
