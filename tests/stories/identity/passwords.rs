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
