//! The link of a mail opens a page in the language of whom it was sent to, as the mail was; whoever has chosen another one
//! in their browser reads that.

use bulletins::services::help::links::Holder;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::help::{link_for, person};
use crate::support::links::{ask_for_a_new_password, ask_to_sign_in};
use crate::support::requests::ask;
use crate::support::wishes::speaks;

const OWNERS: [&str; 2] = ["ada@cartobio.example", "mina@agence.example"];
const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Livrer"), ("ups_and_downs", "Haut")];

fn is_in(page: &Page, language: &str) -> bool {
    page.body.contains(&format!("<html lang=\"{language}\""))
}

/// The newest link of each kind that either of them was sent.
fn links(app: &TestApp) -> Vec<String> {
    let sent = [
        (OWNERS[0], "reminder", "/f/"),
        (OWNERS[0], "reminder", "/unsubscribe/"),
        (OWNERS[0], "help-taken", "/h/"),
        (OWNERS[0], "sign-in", "/sign-in/"),
        (OWNERS[0], "password-reset", "/password-resets/"),
        (OWNERS[1], "digest", "/r/"),
        (OWNERS[1], "digest", "/unsubscribe/"),
    ];
    let link = |(owner, kind, path): (&str, &str, &str)| app.inbox(owner).latest_of(kind).link(path);
    sent.map(link).into()
}

story!(a_link_opens_in_the_language_of_whom_it_was_sent_to, "2026-03-04 09:00", |app| {
    let asked = ask(app, OWNERS[0], "cartobio", "Un juriste ?", true, "2026-03-04 10:00").await;
    app.travel_to("Fri 14:45").await;
    let first = app.inbox(OWNERS[0]).latest_of("reminder").link("/f/");
    app.browser("fr").open(&first).await.is(200);
    let browser = app.browser("fr");
    browser.open(&first).await.is(200);
    browser.submit(&TEXTS).await.is(200);
    app.travel_to("Fri 15:05").await;
    let marc = app.browser("fr");
    marc.open(&link_for(app, asked, Holder::Person(person(app, "marc@diair.example").await))).await.is(200);
    marc.submit_form("form.taking", &[]).await.is(200);
    ask_to_sign_in(&app.app.services, OWNERS[0]).await;
    ask_for_a_new_password(&app.app.services, OWNERS[0]).await;
    app.settle().await;
    let links = links(app);
    for (own, other) in [("fr", "en"), ("en", "fr")] {
        for owner in OWNERS {
            speaks(app, owner, own).await;
        }
        for link in &links {
            let browser = app.browser(other);
            assert!(is_in(&browser.open(link).await, own), "{link} in {own}");
            // What nobody was sent speaks to the browser.
            assert!(is_in(&browser.open(&format!("{link}x")).await, other), "{link}x in {own}");
            // Whoever switches there has meant it.
            browser.open(link).await;
            browser.submit_form("form[action='/locale']", &[("locale", other)]).await;
            assert!(is_in(&browser.page(), other), "{link} switched from {own}");
            assert!(is_in(&browser.open(link).await, other), "{link} after a switch from {own}");
        }
        // What follows of them, and what is wrong with it.
        let [filing, stop, .., read, _] = &links[..] else { panic!("{links:?}") };
        let browser = app.browser(other);
        browser.open(stop).await;
        assert!(is_in(&browser.submit(&[]).await, own), "what was stopped, in {own}");
        browser.open(read).await;
        assert!(is_in(&browser.submit(&[]).await, own), "what was read, in {own}");
        let refused = browser.post(filing, &[("mood", "3")]).await;
        assert!(refused.status >= 400 && is_in(&refused, own), "what was refused, in {own}");
        assert!(is_in(&browser.post(read, &[("x", "%")]).await, own));
    }
    // An end is told in it, too; who has chosen none reads what the browser asks for.
    app.travel_by_day("2026-03-09 09:00").await;
    let mina = person(app, OWNERS[1]).await;
    let forget = move |scope: &mut bulletins::services::Scope<'_>| -> bulletins::store::Result<()> {
        bulletins::store::people::set_locale(scope.conn, mina, None)
    };
    app.app.services.write(forget).await.unwrap();
    let read = &links[5];
    for language in ["fr", "en"] {
        assert!(is_in(&app.browser(language).open(read).await, language), "of who has chosen none");
    }
    let filing = app.browser("fr").open(&links[0]).await;
    assert!(filing.status == 410 && is_in(&filing, "en"), "{}: {}", filing.status, filing.text());
});
