//! A mentor is away, and somebody has their mails meanwhile.

use bulletins::domain::people::Role;

use super::leaving::{coordinator, open_person};
use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;

const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Relire"), ("ups_and_downs", "Démo")];
const NOE: &str = "noe@agence.example";

/// Marc, whose words are French, names somebody.
async fn name(marc: &Browser, typed: &[(&str, &str)]) -> crate::support::browser::Page {
    marc.open("/settings").await.is(200);
    marc.submit_form("form.stand-in", typed).await
}

async fn mentor(app: &TestApp) -> Browser {
    app.browse_as("marc@diair.example").await
}

story!(somebody_new_stands_in_is_invited_and_leaves_nothing_behind, "2026-03-04 09:00", |app| {
    app.browse_as("chloe@karfur.example").await.submit(&TEXTS).await.is(200);
    let marc = mentor(app).await;
    marc.open("/settings").await.says("Pendant votre absence");
    let noe = [("stand_in_name", "Noé"), ("stand_in_email", NOE), ("stand_in_until", "2026-03-20")];
    name(&marc, &noe).await.is(200).says("Noé (noe@agence.example) vous remplace jusqu’au 20 mars 2026");
    app.settle().await;
    let invitation = app.inbox(NOE).has_one("invitation").clone();
    invitation.says("Marc vous a demandé d’assurer son remplacement jusqu’au 20 mars 2026.");
    invitation.says_not("vous invite à rejoindre");
    assert!(invitation.html.contains("Marc vous confie son remplacement jusqu’au 20 mars 2026"));
    // They lend a hand for that alone.
    invitation.says("Karfu'R").says_not("Vous prêtez main-forte à l’équipe");
    // They get in, and read what a mentor reads.
    let noe = app.browser("fr");
    noe.open(&invitation.link("/invitations/")).await.is(200);
    noe.submit(&[("password", "correct horse battery")]).await.is(200);
    noe.open("/projects/plume").await.is(200);
    noe.open("/settings").await.is(200).says_not("Pendant votre absence");
    // Coordinators see it, and who did it; it is not theirs to edit.
    let camille = coordinator(app).await;
    let page = open_person(&camille, "No%C3%A9").await;
    camille.page().says_not("En renfort – ").says_not("Départ noté");
    camille.page().says("Mentor – Karfu'R (à la place de Marc, jusqu’au 20 mars 2026)");
    assert!(!camille.page().links().contains(&format!("{page}/roles/karfu-r/mentor")));
    camille.open(&format!("{page}/roles/karfu-r/mentor")).await.is(404);
    let list = camille.open("/admin/people?q=noe").await;
    list.says("Remplace Marc jusqu’au 20 mars 2026").says_not("En renfort – ");
    camille.open("/admin/projects/karfu-r").await.says("Mentor (à la place de Marc, jusqu’au 20 mars 2026)");
    open_person(&camille, "Marc").await;
    camille.page().says("Remplacement jusqu’au 20 mars 2026").says("Noé");
    camille.open("/admin/audit?topic=roles").await.says("Remplacement confié");
    camille.open("/projects/karfu-r").await.says("remplacement par Noé jusqu’au 20 mars 2026");
    camille.page().says("remplace Marc jusqu’au 20 mars 2026");
    // One digest, with the sentence; Marc's goes on.
    app.travel_to("Fri 15:05").await;
    app.inbox(NOE).has_one("digest").says("Marc vous a demandé d’assurer son remplacement").says("Relire");
    app.inbox("marc@diair.example").has_one("digest").says_not("remplacement");
    // The last day is a day like any other.
    app.travel_to("Fri 15:05").await;
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox(NOE).of_kind("digest").len(), 3);
    // The day after the last it is over: neither mails nor pages.
    app.travel_to("2026-03-21 09:00").await;
    noe.open("/projects/karfu-r").await.is(404);
    noe.open("/projects/plume").await.is(404);
    marc.open("/settings").await.says_not("vous remplace jusqu’au");
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox(NOE).of_kind("digest").len(), 3);
});

