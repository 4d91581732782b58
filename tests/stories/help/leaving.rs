//! Who took a request leaves the programme: it is open again, and neither their address nor their name is in any mail.

use bulletins::domain::people::Role;
use bulletins::mail::naming::names_one_of;
use bulletins::services::help::links::Holder;
use bulletins::services::post::texts;
use bulletins::store::post::outbox::{self, MailId};
use bulletins::store::{self, Conn};

use super::taking::addresses;
use crate::story;
use crate::support::app::TestApp;
use crate::support::help::{ask_for_help, link_for, person};
use crate::support::log::Log;

/// A request of CartoBio's that Mina has taken; its page and her link.
async fn taken(app: &TestApp) -> (String, String) {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let link = link_for(app, request, Holder::Person(person(app, "mina@agence.example").await));
    let mina = app.browser("fr");
    mina.open(&link).await.is(200);
    mina.submit_form("form.taking", &[]).await.is(200);
    (format!("/help-requests/{}", request.0), link)
}

story!(who_is_kept_out_gives_back_what_they_took, "2026-03-03 11:00", |app| {
    let (page, link) = taken(app).await;
    app.settle().await;
    let camille = app.browse_as("camille@eig.example").await;
    let mina = person(app, "mina@agence.example").await;
    camille.open(&format!("/admin/people/{}", mina.0)).await.is(200);
    camille.follow("a[href$='/active']").await.is(200);
    camille.submit(&[]).await.is(200);
    camille.open(&page).await.is(200).says("personne ne s’en occupe").says("Rendue par Mina");
    let guest = app.browser("fr");
    guest.open(&link).await.is(410).says("This link no longer works");
    guest.post(&link, &[("name", "Mina")]).await.is(410);
    app.settle().await;
    app.inbox("ada@cartobio.example").has_one("help-news").says("ne participe plus au programme");
    app.inbox("mina@agence.example").has_none("help-news");
});

story!(whose_role_ends_gives_back_what_they_took, "2026-03-03 11:00", |app| {
    app.give("sam@aide.example", Role::Helper, "cartobio", Some("2026-03-04")).await;
    app.give("lou@aide.example", Role::Sponsor, "cartobio", None).await;
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let page = format!("/help-requests/{}", request.0);
    let take = async |address: &str| {
        let link = link_for(app, request, Holder::Person(person(app, address).await));
        let browser = app.browser("fr");
        browser.open(&link).await.is(200);
        browser.submit_form("form.taking", &[]).await.is(200);
        (browser, link)
    };
    let (sam, sams) = take("sam@aide.example").await;
    let camille = app.browse_as("camille@eig.example").await;
    let log = Log::listen();
    app.travel_to("Wed 23:00").await;
    camille.open(&page).await.is(200).says("S’en occupe : sam");
    assert_eq!(log.count("are open again"), 0, "{:?}", log.lines());
    // The day after the last one it is open again, and those who asked are told.
    app.travel_to("Thu 14:00").await;
    assert_eq!(log.count("are open again"), 1, "{:?}", log.lines());
    camille.open(&page).await.is(200).says("personne ne s’en occupe").says("Rendue par sam");
    sam.open(&sams).await.is(410);
    app.inbox("ada@cartobio.example").has_one("help-news").says("sam ne peut plus");
    app.inbox("sam@aide.example").has_none("help-news");
    // Whose role is taken gives it back at once; who reads the project still keeps it.
    let (lou, lous) = take("lou@aide.example").await;
    take("mina@agence.example").await;
    camille.prove().await;
    for (address, role) in [("lou@aide.example", "sponsor"), ("mina@agence.example", "mentor")] {
        let id = person(app, address).await.0;
        camille.open(&format!("/admin/people/{id}/roles/cartobio/{role}")).await.is(200);
        camille.submit(&[("until_day", "2026-03-04")]).await.is(200);
    }
    camille.open(&page).await.is(200).says("Rendue par lou").says("S’en occupe : Mina");
    lou.open(&lous).await.is(410);
    app.settle().await;
    app.inbox("ben@cartobio.example").latest_of("help-news").says("lou");
});

story!(who_is_erased_leaves_neither_a_taking_nor_an_address, "2026-03-03 11:00", |app| {
    // The mails that bring them together wait.
    app.smtp.goes_down();
    let (page, link) = taken(app).await;
    let camille = app.browse_as("camille@eig.example").await;
    let mina = person(app, "mina@agence.example").await;
    camille.open(&format!("/admin/people/{}/erasure", mina.0)).await.is(200);
    camille.submit(&[]).await.is(200);
    camille
        .open(&page)
        .await
        .is(200)
        .says("personne ne s’en occupe")
        .says("Rendue par une personne qui a quitté le programme")
        .says_not("Mina");
    app.browser("fr").open(&link).await.is(410);
    // What waits is addressed to those who are left.
    let seal = app.app.services.seal.clone();
    let read = move |conn: &mut Conn| -> store::Result<Vec<Vec<u8>>> {
        let sealed = outbox::texts_of_mails(conn, MailId(0), 1000)?;
        let open = |text: &outbox::Sealed| texts::open(&seal, &text.message_id, &text.bytes).unwrap();
        Ok(sealed.iter().map(open).collect())
    };
    let texts = app.app.services.db.read(read).await.unwrap();
    assert!(texts.len() > 2, "{}", texts.len());
    let mut kept = 0;
    for text in texts {
        let mail = String::from_utf8_lossy(&text).into_owned();
        if mail.contains("X-Bulletins-Kind: help-") {
            assert!(!mail.contains("mina@agence.example"), "{mail}");
            assert!(!names_one_of(&text, &["Mina".into()]), "{mail}");
            kept += 1;
        }
    }
    assert!(kept >= 2, "{kept}");
    app.smtp.comes_back();
    app.travel_to("Tue 12:00").await;
    let inbox = app.inbox("ada@cartobio.example");
    inbox.has_none("help-taken");
    let both = ["ada@cartobio.example", "ben@cartobio.example"];
    assert_eq!(addresses(inbox.has_one("help-news"), "Reply-To"), both);
    inbox.has_one("help-news").says("ne participe plus au programme").says_not("Mina");
});

story!(those_who_are_left_are_brought_together_without_who_is_erased, "2026-03-03 11:00", |app| {
    app.smtp.goes_down();
    taken(app).await;
    let camille = app.browse_as("camille@eig.example").await;
    let ben = person(app, "ben@cartobio.example").await;
    camille.open(&format!("/admin/people/{}/erasure", ben.0)).await.is(200);
    camille.submit(&[]).await.is(200);
    app.smtp.comes_back();
    app.travel_to("Tue 12:00").await;
    app.inbox("ben@cartobio.example").has_none("help-taken");
    for address in ["ada@cartobio.example", "mina@agence.example"] {
        let told = app.inbox(address).has_one("help-taken").clone();
        told.says("Mina").says_not("Ben");
        assert_eq!(addresses(&told, "To"), ["ada@cartobio.example", "mina@agence.example"]);
    }
});
