//! A team asks for help: with its bulletin, at once, or by itself.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::chat::ChatServer;

const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Relire"), ("ups_and_downs", "Bas")];
const FORM: &str = "/projects/cartobio/bulletins/2026-W10?edit=1";

/// Files what is there already, with that help asked for.
async fn file(ada: &Browser, fields: &[(&str, &str)]) {
    ada.open(FORM).await.is(200);
    ada.submit(&[fields, &TEXTS].concat()).await.is(200).says("Merci");
}

/// The same once it is filed: another version of it.
async fn revise(ada: &Browser, fields: &[(&str, &str)]) {
    ada.open(FORM).await.is(200);
    ada.submit(&[fields, &TEXTS].concat()).await.is(200).says("Correction enregistrée").says_not("Merci");
}

/// Where the only request there is has its page.
async fn request(app: &TestApp) -> String {
    let ids = app.keys("SELECT CAST(max(id) AS TEXT) AS key FROM help_requests").await;
    format!("/help-requests/{}", ids.into_iter().next().unwrap())
}

async fn events(app: &TestApp) -> Vec<String> {
    let told = app.keys("SELECT CAST(id + 1000 AS TEXT) || ' ' || kind AS key FROM help_events").await;
    told.iter().map(|event| event.split_once(' ').unwrap().1.to_owned()).collect()
}

story!(a_bulletin_asks_with_its_week, "2026-03-05 09:00", |app| {
    let (ada, chloe) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("chloe@karfur.example").await);
    file(&ada, &[("help", "Qui connaît *un·e juriste* ?")]).await;
    let page = ada.page().links().into_iter().find(|link| *link == "/help-requests/1").unwrap();
    ada.open(&page)
        .await
        .is(200)
        .says("Demande d’aide de CartoBio")
        .says("seules l’équipe et la coordination");
    // Until the form closes both say the same: it is revised there.
    ada.page().says("La corriger dans le bulletin");
    assert!(!ada.page().has("form[action$='/text']"));
    chloe.open(&page).await.is(404);
    app.settle().await;
    assert!(app.mails().is_empty(), "nobody is told before its week");
    app.travel_to("Fri 15:05").await;
    chloe.open(&page).await.is(200).says("un·e juriste").says("Demandée par Ada").says("Je m’en occupe");
    app.inbox("camille@eig.example").has_none("help-asked");
});

story!(a_bulletin_can_ask_at_once, "2026-03-04 09:00", |app| {
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/settings").await.is(200);
    marc.submit_form("form.mails", &[("help_at_once", "1")]).await.is(200);
    assert!(marc.page().has("#help_at_once[checked]"));
    let ada = app.browse_as("ada@cartobio.example").await;
    // What was ticked comes back with what was typed.
    ada.open(FORM).await;
    ada.submit(&[("mood", "3"), ("help", "Qui ?"), ("ask_now", "1")]).await.is(422);
    assert!(ada.page().has("#ask_now[checked]"));
    file(&ada, &[("help", "Qui connaît un·e juriste ?"), ("ask_now", "1")]).await;
    app.settle().await;
    // Who looks after the project and who chose it are told, and nobody else.
    for reader in ["camille@eig.example", "marc@diair.example"] {
        app.inbox(reader).has_one("help-asked").says("CartoBio demande de l’aide").says("un·e juriste");
    }
    assert_eq!(app.mails().len(), 2);
    let mail = app.inbox("marc@diair.example").has_one("help-asked").clone();
    let headers = mail.headers.replace("\r\n ", " ");
    assert!(
        headers.contains("Reply-To: Ada <ada@cartobio.example>, Ben <ben@cartobio.example>"),
        "{headers}"
    );
    // The request is everybody's, its bulletin its team's.
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.open(&request(app).await).await.is(200).says("un·e juriste");
    chloe.open("/projects/cartobio/bulletins/2026-W10").await.is(403);
    // Filed again, nobody is told twice.
    ada.open(FORM).await.says("Demandée tout de suite");
    revise(&ada, &[("priorities", "Autre chose")]).await;
    ada.page().says("Autre chose");
    app.settle().await;
    assert_eq!(app.mails().len(), 2);
    // The link in the mail stops them.
    marc.open(&mail.link("/unsubscribe/")).await.is(200);
    marc.submit(&[]).await.is(200);
    marc.open("/settings").await;
    assert!(!marc.page().has("#help_at_once[checked]"));
    app.travel_by_day("Fri 15:05").await;
});

