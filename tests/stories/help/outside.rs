//! Somebody outside the programme takes a request, which they found in a channel, on a list, or on a shared page.

use bulletins::domain::help::MAX_OUTSIDE;
use bulletins::domain::people::Role;
use bulletins::services::help::links::Holder;
use bulletins::store::help::takings::{self, Taker};
use bulletins::store::{self, Conn};

use super::taking::addresses;
use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::help::{ask_for_help, link_for, person};
use crate::support::wishes::speaks;

const ZOE: [(&str, &str); 2] = [("name", "Zoé"), ("email", "zoe@ailleurs.example")];

async fn takings(app: &TestApp) -> Vec<String> {
    let names = "SELECT name AS key FROM help_takings WHERE given_back_at IS NULL";
    app.keys(names).await.into_iter().collect()
}

/// Offers, and opens the button of the mail that comes.
async fn offer(app: &TestApp, browser: &Browser, link: &str, who: &[(&str, &str)]) -> String {
    browser.open(link).await.is(200);
    browser.submit_form("form.taking", who).await.is(200).says("Un courriel est parti à");
    app.settle().await;
    let to = who.iter().find(|(name, _)| *name == "email").unwrap().1;
    let button = app.inbox(to).latest_of("help-offer").link("/h/offers/");
    browser.open(&button).await;
    button
}

story!(somebody_outside_proves_an_address_and_has_taken_it, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e *juriste* ?").await;
    let link = link_for(app, request, Holder::Anybody);
    let zoe = app.browser("fr");
    // Whoever reads a channel is told of nobody.
    zoe.open(&link).await.is(200).says("juriste").says_not("Ada").says_not("@cartobio.example");
    zoe.submit_form("form.taking", &[("name", "Zoé"), ("email", "zoe")]).await.is(422);
    assert_eq!((zoe.page().field("name"), zoe.page().field("email")), ("Zoé".into(), "zoe".into()));
    let button = offer(app, &zoe, &link, &ZOE).await;
    // Nothing is done by typing an address, nor by looking at the button.
    zoe.send(|client, base| client.head(format!("{base}{button}"))).await.is(200);
    zoe.open(&button).await.is(200).says("Zoé, vous êtes sur le point").says_not("@cartobio.example");
    assert_eq!(takings(app).await, [""; 0]);
    app.inbox("zoe@ailleurs.example").has_one("help-offer").says("24 heures").says_not("Zoé");
    zoe.submit(&[]).await.is(200).says("vous vous en occupez").says("ada@cartobio.example");
    assert_eq!(takings(app).await, ["Zoé"]);
    app.settle().await;
    let all = ["ada@cartobio.example", "ben@cartobio.example", "zoe@ailleurs.example"];
    for reader in all {
        let inbox = app.inbox(reader);
        assert_eq!(addresses(inbox.has_one("help-taken"), "To"), all, "{reader}");
        all.iter().for_each(|address| {
            inbox.has_one("help-taken").says(address);
        });
        assert_eq!(addresses(inbox.has_one("help-taken"), "Reply-To"), all, "{reader}");
    }
    // The button has served; a second offer of the same address leads to the same.
    zoe.open(&button).await.is(410).says("Ce bouton ne fonctionne plus").says("coordination");
    zoe.post(&button, &[]).await.is(410);
    offer(app, &zoe, &link, &ZOE).await;
    zoe.submit(&[]).await.is(200).says("vous vous en occupez");
    assert_eq!(takings(app).await, ["Zoé"]);
    // It is given back by the link in the mail, which then says so and leads to taking it again.
    let own = app.inbox("zoe@ailleurs.example").latest_of("help-taken").link("/h/");
    zoe.open(&own).await.is(200);
    zoe.submit_form("form.giving-back", &[("give_back", "1")]).await.is(200).says("Vous l’avez rendue");
    assert_eq!(takings(app).await, [""; 0]);
    assert!(zoe.page().links().contains(&link), "{:?}", zoe.page().links());
    // By then they are told no more than anybody else.
    assert!(!zoe.page().body.contains("@cartobio.example"), "{}", zoe.page().body);
    app.settle().await;
    app.inbox("ada@cartobio.example")
        .has_one("help-news")
        .says("Zoé ne peut plus")
        .says("de nouveau ouverte");
});

