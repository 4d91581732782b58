//! Fifty people take a request at the same moment: all have, all are told so, and one was the first.

use bulletins::clock::Clock;
use bulletins::domain::people::{Membership, PersonId, Role};
use bulletins::services::help::links::Holder;
use bulletins::store::people::{self, NewPerson, memberships};
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};
use futures_util::future::join_all;

use super::taking::addresses;
use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::help::{ask_for_help, link_for};

const MANY: usize = 50;

/// As many mentors of another project.
async fn mentors(app: &TestApp) -> Vec<i64> {
    let now = app.clock.now();
    let add = move |conn: &mut Conn| -> store::Result<Vec<i64>> {
        let project = projects::by_slug(conn, "karfu-r")?.unwrap().id;
        let add = |number: usize| {
            let email = format!("m{number}@diair.example").parse().unwrap();
            let name = format!("M{number}");
            let new = NewPerson { name: &name, email: &email, locale: None, coordinator: false };
            let person = people::insert(conn, &new, now)?;
            memberships::give(conn, Membership::open(person, project, Role::Mentor))?;
            Ok(person.0)
        };
        (0..MANY).map(add).collect()
    };
    app.app.services.db.write(add).await.unwrap()
}

/// Takes it, and tries again where the answer is that too many come at once.
async fn take(browser: Browser, link: String, number: usize) -> String {
    for _ in 0..20 {
        let page = browser.post(&link, &[("name", &format!("M{number}"))]).await;
        if page.status != 503 {
            return page.is(200).says("vous vous en occupez").text();
        }
    }
    panic!("nobody was let in");
}

story!(fifty_take_it_at_once_and_each_is_told_the_truth, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    app.settle().await;
    let links = mentors(app).await.into_iter().map(|id| link_for(app, request, Holder::Person(PersonId(id))));
    let all = links.enumerate().map(|(number, link)| take(app.browser("fr"), link, number));
    let pages = join_all(all).await;
    // One of them found nobody there before.
    let first = pages.iter().filter(|text| !text.contains("Vous vous en occupez, avec")).count();
    assert!(first <= 1, "{first} were told that nobody else sees to it");
    let taken = "SELECT CAST(id AS TEXT) AS key FROM help_events WHERE kind = 'taken'";
    let present = "SELECT name AS key FROM help_takings WHERE given_back_at IS NULL";
    assert_eq!((app.keys(taken).await.len(), app.keys(present).await.len()), (MANY, MANY));
    app.settle().await;
    // Each that was taken brought all of them together who were there by then: the first brought three.
    let mut sizes: Vec<usize> = Vec::new();
    for mail in app.inbox("ada@cartobio.example").of_kind("help-taken") {
        sizes.push(addresses(mail, "To").len());
    }
    sizes.sort_unstable();
    assert_eq!(sizes, (3..3 + MANY).collect::<Vec<_>>());
    // The team and who comes are told each time; the others of the first few, and not of a crowd.
    let sent = app.mails().iter().filter(|mail| mail.kind == "help-taken").count();
    assert_eq!(sent, 3 * MANY + 15);
});