story!(what_cannot_be_filed_yet_goes_along_to_where_help_is_asked_for, "2026-03-03 11:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let asked = "Un·e *juriste* & <b>vite</b> ?";
    ada.submit(&[("help", asked), ("ask_now", "1")]).await.is(422).says("n’est pas encore partie");
    let apart = ada.page().links().into_iter().find(|link| link.starts_with("/help-requests/new?"));
    ada.open(&apart.expect("a link leads there")).await.is(200);
    assert_eq!(ada.page().field("help"), asked);
    ada.submit(&[]).await.is(200).says("C’est envoyé").says("juriste & <b>vite</b> ?");
    app.settle().await;
});

story!(help_is_asked_for_by_itself, "2026-03-03 11:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/help-requests/new").await.is(200).says("CartoBio").says("Demander de l’aide");
    ada.submit(&[("help", " ")]).await.is(422).says("Dites ce dont vous avez besoin");
    ada.submit(&[("help", &"é".repeat(301))]).await.is(422).says("301 caractères, c’est trop");
    assert_eq!(ada.page().field("help"), "é".repeat(301));
    ada.submit(&[("help", "Un *compte* de test")])
        .await
        .is(200)
        .says("C’est envoyé")
        .says("personne ne s’en occupe");
    assert_eq!(ada.page().path, "/help-requests/1?done=help-asked");
    // Phones send twice on bad networks.
    ada.open("/help-requests/new").await;
    ada.submit(&[("help", "Un *compte* de test\n")]).await.is(200);
    assert!(ada.page().path.starts_with("/help-requests/1?"), "{}", ada.page().path);
    app.settle().await;
    app.inbox("camille@eig.example").has_one("help-asked");
    // A coordinator chooses for whom.
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/help-requests/new").await.is(200);
    camille.submit(&[("help", "Une salle")]).await.is(422).says("Choisissez le projet");
    assert_eq!(camille.page().field("help"), "Une salle");
    camille.submit(&[("project", "plume")]).await.is(200).says("Demande d’aide de Plume");
    camille.open("/help-requests/new?project=karfu-r").await.is(200);
    assert_eq!(camille.page().field("project"), "karfu-r");
    // Who files for no project does not ask; nor does anybody for others.
    app.browse_as("mina@agence.example").await.open("/help-requests/new").await.is(403);
    let csrf = ada.open("/help-requests/new").await.form_token();
    ada.post("/help-requests/new", &[("csrf", &csrf), ("project", "plume"), ("help", "x")]).await.is(403);
    // What was typed stays when the session has ended meanwhile, or the form is not this browser's.
    ada.post("/help-requests/new", &[("project", "cartobio"), ("help", "Pas perdu")]).await.is(403);
    assert_eq!(ada.page().field("help"), "Pas perdu");
    let guest = app.browser("fr");
    guest.post("/help-requests/new", &[("csrf", &csrf), ("help", "Pas perdu")]).await.is(401);
    guest.page().says("Votre texte est toujours là").says_not("CartoBio");
    assert_eq!(guest.page().field("help"), "Pas perdu");
    app.settle().await;
    // One for each that was asked: the second time nobody was told.
    assert_eq!(app.inbox("camille@eig.example").of_kind("help-asked").len(), 2);
});

story!(what_a_bulletin_asks_is_told_later_and_counts_from_then, "2026-03-03 11:00", |app| {
    let (ada, chloe) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("chloe@karfur.example").await);
    file(&ada, &[("help", "Une salle")]).await;
    app.travel_to("Thu 10:30").await;
    app.inbox("camille@eig.example").has_none("help-asked");
    file(&ada, &[("help", "Une salle"), ("ask_now", "1")]).await;
    ada.open(FORM).await.is(200).says("Demandée tout de suite").says("à 10 h 30");
    chloe.open(&request(app).await).await.is(200);
    app.settle().await;
    app.inbox("camille@eig.example").has_one("help-asked");
    // One night has to pass since then: nobody is nagged about what was told a moment ago.
    app.travel_to("Thu 18:00").await;
    app.inbox("camille@eig.example").has_none("help-referent");
    let at = "SELECT substr(CAST(published_at AS TEXT), 1, 16) AS key FROM help_requests";
    assert_eq!(app.keys(at).await.into_iter().collect::<Vec<_>>(), ["2026-03-05 09:30"]);
    app.travel_to("Fri 15:05").await;
});

story!(what_waits_in_a_bulletin_can_be_asked_at_once_in_the_same_words, "2026-03-03 11:00", |app| {
    let (ada, chloe) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("chloe@karfur.example").await);
    file(&ada, &[("help", "Une salle")]).await;
    let page = request(app).await;
    chloe.open(&page).await.is(404);
    for _ in 0..2 {
        ada.open("/help-requests/new").await.is(200);
        ada.submit(&[("help", "Une salle")]).await.is(200).says("C’est envoyé");
        assert!(ada.page().path.starts_with(&page), "{}", ada.page().path);
    }
    chloe.open(&page).await.is(200).says("Une salle");
    app.settle().await;
    app.inbox("camille@eig.example").has_one("help-asked");
    app.travel_by_day("Fri 15:05").await;
});

