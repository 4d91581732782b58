//! Somebody takes a request, by the link of a mail or on its page, and gives it back.

use bulletins::services::help::links::Holder;

use crate::story;
use crate::support::app::TestApp;
use crate::support::help::{ask_for_help, link_for, person};
use crate::support::inbox::Mail;

/// The addresses in a field of a mail's header.
pub fn addresses(mail: &Mail, field: &str) -> Vec<String> {
    let headers = mail.headers.replace("\r\n ", " ").replace("\r\n\t", " ");
    let line = headers.lines().find_map(|line| line.strip_prefix(&format!("{field}: ")));
    let parts = line.unwrap_or_default().split(',');
    let mut found: Vec<String> =
        parts.map(|part| part.trim().rsplit('<').next().unwrap().trim_end_matches('>').to_owned()).collect();
    found.sort();
    found
}

story!(a_link_acts_for_its_holder_and_looking_at_it_does_nothing, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e *juriste* ?").await;
    app.settle().await;
    let link = app.inbox("camille@eig.example").has_one("help-asked").link("/h/");
    // A scanner looks at all links, in whatever way it likes.
    let scanner = app.browser("en");
    for _ in 0..3 {
        scanner.open(&link).await.is(200).says("Request for help from CartoBio");
        scanner.send(|client, base| client.head(format!("{base}{link}"))).await.is(200);
    }
    assert!(!scanner.page().body.contains("onload"));
    let events = app.keys("SELECT kind AS key FROM help_events").await;
    assert_eq!(events.into_iter().collect::<Vec<_>>(), ["asked"]);
    // Camille says who she is, without an account; nobody takes it without a name.
    let phone = app.browser("fr");
    phone.open(&link).await.is(200).says("personne ne s’en occupe").says("ada@cartobio.example");
    assert_eq!(phone.page().field("name"), "Camille");
    phone.submit(&[("name", " ")]).await.is(422).says("Il reste quelque chose à corriger");
    phone.submit(&[("name", "Camille D.")]).await.is(200).says("Merci !").says("vous vous en occupez");
    // All three have one mail each, with all their addresses.
    app.settle().await;
    let all = ["ada@cartobio.example", "ben@cartobio.example", "camille@eig.example"];
    for reader in all {
        let inbox = app.inbox(reader);
        let mail = inbox.has_one("help-taken");
        assert_eq!(addresses(mail, "To"), all, "{reader}");
        assert_eq!(addresses(mail, "Reply-To"), all, "{reader}");
        mail.says("Camille D.").says("juriste");
    }
    app.inbox("ada@cartobio.example").latest().says("Répondez à ce message : votre réponse va à toutes");
    app.inbox("ben@cartobio.example").latest().says("Reply to this message: your answer goes to all");
    let subjects =
        ["ada@cartobio.example", "camille@eig.example"].map(|of| app.inbox(of).latest().subject.clone());
    assert!(subjects[0].contains("Camille D. s’occupe de la demande"), "{}", subjects[0]);
    assert!(subjects[1].contains("vous vous occupez de la demande d’aide"), "{}", subjects[1]);
    // Sent twice, it is taken once.
    phone.post(&link, &[("name", "Camille D.")]).await.is(200);
    app.settle().await;
    app.inbox("ada@cartobio.example").has_one("help-taken");
    // Another one takes it on its page: each is told of the others.
    let mina = app.browse_as("mina@agence.example").await;
    mina.open(&format!("/help-requests/{}", request.0)).await.is(200).says("Helping: Camille D.");
    mina.page().says("You, the team and those already helping will get a mail");
    mina.submit_form("form.taking", &[]).await.is(200).says("You are helping, with Camille D.");
    app.settle().await;
    for reader in all {
        let inbox = app.inbox(reader);
        let mail = inbox.latest_of("help-taken");
        assert_eq!(addresses(mail, "To").len(), 4, "{reader}");
        mail.says("Mina").says("Camille D.");
    }
    // Who saw to it before is told as who does, and not how to begin.
    let inbox = app.inbox("camille@eig.example");
    let mail = inbox.latest_of("help-taken");
    mail.says("Mina s’occupe aussi, avec vous, de cette demande").says_not("Un premier mot à l’équipe");
    assert!(mail.html.contains("mailto:ada@cartobio.example?subject"), "{}", mail.html);
    // One gives it back by the link in that mail: the others are told, and it is taken still.
    let mail = app.inbox("camille@eig.example").latest_of("help-taken").link("/h/");
    phone.open(&mail).await.is(200).says("Vous vous en occupez, avec Mina");
    phone.submit_form("form.giving-back", &[("give_back", "1")]).await.is(200).says("C’est rendu");
    phone.page().says("S’en occupe : Mina");
    app.settle().await;
    app.inbox("ada@cartobio.example")
        .has_one("help-news")
        .says("Camille D. ne peut plus")
        .says("S’en occupe toujours : Mina.");
    app.inbox("mina@agence.example").has_one("help-news").says("You are still helping.");
    app.inbox("camille@eig.example").has_none("help-news");
    // And can take it again.
    phone.submit_form("form.taking", &[("name", "Camille")]).await.is(200).says("avec Mina");
    mina.open(&format!("/help-requests/{}", request.0)).await.is(200);
    mina.submit_form("form.giving-back", &[("give_back", "1")]).await.is(200);
    mina.page().says("Given back by Camille").says("Taken by you").says("Given back by you");
    app.settle().await;
});