story!(
    an_address_of_the_programme_is_that_person_and_one_of_the_team_is_refused,
    "2026-03-03 11:00",
    |app| {
        let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
        let link = link_for(app, request, Holder::Anybody);
        speaks(app, "mina@agence.example", "fr").await;
        let mina = app.browser("fr");
        offer(app, &mina, &link, &[("name", "Mina R."), ("email", "mina@agence.example")]).await;
        mina.submit(&[]).await.is(200).says("vous vous en occupez");
        let id = person(app, "mina@agence.example").await;
        assert!(
            mina.page().path.starts_with(&link_for(app, request, Holder::Person(id))),
            "{}",
            mina.page().path
        );
        let ada = app.browser("fr");
        offer(app, &ada, &link, &[("name", "Ada"), ("email", "ada@cartobio.example")]).await;
        ada.submit(&[]).await.is(409).says("de votre propre équipe");
        assert_eq!(takings(app).await, ["Mina R."]);
        // Who is signed in goes on with their account.
        let marc = app.browse_as("marc@diair.example").await;
        marc.open(&link).await.is(200).says("compte de Marc");
        assert!(marc.page().links().contains(&format!("/help-requests/{}", request.0)));
        app.settle().await;
    }
);

story!(so_many_from_outside_see_to_it_and_no_more, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let take = move |conn: &mut Conn| -> store::Result<()> {
        for number in 0..MAX_OUTSIDE {
            let email = format!("n{number}@ailleurs.example").parse().unwrap();
            let taker = Taker::Outsider(format!("N{number}"), email);
            takings::insert(conn, request, &taker, "2026-03-03T10:00:00Z".parse().unwrap())?;
        }
        Ok(())
    };
    app.app.services.db.write(take).await.unwrap();
    let link = link_for(app, request, Holder::Anybody);
    let zoe = app.browser("fr");
    offer(app, &zoe, &link, &ZOE).await;
    zoe.submit(&[]).await.is(409).says("il y a assez d’aide").says_not("votre propre équipe");
    assert_eq!(takings(app).await.len(), MAX_OUTSIDE);
    // Whoever is one of them is led to it still, and people of the programme are more than welcome.
    let known = app.browser("fr");
    offer(app, &known, &link, &[("name", "N3"), ("email", "n3@ailleurs.example")]).await;
    known.submit(&[]).await.is(200).says("vous vous en occupez");
    speaks(app, "mina@agence.example", "fr").await;
    let mina = app.browser("fr");
    offer(app, &mina, &link, &[("name", "Mina"), ("email", "mina@agence.example")]).await;
    mina.submit(&[]).await.is(200).says("vous vous en occupez");
    app.settle().await;
    // A crowd is not told of each who comes.
    app.inbox("n3@ailleurs.example").has_none("help-taken");
    app.inbox("ada@cartobio.example").has_one("help-taken");
});

story!(an_address_from_outside_is_for_those_whom_it_brings_together, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let (link, page) = (link_for(app, request, Holder::Anybody), format!("/help-requests/{}", request.0));
    let zoe = app.browser("fr");
    offer(app, &zoe, &link, &ZOE).await;
    zoe.submit(&[]).await.is(200);
    let own = zoe.page().path;
    // The whole programme sees who sees to it; to whom one writes are those who said so.
    let marc = app.browse_as("marc@diair.example").await;
    marc.open(&page).await.is(200).says("Zoé").says("ada@cartobio.example");
    assert!(!marc.page().body.contains("zoe@ailleurs.example"), "{}", marc.page().body);
    let camille = app.browse_as("camille@eig.example").await;
    for reader in [&app.browse_as("ada@cartobio.example").await, &camille] {
        reader.open(&page).await.is(200).says("zoe@ailleurs.example");
    }
    marc.submit_form("form.taking", &[]).await.is(200).says("zoe@ailleurs.example");
    // Whoever reads a channel is told how it ended, but neither by whom nor why; nor is who gave it back.
    zoe.open(&own).await.is(200).says("marc@diair.example");
    zoe.submit_form("form.giving-back", &[("give_back", "1")]).await.is(200);
    let word = "L’appel est annulé.";
    camille.open(&page).await.is(200);
    camille.submit_form("form.ending", &[("ending", "not-needed"), ("word", word)]).await.is(200).says(word);
    marc.open(&page).await.is(200).says("Close par Camille : plus nécessaire").says(word);
    for outside in [&own, &link] {
        app.browser("fr").open(outside).await.is(200).says("Plus nécessaire").says_not("dit").says_not(word);
        zoe.open(outside).await.says_not("Camille").says_not("Marc").says_not("@");
    }
    app.settle().await;
});

