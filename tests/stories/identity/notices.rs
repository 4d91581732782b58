//! Owners of accounts are told by mail what happens to them.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::second_factor::set_up;

const ADA: &str = "ada@cartobio.example";
const CHLOE: &str = "chloe@karfur.example";

async fn enter(browser: &Browser, address: &str) {
    browser.open("/sign-in").await;
    browser.submit(&[("email", address), ("password", "correct horse battery")]).await.is(200);
}

/// The page of a person, for who coordinates.
async fn open_person(camille: &Browser, name: &str) -> String {
    let found = camille.open(&format!("/admin/people?q={name}")).await;
    let person = found.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&person).await.is(200);
    person
}

/// The sentences of the notices that came since, as each begins.
async fn news(app: &TestApp, address: &str, before: usize) -> Vec<String> {
    app.pass().await;
    let inbox = app.inbox(address);
    let told = inbox.of_kind("notice").into_iter().skip(before);
    told.map(|mail| mail.text.lines().nth(2).unwrap().to_owned()).collect()
}

story!(an_owner_is_told_of_a_sign_in_from_an_unknown_browser, "2026-03-04 09:00", |app| {
    let own = app.browse_as(ADA).await;
    own.submit_form("form[action='/sign-out']", &[]).await.is(200);
    enter(&own, ADA).await;
    assert!(news(app, ADA, 0).await.is_empty(), "her own browser is known, also after she signed out");
    enter(&app.browser("fr"), ADA).await;
    let told = news(app, ADA, 0).await;
    assert!(matches!(&told[..], [told] if told.starts_with("Un navigateur inconnu jusqu’ici")), "{told:?}");
    let mail = app.inbox(ADA).has_one("notice").clone();
    mail.says("Le mercredi 4 mars 2026 à").says("Navigateur inconnu").says("/password-resets");
    assert!(!mail.headers.contains("List-Unsubscribe"), "nobody stops what keeps them safe");
    // By a link too, and a mark of another account is none.
    let chloe = app.browse_as(CHLOE).await;
    let csrf = chloe.open("/weeks").await.form_token();
    chloe.post("/sign-in/links", &[("csrf", &csrf), ("email", ADA)]).await.is(200);
    app.settle().await;
    chloe.open(&app.inbox(ADA).has_one("sign-in").link("/sign-in/")).await.is(200);
    chloe.submit(&[]).await.is(200).says("Ada");
    assert_eq!(news(app, ADA, 1).await.len(), 1);
    app.inbox(CHLOE).has_none("notice");
});

story!(an_owner_is_told_of_another_password, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    ada.open("/settings").await;
    let typed = [("present", "correct horse battery"), ("password", "another horse battery")];
    ada.submit_form("form.password", &typed).await.is(200);
    let told = news(app, ADA, 0).await;
    assert!(matches!(&told[..], [told] if told.starts_with("Le mot de passe de votre compte a changé")));
    ada.open("/password-resets").await;
    ada.submit(&[("email", ADA)]).await.is(200);
    app.settle().await;
    let elsewhere = app.browser("fr");
    elsewhere.open(&app.inbox(ADA).has_one("password-reset").link("/password-resets/")).await.is(200);
    elsewhere.submit(&[("password", "a third horse battery")]).await.is(200);
    // Told once: that a browser was unknown goes without saying.
    let told = news(app, ADA, 1).await;
    assert!(matches!(&told[..], [told] if told.starts_with("Le mot de passe de votre compte a changé")));
});

story!(another_address_is_told_at_both_and_ends_all_sign_ins, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    let phone = app.browser("fr");
    let csrf = phone.open("/sign-in").await.field("csrf");
    phone.post("/sign-in/links", &[("csrf", &csrf), ("email", ADA)]).await.is(200);
    app.settle().await;
    let begun = app.inbox(ADA).has_one("sign-in").clone();
    let camille = app.browse_as("camille@eig.example").await;
    open_person(&camille, "ada").await;
    camille.submit(&[("email", "ada@ailleurs.example")]).await.is(200);
    for address in [ADA, "ada@ailleurs.example"] {
        let told = news(app, address, 0).await;
        let is_it = |told: &String| told.starts_with("L’adresse de votre compte a été changée");
        assert!(told.len() == 1 && is_it(&told[0]), "{address}: {told:?}");
    }
    // Nobody is told where she is reached now but herself.
    app.inbox(ADA).has_one("notice").says_not("@ailleurs");
    ada.open("/weeks").await.says("Se connecter");
    phone.open(&begun.link("/sign-in/")).await.is(410);
    phone.open("/sign-in").await;
    phone.post("/sign-in/codes", &[("csrf", &csrf), ("code", &begun.code())]).await.is(422);
    // A name alone changes nothing of it.
    open_person(&camille, "@ailleurs").await;
    camille.submit(&[("name", "Ada L.")]).await.is(200);
    assert_eq!(news(app, "ada@ailleurs.example", 0).await.len(), 1);
});

story!(who_is_erased_is_told_so_by_the_last_mail, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let person = open_person(&camille, "chloe").await;
    camille.open(&format!("{person}/erasure")).await.is(200);
    camille.submit(&[]).await.is(200);
    app.pass().await;
    app.inbox(CHLOE).has_one("farewell").says("viennent d’être effacés").says("Chloé");
    let trace = "SELECT recipient AS key FROM outbox WHERE recipient LIKE 'chloe%' OR length(sealed) > 0";
    assert!(app.keys(trace).await.is_empty());
});

story!(an_owner_is_told_of_what_becomes_of_their_second_factor, "2026-03-04 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    let (shown, codes) = set_up(app, &ada).await;
    let csrf = ada.open("/settings/second-factor").await.form_token();
    ada.post("/settings/second-factor/codes", &[("csrf", &csrf)]).await.is(200);
    let phone = app.browser("fr");
    phone.open("/sign-in").await;
    phone.submit(&[("email", ADA), ("password", "correct horse battery")]).await.is(200);
    phone.submit_form("main form", &[("code", &codes[0])]).await.is(422);
    phone.submit_form("main form", &[("code", &shown.next_code(app))]).await.is(200);
    ada.open("/settings/second-factor/app/removal").await.is(200);
    ada.submit(&[]).await.is(200);
    set_up(app, &ada).await;
    let camille = app.browse_as("camille@eig.example").await;
    let person = open_person(&camille, "Ada").await;
    camille.open(&format!("{person}/second-factor")).await.is(200);
    camille.submit(&[]).await.is(200);
    let told = news(app, ADA, 0).await;
    let beginnings = [
        "Une application d’authentification protège",
        "De nouveaux codes de secours",
        "Un navigateur inconnu",
        "L’application d’authentification ne protège plus",
        "Une application d’authentification protège",
        "Le second facteur de votre compte a été retiré",
    ];
    assert!(beginnings.iter().all(|text| told.iter().any(|told| told.starts_with(text))), "{told:?}");
    assert_eq!(told.len(), beginnings.len(), "{told:?}");
});
