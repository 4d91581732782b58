//! Who has not come yet is invited again; who has gone silent is seen.

use futures_util::future::join;

use super::leaving::{coordinator, lists, open_person};
use crate::story;
use crate::support::app::TestApp;
use crate::support::requests::{ask, take};

const EXPECTED: [&str; 5] = [
    "ben@cartobio.example",
    "mina@agence.example",
    "chloe@karfur.example",
    "marc@diair.example",
    "driss@plume.example",
];

story!(all_who_have_not_come_are_invited_again_and_each_once, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await;
    // Nobody is fetched for what is over.
    app.import(
        "promotion: { name: EIG 7, starts_on: 2025-01-06, ends_on: 2025-12-31 }\nprojects:\n- name: Neu\n  \
         administration: A\n  eigs: [{ name: Zoé, email: zoe@neu.example }]\n  mentors: []",
    )
    .await;
    app.give("lea@cartobio.example", bulletins::domain::people::Role::Eig, "cartobio", Some("2026-02-27"))
        .await;
    let camille = coordinator(app).await;
    camille
        .open("/admin/people?state=awaited")
        .await
        .is(200)
        .says("5 personnes de cette liste ne sont pas encore venues");
    let awaited = camille.page();
    assert!(lists(&awaited, "Ben") && ["Ada", "Zoé", "lea"].iter().all(|name| !lists(&awaited, name)));
    // Asked first, with the number.
    let question = "/admin/invitations";
    assert!(camille.page().links().contains(&question.to_owned()));
    camille.open(question).await.is(200).says("Inviter 5 personnes").says("driss@plume.example");
    app.settle().await;
    app.inbox("ben@cartobio.example").has_none("invitation");
    // Pressed twice at the same moment.
    let csrf = camille.page().form_token();
    let fields = [("csrf", csrf.as_str())];
    let (one, two) = join(camille.post(question, &fields), camille.post(question, &fields)).await;
    assert_eq!((one.status, two.status), (200, 200));
    // Each is told what came of it.
    let (sent, lately) =
        ("5 nouvelles invitations sont en route", "5 personnes ont été invitées il y a moins d’un jour");
    let (first, second) = if one.text().contains(sent) { (one, two) } else { (two, one) };
    first.says(sent).says_not(lately);
    second.says("Aucune invitation n’est partie.").says(lately).says_not(sent);
    app.settle().await;
    for address in EXPECTED {
        app.inbox(address).has_one("invitation");
    }
    for address in ["ada@cartobio.example", "zoe@neu.example", "lea@cartobio.example", "camille@eig.example"]
    {
        app.inbox(address).has_none("invitation");
    }
    let kept = "SELECT CAST(audit.id AS TEXT) AS key FROM audit JOIN people ON people.id = actor_id
        WHERE action = 'invited' AND email = 'camille@eig.example'";
    assert_eq!(app.keys(kept).await.len(), 5);
    camille.open(question).await.is(200).says("Plus personne à inviter").says("5 autres ont été invitées");
    // The link lets in, and who is in is not asked any more. Whoever has just been added is left out as well.
    let link = app.inbox("driss@plume.example").has_one("invitation").link("/invitations/");
    let driss = app.browser("fr");
    driss.open(&link).await.is(200);
    driss.submit(&[("password", "correct horse battery")]).await.is(200);
    app.travel_to("Thu 09:05").await;
    camille.prove().await;
    camille.open(question).await.is(200).says("Inviter 4 personnes");
    // Those of one project, or of one role.
    camille.open("/admin/invitations?on=cartobio").await.is(200).says("Inviter 2 personnes");
    camille.open("/admin/invitations?on=cartobio&role=mentor").await.is(200).says("Inviter une personne");
    camille.submit(&[]).await.is(200);
    assert_eq!(camille.page().path, "/admin/people?role=mentor&on=cartobio&done=invited-again.1");
    app.settle().await;
    assert_eq!(app.inbox("mina@agence.example").of_kind("invitation").len(), 2);
    app.inbox("ben@cartobio.example").has_one("invitation");
    // One at a time, and told of what becomes of the link before.
    let page = camille.open("/admin/people?q=ben").await;
    let ben = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    let page = camille.open(&ben).await;
    page.is(200).says("Dernière invitation mercredi 4 mars à 9 h, hier.");
    assert_eq!(page.count("form[action$='/invitation'] button", "Envoyer une nouvelle invitation"), 1);
    let page = camille.submit_form("form[action$='/invitation']", &[]).await;
    page.is(200).says("une nouvelle invitation est en route, et le lien d’avant ne fonctionne plus");
    page.says("Dernière invitation jeudi 5 mars à 9 h 05");
    app.settle().await;
    assert_eq!(app.inbox("ben@cartobio.example").of_kind("invitation").len(), 2);
    // Whoever was never invited, or has come, is sent one like any other.
    let page = camille.open("/admin/people?q=driss").await;
    let driss = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    let page = camille.open(&driss).await;
    page.says_not("Dernière invitation");
    assert_eq!(page.count("form[action$='/invitation'] button", "Envoyer une invitation"), 1);
});

