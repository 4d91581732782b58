//! Every page there is, as people come to it: by links.

use std::collections::{BTreeMap, BTreeSet};

use bulletins::domain::help::RequestId;
use bulletins::services::help::links::Holder;
use bulletins::web::ROUTES;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::help::link_for;
use crate::support::second_factor::give;
use crate::support::{PIXEL, inbox::Mail};

/// What no page and no mail leads to: it is for machines.
const UNLINKED: [&str; 3] = ["/health/live", "/health/ready", "/metrics"];

/// Typed rather than followed; the answer may be that there is no such page.
const TYPED: [&str; 9] = [
    "/admin/mail?state=sent",
    "/nowhere",
    "/proof?back=/weeks",
    "/settings/second-factor/app/removal",
    "/settings/second-factor/passkeys/1/removal",
    "/r/x",
    "/sign-in/second-step",
    "/weeks/0001-W01",
    "/weeks/9999-W52",
];

/// Far more than there are: a crawl that finds more goes round in circles.
const MOST: usize = 1500;

/// Which address of the map that is.
fn route_of(path: &str) -> Option<&'static str> {
    let fits = |route: &str| {
        let (wanted, given) = (route.split('/'), path.split('/'));
        wanted.clone().count() == given.clone().count()
            && wanted.zip(given).all(|(wanted, given)| match (wanted.find('{'), wanted.find('}')) {
                (Some(from), Some(to)) => {
                    !given.is_empty()
                        && given.starts_with(&wanted[..from])
                        && given.ends_with(&wanted[to + 1..])
                }
                _ => wanted == given,
            })
    };
    let found = ROUTES.iter().filter(|route| route.method == "get" && fits(route.path));
    found.map(|route| route.path).min_by_key(|route| route.matches('{').count())
}

/// A page and what may be asked of it: the values come and go, the names do not.
fn resource(address: &str) -> (String, Vec<String>) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut names: Vec<String> =
        url::form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned()).collect();
    names.sort();
    (path.to_owned(), names)
}

/// Two weeks in which something of everything happened, and every mail that there is was sent.
async fn live(app: &TestApp) {
    let texts = [("mood", "2"), ("priorities", "Relire"), ("ups_and_downs", "Bas")];
    let more = [("help", "De l’aide"), ("key_date", "2026-03-18"), ("key_date_description", "Comité")];
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[&texts[..], &more].concat()).await.is(200);
    ada.open("/help-requests/new").await;
    ada.submit(&[("help", "Une salle")]).await.is(200);
    ada.open("/projects/cartobio/shares").await;
    ada.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
    ada.open("/projects/cartobio/absences").await;
    ada.submit_form("form.absences", &[("week-2026-W12", "2026-W12")]).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/projects/cartobio").await;
    camille.upload("form[action$='/logo']", &[], Some(PIXEL)).await.is(200);
    app.travel_to("Fri 16:00").await;
    app.browse_as("driss@plume.example").await.submit(&texts).await.is(200);
    app.smtp.does_not_know("marc@diair.example");
    app.travel_to("Fri 15:05").await;
    app.travel_to("Tue 09:00").await;
    // A promotion without projects can be deleted.
    camille.open("/admin/promotions").await;
    let days = [("name", "EIG 9"), ("starts_on", "2027-01-04"), ("ends_on", "2027-12-31")];
    camille.submit_form("form.new", &days).await.is(200);
    // What is mailed on request: an invitation, a link to sign in, another to a new password.
    camille.prove().await;
    camille.open("/admin/people?q=Ben").await;
    let ben = camille.page().links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&ben).await;
    camille.submit_form("form[action$='/invitation']", &[]).await.is(200);
    let guest = app.browser("fr");
    let csrf = guest.open("/sign-in").await.field("csrf");
    let mina = [("csrf", csrf.as_str()), ("email", "mina@agence.example")];
    give(app, "driss@plume.example").await;
    // Somebody offers to take what help was asked for.
    let link = app.inbox("camille@eig.example").latest_of("help-asked").link("/h/");
    guest.open(&link).await.is(200);
    let request = RequestId(link.trim_start_matches("/h/").split('.').next().unwrap().parse().unwrap());
    guest.open(&link_for(app, request, Holder::Anybody)).await.is(200);
    guest.submit_form("form.taking", &[("name", "Mina"), ("email", "mina@agence.example")]).await.is(200);
    for form in ["/sign-in/links", "/password-resets"] {
        guest.post(form, &mina).await.is(200);
    }
    app.settle().await;
}

