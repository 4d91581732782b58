//! Every mail there is, as its readers see it: on a phone and beside a list of mails, in light and dark, with and
//! without images.

use std::fmt::Write;

use bulletins::domain::people::Role;
use bulletins::domain::people::preferences::{DigestWish, Scope as Told};
use bulletins::services::Scope;
use bulletins::services::post::returning::{self, Taken};
use bulletins::store::programme::projects::{self, Details};
use bulletins::store::{self, people};

use crate::support::PIXEL;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::full_house;
use crate::support::gallery::Gallery;
use crate::support::help::{ask_for_help, link_for};
use crate::support::inbox::odd_subjects;
use crate::support::requests::{ask, take};
use bulletins::services::help::links::Holder;

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

/// Help is asked for, taken by two, given back by one, and closed by a coordinator.
async fn help(app: &TestApp, language: &str) {
    let text = "Qui connaît *un·e juriste* qui nous relirait avant vendredi ?";
    let request = ask_for_help(app, "cartobio", text).await;
    app.settle().await;
    let link = app.inbox("camille@eig.example").latest_of("help-asked").link("/h/");
    let camille = app.browser(language);
    camille.open(&link).await.is(200);
    camille.submit_form("form.taking", &[]).await.is(200);
    let zoe = app.browser(language);
    zoe.open(&link_for(app, request, Holder::Anybody)).await.is(200);
    let typed = [("name", "Zoé Émond-Ferrand"), ("email", "zoe@ailleurs.example")];
    zoe.submit_form("form.taking", &typed).await.is(200);
    app.settle().await;
    zoe.open(&app.inbox("zoe@ailleurs.example").has_one("help-offer").link("/h/offers/")).await.is(200);
    zoe.submit(&[]).await.is(200);
    camille.open(&link).await.is(200);
    camille.submit_form("form.giving-back", &[("give_back", "1")]).await.is(200);
    let word = [("word", "Vu ensemble lundi : la relecture est faite."), ("ending", "solved")];
    camille.submit_form("form.ending", &word).await.is(200);
    app.settle().await;
}

/// What is taken, what is not, and what is open when its project ends; and somebody reads of nothing else.
async fn ask_and_hear_nothing(app: &TestApp) {
    let text =
        "Un·e **juriste** pour relire une convention ? [Le projet](https://cartobio.example/convention)";
    let (ada, chloe) = ("ada@cartobio.example", "chloe@karfur.example");
    let taken = ask(app, ada, "cartobio", text, true, "2026-03-11 10:00").await;
    take(app, taken, "marc@diair.example", "2026-03-12 10:00").await;
    ask(app, ada, "cartobio", "Une salle pour trente personnes, à Lyon.", true, "2026-03-11 11:00").await;
    ask(app, chloe, "karfu-r", "Un serveur ?", true, "2026-03-12 11:00").await;
    let of_projet =
        ask(app, "eig15@projet.example", "projet-15", "Un mentor ?", true, "2026-03-12 11:00").await;
    take(app, of_projet, "mina5@agence.example", "2026-03-12 12:00").await;
    let end = |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, "projet-15")?.unwrap();
        let details = Details {
            name: &project.name,
            administration: &project.administration,
            description: &project.description,
            ends_on: Some("2026-03-15".parse().unwrap()),
            locale: project.locale,
            notification: project.notification,
        };
        projects::update(scope.conn, project.id, &details)?;
        let marc = people::by_email(scope.conn, &"marc@diair.example".parse().unwrap())?.unwrap();
        let only_help = DigestWish { scope: Told::Help, ..DigestWish::default() };
        people::set_digest(scope.conn, marc.id, only_help)
    };
    app.app.services.write(end).await.unwrap();
}

/// The last mail of each kind to each reader.
async fn look(app: &TestApp, gallery: &mut Gallery, mails: &[(&str, &str)]) {
    for (kind, to) in mails {
        let inbox = app.inbox(to);
        let mail = *inbox.of_kind(kind).last().unwrap();
        let of_html =
            ["bouton", "button", "visage", "a face"].into_iter().find(|word| mail.text.contains(word));
        assert_eq!(of_html, None, "a text has links alone: {}", mail.text);
        let reader = to.split_once('@').unwrap().0;
        gallery.look_at_mail(&format!("{kind}-{reader}"), &mail.html).await;
        gallery.keep(&format!("{kind}-{reader}.txt"), &mail.text);
        gallery.keep(&format!("{kind}-{reader}.eml"), &as_it_left(app, &mail.message_id));
    }
}

/// The newest mail with that in it, whole, for filters of spam.
fn as_it_left(app: &TestApp, words: &str) -> String {
    let all = app.smtp.taken().into_iter().rev();
    all.map(|taken| String::from_utf8_lossy(&taken.content).into_owned())
        .find(|mail| mail.contains(words))
        .unwrap()
}