story!(who_neither_came_nor_answered_for_a_month_is_seen, "2026-03-04 09:00", |app| {
    let filed = [("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")];
    app.browse_as("ada@cartobio.example").await.open("/").await.is(200);
    app.travel_to("Fri 14:00").await;
    // Ben never signs in: he answers by his link. To look at it is no answer.
    let link = |app: &crate::support::app::TestApp, address: &str| {
        app.inbox(address).latest_of("reminder").link("/f/")
    };
    app.browser("fr").open(&link(app, "driss@plume.example")).await.is(200);
    let browser = app.browser("fr");
    browser.open(&link(app, "ben@cartobio.example")).await.is(200);
    browser.submit(&filed).await.is(200);
    let silent_at = async |at: &str| {
        app.sleep_until(at);
        let camille = coordinator(app).await;
        let page = camille.open("/admin/people?state=silent").await;
        let names = ["Ada", "Ben", "Mina", "Chloé", "Marc", "Driss", "Camille"];
        names.into_iter().filter(|name| lists(&page, name)).collect::<Vec<_>>()
    };
    assert_eq!(silent_at("2026-04-03 08:00").await, Vec::<&str>::new());
    assert_eq!(silent_at("2026-04-03 10:00").await, ["Ada", "Mina", "Chloé", "Marc", "Driss"]);
    assert_eq!(silent_at("2026-04-05 15:00").await, ["Ada", "Ben", "Mina", "Chloé", "Marc", "Driss"]);
    // Who answered by a link has come: no invitation is sent after them.
    let camille = coordinator(app).await;
    camille
        .open("/admin/people?q=ben")
        .await
        .is(200)
        .says("dernier signe le 6 mars 2026")
        .says("un mois de silence");
    let awaited = camille.open("/admin/people?state=awaited").await;
    assert!(lists(&awaited, "Driss") && !lists(&awaited, "Ben"));
    // A word, and they are back.
    app.browse_as("ada@cartobio.example").await;
    let silent = camille.open("/admin/people?state=silent").await;
    assert!(lists(&silent, "Ben") && !lists(&silent, "Ada"));
    app.pass().await;
});