story!(who_may_not_know_of_the_project_takes_it_as_from_outside, "2026-03-03 11:00", |app| {
    app.give("sam@aide.example", Role::Sponsor, "plume", None).await;
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let sam = app.browser("fr");
    let typed = [("name", "Sam"), ("email", "sam@aide.example")];
    offer(app, &sam, &link_for(app, request, Holder::Anybody), &typed).await;
    sam.submit(&[]).await.is(200).says("vous vous en occupez").says("ada@cartobio.example");
    assert_eq!(takings(app).await, ["Sam"]);
    app.settle().await;
    let own = app.inbox("sam@aide.example").has_one("help-taken").link("/h/");
    sam.open(&own).await.is(200);
    sam.submit_form("form.giving-back", &[("give_back", "1")]).await.is(200).says("Vous l’avez rendue");
    // As themselves they are told nothing of it.
    let person = person(app, "sam@aide.example").await;
    sam.open(&link_for(app, request, Holder::Person(person))).await.is(410);
    app.settle().await;
});

story!(strangers_cannot_flood_an_inbox_nor_use_a_button_for_ever, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    app.settle().await;
    let link = link_for(app, request, Holder::Anybody);
    let stranger = app.browser("fr");
    for _ in 0..8 {
        stranger.open(&link).await.is(200);
        // The answer is the same, whether a mail was sent or not.
        stranger
            .submit_form("form.taking", &ZOE)
            .await
            .is(200)
            .says("Un courriel est parti à zoe@ailleurs.example");
    }
    app.settle().await;
    let inbox = app.inbox("zoe@ailleurs.example");
    assert_eq!(inbox.of_kind("help-offer").len(), 3);
    let button = inbox.latest().link("/h/offers/");
    app.sleep_until("Wed 11:01");
    stranger.open(&button).await.is(410).says("il a plus d’un jour");
    stranger.post(&button, &[]).await.is(410);
    // From one place so many tries and no more; what was typed is not what is refused.
    let mut last = 200;
    for number in 0..40 {
        let email = format!("n{number}@ailleurs.example");
        last = stranger.post(&link, &[("name", "N"), ("email", &email)]).await.status;
    }
    assert_eq!(last, 429);
    app.settle().await;
});

story!(a_coordinator_passes_a_request_on_by_a_mail_of_their_own, "2026-03-06 09:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let page = format!("/help-requests/{}", request.0);
    let camille = app.browse_as("camille@eig.example").await;
    let mail = camille.open(&page).await.is(200).link("main a[href^='mailto:?']");
    let said = percent_encoding::percent_decode_str(&mail).decode_utf8().unwrap().into_owned();
    assert!(said.contains("subject=CartoBio demande de l’aide"), "{said}");
    // Whoever gets it proves an address, and has taken it.
    let link = said.split(&app.base).nth(1).unwrap().trim().to_owned();
    let button = offer(app, &app.browser("fr"), &link, &ZOE).await;
    assert!(button.starts_with("/h/offers/"), "{button}");
    let mina = app.browse_as("mina@agence.example").await;
    assert!(!mina.open(&page).await.is(200).has("main a[href^='mailto:?']"));
    // What somebody sees to, or is closed, is passed on to nobody.
    mina.submit_form("form.taking", &[]).await.is(200);
    camille.open(&page).await.is(200).says_not("Vous pensez à quelqu’un");
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open(&page).await;
    ada.submit_form("form.ending", &[("ending", "not-needed")]).await.is(200);
    camille.open(&page).await.is(200).says_not("Vous pensez à quelqu’un");
    app.settle().await;
});
