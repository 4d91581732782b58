//! The shared draft: from the first word to the bulletin, whoever of the team writes.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::story;
use crate::support::chromium::Chromium;
use crate::support::filing::reminded;

const FORM: &str = "/projects/cartobio/bulletins/2026-W10";
const DRAFT: &str = "/projects/cartobio/bulletins/2026-W10/draft";

story!(a_team_finds_what_it_has_begun, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    assert!(!ada.page().has("[data-saved]"));
    // The first word is enough.
    ada.post(DRAFT, &[("csrf", &csrf), ("priorities", "Li"), ("draft", "0")])
        .await
        .is(200)
        .says("Brouillon enregistré à 9");
    ada.open(FORM).await.is(200).says("Brouillon enregistré par vous").says_not("par Ada");
    // On Ben's phone it stands in the form, with who wrote it.
    let ben = app.browse_as("ben@cartobio.example").await;
    let form = ben.open(FORM).await;
    form.is(200).says("Draft saved by Ada");
    assert_eq!((form.field("priorities"), form.field("draft")), ("Li".into(), "1".into()));
    // Without scripts a form that comes back is kept as well, whatever is missing.
    ben.submit(&[("priorities", "Livrer"), ("help", "Relecture")]).await.is(422).says("Draft saved at 09:00");
    let csrf = ada.open(FORM).await.field("csrf");
    assert_eq!(ada.page().field("help"), "Relecture");
    // Ada goes on from an older version: told, and nothing is overwritten.
    let changed = ada.post(DRAFT, &[("csrf", &csrf), ("priorities", "Autre"), ("draft", "1")]).await;
    changed.is(409).says("Ben").says("Livrer");
    assert_eq!(changed.field_anywhere("draft"), "2");
    // In another window of his own he is not told of himself as of somebody else.
    let csrf_of_ben = ben.open(FORM).await.field("csrf");
    let own = ben.post(DRAFT, &[("csrf", &csrf_of_ben), ("priorities", "Ailleurs"), ("draft", "1")]).await;
    own.is(409).says("You changed this draft elsewhere").says("Take the other one").says_not("Ben");
    // Having seen it, she decides.
    ada.post(DRAFT, &[("csrf", &csrf), ("priorities", "Autre"), ("draft", "2")]).await.is(200);
    // Filed, the draft has served; who still writes is told.
    ada.open(FORM).await;
    ada.submit(&[("mood", "3"), ("ups_and_downs", "Haut")]).await.is(200).says("Merci");
    let csrf = ben.open(&format!("{FORM}?edit=1")).await.field("csrf");
    ben.page().says_not("Draft saved");
    ben.post(DRAFT, &[("csrf", &csrf), ("priorities", "Encore"), ("version", "")])
        .await
        .is(409)
        .says("has filed");
    // A revision has its draft too.
    ben.post(DRAFT, &[("csrf", &csrf), ("priorities", "Revu"), ("version", "1")]).await.is(200);
    assert_eq!(ada.open(&format!("{FORM}?edit=1")).await.field("priorities"), "Revu");
    ada.open(FORM).await.says_not("Revu").says("Une correction est commencée");
    ben.open(FORM).await.says("A revision has been begun");
    ben.follow("main .notice a").await;
    assert_eq!(ben.page().field("priorities"), "Revu");
    // What each begins with leads on to it, too.
    ada.open("/").await.says("Une correction est commencée");
    ada.follow("main .notice a").await;
    assert_eq!(ada.page().field("priorities"), "Revu");
    let more = [("mood", "3"), ("ups_and_downs", "Haut")];
    ben.submit(&more).await.is(200).says_not("has been begun");
    ada.open(FORM).await.says("Revu").says_not("correction est commencée");
    ada.open("/").await.says_not("correction est commencée");
    // One that says what is filed is none.
    let csrf = ada.open(&format!("{FORM}?edit=1")).await.field("csrf");
    let (_, typed) = ada.page().form("form.bulletin", &[]);
    let typed: Vec<(&str, &str)> =
        typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert!(typed.contains(&("csrf", csrf.as_str())));
    ada.post(DRAFT, &typed).await.is(200);
    ada.open(FORM).await.says_not("correction est commencée");
});

