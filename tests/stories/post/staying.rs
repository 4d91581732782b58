//! Without a mail server mails stay in files: each page that tells of a mail says so, and none that it was sent.

use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};

/// What only a mail that leaves does, in both languages.
const LEAVING: [&str; 41] = [
    "invitation envoyée",
    "Envoyer une",
    "Envoyer l",
    "Envoyés",
    "Envoyé (",
    "part par courriel",
    "partent ensuite",
    "partirait",
    "en route",
    "M’en envoyer",
    "courriels partis",
    "courriel parti",
    "rappel envoyé",
    "Prochain envoi",
    "premier envoi",
    "Tout est parti",
    "Send an",
    "Send me",
    "Send the",
    "on its way",
    "on their way",
    "mails sent",
    "would leave",
    "mail sent",
    "Recevoir un lien",
    "arrive en un instant",
    "arrive dans un instant",
    "arrive par courriel",
    "Regardez vos courriels",
    "les indésirables",
    "envoyé par courriel",
    "M’envoyer le lien",
    "la coordination reçoit un courriel",
    "recevrez un courriel",
    "link by mail",
    "arrives at once",
    "arrives in a moment",
    "comes by mail",
    "sent to you by mail",
    "Check your mail",
    "spam folder",
];

/// Looks at a page that tells of mails.
async fn look(browser: &Browser, path: &str, folder: &str, stays: &str) {
    let page = browser.open(path).await;
    page.is(200).says(stays).says(folder);
    assert!(page.has("main > .mails-stay details:not([open])"), "{path}: {}", page.body);
    promises_nothing(&page);
}

fn promises_nothing(page: &Page) {
    for words in LEAVING {
        page.says_not(words);
    }
}

/// Whoever wants a link is told of whom to ask for it, and may have a password. `words`: whom, and when they sign in.
async fn asks_for_a_link(app: &TestApp, language: &str, words: [&str; 2], folder: &str) {
    let browser = app.browser(language);
    for path in ["/sign-in", "/password-resets"] {
        let before = browser.open(path).await;
        assert_eq!(before.has("details.by-password[open]"), path == "/sign-in", "{path}");
        let after = browser.submit(&[("email", "mina@agence.example")]).await;
        for page in [&before, &after] {
            page.is(200).says(words[0]).says_not(folder);
            promises_nothing(page);
        }
    }
    let page = browser.open(&app.sign_up_link("mina@agence.example").await).await;
    page.is(200).says(words[1]).says_not(folder);
    promises_nothing(&page);
}

async fn no_page_says_that_a_mail_leaves(postgres: bool) {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().to_str().unwrap().to_owned();
    let settings =
        [("BULLETINS_MAIL__FILES_DIRECTORY", directory.clone()), ("BULLETINS_MAIL__SMTP_URL", String::new())];
    let Some(app) = TestApp::with("2026-03-06 09:00", postgres, &settings).await else { return };
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[("mood", "4"), ("priorities", "Carte"), ("ups_and_downs", "Démo")]).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    // Somebody is invited, and once more.
    camille.open("/admin/invitations").await.is(200);
    camille.submit(&[]).await.is(200).says("invitations sont écrites dans le dossier des courriels");
    camille.open("/admin/invitations").await.says("Plus personne à inviter");
    let page = camille.open("/admin/people?q=ben").await;
    page.says("invitation du 6 mars 2026");
    let ben = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    look(&camille, &ben, &directory, "Les courriels ne partent pas encore").await;
    let page = camille.submit_form("form[action$='/invitation']", &[]).await;
    page.says("une nouvelle invitation est écrite dans le dossier des courriels");
    // Looked at before anything is brought in, and before the week's mails are written and after.
    camille.open("/admin/import").await.is(200);
    let table = "projet;administration;rôle;nom;courriel\nNeuf;Ministère;EIG;Zoé;zoe@neuf.example\n";
    let page = camille.upload("form.look", &[("text", table)], None).await;
    page.is(200).says("Écrire une invitation à la nouvelle personne").says_not("partent ensuite");
    for when in ["Fri 14:00", "Fri 15:05"] {
        app.travel_to(when).await;
        for (language, stays) in
            [("fr", "Les courriels ne partent pas encore"), ("en", "Mails do not leave yet")]
        {
            let browser = app.browse_as("camille@eig.example").await;
            browser.submit_form("form[action='/locale']", &[("locale", language)]).await.is(200);
            for path in [
                "/dashboard",
                "/admin",
                "/admin/people",
                "/admin/invitations",
                "/admin/import",
                "/admin/projects",
                "/admin/promotions",
                "/admin/schedule",
                "/admin/mail",
                "/admin/mail?state=sent",
                "/admin/digest",
                "/admin/digest/1",
                "/settings",
            ] {
                look(&browser, path, &directory, stays).await;
            }
        }
    }
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("Written (done)").says("mails written");
    // Who does not coordinate is told that none comes, and not where they are.
    for browser in [&ada, &app.browser("fr")] {
        let page = browser.open("/sign-in").await;
        page.says("Les courriels ne partent pas encore d’ici").says_not(&directory);
    }
    app.browser("fr").open("/").await.is(200).says("demandez à la coordination le lien de votre annonce");
    let page = ada.open("/settings").await;
    page.is(200).says("peut être écrit dans un dossier : demandez-le ensuite à la coordination");
    promises_nothing(&page);
    promises_nothing(&ada.open("/help-requests/new").await);
    asks_for_a_link(
        &app,
        "fr",
        ["demandez-le à la coordination", "demandez un lien à la coordination à chaque connexion"],
        &directory,
    )
    .await;
    let english = ["ask the coordinators for it", "ask the coordinators for a link each time you sign in"];
    asks_for_a_link(&app, "en", english, &directory).await;
    app.finish().await;
}

#[actix_web::test]
async fn no_page_says_that_a_mail_leaves_where_mails_stay_in_files_on_sqlite() {
    no_page_says_that_a_mail_leaves(false).await;
}

#[actix_web::test]
async fn no_page_says_that_a_mail_leaves_where_mails_stay_in_files_on_postgres() {
    no_page_says_that_a_mail_leaves(true).await;
}

/// The four steps of a new installation say so, too.
#[actix_web::test]
async fn a_new_installation_is_told_that_invitations_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().to_str().unwrap().to_owned();
    let settings =
        [("BULLETINS_MAIL__FILES_DIRECTORY", mails.clone()), ("BULLETINS_MAIL__SMTP_URL", String::new())];
    let app = TestApp::empty_with("2026-03-04 09:00", &settings).await;
    let zoe = app.browser("fr");
    // There is nobody yet whom to ask.
    let first = app.first_link().await.unwrap();
    for path in ["/", first.as_str()] {
        let page = zoe.open(path).await;
        page.is(200).says("Les courriels ne partent pas encore d’ici.").says_not("à la coordination");
    }
    let account = [("name", "Zoé"), ("email", "zoe@eig.example"), ("password", "correct horse battery")];
    zoe.submit(&account).await.is(200).says("leurs invitations sont écrites dans un dossier");
    zoe.page().says("Les courriels ne partent pas encore").says(&mails).says_not("part par courriel");
    app.finish().await;
}
