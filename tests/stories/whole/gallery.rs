//! Every page there is, looked at: by axe, by the Nu HTML checker, on a narrow screen, with the keyboard –
//! and kept as pictures for people to look at.

use bulletins::domain::people::Role;
use bulletins::services::help::links::Holder;
use bulletins::web::ROUTES;
use fantoccini::Locator;

use crate::support::app::TestApp;
use crate::support::full_house;
use crate::support::gallery::Gallery;
use crate::support::help::{ask_for_help, link_for, person};
use crate::support::readings::{read, read_link};
use crate::support::second_factor::give;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Nobody,
    Eig,
    Mentor,
    Coordinator,
}
use Who::{Coordinator, Eig, Mentor, Nobody};
const BULLETIN: &str = "/projects/{slug}/bulletins/{week}";

/// A page to look at: its route, who looks, its address, and which form is sent, or which button pressed, to get
/// there (or none): the form as it stands, or with what is typed into its text field after an arrow.
type Sight = (&'static str, Who, &'static str, &'static str);

/// Every route that shows a page, in the states that look different.
const SIGHTS: &[Sight] = &[
    ("/", Nobody, "/", ""),
    ("/", Eig, "/", ""),
    ("/sign-in", Nobody, "/sign-in", ""),
    ("/sign-in", Nobody, "/sign-in", "main form"),
    ("/sign-in", Nobody, "/sign-in", "button[formaction]"),
    ("/sign-in/{token}", Nobody, "/sign-in/x", ""),
    ("/sign-in/{token}", Nobody, "{sign-in}", ""),
    ("/sign-in/second-step", Nobody, "{half}", "main form"),
    ("/password-resets", Nobody, "/password-resets", ""),
    ("/password-resets", Nobody, "/password-resets", "main form"),
    ("/password-resets/{token}", Nobody, "/password-resets/x", ""),
    ("/password-resets/{token}", Nobody, "{password-reset}", ""),
    ("/password-resets/{token}", Nobody, "{password-reset}", "main form"),
    ("/invitations/{token}", Nobody, "{invitation}", ""),
    ("/invitations/{token}", Nobody, "{invitation}", "main form"),
    ("/f/{token}", Nobody, "{filing}", ""),
    ("/f/{token}", Nobody, "{filing}", "form.bulletin .send button"),
    ("/h/{token}", Nobody, "{help-taker}", ""),
    ("/h/{token}", Nobody, "{help-team}", ""),
    ("/h/{token}", Nobody, "{help-anybody}", ""),
    ("/h/{token}", Nobody, "{help-anybody}", "form.taking"),
    ("/h/{token}", Nobody, "{help-late}", ""),
    ("/h/{token}", Nobody, "/h/x", ""),
    ("/h/offers/{token}", Nobody, "{offer}", ""),
    ("/h/offers/{token}", Nobody, "/h/offers/x", ""),
    ("/r/{token}", Nobody, "{read}", ""),
    ("/r/{token}", Nobody, "{read}", "form.reading"),
    ("/r/{token}", Nobody, "{read-late}", ""),
    ("/r/{token}", Nobody, "/r/x", ""),
    ("/unsubscribe/{token}", Nobody, "{unsubscribe}", ""),
    ("/s/{token}", Nobody, "{share}", ""),
    ("/about", Nobody, "/about", ""),
    ("/accessibility", Nobody, "/accessibility", ""),
    ("/legal", Nobody, "/legal", ""),
    ("/privacy", Nobody, "/privacy", ""),
    ("", Nobody, "/nowhere", ""),
    ("/sign-in/{token}", Eig, "{sign-in}", ""),
    (BULLETIN, Eig, "/projects/cartobio/bulletins/2026-W42", ""),
    (BULLETIN, Eig, "/projects/cartobio/bulletins/2026-W42", "form.bulletin .send button"),
    (BULLETIN, Eig, "/projects/cartobio/bulletins/2026-W44", ""),
    (BULLETIN, Mentor, "/projects/cartobio/bulletins/2026-W41", ""),
    (BULLETIN, Mentor, "/projects/cartobio/bulletins/2026-W42", ""),
    ("/help-requests/new", Eig, "/help-requests/new", ""),
    ("/help-requests/new", Eig, "/help-requests/new", "form.asking"),
    ("/help-requests/{id}", Eig, "{request}", ""),
    ("/help-requests/{id}", Eig, "{open-request}", ""),
    ("/help-requests/{id}", Mentor, "{request}", ""),
    ("/help-requests/{id}", Mentor, "{open-request}", ""),
    ("/projects", Mentor, "/projects", ""),
    ("/projects/{slug}", Mentor, "/projects/cartobio", ""),
    ("/projects/{slug}", Mentor, "/projects/plume", ""),
    ("/projects/{slug}/shares", Eig, "/projects/cartobio/shares", ""),
    ("/projects/{slug}/shares", Eig, "/projects/cartobio/shares", "form.new"),
    ("/projects/{slug}", Eig, "/projects/cartobio", ""),
    ("/projects/{slug}/absences", Eig, "/projects/cartobio/absences", ""),
    ("/settings", Eig, "/settings", ""),
    ("/settings", Eig, "/settings", "form.away"),
    ("/projects/{slug}/sheets/{month}", Mentor, "/projects/cartobio/sheets/2026-10", ""),
    ("/search", Mentor, "/search?q=semaine", ""),
    ("/search", Mentor, "/search?q=zzz", ""),
    ("/help-requests", Mentor, "/help-requests", ""),
    ("/key-dates", Mentor, "/key-dates", ""),
    ("/weeks", Mentor, "/weeks", ""),
    ("/weeks/{week}", Mentor, "/weeks/2026-W41", ""),
    ("/settings", Mentor, "/settings", ""),
    ("/settings", Mentor, "/settings", "form.password"),
    ("/settings", Mentor, "/settings", "form.stand-in"),
    ("/settings/second-factor", Mentor, "/settings/second-factor", ""),
    ("/settings/second-factor/app", Mentor, "/settings/second-factor/app", ""),
    ("/settings/second-factor/app", Mentor, "/settings/second-factor/app", "main form"),
    ("/settings/second-factor/app/removal", Mentor, "/settings/second-factor/app/removal", ""),
    ("/settings/second-factor/passkeys", Mentor, "/settings/second-factor/passkeys", ""),
    ("/proof", Mentor, "/proof", ""),
    ("/proof", Mentor, "/proof", "form.proof"),
    ("/settings/chats", Mentor, "/settings/chats", ""),
    ("/settings/erasure", Mentor, "/settings/erasure", ""),
    ("/admin", Mentor, "/admin", ""),
    ("/help-requests/{id}", Coordinator, "{request}", ""),
    ("/help-requests/{id}", Coordinator, "{closed-request}", ""),
    ("/help-requests/new", Coordinator, "/help-requests/new", ""),
    ("/dashboard", Coordinator, "/dashboard", ""),
    ("/admin", Coordinator, "/admin", ""),
    ("/admin/promotions", Coordinator, "/admin/promotions", ""),
    ("/admin/promotions", Coordinator, "/admin/promotions", "form.new"),
    ("/admin/promotions/{id}", Coordinator, "/admin/promotions/1", ""),
    ("/admin/promotions/{id}/stage", Coordinator, "/admin/promotions/1/stage?stage=closed", ""),
    ("/admin/promotions/{id}/removal", Coordinator, "/admin/promotions/1/removal", ""),
    ("/admin/promotions/{id}/removal", Coordinator, "/admin/promotions/2/removal", ""),
    ("/admin/projects", Coordinator, "/admin/projects", ""),
    ("/admin/projects", Coordinator, "/admin/projects", "form[action='/admin/projects']"),
    ("/admin/projects/{slug}", Coordinator, "/admin/projects/cartobio", ""),
    ("/admin/projects/{slug}/removal", Coordinator, "/admin/projects/plume/removal", ""),
    ("/admin/projects/{slug}/logo/removal", Coordinator, "/admin/projects/plume/logo/removal", ""),
    ("/admin/people", Coordinator, "/admin/people", ""),
    ("/admin/people", Coordinator, "/admin/people", "form[action='/admin/people']"),
    ("/admin/people/{id}", Coordinator, "/admin/people/2", ""),
    ("/admin/people", Coordinator, "/admin/people?state=left", ""),
    ("/admin/people/{id}", Coordinator, "{driss}", ""),
    ("/admin/people/{id}", Coordinator, "{lea}", ""),
    ("/admin/people/{id}", Coordinator, "{driss}", "form.departure"),
    ("/admin/people/{id}/active", Coordinator, "/admin/people/2/active", ""),
    ("/admin/people/{id}/coordinator", Coordinator, "/admin/people/2/coordinator", ""),
    ("/admin/people/{id}/roles/{slug}/{role}", Coordinator, "{role}", ""),
    ("/admin/invitations", Coordinator, "/admin/invitations", ""),
    ("/admin/people/{id}/second-factor", Coordinator, "{lost}", ""),
    ("/admin/people/{id}/chats", Coordinator, "/admin/people/2/chats", ""),
    ("/admin/people/{id}/erasure", Coordinator, "/admin/people/2/erasure", ""),
    ("/admin/import", Coordinator, "/admin/import", ""),
    ("/admin/import", Coordinator, "/admin/import", "form.look"),
    (
        "/admin/import",
        Coordinator,
        "/admin/import",
        "form.look <- project;administration;role;name;email\nPlume;Greffe;eig;Élodie;elodie@plume.example",
    ),
    ("/admin/schedule", Coordinator, "/admin/schedule", ""),
    ("/admin/mail", Coordinator, "/admin/mail", ""),
    ("/admin/digest", Coordinator, "/admin/digest", ""),
    ("/admin/digest/{id}", Coordinator, "/admin/digest/1", ""),
    ("/admin/measures", Coordinator, "/admin/measures", ""),
    ("/admin/audit", Coordinator, "/admin/audit", ""),
];

/// Routes that answer with something else than a page.
const NO_PAGES: &[&str] = &[
    "/projects/{slug}/bulletins.csv",
    "/projects/{slug}/bulletins.md",
    "/projects/{slug}/help-requests.csv",
    "/s/{token}/bulletins.csv",
    "/settings/data.json",
    "/feeds/{token}/key-dates.ics",
    "/feeds/{token}/projects/{slug}.ics",
    "/admin/promotions/{id}/export.csv",
    "/admin/promotions/{id}/export.json",
    "/admin/promotions/{id}/export.xlsx",
    "/admin/digest/{id}/html",
    "/logos/{name}",
    "/static/{hash}/{name}",
    "/health/live",
    "/health/ready",
    "/metrics",
];

/// What an empty installation shows its first coordinator.
const EMPTY: &[&str] = &[
    "/",
    "/dashboard",
    "/weeks",
    "/projects",
    "/help-requests",
    "/key-dates",
    "/search?q=x",
    "/settings",
    "/admin",
    "/admin/promotions",
    "/admin/projects",
    "/admin/people",
    "/admin/import",
    "/admin/schedule",
    "/admin/mail",
    "/admin/digest",
    "/admin/measures",
    "/admin/audit",
];

/// What somebody sees once they have a passkey.
const WITH_PASSKEY: &[&str] =
    &["/settings/second-factor", "/settings/second-factor/passkeys/{id}/removal", "/proof"];

#[test]
fn every_page_of_the_map_is_looked_at() {
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let seen = SIGHTS.iter().any(|(path, ..)| *path == route.path) || WITH_PASSKEY.contains(&route.path);
        assert!(
            seen != NO_PAGES.contains(&route.path),
            "give {} its place in SIGHTS or in NO_PAGES",
            route.path
        );
    }
}

