//! Every page there is, looked at: by axe, by the Nu HTML checker, on a narrow screen, with the keyboard –
//! and kept as pictures for people to look at.

use std::path::{Path, PathBuf};

use base64::Engine;
use bulletins::domain::bulletin::Typed;
use bulletins::domain::week::Week;
use bulletins::services::filing;
use bulletins::store::{people, projects};
use bulletins::web::ROUTES;
use chrono::{Datelike, TimeDelta};
use fantoccini::Locator;

use crate::support::app::TestApp;
use crate::support::checkers::Checkers;
use crate::support::chromium::Chromium;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Nobody,
    Eig,
    Mentor,
    Coordinator,
}
use Who::{Coordinator, Eig, Mentor, Nobody};

/// A page to look at: its route, who looks, its address, and which form is sent as it stands to get there (or none).
type Sight = (&'static str, Who, &'static str, &'static str);

/// Every route that shows a page, in the states that look different.
const SIGHTS: &[Sight] = &[
    ("/", Nobody, "/", ""),
    ("/", Eig, "/", ""),
    ("/sign-in", Nobody, "/sign-in", ""),
    ("/sign-in", Nobody, "/sign-in", "main form"),
    ("/sign-in/{token}", Nobody, "/sign-in/x", ""),
    ("/password-resets", Nobody, "/password-resets", ""),
    ("/password-resets", Nobody, "/password-resets", "main form"),
    ("/password-resets/{token}", Nobody, "/password-resets/x", ""),
    ("/invitations/{token}", Nobody, "{invitation}", ""),
    ("/invitations/{token}", Nobody, "{invitation}", "main form"),
    ("/f/{token}", Nobody, "{filing}", ""),
    ("/f/{token}", Nobody, "{filing}", "form.bulletin"),
    ("/unsubscribe/{token}", Nobody, "{unsubscribe}", ""),
    ("/s/{token}", Nobody, "{share}", ""),
    ("/about", Nobody, "/about", ""),
    ("/accessibility", Nobody, "/accessibility", ""),
    ("/legal", Nobody, "/legal", ""),
    ("/privacy", Nobody, "/privacy", ""),
    ("", Nobody, "/nowhere", ""),
    ("/projects/{slug}/bulletins/{week}", Eig, "/projects/cartobio/bulletins/2026-W42", ""),
    ("/projects/{slug}/bulletins/{week}", Eig, "/projects/cartobio/bulletins/2026-W42", "form.bulletin"),
    ("/projects/{slug}/bulletins/{week}", Eig, "/projects/cartobio/bulletins/2026-W44", ""),
    ("/projects/{slug}/bulletins/{week}", Mentor, "/projects/cartobio/bulletins/2026-W41", ""),
    ("/projects/{slug}/bulletins/{week}", Mentor, "/projects/cartobio/bulletins/2026-W42", ""),
    ("/projects", Mentor, "/projects", ""),
    ("/projects/{slug}", Mentor, "/projects/cartobio", ""),
    ("/projects/{slug}", Mentor, "/projects/plume", ""),
    ("/projects/{slug}/shares", Eig, "/projects/cartobio/shares", ""),
    ("/search", Mentor, "/search?q=semaine", ""),
    ("/search", Mentor, "/search?q=zzz", ""),
    ("/key-dates", Mentor, "/key-dates", ""),
    ("/weeks", Mentor, "/weeks", ""),
    ("/weeks/{week}", Mentor, "/weeks/2026-W41", ""),
    ("/settings", Mentor, "/settings", ""),
    ("/settings/chats", Mentor, "/settings/chats", ""),
    ("/settings/erasure", Mentor, "/settings/erasure", ""),
    ("/admin", Mentor, "/admin", ""),
    ("/dashboard", Coordinator, "/dashboard", ""),
    ("/admin", Coordinator, "/admin", ""),
    ("/admin/promotions", Coordinator, "/admin/promotions", ""),
    ("/admin/promotions/{id}", Coordinator, "/admin/promotions/1", ""),
    ("/admin/promotions/{id}/removal", Coordinator, "/admin/promotions/1/removal", ""),
    ("/admin/projects", Coordinator, "/admin/projects", ""),
    ("/admin/projects", Coordinator, "/admin/projects", "form[action='/admin/projects']"),
    ("/admin/projects/{slug}", Coordinator, "/admin/projects/cartobio", ""),
    ("/admin/projects/{slug}/removal", Coordinator, "/admin/projects/plume/removal", ""),
    ("/admin/projects/{slug}/logo/removal", Coordinator, "/admin/projects/plume/logo/removal", ""),
    ("/admin/people", Coordinator, "/admin/people", ""),
    ("/admin/people", Coordinator, "/admin/people", "form[action='/admin/people']"),
    ("/admin/people/{id}", Coordinator, "/admin/people/2", ""),
    ("/admin/people/{id}/chats", Coordinator, "/admin/people/2/chats", ""),
    ("/admin/people/{id}/erasure", Coordinator, "/admin/people/2/erasure", ""),
    ("/admin/import", Coordinator, "/admin/import", ""),
    ("/admin/schedule", Coordinator, "/admin/schedule", ""),
    ("/admin/mail", Coordinator, "/admin/mail", ""),
    ("/admin/audit", Coordinator, "/admin/audit", ""),
];

/// Routes that answer with something else than a page.
const NO_PAGES: &[&str] = &[
    "/projects/{slug}/bulletins.csv",
    "/projects/{slug}/bulletins.md",
    "/s/{token}/bulletins.csv",
    "/settings/data.json",
    "/feeds/{token}/key-dates.ics",
    "/feeds/{token}/projects/{slug}.ics",
    "/admin/promotions/{id}/export.json",
    "/admin/promotions/{id}/export.xlsx",
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
    "/admin/audit",
];

#[test]
fn every_page_of_the_map_is_looked_at() {
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let seen = SIGHTS.iter().any(|(path, ..)| *path == route.path);
        assert!(
            seen != NO_PAGES.contains(&route.path),
            "give {} its place in SIGHTS or in NO_PAGES",
            route.path
        );
    }
}