story!(those_who_ask_do_not_take_and_a_link_is_its_holders_alone, "2026-03-03 11:00", |app| {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let ada = person(app, "ada@cartobio.example").await;
    let link = link_for(app, request, Holder::Person(ada));
    let browser = app.browser("fr");
    browser.open(&link).await.is(200).says("C’est à votre équipe de la clore");
    browser.post(&link, &[("name", "Ada")]).await.is(403);
    // Of another request, or another holder, it is no link at all.
    let forged = link.replacen(&format!("/h/{}.", request.0), &format!("/h/{}.", request.0 + 1), 1);
    browser.open(&forged).await.is(410).says("Ce lien ne mène à rien");
    browser.post(&forged, &[("name", "Ada")]).await.is(410);
    // Another site cannot have a browser take anything.
    let mina = link_for(app, request, Holder::Person(person(app, "mina@agence.example").await));
    let foreign = browser.send(|client, base| {
        let sent = client.post(format!("{base}{mina}")).header("sec-fetch-site", "cross-site");
        sent.header("content-type", "application/x-www-form-urlencoded").body("name=Mina")
    });
    foreign.await.is(403);
    assert!(app.keys("SELECT name AS key FROM help_takings").await.is_empty());
    app.settle().await;
});

/// An address beyond ASCII is written to with SMTPUTF8; nobody else's mail may ask for that.
async fn one_address_is_left_out(postgres: bool) {
    let Some(app) = TestApp::with("2026-03-03 11:00", postgres, &[]).await else { return };
    app.import(
        "promotion: {name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31}\nprojects:\n- name: Plume\n  administration: Cour des comptes\n  eigs: []\n  mentors: [{name: Amélie, email: amélie@cour.example}]\n",
    )
    .await;
    let request = ask_for_help(&app, "cartobio", "Un·e juriste ?").await;
    let amelie = person(&app, "amélie@cour.example").await;
    let browser = app.browser("fr");
    browser.open(&link_for(&app, request, Holder::Person(amelie))).await.is(200);
    browser.submit_form("form.taking", &[]).await.is(200);
    app.settle().await;
    let inbox = app.inbox("ada@cartobio.example");
    let mail = inbox.has_one("help-taken");
    assert_eq!(addresses(mail, "To"), ["ada@cartobio.example", "ben@cartobio.example"]);
    mail.says("Elle n’arrivera pourtant pas à Amélie");
    let inbox = app.inbox("amélie@cour.example");
    assert_eq!(
        addresses(inbox.has_one("help-taken"), "Reply-To"),
        ["ada@cartobio.example", "ben@cartobio.example"]
    );
    app.finish().await;
}

#[actix_web::test]
async fn an_address_that_cannot_stand_in_everybodys_mail_is_left_out_kindly_on_sqlite() {
    one_address_is_left_out(false).await;
}

#[actix_web::test]
async fn an_address_that_cannot_stand_in_everybodys_mail_is_left_out_kindly_on_postgres() {
    one_address_is_left_out(true).await;
}