/// As a first start has it, without a mail server: nobody is told that a mail was sent, and a link is found in its file.
#[actix_web::test]
async fn where_mails_stay_in_files_pages_say_so_and_an_invitation_is_found_there() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().to_str().unwrap().to_owned();
    let settings =
        [("BULLETINS_MAIL__FILES_DIRECTORY", directory.clone()), ("BULLETINS_MAIL__SMTP_URL", String::new())];
    let Some(app) = TestApp::with("2026-03-04 09:00", false, &settings).await else { return };
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/people").await.says("Les courriels ne partent pas encore").says(&directory);
    camille.open("/admin/invitations").await.says(&directory);
    camille.submit(&[]).await.is(200).says("invitations sont écrites dans le dossier des courriels");
    app.pass().await;
    camille.open("/admin/mail").await.says(&directory).says("Écrits (").says_not("Envoyés");
    let files = std::fs::read_dir(folder.path()).unwrap().flatten();
    let mut paths = files.map(|file| file.path().to_str().unwrap().to_owned());
    let of_ben = paths.find(|path| path.contains("_invitation_ben@cartobio.example_")).unwrap();
    let mail = std::fs::read_to_string(of_ben).unwrap();
    let link = mail.lines().find_map(|line| line.strip_prefix(&format!("{}/invitations/", app.base)));
    let link = format!("/invitations/{}", link.expect("a line is the link"));
    app.browser("fr").open(&link).await.is(200).says("ben@cartobio.example");
    // Who does not coordinate has nothing to do with it.
    app.browse_as("ada@cartobio.example").await.open("/settings").await.says_not(&directory);
    app.finish().await;
}

story!(who_gets_in_already_is_not_invited, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await;
    let camille = coordinator(app).await;
    let add = async |lines: &str| {
        camille.open("/admin/people?add=karfu-r").await.is(200);
        let fields = [("lines", lines), ("post", "eig"), ("project", "karfu-r"), ("invite", "1")];
        camille.submit_form("form#add", &fields).await
    };
    let ada = "Ada <ada@cartobio.example>";
    let page = add(ada).await;
    page.is(200).says("C’est ajouté. Cette personne avait déjà un accès : aucune invitation n’est partie.");
    let page = add(&format!("{ada}\nZoé <zoe@eig.example>")).await;
    page.is(200).says("une personne est invitée. Une autre avait déjà un accès");
    app.settle().await;
    app.inbox("ada@cartobio.example").has_none("invitation");
    // Without an address for answers in the settings, who invites has them.
    let invitation = app.inbox("zoe@eig.example").has_one("invitation").clone();
    invitation.says("ou répondez-y");
    assert!(invitation.headers.contains("Reply-To: Camille <camille@eig.example>"), "{}", invitation.headers);
});

story!(each_line_that_names_nobody_is_told_with_why, "2026-03-04 09:00", |app| {
    let camille = coordinator(app).await;
    camille.open("/admin/people").await.is(200);
    let lines = "Bob <bob@x.example>\nPas une adresse\nBob <BOB@x.example>";
    let page = camille.submit_form("form#add", &[("lines", lines), ("post", "eig")]).await;
    page.is(422);
    page.says("Ligne 2 : « Pas une adresse » n’a pas d’adresse électronique");
    page.says("Ligne 3 : cette adresse est déjà à la ligne 1.");
    assert_eq!(page.count(".summary a[href='#project']", "Choisissez un projet pour ce rôle."), 1);
});

story!(who_is_back_is_not_heard_of_by_that, "2026-03-04 09:00", |app| {
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/").await.is(200);
    let text = "Un serveur";
    let asked = ask(app, "chloe@karfur.example", "karfu-r", text, true, "2026-03-04 09:00").await;
    take(app, asked, "mina@agence.example", "2026-03-04 09:00").await;
    app.sleep_until("2026-04-20 09:00");
    let camille = coordinator(app).await;
    let page = open_person(&camille, "Mina").await;
    camille.submit_form("form.departure", &[("last_day", "2026-04-17")]).await.is(200);
    camille.open(&page).await.is(200);
    camille.submit_form("form.back", &[]).await.is(200);
    let mina = camille.open("/admin/people?q=mina").await;
    mina.is(200).says("dernier signe le 4 mars 2026").says_not("un mois de silence");
    app.sleep_until("2026-05-20 10:00");
    let camille = coordinator(app).await;
    let mina = camille.open("/admin/people?q=mina").await;
    mina.is(200).says("dernier signe le 4 mars 2026").says("un mois de silence");
    app.pass().await;
});
