//! What a role may do is done, and what it may not is not: the same request, sent by each.

use bulletins::clock::Clock;
use bulletins::domain::people::Role;
use bulletins::domain::people::rights::{Follows, Rights};
use bulletins::store::database::hold::{self, Hold};
use bulletins::web::ROUTES;

use super::acts::{ACTS, Act, FORMER_EIG, PEOPLE, SPONSOR, WITH_FILE};
use super::elsewhere::ELSEWHERE;
use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::links::ask_to_sign_in;

/// What `docs/RIGHTS.md` shows of `domain/people/rights.rs`.
fn table() -> String {
    let reads = |rights: Rights| match rights.follows {
        Follows::Nothing => "nothing",
        Follows::Own => "its own project",
        Follows::All => "all projects",
    };
    let files = |rights: Rights| if rights.files { "yes" } else { "no" };
    let mut lines = vec![
        "| who | files | reads, on the days of the role | reads, before and after |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ];
    lines.extend(Role::ALL.map(|role| {
        let (during, outside) = (role.during(), role.outside());
        assert!(!outside.files, "there is a column to add");
        format!("| `{role}` | {} | {} | {} |", files(during), reads(during), reads(outside))
    }));
    let constant =
        [("somebody without a role", Rights::WITHOUT_ROLE), ("a coordinator", Rights::COORDINATOR)];
    let line = |(who, rights)| format!("| {who} | {} | {} | – |", files(rights), reads(rights));
    lines.extend(constant.map(line));
    lines.join("\n") + "\n"
}

#[test]
fn the_page_about_rights_has_the_table_that_the_code_has() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/RIGHTS.md")).unwrap();
    assert!(page.contains(&table()), "docs/RIGHTS.md should have this table:\n\n{}", table());
}

/// Sends what the act says, as a form that was shown to that browser.
async fn send(app: &TestApp, act: &Act, browser: &Browser, who: &str) -> u16 {
    let mut path = act.route.to_owned();
    for (place, found) in act.at {
        let found = if found.starts_with("SELECT") { one(app, found).await } else { (*found).to_owned() };
        path = path.replace(place, &found);
    }
    let drafts = one(app, "SELECT CAST(version AS TEXT) AS key FROM drafts").await;
    let version = one(app, "SELECT CAST(version AS TEXT) AS key FROM bulletins").await;
    let asked = "SELECT CAST(version AS TEXT) AS key FROM help_requests ORDER BY id DESC LIMIT 1";
    let request = one(app, asked).await;
    let filled = |text: &str| {
        let drafts = if drafts.is_empty() { "0" } else { &drafts };
        let text = text.replace("{who}", who).replace("{drafts}", drafts);
        text.replace("{version}", &version).replace("{request}", &request)
    };
    let csrf = browser.open("/nowhere").await.field_anywhere("csrf");
    let mut fields: Vec<(&str, String)> =
        act.fields.iter().map(|(name, value)| (*name, filled(value))).collect();
    fields.push(("csrf", csrf));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = match WITH_FILE.iter().find(|(route, _)| *route == act.route) {
        Some((_, file)) => browser.post_parts(&path, &fields, *file).await,
        None => browser.post(&path, &fields).await,
    };
    page.status
}

/// What a query finds first; nothing where it finds nothing.
async fn one(app: &TestApp, query: &str) -> String {
    app.keys(query).await.into_iter().next().unwrap_or_default()
}

#[test]
fn every_form_is_tried() {
    for route in ROUTES.iter().filter(|route| route.method == "post") {
        let acts = ACTS.iter().filter(|act| act.route == route.path).count();
        let elsewhere = ELSEWHERE.iter().filter(|(path, _)| *path == route.path).count();
        assert_eq!(acts + elsewhere, 1, "{} is in none of the lists, or in both", route.path);
    }
    assert_eq!(
        ACTS.len() + ELSEWHERE.len(),
        ROUTES.iter().filter(|route| route.method == "post").count(),
        "the lists have forms that are no more"
    );
}

story!(what_a_role_may_do_is_done_and_what_it_may_not_is_not, "2026-03-04 09:00", |app| {
    // A mail that was given up.
    app.smtp.does_not_know("marc@diair.example");
    ask_to_sign_in(&app.app.services, "marc@diair.example").await;
    app.pass().await;
    // And a backup that was brought back.
    let hold = Hold { backup_of: app.clock.now(), since: app.clock.now() };
    app.app.services.db.write(move |conn| hold::begin(conn, hold)).await.unwrap();
    app.give(PEOPLE[FORMER_EIG], Role::Eig, "cartobio", Some("2026-02-27")).await;
    app.give(PEOPLE[SPONSOR], Role::Sponsor, "cartobio", None).await;
    let guest = app.browser("fr");
    let mut browsers = Vec::new();
    for person in PEOPLE {
        browsers.push(app.browse_as(person).await);
    }
    for act in ACTS {
        let before = app.keys(act.seen).await;
        let status = send(app, act, &guest, "personne").await;
        assert_eq!((status, app.keys(act.seen).await), (401, before), "{} signed out", act.route);
        for (number, (person, browser)) in PEOPLE.iter().zip(&browsers).enumerate() {
            let seen = act.seen.replace("{me}", person);
            let before = app.keys(&seen).await;
            let status = send(app, act, browser, &number.to_string()).await;
            let after = app.keys(&seen).await;
            if act.who.contains(&number) {
                assert_eq!(status, 200, "{} by {person}: {}", act.route, browser.page().text());
                assert_ne!(before, after, "{} by {person} did nothing", act.route);
            } else {
                assert_eq!(status, 403, "{} by {person}: {}", act.route, browser.page().text());
                assert_eq!(before, after, "{} by {person} was refused and done", act.route);
            }
        }
    }
    app.pass().await;
});
