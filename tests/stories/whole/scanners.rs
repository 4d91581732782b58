//! Scanners of mail follow every link, by GET, by HEAD, and with a browser that runs scripts: nothing comes of it.

use std::collections::BTreeSet;

use bulletins::services::help::links::Holder;

use crate::story;
use crate::support::app::TestApp;
use crate::support::chromium::Chromium;
use crate::support::database::Database;
use crate::support::help::link_for;
use crate::support::links::{ask_for_a_new_password, ask_to_sign_in, invite};
use crate::support::requests::{ask, take};

/// A week in which mails of all kinds leave that have links.
async fn fill_the_inboxes(app: &TestApp) {
    let ada = app.browse_as("ada@cartobio.example").await;
    let taken = ask(app, "ada@cartobio.example", "cartobio", "Un juriste ?", true, "2026-03-04 10:00").await;
    ask(app, "chloe@karfur.example", "karfu-r", "Un serveur ?", true, "2026-03-04 11:00").await;
    take(app, taken, "marc@diair.example", "2026-03-04 12:00").await;
    // What a team has begun is there to be overwritten.
    let form = ada.open("/projects/cartobio/bulletins/2026-W10").await;
    let draft = [("csrf", form.field("csrf")), ("mood", "2".to_owned()), ("priorities", "Relire".to_owned())];
    let draft: Vec<(&str, &str)> = draft.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ada.post("/projects/cartobio/bulletins/2026-W10/draft", &draft).await.is(200);
    app.travel_to("Fri 14:45").await;
    invite(&app.app.services, &["mina@agence.example"]).await;
    ask_to_sign_in(&app.app.services, "ada@cartobio.example").await;
    ask_for_a_new_password(&app.app.services, "ada@cartobio.example").await;
    let zoe = app.browser("fr");
    zoe.open(&link_for(app, taken, Holder::Anybody)).await.is(200);
    zoe.submit_form("form.taking", &[("name", "Zoé"), ("email", "zoe@ailleurs.example")]).await.is(200);
    app.settle().await;
}

/// Every address of this server that stands in a mail, as its path.
fn links(app: &TestApp) -> BTreeSet<String> {
    let mails = app.mails();
    let texts = mails.iter().flat_map(|mail| [&mail.text, &mail.html, &mail.headers]);
    let unescaped = texts.map(|text| text.replace("&#x3D;", "=").replace("&amp;", "&"));
    let end = |c: char| c.is_whitespace() || "\"'<>".contains(c);
    let mut found = BTreeSet::new();
    for text in unescaped {
        let parts = text.split(&app.base).skip(1);
        found.extend(parts.map(|part| part.split(end).next().unwrap_or_default().to_owned()));
    }
    found
}

/// Follows each link that stands in a mail, among which are some of all these kinds that still open what they are for.
async fn scan(app: &TestApp, kinds: &[&str]) {
    let links = links(app);
    let before = Database::at(&app.database).rows();
    let scanner = app.browser("en");
    let mut opened = Vec::new();
    for link in &links {
        let page = scanner.open(link).await;
        let head = scanner.send(|client, base| client.head(format!("{base}{link}"))).await;
        assert!(page.status < 400 || page.status == 410, "GET {link}: {}", page.status);
        // Pages for who is signed in are asked for by GET alone.
        let is_personal = kinds.iter().any(|kind| link.contains(kind));
        assert!(
            head.status == page.status || (head.status == 405 && !is_personal),
            "HEAD {link}: {}",
            head.status
        );
        if page.status < 400 {
            opened.push(link);
        }
    }
    for kind in kinds {
        assert!(opened.iter().any(|link| link.contains(kind)), "no {kind} in {links:?}");
    }
    assert_eq!(Database::at(&app.database).rows(), before, "asked for");
    let Some(chromium) = Chromium::launch("en").await else { return };
    for link in &links {
        chromium.go(&format!("{}{link}", app.base)).await;
        // As when it is left, comes back and is left for good, whatever the page does then.
        let about = "for (const type of ['visibilitychange', 'freeze']) document.dispatchEvent(new Event(type));
            for (const type of ['online', 'focus', 'blur', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(type));";
        chromium.client.execute(about, vec![]).await.unwrap();
    }
    chromium.go("about:blank").await;
    chromium.close().await;
    assert_eq!(Database::at(&app.database).rows(), before, "looked at by a browser");
}

story!(a_scanner_that_follows_every_link_changes_nothing, "2026-03-04 09:00", |app| {
    fill_the_inboxes(app).await;
    let kinds = [
        "/f/",
        "?mood=",
        "/h/",
        "/h/offers/",
        "/unsubscribe/",
        "/sign-in/",
        "/password-resets/",
        "/invitations/",
    ];
    scan(app, &kinds).await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/projects/cartobio/bulletins/2026-W10").await.is(200);
    ada.submit(&[("mood", "3"), ("priorities", "Relire"), ("ups_and_downs", "Bien")]).await.is(200);
    app.travel_to("Fri 15:05").await;
    scan(app, &["/r/", "/h/", "/unsubscribe/"]).await;
});