story!(filing_never_throws_a_teammates_words_away_unseen, "2026-03-06 13:55", |app| {
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ben@cartobio.example").has_one("reminder").link("/f/");
    let ben = app.browser("en");
    ben.open(&link).await.is(200);
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    ada.post(DRAFT, &[("csrf", &csrf), ("help", "Un juriste")]).await.is(200);
    let told = ben.submit(&[("mood", "2"), ("priorities", "Ship"), ("ups_and_downs", "Up")]).await;
    told.is(409).says("Un juriste").says("is writing too");
    assert_eq!(told.field("priorities"), "Ship");
    // By the link as by the account.
    ben.post(&format!("{link}/draft"), &[("priorities", "Ship it"), ("draft", "1")])
        .await
        .is(200)
        .says("Draft saved at");
    ben.open(&link).await;
    ben.submit(&[("mood", "2"), ("ups_and_downs", "Up"), ("help", "A lawyer")])
        .await
        .is(200)
        .says("Thank you");
    app.travel_to("Fri 15:05").await;
});

story!(a_draft_that_was_not_filed_can_be_copied_for_a_week, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    ada.post(DRAFT, &[("csrf", &csrf), ("priorities", "Presque fini")]).await.is(200);
    // Nobody but the team and the coordinators reads it: not another team, not a mentor, not who has signed out.
    for address in ["chloe@karfur.example", "mina@agence.example", "marc@diair.example"] {
        app.browse_as(address).await.open(FORM).await.says_not("Presque");
    }
    let stranger = app.browser("fr");
    stranger.post(DRAFT, &[("priorities", "Autre")]).await.is(401).says("expiré");
    stranger.post(FORM, &[("priorities", "Autre")]).await.is(401).says_not("Presque");
    ada.post(DRAFT, &[("csrf", "forged"), ("priorities", "Autre")])
        .await
        .is(403)
        .says("n’est pas enregistré");
    app.travel_by_day("Mon 09:00").await;
    let closed = ada.open(FORM).await;
    closed.is(200).says("n’a pas été déposé");
    assert_eq!(closed.field("priorities"), "Presque fini");
    let csrf = closed.field("csrf");
    ada.post(DRAFT, &[("csrf", &csrf), ("priorities", "Trop tard")])
        .await
        .is(409)
        .says("n’a pas pu être déposé");
    app.travel_by_day("Mon 09:00").await;
    app.travel_by_day("Tue 10:00").await;
    ada.open(FORM).await.is(200).says_not("n’a pas été déposé").says_not("Presque");
});

/// In a browser: saved without a button, warned when a teammate writes, and nothing is lost with the tab or the network.
#[actix_web::test]
async fn what_is_typed_saves_itself() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let (app, form) = reminded().await;
    let ada = app.browse_as("ada@cartobio.example").await;
    let page = &chromium.client;
    page.goto(&form).await.unwrap();
    page.find(Locator::Id("priorities")).await.unwrap().send_keys("Livrer").await.unwrap();
    let saved = page.wait().for_element(Locator::Css("[data-saved]")).await.unwrap();
    assert_eq!(saved.text().await.unwrap(), "Brouillon enregistré à 14 h, pas encore déposé");
    assert_eq!(ada.open(FORM).await.field("priorities"), "Livrer");
    // Ada goes on; Ben is warned at his next word, and takes hers.
    let csrf = ada.page().field("csrf");
    ada.post(DRAFT, &[("csrf", &csrf), ("priorities", "Livrer et fêter"), ("draft", "1")]).await.is(200);
    page.find(Locator::Id("help")).await.unwrap().send_keys("x").await.unwrap();
    page.wait().for_element(Locator::Css("[data-changed]")).await.unwrap();
    assert!(chromium.text().await.contains("Ada a modifié le brouillon à 14"));
    chromium.click("[data-changed] summary").await;
    chromium.sees("Livrer et fêter").await;
    chromium.click("[data-take]").await;
    page.wait().for_element(Locator::Css("[data-saved]")).await.unwrap();
    let priorities = "return document.querySelector('#priorities').value";
    assert_eq!(page.execute(priorities, vec![]).await.unwrap(), "Livrer et fêter");
    // Without a network it says so, and the tab keeps what was typed.
    let offline = r#"window.fetch = () => Promise.reject(new TypeError("no network"));
        Object.defineProperty(navigator, "onLine", { get: () => false, configurable: true });"#;
    page.execute(offline, vec![]).await.unwrap();
    page.find(Locator::Id("ups_and_downs")).await.unwrap().send_keys("Hors ligne").await.unwrap();
    page.wait().for_element(Locator::Css("[data-lost]:not([hidden])")).await.unwrap();
    let send = page.find(Locator::Css(".send button")).await.unwrap();
    send.send_keys(&Key::Enter.to_string()).await.unwrap();
    assert!(chromium.text().await.contains("Pas de réseau"));
    page.goto(&form).await.unwrap();
    page.wait().for_element(Locator::Css("[data-saved]")).await.unwrap();
    let ups = "return document.querySelector('#ups_and_downs').value";
    assert_eq!(page.execute(ups, vec![]).await.unwrap(), "Hors ligne");
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