/// What is collected on the way.
struct Gallery {
    folder: PathBuf,
    checkers: Checkers,
    chromium: Chromium,
    language: &'static str,
    faults: Vec<String>,
}

impl Gallery {
    async fn open(language: &'static str) -> Option<Gallery> {
        let checkers = Checkers::find()?;
        let chromium = Chromium::launch(language).await?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery").join(language);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("html")).unwrap();
        Some(Gallery { folder, checkers, chromium, language, faults: Vec::new() })
    }

    /// Looks at the page that the browser shows.
    async fn look(&mut self, name: &str) {
        let page = self.chromium.client.clone();
        let lang = page.execute("return document.documentElement.lang", vec![]).await.unwrap();
        if lang != self.language {
            self.faults.push(format!("{name} is in {lang}"));
        }
        for (width, dark) in [(360, false), (360, true), (1280, false), (1280, true)] {
            self.chromium.look(width, dark).await;
            // Colours depend on the scheme and what is shown on the width: each is looked at once.
            if (width == 360) == dark {
                let violations = self.checkers.violations(&self.chromium).await;
                self.faults
                    .extend(violations.into_iter().map(|v| format!("{name} at {width}, dark {dark}: {v}")));
            }
            // In the second language one picture shows where words are longer.
            if self.language == "fr" || (width == 360 && !dark) {
                let picture = base64::prelude::BASE64_STANDARD.decode(self.chromium.picture().await).unwrap();
                let scheme = if dark { "dark" } else { "light" };
                std::fs::write(self.folder.join(format!("{name}-{width}-{scheme}.png")), picture).unwrap();
            }
        }
        // 320 pixels are 1280 at 400 %, 640 at 200 %.
        for width in [320, 640] {
            self.chromium.look(width, false).await;
            let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let wider = page.execute(wider, vec![]).await.unwrap();
            if wider != 0 {
                self.faults.push(format!("{name} is {wider} pixels wider than {width}"));
            }
        }
        // The way of the keyboard is the same in every language.
        if self.language == "fr" {
            self.walk(name).await;
        }
        let html = format!("<!doctype html>\n{}", page.source().await.unwrap());
        std::fs::write(self.folder.join("html").join(format!("{name}.html")), html).unwrap();
    }

    /// With the keyboard alone: each Tab leads on, to something in sight that shows its focus, until all was reached.
    async fn walk(&mut self, name: &str) {
        self.chromium.look(1280, false).await;
        let page = self.chromium.client.clone();
        let begin = "document.activeElement.blur(); scrollTo(0, 0);
            const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex=\"0\"]';
            const all = [...document.querySelectorAll(kinds)].filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true }));
            window.toReach = new Set(all.filter((e) => e.type !== 'radio' || e === all.find((o) => o.name === e.name)));
            return window.toReach.size";
        let count = page.execute(begin, vec![]).await.unwrap().as_u64().unwrap();
        let step = "const e = document.activeElement;
            const first = e.type === 'radio' ? [...window.toReach].find((o) => o.name === e.name) : e;
            window.toReach.delete(first);
            const shown = e.closest('.face') ?? e, box = shown.getBoundingClientRect();
            if (e === document.body || e.tagName === 'IFRAME') return '';
            if (getComputedStyle(shown).outlineStyle === 'none') return 'no outline on ' + e.outerHTML.slice(0, 120);
            if (box.bottom < 0 || box.top > innerHeight) return 'out of sight: ' + e.outerHTML.slice(0, 120);
            return ''";
        // A date has a stop for each of its parts.
        let dates = page.find_all(Locator::Css("input[type=date]")).await.unwrap().len() as u64;
        for _ in 0..count + 4 * dates + 2 {
            self.chromium.press_tab().await;
            let fault = page.execute(step, vec![]).await.unwrap();
            if fault != "" {
                self.faults.push(format!("{name}: {fault}"));
            }
        }
        let left = "return [...window.toReach].map((e) => e.outerHTML.slice(0, 120)).join(' | ')";
        let left = page.execute(left, vec![]).await.unwrap();
        if left != "" {
            self.faults.push(format!("{name}: Tab does not reach {left}"));
        }
    }

    async fn close(mut self) {
        self.faults.extend(self.checkers.faults(&self.folder.join("html")));
        self.chromium.close().await;
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }

    async fn go(&self, address: &str) {
        self.chromium.client.goto(address).await.unwrap();
    }

    /// Signs up by an invitation, and goes on in this browser's language.
    async fn enter(&self, base: &str, invitation: &str) {
        let page = &self.chromium.client;
        page.delete_all_cookies().await.unwrap();
        self.go(&format!("{base}{invitation}")).await;
        let fill = "const form = document.querySelector('main form');
            for (const [name, value] of Object.entries({ name: 'Camille', email: 'camille@eig.example' })) {
                const field = form.elements[name];
                if (field && !field.value) field.value = value;
            }
            form.elements.password.value = 'correct horse battery';
            form.submit()";
        page.execute(fill, vec![]).await.unwrap();
        page.wait().for_element(Locator::Css("form[action='/sign-out']")).await.unwrap();
        let choose = format!("document.querySelector('button[value={}]').click()", self.language);
        page.execute(&choose, vec![]).await.unwrap();
        page.wait().for_element(Locator::Css(&format!("html[lang={}]", self.language))).await.unwrap();
    }
}

