//! Passkeys: as a second step and a fresh proof, by an authenticator in software on both databases, and by that of a real
//! browser.

use bulletins::clock::Clock;
use bulletins::domain::people::PersonId;
use bulletins::store::{self, Conn, people};
use chrono::TimeDelta;
use fantoccini::Locator;
use scraper::{Html, Selector};

use crate::support::app::TestApp;
use crate::support::authenticator::Authenticator;
use crate::support::browser::{Browser, Page};
use crate::support::chromium::{Authenticator as Device, Chromium};

const ADA: &str = "ada@cartobio.example";
const CAMILLE: &str = "camille@eig.example";
const MINA: &str = "mina@agence.example";
const PASSWORD: &str = "correct horse battery";
const FORM: &str = "form[data-passkey]";
const PASSKEY: &str = "form[data-passkey] button";

/// On both databases, at an address for which browsers have passkeys.
async fn tell(story: impl AsyncFn(&TestApp)) {
    tell_with(&[], story).await;
}

async fn tell_with(settings: &[(&'static str, String)], story: impl AsyncFn(&TestApp)) {
    for postgres in [false, true] {
        let Some(app) = TestApp::at_localhost("2026-03-04 09:00", postgres, settings).await else { continue };
        story(&app).await;
        app.settle().await;
        app.finish().await;
    }
}

/// What the page has the browser ask.
#[track_caller]
fn options(page: &Page) -> String {
    let html = Html::parse_document(&page.body);
    let form = html.select(&Selector::parse(FORM).unwrap()).next();
    let form = form.unwrap_or_else(|| panic!("no passkey is asked for in {}: {}", page.path, page.text()));
    form.attr("data-options").unwrap().to_owned()
}

async fn add(browser: &Browser, device: &mut Authenticator, name: &str) -> Page {
    let page = browser.open("/settings/second-factor/passkeys").await;
    let answer = device.register(&options(page.is(200)));
    browser.submit_form(FORM, &[("name", name), ("passkey_answer", &answer)]).await
}

async fn begin(browser: &Browser, email: &str) -> Page {
    browser.open("/sign-in").await;
    browser.submit(&[("email", email), ("password", PASSWORD)]).await
}

async fn prove(browser: &Browser, device: &mut Authenticator) -> Page {
    device.counter += 1;
    let answer = device.prove(&options(&browser.page()));
    browser.submit_form(FORM, &[("passkey_answer", &answer)]).await
}

#[actix_web::test]
async fn a_passkey_takes_the_second_step_and_no_other_answer_does() {
    tell(async |app| {
        let ada = app.browse_as(ADA).await;
        let [mut key, mut other] = [Authenticator::es256(&app.base), Authenticator::eddsa(&app.base)];
        add(&ada, &mut key, "Clé bleue").await.is(200).says("Codes de secours");
        ada.open("/settings/second-factor").await.is(200).says("Clé bleue").says("Il en reste 10");
        // The second brings no other recovery codes; and one is nobody's twice.
        add(&ada, &mut other, "Téléphone").await.is(200).says("Votre clé d’accès est en place.");
        let mut third = Authenticator::es256(&app.base);
        add(&ada, &mut third, "Autre").await.is(200);
        let camille = app.browse_as(CAMILLE).await;
        add(&camille, &mut third, "À moi").await.is(422).says("a déjà une clé d’accès");
        add(&ada, &mut Authenticator::es256(&app.base), " ").await.is(422);
        for device in [&mut key, &mut other] {
            let browser = app.browser("fr");
            begin(&browser, ADA).await.is(200).says("La seconde étape");
            let before = options(&browser.page());
            prove(&browser, device).await.is(200);
            browser.open("/weeks").await.is(200).says("Ada");
            // An answer opens nothing the second time, nor elsewhere, nor one to what another browser was asked.
            let thief = app.browser("fr");
            begin(&thief, ADA).await.is(200);
            let answer = device.prove(&before);
            thief.submit_form(FORM, &[("passkey_answer", &answer)]).await.is(422).says("n’a pas fonctionné");
            device.counter -= 1;
            prove(&thief, device).await.is(422);
            let mut foreign = Authenticator::es256(&app.base);
            prove(&thief, &mut foreign).await.is(422);
            device.origin = "https://evil.example".into();
            prove(&thief, device).await.is(422);
            device.origin.clone_from(&app.base);
            thief.submit_form(FORM, &[("passkey_answer", "")]).await.is(422);
            thief.submit_form(FORM, &[("passkey_answer", "x"), ("passkey_challenge", "x")]).await.is(422);
            assert!(thief.open("/weeks").await.path.starts_with("/sign-in?back="));
            // The rightful one does, all the same.
            thief.open("/sign-in/second-step").await.is(200);
            prove(&thief, device).await.is(200);
            thief.open("/weeks").await.is(200).says("Ada");
        }
        // A challenge is a browser's own, and good for one answer.
        let [one, two] = [app.browser("fr"), app.browser("fr")];
        for browser in [&one, &two] {
            begin(browser, ADA).await.is(200);
        }
        key.counter += 1;
        let answer = key.prove(&options(&one.page()));
        let challenge = one.page().field("passkey_challenge");
        let sent = [("passkey_answer", answer.as_str()), ("passkey_challenge", &challenge)];
        two.submit_form(FORM, &sent).await.is(422);
        one.submit_form(FORM, &sent).await.is(200);
        one.open("/weeks").await.is(200).says("Ada");
    })
    .await;
}

#[actix_web::test]
async fn a_passkey_is_a_fresh_proof_once() {
    tell(async |app| {
        let ada = app.browse_as(ADA).await;
        let mut key = Authenticator::es256(&app.base);
        // Many authenticators never count.
        add(&ada, &mut key, "Clé").await.is(200);
        app.clock.set(app.clock.now() + TimeDelta::minutes(16));
        assert!(ada.open("/settings/second-factor/passkeys").await.path.starts_with("/proof?back="));
        let challenge = ada.page().field("proof_challenge");
        let answer = key.prove(&options(&ada.page()));
        let sent = [("proof_answer", answer.as_str()), ("proof_challenge", &challenge)];
        let to = ada.submit_form(FORM, &sent).await;
        assert_eq!(to.is(200).path, "/settings/second-factor/passkeys");
        ada.open("/proof?back=/weeks").await;
        ada.submit_form(FORM, &sent).await.is(422).says("n’a pas fonctionné");
        // After five minutes an answer is too late.
        let answer = key.prove(&options(&ada.open("/proof?back=/weeks").await));
        app.clock.set(app.clock.now() + TimeDelta::seconds(301));
        ada.submit_form(FORM, &[("proof_answer", &answer)]).await.is(422);
        let answer = key.prove(&options(&ada.page()));
        assert_eq!(ada.submit_form(FORM, &[("proof_answer", &answer)]).await.path, "/weeks");
    })
    .await;
}

#[actix_web::test]
async fn a_passkey_is_removed_and_opens_nothing_any_more() {
    tell(async |app| {
        let ada = app.browse_as(ADA).await;
        let mut key = Authenticator::es256(&app.base);
        add(&ada, &mut key, "Clé").await.is(200);
        // Nobody else's is removed.
        let camille = app.browse_as(CAMILLE).await;
        camille.open("/settings/second-factor/passkeys/1/removal").await.is(404);
        let link = ada.open("/settings/second-factor").await.links();
        let removal = link.iter().find(|link| link.ends_with("/removal")).unwrap().clone();
        // Not in a browser that was left open.
        app.clock.set(app.clock.now() + TimeDelta::minutes(16));
        let csrf = ada.open("/weeks").await.form_token();
        ada.post(&removal, &[("csrf", &csrf)]).await.is(403);
        assert!(ada.open(&removal).await.path.starts_with("/proof?back="));
        ada.submit_form("form.proof", &[("proof_password", PASSWORD)]).await.is(200).says("Clé");
        let begun = app.browser("fr");
        begin(&begun, ADA).await.says("La seconde étape");
        ada.submit(&[]).await.is(200).says("La clé d’accès est retirée.").says_not("Codes de secours");
        let answer = key.prove(&options(&begun.page()));
        let sent = begun.submit_form(FORM, &[("passkey_answer", &answer)]).await;
        assert!(sent.path.starts_with("/sign-in?back="), "{}", sent.path);
        app.pass().await;
        let inbox = app.inbox(ADA);
        let told: String = inbox.of_kind("notice").iter().map(|mail| mail.text.as_str()).collect();
        assert!(told.contains("a été ajoutée") && told.contains("a été retirée"), "{told}");
        // Without any factor one proof leads in again.
        begin(&app.browser("fr"), ADA).await.is(200).says("Ada");
    })
    .await;
}

#[actix_web::test]
async fn who_must_have_a_second_factor_can_make_it_a_passkey() {
    let settings = [("BULLETINS_SECURITY__SECOND_FACTOR", "coordinators".to_owned())];
    tell_with(&settings, async |app| {
        let camille = app.browser("fr");
        camille.open(&app.sign_up_link(CAMILLE).await).await.is(200);
        camille.submit(&[("password", PASSWORD)]).await.is(200).says("seconde preuve");
        let mut key = Authenticator::eddsa(&app.base);
        let answer = key.register(&options(&camille.page()));
        let made = camille.submit_form(FORM, &[("name", "Clé"), ("passkey_answer", &answer)]).await;
        made.is(200).says("Codes de secours");
        camille.open("/dashboard").await.is(200);
        // The only one stays.
        let page = camille.open("/settings/second-factor").await;
        page.says("mettez-en d’abord un autre en place");
        assert!(!page.links().iter().any(|link| link.ends_with("/removal")));
        camille.open("/settings/second-factor/passkeys/1/removal").await.is(200);
        camille.submit(&[]).await.is(409);
        let elsewhere = app.browser("fr");
        begin(&elsewhere, CAMILLE).await.says("La seconde étape");
        prove(&elsewhere, &mut key).await.is(200);
        elsewhere.open("/dashboard").await.is(200);
    })
    .await;
}

/// Makes a passkey, comes in by it, and proves by it once more who is there.
async fn begin_the_day(app: &TestApp, chromium: &Chromium, device: &Device<'_>, who: &str, language: &str) {
    let open = async |path: &str| chromium.go(&format!("{}{path}", app.base)).await;
    open(&app.sign_up_link(who).await).await;
    chromium.type_into("password", PASSWORD).await;
    chromium.click("main form button").await;
    chromium.found(Locator::Css("form[action='/sign-out']")).await;

    open("/settings/second-factor/passkeys").await;
    chromium.type_into("name", "Chromium").await;
    chromium.click(PASSKEY).await;
    chromium.found(Locator::Css("ol.codes li:nth-child(10)")).await;
    assert_eq!(device.passkeys().await, 1);
    // The same device makes no second one, and says so.
    open("/settings/second-factor/passkeys").await;
    chromium.type_into("name", "Chromium").await;
    chromium.click(PASSKEY).await;
    let known = if language == "fr" { "Cet appareil a déjà" } else { "There is a passkey" };
    chromium.sees(known).await;

    chromium.click(".menu summary").await;
    chromium.click("form[action='/sign-out'] button").await;
    // The next page is asked for once this one has come, or it is overtaken.
    chromium.found(Locator::Css("main a[href='/sign-in']")).await;
    open("/sign-in?back=/dashboard").await;
    chromium.sign_in(who, PASSWORD).await;
    // A finger that is not its owner's leads nowhere, and the page says so.
    device.knows_its_owner(false).await;
    chromium.click(PASSKEY).await;
    chromium.sees(if language == "fr" { "Cela n’a pas fonctionné" } else { "This did not work" }).await;
    device.knows_its_owner(true).await;
    chromium.click(PASSKEY).await;
    chromium.found(Locator::Css("a[href='/dashboard'][aria-current=page]")).await;

    // After a while, what cannot be taken back asks again, and a form goes on with all that was typed.
    open("/admin/people").await;
    let newcomer = format!("{language}@x.example");
    chromium.click("main summary").await;
    chromium.type_into("lines", &format!("Neu <{newcomer}>")).await;
    chromium.type_into("post", "EIG").await;
    chromium.type_into("project", "CartoBio").await;
    app.clock.set(app.clock.now() + TimeDelta::minutes(16));
    chromium.click("form[action='/admin/people'] button").await;
    chromium.click(PASSKEY).await;
    chromium.sees(&newcomer).await;
}

async fn let_coordinate(app: &TestApp, address: &str) -> PersonId {
    let email = address.parse().unwrap();
    let write = move |conn: &mut Conn| -> store::Result<PersonId> {
        let person = people::by_email(conn, &email)?.expect("the stories know this person");
        people::set_coordinator(conn, person.id, true)?;
        Ok(person.id)
    };
    app.app.services.db.write(write).await.unwrap()
}

/// Each begins the day in their own language; then one takes data along, and helps the other, who has lost the device.
#[actix_web::test]
async fn two_coordinators_spend_a_morning_with_their_passkeys() {
    let Some(one) = Chromium::launch("fr").await else { return };
    let other = Chromium::launch("en").await.unwrap();
    let app = TestApp::at_localhost("2026-03-13 09:00", false, &[]).await.unwrap();
    let mina = let_coordinate(&app, MINA).await;
    let (device, lost) = (one.with_authenticator().await, other.with_authenticator().await);
    begin_the_day(&app, &one, &device, CAMILLE, "fr").await;
    begin_the_day(&app, &other, &lost, MINA, "en").await;

    // What she proved for adding somebody is old by now.
    app.clock.set(app.clock.now() + TimeDelta::minutes(16));
    let open = async |path: String| one.go(&format!("{}{path}", app.base)).await;
    open(format!("/admin/people/{}/second-factor", mina.0)).await;
    one.click(PASSKEY).await;
    one.sees("Mina").await;
    one.click("main form button").await;
    one.sees("Le second facteur est retiré").await;
    // Her colleague is out, and comes in by one proof, as on the first day.
    other.go(&format!("{}/sign-in?back=/dashboard", app.base)).await;
    other.sign_in(MINA, PASSWORD).await;
    other.found(Locator::Css("a[href='/dashboard'][aria-current=page]")).await;
    app.pass().await;
    let inbox = app.inbox(MINA);
    assert!(inbox.of_kind("notice").iter().any(|mail| mail.text.contains("second factor")));
    one.close().await;
    other.close().await;
    app.settle().await;
    app.finish().await;
}
