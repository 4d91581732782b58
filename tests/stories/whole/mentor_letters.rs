//! The mentor's mail of four weeks – good, moved, help, silence – and the sheet, as their readers see them.

use base64::Engine;
use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use bulletins::domain::people::Role;
use bulletins::domain::people::preferences::{Every, Scope as Told};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use crate::support::filing::{file, tell_day, tell_promise};
use crate::support::full_house;
use crate::support::gallery::Gallery;
use crate::support::inbox::odd_subjects;
use crate::support::requests::{ask, take};
use crate::support::wishes::{speaks, wish};

const ADA: &str = "ada@cartobio.example";

/// What mail clients show before they ask for more.
const MOST_BYTES: usize = 102 * 1024;

/// As high as a small phone's screen is that is 360 wide.
const SCREEN: f64 = 700.0;

async fn four_weeks(app: &TestApp) {
    app.give("mina@agence.example", Role::Mentor, "plume", None).await;
    app.give("sabine@agence.example", Role::StrategicMentor, "cartobio", None).await;
    wish(app, "sabine@agence.example", Told::Own, Every::Month).await;
    full_house::fill(app, &["karfu-r", "plume"], [10, 11, 12, 13]).await;
    let demo = "Démonstration de la carte devant le comité de pilotage";
    file(app, ADA, "cartobio", 9, "2", &[]).await;
    let announced = [("key_date", "2026-03-17"), ("key_date_description", demo)];
    file(app, ADA, "cartobio", 10, "3", &announced).await;
    tell_promise(app, "cartobio", 10, 9, PromiseOutcome::Done).await;
    let text =
        "Faire relire **la convention** par les trois directions, et ouvrir le jeu de données en ligne.";
    file(app, ADA, "cartobio", 11, "2", &[("priorities", text)]).await;
    tell_day(app, "cartobio", 11, "2026-03-17", DayOutcome::Moved, Some("2026-03-24")).await;
    tell_promise(app, "cartobio", 11, 10, PromiseOutcome::Partly).await;
    let help = "Qui connaît *un·e juriste* qui nous relirait avant vendredi, et qui sait ce qu’une convention de cette sorte \
        doit dire du partage des données entre deux administrations et une association ?";
    let more = [("help", help), ("key_date", "2026-03-26"), ("key_date_description", "Atelier")];
    file(app, ADA, "cartobio", 12, "2", &more).await;
    tell_day(app, "cartobio", 12, "2026-03-17", DayOutcome::Moved, Some("2026-04-07")).await;
    tell_promise(app, "cartobio", 12, 11, PromiseOutcome::GoesOn).await;
    let salle =
        ask(app, ADA, "cartobio", "Une salle pour trente personnes, à Lyon ?", false, "2026-03-18 10:00")
            .await;
    take(app, salle, "marc@diair.example", "2026-03-19 10:00").await;
}

