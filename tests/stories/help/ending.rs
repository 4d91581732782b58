//! A request is closed by its team, or by a coordinator with a word; opened again; and its links come too late.

use bulletins::domain::help::RequestId;
use bulletins::services::help::links::Holder;

use super::taking::addresses;
use crate::story;
use crate::support::app::TestApp;
use crate::support::help::{ask_for_help, link_for, person};
use crate::support::wishes::speaks;

/// A request of CartoBio's that Mina has taken.
async fn taken(app: &TestApp) -> (String, String) {
    let request = ask_for_help(app, "cartobio", "Un·e juriste ?").await;
    let mina = link_for(app, request, Holder::Person(person(app, "mina@agence.example").await));
    let browser = app.browser("fr");
    browser.open(&mina).await.is(200);
    browser.submit_form("form.taking", &[]).await.is(200);
    app.settle().await;
    (format!("/help-requests/{}", request.0), mina)
}

/// The request of that page.
fn request_of(page: &str) -> RequestId {
    RequestId(page.rsplit('/').next().unwrap().parse().unwrap())
}

story!(a_team_taps_in_its_next_form_what_became_of_its_requests, "2026-03-03 11:00", |app| {
    let (page, _) = taken(app).await;
    let still = ask_for_help(app, "cartobio", "Une salle").await;
    let foreign = ask_for_help(app, "karfu-r", "Un serveur").await;
    let id = page.rsplit('/').next().unwrap().to_owned();
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.page()
        .says("Votre demande d’aide du")
        .says("S’en occupe : Mina")
        .says("Une salle")
        .says_not("Un serveur");
    // Nothing must be tapped, and what is tapped stands there still where something else is wrong.
    let (solved, needed) = (format!("request-{id}"), format!("request-{}", still.0));
    let foreign = format!("request-{}", foreign.0);
    ada.submit(&[("mood", "3"), (&solved, "solved")]).await.is(422);
    assert!(ada.page().has(&format!("input[name={solved}][value=solved][checked]")));
    let texts = [("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")];
    let mut whole = texts.to_vec();
    whole.push((solved.as_str(), "solved"));
    ada.submit(&whole).await.is(200);
    ada.open(&page).await.is(200).says("Close par vous : résolue");
    app.settle().await;
    app.inbox("mina@agence.example").has_one("help-news").says("is solved, says Ada");
    // What is another team's is left as it is; by the link of a reminder it goes the same way.
    app.travel_to("Fri 14:00").await;
    let link = app.inbox("ben@cartobio.example").of_kind("reminder").len();
    assert_eq!(link, 0, "it has filed");
    let next = app.browse_as("ben@cartobio.example").await;
    next.open("/projects/cartobio/bulletins/2026-W10?edit=1")
        .await
        .is(200)
        .says("Une salle")
        .says_not("juriste");
    let csrf = next.page().form_token();
    let mut forged = texts.to_vec();
    forged.extend([
        ("csrf", csrf.as_str()),
        ("version", "1"),
        (foreign.as_str(), "solved"),
        (needed.as_str(), "not-needed"),
    ]);
    next.post("/projects/cartobio/bulletins/2026-W10", &forged).await.is(200);
    let ended = app.keys("SELECT text AS key FROM help_requests WHERE ended_at IS NOT NULL").await;
    assert_eq!(ended.into_iter().collect::<Vec<_>>(), ["Une salle", "Un·e juriste ?"]);
});