/// In a browser: what a teammate saved is never overwritten by somebody who has not seen it, also where the page was left
/// and comes back with what this tab had kept.
#[actix_web::test]
async fn a_reload_does_not_pass_for_having_seen_a_teammates_text() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let (app, form) = reminded().await;
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    let save = async |text: &str, seen: &str| {
        let fields = [("csrf", csrf.as_str()), ("priorities", text), ("draft", seen)];
        ada.post(DRAFT, &fields).await.is(200);
    };
    let page = &chromium.client;
    let priorities = async || {
        let value = "return document.querySelector('#priorities').value";
        page.execute(value, vec![]).await.unwrap().as_str().unwrap().to_owned()
    };
    page.goto(&form).await.unwrap();
    chromium.type_into("priorities", "Livrer").await;
    chromium.found(Locator::Css("[data-saved]")).await;
    // The two texts stand side by side; Ben goes on typing, and his browser loads the page anew.
    save("D’Ada", "1").await;
    chromium.type_into("priorities", " vite").await;
    chromium.found(Locator::Css("[data-changed]")).await;
    chromium.type_into("priorities", " et bien").await;
    page.refresh().await.unwrap();
    chromium.found(Locator::Css("[data-changed]")).await;
    assert_eq!(priorities().await, "Livrer vite et bien");
    assert_eq!(ada.open(FORM).await.field("priorities"), "D’Ada");
    // Having seen it, he decides.
    chromium.click("[data-keep]").await;
    chromium.found(Locator::Css("[data-saved]")).await;
    assert_eq!(ada.open(FORM).await.field("priorities"), "Livrer vite et bien");
    // The same where nothing could be sent: what was written meanwhile has not been seen.
    page.execute("window.fetch = () => Promise.reject(new TypeError('no network'))", vec![]).await.unwrap();
    chromium.type_into("priorities", " !").await;
    chromium.found(Locator::Css("[data-lost]:not([hidden])")).await;
    save("Encore d’Ada", "3").await;
    page.refresh().await.unwrap();
    chromium.found(Locator::Css("[data-changed]")).await;
    assert_eq!(priorities().await, "Livrer vite et bien !");
    assert_eq!(ada.open(FORM).await.field("priorities"), "Encore d’Ada");
    // A bulletin that was filed meanwhile is no other.
    page.execute("window.fetch = () => Promise.reject(new TypeError('no network'))", vec![]).await.unwrap();
    chromium.type_into("priorities", " ?").await;
    ada.open(FORM).await;
    ada.submit(&[("mood", "3"), ("ups_and_downs", "Haut")]).await.is(200).says("Merci");
    page.goto(&format!("{form}?edit=1")).await.unwrap();
    chromium.found(Locator::Css("[data-stop]")).await;
    assert!(chromium.text().await.contains("a déposé son bulletin entre-temps"));
    ada.open(&format!("{FORM}?edit=1")).await.is(200);
    assert_eq!(ada.page().field("priorities"), "Encore d’Ada");
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

/// Whoever files before their last word was saved has no other text: revising goes on from what is filed.
#[actix_web::test]
async fn what_was_filed_is_kept_as_unsaved_no_more() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    let (app, form) = reminded().await;
    let page = &chromium.client;
    page.goto(&form).await.unwrap();
    page.execute("window.fetch = () => Promise.reject(new TypeError('too slow'))", vec![]).await.unwrap();
    chromium.click("label:has([name=mood][value='3'])").await;
    for (field, text) in [("priorities", "Livrer"), ("ups_and_downs", "Haut"), ("help", "Un juriste")] {
        chromium.type_into(field, text).await;
    }
    chromium.click("label[for=ask_now]").await;
    chromium.click(".send button").await;
    chromium.sees("Merci").await;
    page.goto(&format!("{form}?edit=1")).await.unwrap();
    chromium.found(Locator::Id("priorities")).await;
    let version = "return document.querySelector('form.bulletin').elements.version.value";
    assert_eq!(page.execute(version, vec![]).await.unwrap(), "1");
    chromium.close().await;
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}