story!(somebody_known_stands_in_and_is_let_go, "2026-03-04 09:00", |app| {
    app.browse_as("driss@plume.example").await;
    app.browse_as("chloe@karfur.example").await.submit(&TEXTS).await.is(200);
    let marc = mentor(app).await;
    let driss = [("stand_in_email", "driss@plume.example"), ("stand_in_until", "2026-03-31")];
    name(&marc, &driss).await.is(200).says("Driss (driss@plume.example) vous remplace");
    app.settle().await;
    let asked = app.inbox("driss@plume.example").has_one("stand-in").clone();
    asked.says("Marc vous a demandé d’assurer son remplacement jusqu’au 31 mars 2026.").says("Karfu'R");
    // A plain answer reaches who asked.
    let answers = asked.headers.lines().find(|line| line.starts_with("Reply-To:")).unwrap_or_default();
    assert!(answers.contains("marc@diair.example"), "{}", asked.headers);
    app.inbox("driss@plume.example").has_none("invitation");
    app.travel_to("Fri 15:05").await;
    // The mentor's mail beside their own.
    let driss = app.inbox("driss@plume.example");
    assert_eq!(driss.of_kind("digest").len(), 2);
    driss.about("digest", "Karfu'R").says("Marc vous a demandé").says("Relire");
    driss.about("digest", "Bulletins").says_not("Marc vous a demandé").says_not("Relire");
    // Somebody else in their place: each is told, and nobody stands in twice.
    marc.prove().await;
    let noe = [("stand_in_name", "Noé"), ("stand_in_email", NOE), ("stand_in_until", "2026-03-31")];
    name(&marc, &noe).await.is(200).says("Noé");
    app.settle().await;
    let ended = app.inbox("driss@plume.example").latest_of("stand-in").clone();
    ended.says("Marc n’a plus besoin de remplacement");
    assert_eq!(app.inbox("driss@plume.example").of_kind("stand-in").len(), 2);
    app.inbox(NOE).has_one("invitation");
    // For longer: the help for which they were added goes along.
    name(&marc, &[("stand_in_until", "2026-04-10")]).await.is(200).says("10 avril 2026");
    let help = "SELECT CAST(until_day AS TEXT) AS key FROM memberships WHERE role = 'helper'";
    assert_eq!(app.keys(help).await, ["2026-04-10".to_owned()].into());
    // Back early. To end it asks for no proof; it ends at once, and the help with the day.
    app.sleep_until("2026-03-09 12:00");
    marc.open("/settings").await;
    marc.submit_form("form.end-stand-in", &[("end", "1")]).await.is(200).says_not("vous remplace jusqu’au");
    assert_eq!(app.keys(help).await, ["2026-03-09".to_owned()].into());
    assert_eq!(app.keys("SELECT CAST(person_id AS TEXT) AS key FROM stand_ins").await.len(), 0);
    let csrf = marc.page().form_token();
    marc.post("/settings/stand-in", &[("csrf", &csrf), ("end", "1")]).await.is(409);
    app.travel_to("Fri 15:05").await;
    app.inbox(NOE).has_one("stand-in").says("Marc n’a plus besoin de remplacement");
    app.inbox(NOE).has_none("digest");
    app.inbox("driss@plume.example").latest_of("digest").says_not("remplacement");
    let camille = coordinator(app).await;
    camille.open("/admin/audit?topic=roles").await.says("Fin d’un remplacement");
});

story!(who_is_let_go_keeps_the_help_that_coordinators_settled, "2026-03-04 09:00", |app| {
    let marc = mentor(app).await;
    let noe = [("stand_in_name", "Noé"), ("stand_in_email", NOE), ("stand_in_until", "2026-03-31")];
    name(&marc, &noe).await.is(200);
    app.give(NOE, Role::Helper, "plume", Some("2026-03-31")).await;
    marc.submit_form("form.end-stand-in", &[("end", "1")]).await.is(200);
    let help = "SELECT slug || ' ' || CAST(until_day AS TEXT) AS key
         FROM memberships JOIN projects ON projects.id = project_id WHERE role = 'helper'";
    assert_eq!(app.keys(help).await, ["karfu-r 2026-03-04", "plume 2026-03-31"].map(str::to_owned).into());
    // What they are now is on record, as whatever else is done to a role.
    let lines = "SELECT slug || ' ' || email AS key FROM audit JOIN projects ON projects.id = project_id
         JOIN people ON people.id = actor_id WHERE action = 'role-days-set'";
    assert_eq!(app.keys(lines).await, ["karfu-r marc@diair.example".to_owned()].into());
    app.settle().await;
});

