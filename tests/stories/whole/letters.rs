//! Every mail there is, as its readers see it: on a phone and beside a list of mails, in light and dark, with and
//! without images.

use std::fmt::Write;

use crate::support::PIXEL;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::full_house;
use crate::support::gallery::Gallery;

/// Twelve projects more, so that they are fifteen.
fn more_projects() -> String {
    let mut yaml =
        "promotion: { name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31 }\nprojects:\n".to_owned();
    for number in 4..=15 {
        writeln!(
            yaml,
            "- name: Projet {number}
  administration: Direction interministérielle du numérique
  eigs: [{{ name: Ada, email: eig{number}@projet.example }}]
  mentors: [{{ name: Mina, email: mina{number}@agence.example }}]"
        )
        .unwrap();
    }
    yaml
}

/// Somebody's password is replaced in a new browser, and somebody else is erased.
async fn notify(app: &TestApp, camille: &Browser, language: &str) {
    let link = app.inbox("camille@eig.example").has_one("password-reset").link("/password-resets/");
    let elsewhere = app.browser(language);
    elsewhere.open(&link).await.is(200);
    elsewhere.submit(&[("password", "another horse battery")]).await.is(200);
    camille.open("/sign-in").await;
    camille.submit(&[("email", "camille@eig.example"), ("password", "another horse battery")]).await.is(200);
    let person = camille.open("/admin/people?q=driss").await;
    let person = person.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&format!("{person}/erasure")).await.is(200);
    camille.submit(&[]).await.is(200);
}

async fn look_at_all(language: &'static str) {
    let Some(mut gallery) = Gallery::open("letters", language).await else { return };
    let settings = [("BULLETINS_PROGRAMME__LANGUAGE", language.to_owned())];
    let app = TestApp::with("2026-03-13 07:00", false, &settings).await.unwrap();
    app.import(&more_projects()).await;
    let slugs: Vec<String> = (4..15).map(|number| format!("projet-{number}")).collect();
    let slugs: Vec<&str> =
        ["cartobio", "karfu-r", "plume"].into_iter().chain(slugs.iter().map(String::as_str)).collect();
    full_house::fill(&app, &slugs, [10, 11]).await;
    let camille = app.browser(language);
    camille.open(&app.sign_up_link("camille@eig.example").await).await.is(200);
    camille.submit(&[("password", "correct horse battery")]).await.is(200);
    for slug in slugs.iter().step_by(2) {
        camille.open(&format!("/admin/projects/{slug}")).await.is(200);
        camille.upload("form[action$='/logo']", &[], Some(PIXEL)).await.is(200);
    }
    camille.open("/admin/people").await;
    let person = [("lines", "Noé <noe@projet.example>"), ("post", "mentor"), ("invite", "1")];
    camille.submit_form("form.new", &person).await.is(200);
    let guest = app.browser(language);
    guest.open("/password-resets").await;
    guest.submit(&[("email", "camille@eig.example")]).await.is(200);
    let csrf = guest.open("/sign-in").await.field("csrf");
    guest.post("/sign-in/links", &[("csrf", &csrf), ("email", "camille@eig.example")]).await.is(200);
    app.settle().await;
    notify(&app, &camille, language).await;
    app.travel_to("Fri 15:05").await;
    for (kind, to) in [
        ("announcement", "liste@eig.example"),
        ("reminder", "eig15@projet.example"),
        ("digest", "camille@eig.example"),
        ("digest", "mina5@agence.example"),
        ("invitation", "noe@projet.example"),
        ("sign-in", "camille@eig.example"),
        ("password-reset", "camille@eig.example"),
        ("notice", "camille@eig.example"),
        ("farewell", "driss@plume.example"),
    ] {
        let inbox = app.inbox(to);
        let mail = *inbox.of_kind(kind).last().unwrap();
        let reader = to.split_once('@').unwrap().0;
        gallery.look_at_mail(&format!("{kind}-{reader}"), &mail.html).await;
        gallery.keep(&format!("{kind}-{reader}.txt"), &mail.text);
    }
    app.finish().await;
    gallery.close().await;
}

#[actix_web::test]
async fn every_mail_is_sound_in_french() {
    look_at_all("fr").await;
}

#[actix_web::test]
async fn every_mail_is_sound_in_english() {
    look_at_all("en").await;
}