/// Follows all links of that browser's pages, and counts how often each route was opened.
async fn crawl(
    app: &TestApp,
    browser: &Browser,
    mails: &[Mail],
    check: impl Fn(&Page),
) -> BTreeMap<&'static str, usize> {
    let mut opened = BTreeMap::new();
    let mailed = mails.iter().flat_map(|mail| mail.text.split_whitespace());
    let mailed = mailed.filter_map(|word| word.split_once("://").map(|_| word.strip_prefix(&app.base))?);
    // Who typed or kept an address may find nothing; what a page leads to is there.
    let mut ahead: Vec<(String, Option<String>)> =
        TYPED.into_iter().chain(mailed).map(|address| (address.to_owned(), None)).collect();
    ahead.push(("/".to_owned(), None));
    let mut seen = BTreeSet::new();
    while let Some((address, from)) = ahead.pop() {
        if !seen.insert(resource(&address)) {
            continue;
        }
        assert!(seen.len() < MOST, "there is no end to it: {address}");
        let page = browser.open(&address).await;
        let route = route_of(address.split('?').next().unwrap());
        match from {
            Some(from) => {
                page.is(200);
                *opened.entry(route.unwrap_or_else(|| panic!("{from}: {address}"))).or_default() += 1;
            }
            None => {
                assert!(page.status < 500, "{address}: {}", page.text());
                if let Some(route) = route {
                    *opened.entry(route).or_default() += 1;
                }
            }
        }
        let kind = page.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("text/html") {
            check(&page);
            let found = page.addresses(&app.base).into_iter().filter(|link| !link.is_empty());
            ahead.extend(found.map(|link| (link, Some(address.clone()))));
        }
    }
    opened
}

story!(every_page_opens_in_both_languages_wherever_links_lead, "2026-03-02 09:00", |app| {
    live(app).await;
    let people = [
        None,
        Some("camille@eig.example"),
        Some("ada@cartobio.example"),
        Some("mina@agence.example"),
        Some("marc@diair.example"),
    ];
    // What a page asks of its database does not depend on the language: the slower one is asked once.
    let languages = [("fr", "Se déconnecter"), ("en", "Sign out")];
    let once = usize::from(app.database.starts_with("postgres"));
    for (language, word) in languages.into_iter().skip(once) {
        let mut opened: BTreeSet<&str> = BTreeSet::new();
        for person in people {
            let (browser, mails) = match person {
                Some(person) => (app.browse_as(person).await, app.inbox(person).0),
                // Whoever is signed out has only the links that came by mail.
                None => (app.browser("fr"), app.mails()),
            };
            browser.open("/about").await;
            browser.submit_form("footer form[action='/locale']", &[("locale", language)]).await.is(200);
            let routes = crawl(app, &browser, &mails, |page| {
                // A mail in a frame is in its reader's language, and no page.
                if page.path.ends_with("/html") {
                    return;
                }
                assert!(page.has(&format!("html[lang={language}]")), "{} is in another language", page.path);
                if person.is_some() && !page.path.starts_with("/s/") {
                    page.says(word);
                }
            })
            .await;
            opened.extend(routes.keys());
        }
        let all = ROUTES.iter().filter(|route| route.method == "get").map(|route| route.path);
        let missed: Vec<&str> =
            all.filter(|route| !opened.contains(route) && !UNLINKED.contains(route)).collect();
        assert!(missed.is_empty(), "nothing leads to {missed:?}");
    }
});