story!(who_cannot_stand_in_is_refused_by_a_sentence_that_helps, "2026-03-04 09:00", |app| {
    let marc = mentor(app).await;
    let camille = coordinator(app).await;
    open_person(&camille, "Ben").await;
    camille.follow("a[href$='/active']").await.is(200);
    camille.submit(&[]).await.is(200);
    open_person(&camille, "Driss").await;
    camille.submit_form("form.give", &[("role", "strategic-mentor"), ("project", "karfu-r")]).await.is(200);
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.open("/settings").await;
    chloe.submit_form("form.mails", &[("digest", "none")]).await.is(200);
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/settings").await;
    let noe = [("stand_in_name", "Noé"), ("stand_in_email", NOE), ("stand_in_until", "2026-03-31")];
    mina.submit_form("form.stand-in", &noe).await.is(200);
    let people = app.keys("SELECT email AS key FROM people").await;
    for (name_typed, email, until, said) in [
        ("Marc", "marc@diair.example", "2026-03-31", "C’est votre propre adresse"),
        ("", "ben@cartobio.example", "2026-03-31", "L’accès de cette personne est suspendu"),
        ("", "driss@plume.example", "2026-03-31", "Cette personne est déjà mentor avec vous"),
        ("", "chloe@karfur.example", "2026-03-31", "ne reçoit plus le message de la semaine"),
        ("", "mina@agence.example", "2026-03-31", "Cette personne est absente elle aussi"),
        ("", "zoe@diair.example", "2026-03-31", "Indiquez le nom de cette personne"),
        ("Zoé", "zoe", "2026-03-31", "adresse"),
        ("Zoé", "zoe@diair.example", "", "Indiquez un jour"),
        ("Zoé", "zoe@diair.example", "2026-03-03", "Ce jour est déjà passé"),
        ("Zoé", "zoe@diair.example", "2026-06-05", "dans plus de trois mois"),
    ] {
        let typed = [("stand_in_name", name_typed), ("stand_in_email", email), ("stand_in_until", until)];
        name(&marc, &typed).await.is(422).says(said);
        for (field, value) in typed {
            assert_eq!(marc.page().field(field), value, "{said}");
        }
    }
    assert_eq!(app.keys("SELECT email AS key FROM people").await, people, "nobody was added");
    // From the first day on that is allowed to the last.
    let zoe = [("stand_in_name", "Zoé"), ("stand_in_email", "zoe@diair.example")];
    for until in ["2026-03-04", "2026-06-04"] {
        name(&marc, &[&zoe[..], &[("stand_in_until", until)]].concat()).await.is(200);
    }
    // Each time somebody gets a mail: three times, and then once in eight hours.
    let third =
        [("stand_in_name", "Zoé"), ("stand_in_email", "zo@diair.example"), ("stand_in_until", "2026-03-31")];
    name(&marc, &third).await.is(200);
    name(&marc, &[&zoe[..], &[("stand_in_until", "2026-03-31")]].concat())
        .await
        .is(422)
        .says("plusieurs fois");
    app.sleep_until("2026-03-04 17:01");
    marc.prove().await;
    name(&marc, &[&zoe[..], &[("stand_in_until", "2026-03-31")]].concat()).await.is(200);
    // Who mentors nothing names nobody, and a browser that was left open does not either.
    let csrf = chloe.page().form_token();
    chloe.prove().await;
    let fields = [("csrf", csrf.as_str()), ("stand_in_email", NOE), ("stand_in_until", "2026-03-31")];
    chloe.post("/settings/stand-in", &fields).await.is(403).says_not("Est-ce toujours vous");
    app.sleep_until("2026-03-05 09:00");
    let before = app.keys("SELECT CAST(stand_in_id AS TEXT) AS key FROM stand_ins").await;
    name(&marc, &third).await.is(403).says("Est-ce toujours vous");
    assert_eq!(app.keys("SELECT CAST(stand_in_id AS TEXT) AS key FROM stand_ins").await, before);
    marc.submit_form("form.proof", &[("proof_password", "correct horse battery")]).await.is(200);
    assert_ne!(app.keys("SELECT CAST(stand_in_id AS TEXT) AS key FROM stand_ins").await, before);
    app.settle().await;
});