story!(that_a_request_is_needed_still_is_asked_after_a_while_and_kept, "2026-03-03 11:00", |app| {
    let (page, _) = taken(app).await;
    let field = format!("request-{}", request_of(&page).0);
    let offered = format!("input[name={field}][value=still-needed]");
    let button = "form.ending button[value=still-needed]";
    // Asked a minute ago, it is no question, neither on its page nor in the form; sent all the same, nothing is kept.
    let ada = app.browse_as("ada@cartobio.example").await;
    assert!(ada.page().has(&format!("input[name={field}][value=solved]")) && !ada.page().has(&offered));
    ada.open(&page).await.is(200);
    assert!(ada.page().has("form.ending button[value=solved]") && !ada.page().has(button));
    let csrf = ada.page().form_token();
    ada.post(&format!("{page}/end"), &[("csrf", &csrf), ("ending", "still-needed")]).await.is(200);
    ada.open(&page).await.is(200).says_not("Toujours utile");
    // By the link in a mail, two working days later; its history says so, and it is not asked again at once.
    app.travel_to("Thu 12:00").await;
    let ben = app.browser("en");
    ben.open(&app.inbox("ben@cartobio.example").has_one("help-taken").link("/h/")).await.is(200);
    ben.submit_form("form.ending", &[("ending", "still-needed")]).await.is(200).says("It stays open");
    assert!(ben.page().has("form.ending button[value=solved]") && !ben.page().has(button));
    ada.open(&page).await.is(200).says("Confirmée par Ben : toujours utile").says("5 mars 2026");
    // The next form says what was said, and what is tapped there is kept as well.
    app.travel_by_day("2026-03-11 09:00").await;
    ada.open("/projects/cartobio/bulletins/2026-W11").await.is(200);
    ada.page().says("Votre équipe l’a dite toujours utile le 5 mars");
    assert!(ada.page().has(&offered));
    let whole = [("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U"), (&field, "still-needed")];
    // How it will be read shows it; what was filed says it, and it is chosen where that is revised.
    let preview = ada.submit(&[&whole[..], &[("preview", "1")]].concat()).await;
    preview.is(200).says("Toujours utile : Un·e juriste ?");
    ada.open("/projects/cartobio/bulletins/2026-W11").await;
    ada.submit(&whole).await.is(200).says("Merci").says("Toujours utile : Un·e juriste ?");
    let chosen = format!("input[name={field}][value=still-needed][checked]");
    assert!(ada.open("/projects/cartobio/bulletins/2026-W11?edit=1").await.has(&chosen));
    ada.submit(&[("mood", "4")]).await.is(200).says("Correction").says("Toujours utile : Un·e juriste ?");
    ada.open(&page).await.is(200).says("Confirmée par vous : toujours utile").says("11 mars 2026");
    assert!(!ada.page().has(button));
    assert_eq!(ada.page().text().matches("Confirmée par vous").count(), 1, "said twice");
    // Whoever reads the week's mail knows it, too.
    app.travel_to("Fri 15:05").await;
    app.inbox("ada@cartobio.example").latest_of("digest").says("toujours utile, dit son équipe");
});

story!(what_was_opened_again_lately_can_be_said_to_be_needed_in_the_next_form, "2026-03-03 11:00", |app| {
    let (page, _) = taken(app).await;
    let offered = format!("input[name=request-{}][value=still-needed]", request_of(&page).0);
    let ada = app.browse_as("ada@cartobio.example").await;
    app.travel_by_day("2026-03-12 17:00").await;
    ada.open(&page).await.is(200);
    ada.submit_form("form.ending", &[("ending", "solved")]).await.is(200);
    ada.submit_form("form.ending", &[("ending", "reopen")]).await.is(200).says("rouverte");
    // Not where it was opened a minute ago, but in the form of a later week, which asks what became of it.
    assert!(!ada.page().has("form.ending button[value=still-needed]"));
    assert!(ada.open("/projects/cartobio/bulletins/2026-W11").await.has(&offered));
    app.settle().await;
});