/// A file's name for an address.
fn name_of(address: &str) -> String {
    address.trim_matches('/').replace(['/', '?', '='], "-").replace(['{', '}'], "")
}

/// A request that Mina and Zoé see to, one that nobody does and Driss has offered to, and one that is closed.
async fn help(app: &TestApp) -> [(&'static str, String); 8] {
    let text = "Qui connaît *un·e juriste* qui nous relirait une convention d’ici vendredi ?\n\n- trois pages\n- sans urgence";
    let taken = ask_for_help(app, "cartobio", text).await;
    let open = ask_for_help(app, "cartobio", "Un compte sur la plateforme de test.").await;
    let closed = ask_for_help(app, "karfu-r", "Une salle pour vingt personnes.").await;
    let browser = app.browser("fr");
    let mina = Holder::Person(person(app, "mina@agence.example").await);
    let ada = Holder::Person(person(app, "ada@cartobio.example").await);
    let chloe = Holder::Person(person(app, "chloe@karfur.example").await);
    for request in [taken, closed] {
        browser.open(&link_for(app, request, mina)).await.is(200);
        browser.submit_form("form.taking", &[]).await.is(200);
    }
    browser.open(&link_for(app, closed, chloe)).await.is(200);
    browser.submit_form("form.ending", &[("ending", "solved")]).await.is(200);
    let offer = async |request, email: &str| {
        browser.open(&link_for(app, request, Holder::Anybody)).await.is(200);
        browser.submit_form("form.taking", &[("name", "Zoé Émond"), ("email", email)]).await.is(200);
        app.settle().await;
        app.inbox(email).latest_of("help-offer").link("/h/offers/")
    };
    browser.open(&offer(taken, "zoe@ailleurs.example").await).await.is(200);
    browser.submit(&[]).await.is(200);
    let offered = offer(open, "yves@ailleurs.example").await;
    app.settle().await;
    [
        ("{help-taker}", link_for(app, taken, mina)),
        ("{help-team}", link_for(app, taken, ada)),
        ("{help-anybody}", link_for(app, open, Holder::Anybody)),
        ("{help-late}", link_for(app, closed, mina)),
        ("{offer}", offered),
        ("{request}", format!("/help-requests/{}", taken.0)),
        ("{open-request}", format!("/help-requests/{}", open.0)),
        ("{closed-request}", format!("/help-requests/{}", closed.0)),
    ]
}

async fn look_at_all(language: &'static str) {
    let Some(mut gallery) = Gallery::open("gallery", language).await else { return };
    let app = TestApp::on_sqlite("2026-10-16 13:55").await;
    full_house::fill(&app, &["cartobio", "karfu-r"], (2..=41).filter(|number| number % 9 != 0)).await;
    app.travel_to("Fri 14:00").await;
    app.import("promotion: { name: EIG 9, starts_on: 2027-01-04, ends_on: 2027-12-31 }\nprojects: []").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/projects/cartobio/shares").await;
    ada.submit(&[("label", "Cabinet")]).await.is(200);
    ada.open("/projects/cartobio/absences").await;
    let weeks = [("week-2026-W44", "2026-W44"), ("week-2026-W45", "2026-W45")];
    ada.submit_form("form.absences", &weeks).await.is(200);
    ada.open("/settings").await;
    let days = [("away_first", "2026-10-26"), ("away_last", "2026-11-06")];
    ada.submit_form("form.away", &days).await.is(200);
    ada.submit_form("form.away", &[("away_first", "2026-12-04")]).await.is(200);
    ada.open("/projects/cartobio/shares").await;
    let share = ada.page().links().into_iter().find(|link| link.starts_with("/s/"));
    app.give("lea@cartobio.example", Role::Eig, "cartobio", Some("2026-10-09")).await;
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/settings").await;
    let away = [("stand_in_email", "driss@plume.example"), ("stand_in_until", "2026-11-06")];
    mina.submit_form("form.stand-in", &away).await.is(200);
    let driss = app.browser("fr");
    driss.open("/password-resets").await;
    driss.submit(&[("email", "driss@plume.example")]).await.is(200);
    let csrf = driss.open("/sign-in").await.field("csrf");
    driss.post("/sign-in/links", &[("csrf", &csrf), ("email", "driss@plume.example")]).await.is(200);
    app.settle().await;
    let inbox = app.inbox("driss@plume.example");
    let reminder = inbox.has_one("reminder");
    give(&app, "driss@plume.example").await;
    read(&app, "cartobio", "2026-W41", "marc@diair.example", "2026-10-12 09:00").await;
    read(&app, "cartobio", "2026-W41", "camille@eig.example", "2026-10-13 09:00").await;
    let help = help(&app).await;
    let number = person(&app, "driss@plume.example").await.0;
    let lea = person(&app, "lea@cartobio.example").await.0;
    let links = [
        ("{half}", app.sign_up_link("driss@plume.example").await),
        ("{driss}", format!("/admin/people/{number}")),
        ("{lea}", format!("/admin/people/{lea}")),
        ("{role}", format!("/admin/people/{lea}/roles/cartobio/eig")),
        ("{lost}", format!("/admin/people/{number}/second-factor")),
        ("{filing}", reminder.link("/f/")),
        ("{sign-in}", inbox.has_one("sign-in").link("/sign-in/")),
        ("{password-reset}", inbox.has_one("password-reset").link("/password-resets/")),
        ("{unsubscribe}", reminder.link("/unsubscribe/")),
        ("{invitation}", app.sign_up_link("chloe@karfur.example").await),
        ("{read}", read_link(&app, "cartobio", "2026-W41", "mina@agence.example").await),
        ("{read-late}", read_link(&app, "cartobio", "2026-W39", "mina@agence.example").await),
        ("{share}", share.unwrap_or_else(|| "/s/x".to_owned())),
    ];
    let links: Vec<(&str, String)> = links.into_iter().chain(help).collect();
    gallery.is_read_by(&app, &["ada@cartobio.example", "mina@agence.example", "driss@plume.example"]).await;
    let mut before = Nobody;
    for (at, (_, who, address, form)) in SIGHTS.iter().enumerate() {
        if *who != before {
            let address = match who {
                Nobody => None,
                Eig => Some("ben@cartobio.example"),
                Mentor => Some("mina@agence.example"),
                Coordinator => Some("camille@eig.example"),
            };
            if let Some(address) = address {
                gallery.enter(&app.base, &app.sign_up_link(address).await).await;
            }
            before = *who;
        }
        if *who == Nobody {
            gallery.chromium.client.delete_all_cookies().await.unwrap();
        }
        let path = links.iter().find(|(name, _)| name == address).map_or(*address, |(_, link)| link);
        gallery.chromium.go(&format!("{}{path}", app.base)).await;
        if !form.is_empty() {
            let (form, text) = form.split_once(" <- ").unwrap_or((form, ""));
            let send = "const [form, text] = arguments, sent = document.querySelector(form);
                if (text) sent.querySelector('textarea').value = text;
                document.documentElement.dataset.left = '';
                sent.submit ? sent.submit() : sent.click()";
            let sent = gallery.chromium.client.execute(send, vec![form.into(), text.into()]).await;
            sent.unwrap_or_else(|error| panic!("{address} <- {form}: {error}"));
            gallery.chromium.found(Locator::Css("html:not([data-left]) main h1")).await;
        }
        let (name, state) = (name_of(address), if form.is_empty() { "" } else { "-sent" });
        gallery.look_at_page(&format!("{at:02}-{who:?}-{name}{state}").to_lowercase()).await;
    }
    // What else there is to see once somebody has a second factor.
    give(&app, "camille@eig.example").await;
    for (form, name) in [("", "second-factor"), ("form.codes", "recovery-codes")] {
        gallery.chromium.go(&format!("{}/settings/second-factor", app.base)).await;
        if !form.is_empty() {
            gallery.chromium.click(&format!("{form} button")).await;
            gallery.chromium.found(Locator::Css("ol.codes")).await;
        }
        gallery.look_at_page(&format!("with-{name}")).await;
    }
    app.travel_to("Fri 15:05").await;
    app.finish().await;
    look_at_passkeys(&mut gallery).await;
    let app = TestApp::empty("2026-03-04 09:00").await;
    gallery.enter(&app.base, &app.first_link().await.unwrap()).await;
    for address in EMPTY {
        gallery.chromium.go(&format!("{}{address}", app.base)).await;
        gallery.look_at_page(&format!("empty-{}", name_of(address))).await;
    }
    app.finish().await;
    gallery.close().await;
}

/// Where somebody has a passkey, at an address for which browsers have any.
async fn look_at_passkeys(gallery: &mut Gallery) {
    let app = TestApp::at_localhost("2026-03-04 09:00", false, &[]).await.unwrap();
    gallery.chromium.with_authenticator().await;
    gallery.enter(&app.base, &app.sign_up_link("camille@eig.example").await).await;
    gallery.chromium.go(&format!("{}/settings/second-factor/passkeys", app.base)).await;
    gallery.look_at_page("with-passkeys-new").await;
    gallery.chromium.type_into("name", "Clé").await;
    gallery.chromium.click("form[data-passkey] button").await;
    gallery.chromium.found(Locator::Css("ol.codes")).await;
    for route in WITH_PASSKEY {
        let address = route.replace("{id}", "1");
        gallery.chromium.go(&format!("{}{address}", app.base)).await;
        gallery.look_at_page(&format!("with-passkeys-{}", name_of(&address))).await;
    }
    gallery.chromium.client.delete_all_cookies().await.unwrap();
    gallery.chromium.go(&format!("{}/sign-in", app.base)).await;
    gallery.chromium.sign_in("camille@eig.example", "correct horse battery").await;
    gallery.chromium.found(Locator::Css("form[data-passkey]")).await;
    gallery.look_at_page("with-passkeys-second-step").await;
    app.finish().await;
}

#[actix_web::test]
async fn every_page_is_sound_in_french() {
    look_at_all("fr").await;
}

#[actix_web::test]
async fn every_page_is_sound_in_english() {
    look_at_all("en").await;
}