/// Forty weeks of full bulletins, with the longest texts and words that fit.
async fn fill(app: &TestApp) {
    let calendar = app.app.services.calendar.clone();
    app.app
        .services
        .db
        .write(move |conn| -> bulletins::store::Result<()> {
            let ada = people::by_email(conn, &"ada@cartobio.example".parse().unwrap())?.unwrap();
            for number in (2..=41).filter(|number| number % 9 != 0) {
                let week = Week::new(2026, number).unwrap();
                let now = week.starts_at(chrono_tz::Europe::Paris) + TimeDelta::hours(30);
                for slug in ["cartobio", "karfu-r"] {
                    let project = projects::by_slug(conn, slug)?.unwrap();
                    let typed = Typed {
                        mood: (number % 4 + 1).to_string(),
                        priorities: format!("{} {}", "x".repeat(100), "Une semaine entière. ".repeat(9)),
                        ups_and_downs: "- **Haut** : https://cartobio.example/un/chemin/qui/ne/finit/pas/de/sitot\n- _Bas_"
                            .to_owned(),
                        help: if number % 3 == 0 { "Un·e juriste ? ".repeat(20) } else { String::new() },
                        key_date: (week.monday() + TimeDelta::days(10)).to_string(),
                        key_date_description: "Démonstration ".repeat(14),
                        version: String::new(),
                    };
                    assert!(week.monday().year() == 2026);
                    filing::file(conn, &calendar, (&project, week), typed.parse().unwrap(), ada.id, now)
                        .expect("a story's bulletin is right");
                }
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// A file's name for an address.
fn name_of(address: &str) -> String {
    address.trim_matches('/').replace(['/', '?', '='], "-").replace(['{', '}'], "")
}

async fn look_at_all(language: &'static str) {
    let Some(mut gallery) = Gallery::open(language).await else { return };
    let app = TestApp::on_sqlite("2026-10-16 13:55").await;
    fill(&app).await;
    app.travel_to("Fri 14:00").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/projects/cartobio/shares").await;
    ada.submit(&[("label", "Cabinet")]).await.is(200);
    let share = ada.page().links().into_iter().find(|link| link.starts_with("/s/"));
    let inbox = app.inbox("driss@plume.example");
    let reminder = inbox.has_one("reminder");
    let links = [
        ("{filing}", reminder.link("/f/")),
        ("{unsubscribe}", reminder.link("/unsubscribe/")),
        ("{invitation}", app.sign_up_link("chloe@karfur.example").await),
        ("{share}", share.unwrap_or_else(|| "/s/x".to_owned())),
    ];
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
        gallery.go(&format!("{}{path}", app.base)).await;
        if !form.is_empty() {
            let send = format!("document.querySelector({form:?}).submit()");
            gallery.chromium.client.execute(&send, vec![]).await.unwrap();
            gallery
                .chromium
                .client
                .wait()
                .for_element(Locator::Css(".summary, .error, main h1"))
                .await
                .unwrap();
        }
        let name = name_of(address);
        let state = if form.is_empty() { "" } else { "-sent" };
        gallery.look(&format!("{at:02}-{who:?}-{name}{state}").to_lowercase()).await;
    }
    app.travel_to("Fri 15:05").await;
    app.finish().await;
    let app = TestApp::empty("2026-03-04 09:00").await;
    gallery.enter(&app.base, &app.first_link().await.unwrap()).await;
    for address in EMPTY {
        gallery.go(&format!("{}{address}", app.base)).await;
        let name = name_of(address);
        gallery.look(&format!("empty-{name}")).await;
    }
    app.finish().await;
    gallery.close().await;
}

#[actix_web::test]
async fn every_page_is_sound_in_french() {
    look_at_all("fr").await;
}

#[actix_web::test]
async fn every_page_is_sound_in_english() {
    look_at_all("en").await;
}