story!(a_bulletin_and_its_request_say_the_same, "2026-03-04 09:00", |app| {
    let (ada, camille) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("camille@eig.example").await);
    // Told to nobody, it goes without a trace.
    file(&ada, &[("help", "Une salle")]).await;
    revise(&ada, &[("help", "Une grande salle")]).await;
    ada.open(&request(app).await).await.is(200).says("Une grande salle").says("Corrigée par vous");
    revise(&ada, &[("help", "")]).await;
    ada.open("/help-requests/1").await.is(404);
    // Told to all, it has an end.
    revise(&ada, &[("help", "Une salle"), ("ask_now", "1")]).await;
    let first = request(app).await;
    ada.open(FORM).await.is(200).says("Vider ce champ clôt la demande (plus nécessaire).");
    revise(&ada, &[("help", "")]).await;
    ada.page().says("Plus nécessaire : Une salle");
    assert!(ada.page().links().contains(&first), "{:?}", ada.page().links());
    ada.open(FORM).await.is(200).says_not("clôt la demande");
    camille.open(&first).await.is(200).says("Close par Ada : plus nécessaire");
    // What is asked then is another one.
    revise(&ada, &[("help", "Un *vidéoprojecteur*"), ("ask_now", "1")]).await;
    let second = request(app).await;
    assert_ne!(first, second);
    camille.open(&second).await.is(200);
    camille.submit_form("form.taking", &[]).await.is(200).says("vous vous en occupez");
    // As it was taken so it stays; what is typed is not lost.
    ada.open(FORM).await;
    ada.submit(&[("help", "Un écran")]).await.is(422).says("Quelqu’un s’occupe déjà de la demande");
    assert_eq!(ada.page().field("help"), "Un écran");
    ada.submit(&[("help", "Un *vidéoprojecteur*")]).await.is(200);
    revise(&ada, &[("help", "")]).await;
    app.settle().await;
    app.inbox("camille@eig.example").has_one("help-news").says("n’est plus nécessaire, dit Ada");
    camille.open(&first).await.is(200).says("close");
    app.travel_by_day("Fri 15:05").await;
});

story!(a_team_says_it_otherwise_until_it_is_taken, "2026-03-03 11:00", |app| {
    let (ada, ben) =
        (app.browse_as("ada@cartobio.example").await, app.browse_as("ben@cartobio.example").await);
    ada.open("/help-requests/new").await;
    ada.submit(&[("help", "Un compte")]).await.is(200);
    let text = "form[action$='/text']";
    ben.open("/help-requests/1").await.is(200);
    ada.open("/help-requests/1").await.is(200);
    ada.submit_form(text, &[("help", "Un compte de test")]).await.is(200).says("C’est corrigé");
    // Ben saw another text: his own is there, and the present one.
    ben.submit_form(text, &[("help", "Deux comptes")]).await.is(409).says("Un compte de test");
    assert_eq!(ben.page().field("help"), "Deux comptes");
    ben.submit_form(text, &[]).await.is(200).says("Deux comptes");
    ben.open("/help-requests/1").await;
    ben.submit_form(text, &[("help", "")]).await.is(422);
    ada.open("/help-requests/1").await;
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/help-requests/1").await;
    mina.submit_form("form.taking", &[]).await.is(200);
    ada.submit_form(text, &[("help", "Trois comptes")])
        .await
        .is(409)
        .says("a changé entre-temps")
        .says("Trois comptes");
    ada.page().says("Mina").says("Deux comptes");
    assert_eq!(events(app).await, ["asked", "revised", "revised", "taken"]);
    app.settle().await;
});

#[actix_web::test]
async fn channels_are_told_at_once_with_a_link_for_whoever_reads_them() {
    let chat = ChatServer::start();
    let app = TestApp::with("2026-03-03 11:00", false, &chat.settings()).await.unwrap();
    crate::support::help::ask_for_help(&app, "cartobio", "Un @channel <!here> ?").await;
    app.settle().await;
    for service in ["slack", "mattermost", "matrix"] {
        let said = chat.said(service);
        let [said] = said.as_slice() else { panic!("{said:?}") };
        assert!(said.text.contains("CartoBio demande de l’aide"), "{said:?}");
        // In a chat, words can call people.
        assert!(!said.text.contains("here"), "{said:?}");
        let at = said.text.find("/h/").unwrap();
        app.browser("fr").open(said.text[at..].trim()).await.is(200).says("Un @channel <!here> ?");
    }
    app.finish().await;
}