/// What is handed on: the copy of a mail that is yet to leave, and what somebody wrote to the sender of mails.
async fn hand_on(app: &TestApp, camille: &Browser, gallery: &Gallery) {
    let digest = camille.open("/admin/digest").await;
    let mail = digest.links().into_iter().find(|link| link.starts_with("/admin/digest/")).unwrap();
    camille.open(&mail).await.is(200);
    camille.submit_form("main form", &[]).await.is(200);
    app.pass().await;
    gallery.keep("handed-on-copy.eml", &as_it_left(app, "Resent-To: camille@eig.example"));
    let id = "3f9a1c@cartobio.example";
    let written = format!(
        "From: Ada <ada@cartobio.example>\r\nTo: Bulletins <bulletins@eig.example>\r\nSubject: Re: CartoBio\r\n\
         Date: Fri, 13 Mar 2026 07:05:00 +0100\r\nMessage-ID: <{id}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nBonjour, notre atelier est repoussé à mardi.\r\n"
    );
    let hand_in = move |scope: &mut Scope<'_>| returning::take_in(scope, written.as_bytes());
    assert_eq!(app.app.services.write(hand_in).await.unwrap(), Taken::HandedOn);
    app.pass().await;
    gallery.keep("handed-on-written.eml", &as_it_left(app, id));
}

/// The digest of that day is not taken in time.
async fn held(app: &TestApp) {
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    app.travel_by_day("2026-03-30 09:00").await;
    app.smtp.comes_back();
    app.travel_to("Mon 10:00").await;
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
    let person =
        [("lines", "Noé <noe@projet.example>"), ("post", "mentor"), ("project", slugs[0]), ("invite", "1")];
    camille.submit_form("form.new", &person).await.is(200);
    let guest = app.browser(language);
    guest.open("/password-resets").await;
    guest.submit(&[("email", "camille@eig.example")]).await.is(200);
    let csrf = guest.open("/sign-in").await.field("csrf");
    guest.post("/sign-in/links", &[("csrf", &csrf), ("email", "camille@eig.example")]).await.is(200);
    app.settle().await;
    help(&app, language).await;
    let ada = app.browse_in(language, "ada@cartobio.example").await;
    for weeks in [["2026-W12", "2026-W13"], ["2026-W12", "2026-W14"]] {
        ada.open("/projects/cartobio/absences").await.is(200);
        let boxes = ["2026-W12", "2026-W13", "2026-W14"].map(|week| (format!("week-{week}"), week));
        let ticked: Vec<(&str, &str)> = boxes
            .iter()
            .map(|(name, week)| (name.as_str(), if weeks.contains(week) { *week } else { "" }))
            .collect();
        ada.submit_form("form.absences", &ticked).await.is(200);
    }
    let mina = app.browse_in(language, "mina@agence.example").await;
    mina.open("/settings").await;
    let chloe = [("stand_in_email", "chloe@karfur.example"), ("stand_in_until", "2026-03-31")];
    app.browse_in(language, "chloe@karfur.example").await;
    mina.submit_form("form.stand-in", &chloe).await.is(200);
    let marc = app.browse_in(language, "marc@diair.example").await;
    marc.open("/settings").await;
    let zoe =
        [("stand_in_name", "Zoé"), ("stand_in_email", "zoe@diair.example"), ("stand_in_until", "2026-03-31")];
    marc.submit_form("form.stand-in", &zoe).await.is(200);
    app.settle().await;
    notify(&app, &camille, language).await;
    hand_on(&app, &camille, &gallery).await;
    ask_and_hear_nothing(&app).await;
    // A team has begun: the second reminder says so.
    let begun = app.browse_in(language, "eig15@projet.example").await;
    let form = begun.open("/projects/projet-15/bulletins/2026-W11").await.field("csrf");
    let draft = [("csrf", form.as_str()), ("mood", "3"), ("priorities", "Relire")];
    app.give("anna-catherine@projet.example", Role::Eig, "projet-15", None).await;
    begun.post("/projects/projet-15/bulletins/2026-W11/draft", &draft).await.is(200);
    app.travel_to("Fri 15:05").await;
    let of_the_week = [
        ("announcement", "liste@eig.example"),
        ("announcement", "eig15@projet.example"),
        ("reminder", "eig15@projet.example"),
        ("reminder", "anna-catherine@projet.example"),
        ("digest", "camille@eig.example"),
        ("digest", "mina5@agence.example"),
        ("invitation", "noe@projet.example"),
        ("invitation", "zoe@diair.example"),
        ("stand-in", "chloe@karfur.example"),
        ("digest", "chloe@karfur.example"),
        ("sign-in", "camille@eig.example"),
        ("password-reset", "camille@eig.example"),
        ("notice", "camille@eig.example"),
        ("farewell", "driss@plume.example"),
        ("digest", "marc@diair.example"),
        ("help-asked", "camille@eig.example"),
        ("help-taken", "ada@cartobio.example"),
        ("help-taken", "zoe@ailleurs.example"),
        ("help-news", "ada@cartobio.example"),
        ("help-news", "zoe@ailleurs.example"),
        ("help-offer", "zoe@ailleurs.example"),
        ("team-away", "camille@eig.example"),
    ];
    look(&app, &mut gallery, &of_the_week).await;
    app.travel_by_day("2026-03-27 09:00").await;
    let nags = [
        ("help-referent", "camille@eig.example"),
        ("help-overview", "camille@eig.example"),
        ("help-progress", "ada@cartobio.example"),
        ("help-progress", "mina5@agence.example"),
    ];
    look(&app, &mut gallery, &nags).await;
    held(&app).await;
    look(&app, &mut gallery, &[("digest-held", "camille@eig.example")]).await;
    assert_eq!(odd_subjects(&app.mails()), Vec::<&str>::new());
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