story!(a_team_closes_what_it_asked_and_opens_it_again, "2026-03-03 11:00", |app| {
    let (page, mina) = taken(app).await;
    // By the link in the mail that brought them together.
    let link = app.inbox("ben@cartobio.example").has_one("help-taken").link("/h/");
    let ben = app.browser("en");
    ben.open(&link).await.is(200).says("It is for your team to close it");
    ben.submit_form("form.ending", &[("ending", "solved")]).await.is(200).says("The request is closed");
    ben.page().says("Closed by you: solved").says("Not solved after all?");
    app.settle().await;
    app.inbox("mina@agence.example")
        .has_one("help-news")
        .says("is solved, says Ben")
        .says("Thank you for your help");
    app.inbox("ada@cartobio.example").has_none("help-news");
    // A link that comes too late says what happened, when, and whom to write to.
    speaks(app, "mina@agence.example", "fr").await;
    let late = app.browser("fr");
    late.open(&mina)
        .await
        .is(200)
        .says("Close par Ben : résolue")
        .says("3 mars 2026")
        .says("ada@cartobio.example");
    assert!(!late.page().has("main form.taking, main form.giving-back"));
    late.post(&mina, &[("name", "Mina")]).await.is(200);
    let marc = person(app, "marc@diair.example").await;
    let marc = link_for(app, request_of(&page), Holder::Person(marc));
    let too_late = "Merci ! Cette demande est close depuis le 3 mars 2026.";
    for (link, sent) in [(&mina, ("give_back", "1")), (&marc, ("name", "Marc"))] {
        late.post(link, &[sent]).await.is(409).says(too_late).says_not("Rien n’a été enregistré");
        assert!(!late.page().has(".summary"));
    }
    speaks(app, "mina@agence.example", "en").await;
    // Closed otherwise by a teammate who saw it open.
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.open(&page).await.form_token();
    ada.post(&format!("{page}/end"), &[("csrf", &csrf), ("ending", "not-needed")]).await.is(409);
    ada.post(&format!("{page}/end"), &[("csrf", &csrf), ("ending", "unknown")]).await.is(400);
    // It was not solved: its story stays, and who saw to it still does.
    ada.open(&page).await.is(200);
    ada.submit_form("form.ending", &[("ending", "reopen")]).await.is(200).says("rouverte");
    ada.page().says("Close par Ben : résolue").says("Rouverte par vous").says("S’en occupe : Mina");
    app.settle().await;
    app.inbox("mina@agence.example").latest_of("help-news").says("Ada has opened the request");
    ada.submit_form("form.ending", &[("ending", "not-needed")])
        .await
        .is(200)
        .says("Close par vous : plus nécessaire")
        .says("Encore besoin d’aide ?");
    app.settle().await;
    app.inbox("mina@agence.example").latest_of("help-news").says("Is help needed after all?");
});

story!(a_coordinator_closes_with_a_word_that_the_team_is_told, "2026-03-03 11:00", |app| {
    let (page, _) = taken(app).await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open(&page).await.is(200);
    camille.submit_form("form.ending", &[("ending", "not-needed")]).await.is(422).says("Écrivez un mot");
    let word = "L’appel est **annulé**.\nVoyez avec moi.";
    camille.submit_form("form.ending", &[("ending", "not-needed"), ("word", word)]).await.is(200);
    camille.page().says("« L’appel est annulé. Voyez avec moi. »");
    app.settle().await;
    for reader in ["ada@cartobio.example", "ben@cartobio.example", "mina@agence.example"] {
        let inbox = app.inbox(reader);
        let mail = inbox.has_one("help-news");
        mail.says("L’appel est annulé.");
        // An answer reaches who did it, too.
        assert!(addresses(mail, "Reply-To").contains(&"camille@eig.example".to_owned()), "{}", mail.headers);
    }
    app.inbox("ada@cartobio.example")
        .latest()
        .says("de la coordination, a clos")
        .says("Encore besoin d’aide ? Vous pouvez la rouvrir")
        .says("pour écrire à Camille, à qui demande et à qui s’en occupe");
    camille.submit_form("form.ending", &[("ending", "reopen"), ("word", "Si, finalement.")]).await.is(200);
    // A word is not lost because the team was quicker.
    camille.open(&page).await.is(200);
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open(&page).await.is(200);
    ada.submit_form("form.ending", &[("ending", "solved")]).await.is(200);
    camille.submit_form("form.ending", &[("ending", "not-needed"), ("word", "Trop tard.")]).await.is(409);
    assert_eq!(camille.page().field("word"), "Trop tard.");
    // Who neither asks nor coordinates closes nothing.
    let marc = app.browse_as("marc@diair.example").await;
    let csrf = marc.open(&page).await.form_token();
    marc.post(&format!("{page}/end"), &[("csrf", &csrf), ("ending", "reopen")]).await.is(403);
    app.settle().await;
});

story!(a_project_that_asked_for_help_is_not_deleted, "2026-03-03 11:00", |app| {
    ask_for_help(app, "plume", "Une salle").await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/projects/plume").await.is(200);
    assert!(!camille.page().links().iter().any(|link| link.ends_with("/plume/removal")));
    let csrf = camille.page().form_token();
    camille.post("/admin/projects/plume/removal", &[("csrf", &csrf)]).await.is(409);
    app.settle().await;
});