async fn look_at_all(language: &'static str) {
    let Some(mut gallery) = Gallery::open("mentor-letters", language).await else { return };
    let settings = [("BULLETINS_PROGRAMME__LANGUAGE", language.to_owned())];
    let app = TestApp::with("2026-03-02 08:00", false, &settings).await.unwrap();
    four_weeks(&app).await;
    let mina = app.browse_in(language, "mina@agence.example").await;
    mina.open("/settings").await;
    app.browse_in(language, "chloe@karfur.example").await;
    let chloe = [("stand_in_email", "chloe@karfur.example"), ("stand_in_until", "2026-03-31")];
    mina.submit_form("form.stand-in", &chloe).await.is(200);
    app.browse_in(language, "camille@eig.example").await;
    for address in ["mina@agence.example", "chloe@karfur.example", "sabine@agence.example"] {
        speaks(&app, address, language).await;
    }
    let weeks = [("good", 6), ("moved", 13), ("help", 20), ("silence", 27)];
    let mut faults = Vec::new();
    for (sent, (name, day)) in (1..).zip(weeks) {
        app.travel_by_day(&format!("2026-03-{day:02} 15:05")).await;
        for (reader, address) in [
            ("mina", "mina@agence.example"),
            ("stand-in", "chloe@karfur.example"),
            ("sabine", "sabine@agence.example"),
        ] {
            let inbox = app.inbox(address);
            let mails = inbox.of_kind("digest");
            let Some(mail) = mails.iter().rev().find(|mail| mail.subject.starts_with("CartoBio")) else {
                assert_ne!(reader, "mina", "{name}");
                continue;
            };
            if reader == "mina" {
                let about = mails.iter().filter(|mail| mail.subject.starts_with("CartoBio"));
                assert_eq!(about.count(), sent, "{name}");
            }
            let name = format!("{name}-{reader}");
            gallery.look_at_mail(&name, &mail.html).await;
            gallery.keep(&format!("{name}.txt"), &format!("{}\n\n{}", mail.subject, mail.text));
            gallery.chromium.look(360, false).await;
            // Who has a sheet reads no bulletin.
            if reader == "sabine" {
                continue;
            }
            let top = "return document.querySelector('h2.bulletin')?.getBoundingClientRect().top ?? null";
            let top = gallery.chromium.client.execute(top, vec![]).await.unwrap().as_f64();
            let is_right =
                if name.starts_with("silence") { top.is_none() } else { top.is_some_and(|top| top < SCREEN) };
            if !is_right {
                faults.push(format!("{name}: {top:?} pixels before the bulletin"));
            }
        }
        let mails = app.mails();
        let long = mails.iter().filter(|mail| mail.html.len() >= MOST_BYTES);
        faults.extend(long.map(|mail| format!("{}: {} bytes", mail.subject, mail.html.len())));
        faults.extend(odd_subjects(&mails).into_iter().map(str::to_owned));
        let inbox = app.inbox("camille@eig.example");
        let digest = inbox.latest_of("digest");
        assert!(!digest.text.contains("**"), "{}", digest.text);
        gallery.look_at_mail(&format!("{name}-coordinator"), &digest.html).await;
        gallery.keep(&format!("{name}-coordinator.txt"), &digest.text);
    }
    app.finish().await;
    gallery.close().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[actix_web::test]
async fn the_mentors_mail_fits_a_phone_before_the_bulletin_in_french() {
    look_at_all("fr").await;
}

#[actix_web::test]
async fn the_mentors_mail_fits_a_phone_before_the_bulletin_in_english() {
    look_at_all("en").await;
}

/// How many pages Chromium makes of the page that it shows, on A4.
async fn printed(chromium: &Chromium, name: &str) -> usize {
    let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true });
    let answer = chromium.devtools("Page.printToPDF", a4).await;
    let pdf = base64::prelude::BASE64_STANDARD.decode(answer["data"].as_str().unwrap()).unwrap();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheets");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), &pdf).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
}

#[actix_web::test]
async fn a_month_of_long_texts_prints_on_one_page() {
    let Some(chromium) = Chromium::launch("fr").await else { return };
    // July has five closing days.
    let app = TestApp::with("2026-08-03 08:00", false, &[]).await.unwrap();
    full_house::fill(&app, &["cartobio"], 27..=31).await;
    for at in 1..=8 {
        let text = format!("{at} {}", "Une demande qui ne finit pas. ".repeat(9));
        ask(&app, ADA, "cartobio", &text, true, &format!("2026-07-{at:02} 10:00")).await;
    }
    chromium.go(&format!("{}{}", app.base, app.sign_up_link("mina@agence.example").await)).await;
    chromium.type_into("password", "correct horse battery").await;
    chromium.click("main form button").await;
    chromium.found(fantoccini::Locator::Css("form[action='/sign-out']")).await;
    chromium.go(&format!("{}/projects/cartobio/sheets/2026-07", app.base)).await;
    chromium.found(fantoccini::Locator::Css(".month-sheet")).await;
    assert_eq!(printed(&chromium, "full-month.pdf").await, 1);
    chromium.go(&format!("{}/projects/cartobio", app.base)).await;
    assert!(printed(&chromium, "project.pdf").await > 1, "pages are counted");
    // Nobody unfolds paper; and who filed nothing is named under the heading that says so.
    chromium.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let seen = async |css: &str| {
        let look = "return [...document.querySelectorAll(arguments[0])].map((part) => part.checkVisibility()).join()";
        chromium.client.execute(look, vec![css.into()]).await.unwrap()
    };
    assert_eq!(seen(".folded-week > div").await, "true");
    chromium.go(&format!("{}/weeks/2026-W31", app.base)).await;
    chromium.found(fantoccini::Locator::Css(".figures")).await;
    assert_eq!(seen("main section ul.anchors, main nav.beside").await, "false,true");
    chromium.close().await;
    app.pass().await;
    app.finish().await;
}
