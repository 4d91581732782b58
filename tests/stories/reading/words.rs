//! What pages say is true at the moment at which they are read, and for who reads it.

use bulletins::domain::filing::bulletin::{Content, Mood};
use bulletins::domain::filing::questions::Answers;
use bulletins::domain::filing::text::Text;
use bulletins::store::filing::bulletins as filed;
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::filing::brought;

const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Carte"), ("ups_and_downs", "Démo")];

story!(a_week_is_told_as_it_stands, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("pas encore").says_not("pas déposé");
    let chloe = app.browse_as("chloe@karfur.example").await;
    for reader in [&camille, &chloe] {
        let week = reader.open("/weeks/2026-W10").await;
        week.says("seules son équipe et la coordination voient un bulletin");
    }
    app.travel_to("Fri 15:05").await;
    camille.open("/dashboard").await.says("pas déposé").says_not("pas encore");
    camille.open("/weeks/2026-W10").await.says_not("seules son équipe");
});

story!(nobody_is_missed_in_a_week_in_which_nobody_was_asked, "2026-03-02 09:00", |app| {
    // What was filed before is told without a word of those who did not.
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/schedule").await;
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W10")]).await.is(200);
    let gaps = |page: &Page| {
        ["pas de bulletin", "rien de demandé"].map(|words| page.count("td .visually-hidden", words))
    };
    assert_eq!(gaps(&camille.open("/dashboard").await), [24, 2]);
    camille.page().says_not("sur 3 projets").says("rien de demandé").says_not("pas encore");
    app.travel_to("Mon 09:00").await;
    assert_eq!(gaps(&camille.open("/dashboard").await), [24, 2]);
    camille.open("/weeks").await.says("un bulletin, sans qu’il ait été demandé");
    camille.open("/projects/karfu-r").await.says("aucun bulletin n’était demandé");
});

story!(a_project_that_joins_is_missed_in_no_week_before, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/projects").await;
    let typed = [("name", "Neu"), ("administration", "A")];
    camille.submit_form("form[action='/admin/projects']", &typed).await.is(200);
    let gaps = |page: &Page| {
        ["pas de bulletin", "rien de demandé"].map(|words| page.count("td .visually-hidden", words))
    };
    assert_eq!(gaps(&camille.open("/dashboard").await), [24, 0]);
    camille.page().says("un bulletin sur 4 projets").says_not("Quatre étapes");
    camille.open("/weeks").await.says("sur 3 projets").says_not("sur 4 projets");
    camille.open("/weeks/2026-W09").await.says_not("Neu");
    camille.open("/projects/neu").await.says_not("pas de bulletin");
    app.travel_to("Mon 09:00").await;
    camille.open("/weeks").await.says("sur 4 projets");
    camille.open("/projects/neu").await.says("pas de bulletin");
});

// Nobody was asked while it was prepared.
story!(a_promotion_that_opens_late_is_asked_from_then_on, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/promotions").await;
    let typed = [("name", "EIG 9"), ("starts_on", "2026-01-05"), ("ends_on", "2026-12-31")];
    camille.submit_form("form[action='/admin/promotions']", &typed).await.is(200);
    for name in ["Neu", "Alt"] {
        camille.open("/admin/projects").await;
        let typed = [("promotion", "2"), ("name", name), ("administration", "A")];
        camille.submit_form("form[action='/admin/projects']", &typed).await.is(200);
    }
    // The second comes with what it filed elsewhere.
    let bring = |conn: &mut Conn| -> store::Result<()> {
        let content = Content {
            mood: Some(Mood::Good),
            quiet: false,
            answers: Answers::find(|_| Text::of("Von früher")),
            key_date: None,
        };
        let (week, project) = ("2026-W08".parse().unwrap(), projects::by_slug(conn, "alt")?.unwrap().id);
        let filed_at = "2026-02-20T10:00:00Z".parse().unwrap();
        filed::insert(conn, &brought(project, week, &content, filed_at)).map(|_| ())
    };
    app.app.services.db.write(bring).await.unwrap();
    app.travel_to("Mon 09:00").await;
    camille.open("/admin/promotions").await;
    // Its projects have no team yet, which it says and asks first.
    camille.follow("a[href='/admin/promotions/2/stage?stage=open']").await.is(200);
    camille.submit(&[]).await.is(200);
    camille.open("/weeks").await.says("sur 4 projets").says_not("sur 5 projets");
    camille.open("/projects/neu").await.says_not("pas de bulletin");
    camille.open("/weeks/2026-W08").await.says("Von früher");
});

// Nobody missed what they could not file for: the first week is the one that closes next.
story!(a_promotion_that_opens_after_a_closing_begins_with_the_next_week, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/promotions").await;
    let typed = [("name", "EIG 9"), ("starts_on", "2026-03-02"), ("ends_on", "2026-12-31")];
    camille.submit_form("form[action='/admin/promotions']", &typed).await.is(200);
    camille.open("/admin/projects").await;
    let typed = [("promotion", "2"), ("name", "Neu"), ("administration", "A")];
    camille.submit_form("form[action='/admin/projects']", &typed).await.is(200);
    app.travel_to("Fri 15:05").await;
    camille.open("/admin/promotions").await;
    // Its projects have no team yet, which it says and asks first.
    camille.follow("a[href='/admin/promotions/2/stage?stage=open']").await.is(200);
    camille.submit(&[]).await.is(200);
    // One that is added later the same evening is in the same case.
    camille.open("/admin/projects").await;
    let typed = [("promotion", "2"), ("name", "Zweit"), ("administration", "A")];
    camille.submit_form("form[action='/admin/projects']", &typed).await.is(200);
    let late = |page: &Page| ["Neu", "Zweit"].map(|name| page.count(".mosaic th a", name));
    assert_eq!(late(&camille.open("/dashboard").await), [0, 0]);
    camille.open("/weeks/2026-W10").await.says_not("Neu").says_not("Zweit");
    for slug in ["neu", "zweit"] {
        camille.open(&format!("/projects/{slug}")).await.is(200).says_not("pas de bulletin");
    }
    app.travel_to("Mon 09:00").await;
    assert_eq!(late(&camille.open("/dashboard?promotion=2").await), [1, 1]);
    camille.page().says_not("Semaine dernière");
});

/// From opening on there is nothing to do but to wait.
#[actix_web::test]
async fn after_opening_the_first_bulletin_is_waited_for() {
    let app = TestApp::empty("2026-03-04 09:00").await;
    let zoe = app.browser("fr");
    zoe.open(&app.first_link().await.unwrap()).await.is(200);
    let account = [("name", "Zoé"), ("email", "zoe@eig.example"), ("password", "correct horse battery")];
    zoe.submit(&account).await.is(200);
    app.import(
        "promotion: { name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31 }
projects: [{ name: ADLER, administration: A, eigs: [{ name: Ada, email: ada@adler.example }] }]",
    )
    .await;
    zoe.open("/dashboard").await.says("en attente La première semaine").says_not("à faire");
    zoe.open("/admin").await.says("en attente La première semaine").says_not("à faire");
    app.browse_as("ada@adler.example").await.page().says("Bulletin d’ADLER");
    app.finish().await;
}

/// Nobody is asked for anything meanwhile, and there is something to do.
#[actix_web::test]
async fn what_was_opened_too_early_is_not_waited_for() {
    let app = TestApp::empty("2026-03-04 09:00").await;
    let zoe = app.browser("fr");
    zoe.open(&app.first_link().await.unwrap()).await.is(200);
    let account = [("name", "Zoé"), ("email", "zoe@eig.example"), ("password", "correct horse battery")];
    zoe.submit(&account).await.is(200);
    zoe.open("/admin/promotions").await;
    let days = [("name", "EIG 9"), ("starts_on", "2026-03-02"), ("ends_on", "2026-12-31")];
    zoe.submit_form("form.new", &days).await.is(200);
    zoe.open("/admin/promotions").await;
    zoe.submit_form("form.moves", &[("stage", "open")]).await.is(200).says("La promotion est ouverte");
    let told = |page: &Page, words: &str| {
        page.is(200).says(words).says("ensuite La première semaine").says("à faire");
        page.says_not("en attente La première semaine").says_not("Le premier bulletin est attendu");
    };
    let nothing = "Rien n’est demandé tant qu’elle n’a ni projet ni équipe.";
    told(&zoe.open("/dashboard").await, nothing);
    told(&zoe.open("/admin").await, nothing);
    zoe.open("/admin/projects").await;
    zoe.submit_form("form.new", &[("name", "Vide"), ("administration", "X")]).await.is(200);
    told(&zoe.open("/admin").await, "Rien n’est demandé tant qu’aucun de ses projets n’a d’équipe.");
    app.finish().await;
}

story!(what_has_not_begun_has_not_ended, "2026-01-02 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/projects").await.is(200).says("CartoBio").says_not("Projets terminés");
});

story!(moods_are_those_of_a_week_that_is_named, "2026-01-06 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/projects").await.is(200).says("CartoBio").says_not("dernière semaine publiée");
    app.travel_to("Fri 15:05").await;
    camille
        .open("/projects")
        .await
        .says("L’humeur de chaque équipe dans la dernière semaine publiée, du 5 au 11 janvier 2026.");
    app.browse_as("mina@agence.example")
        .await
        .open("/projects")
        .await
        .says("Each team’s mood in the latest published week, 5 to 11 January 2026.");
});

story!(how_far_a_key_date_is_is_told_of_each_day, "2026-03-04 09:00", |app| {
    let day = [("key_date", "2026-03-20"), ("key_date_description", "Recette")];
    let typed = [&TEXTS[..], &day].concat();
    app.browse_as("ada@cartobio.example").await.submit(&typed).await.is(200);
    let marc = app.browse_as("marc@diair.example").await;
    let mina = app.browse_in("en", "mina@agence.example").await;
    for (when, fr, en) in [
        ("Fri 15:05", "dans 14 jours", "in 14 days"),
        ("Sat 09:00", "dans 13 jours", "in 13 days"),
        ("2026-03-19 12:00", "demain", "tomorrow"),
        ("2026-03-20 00:00", "aujourd’hui", "today"),
        ("2026-03-21 00:00", "hier", "yesterday"),
    ] {
        app.travel_by_day(when).await;
        for (reader, words) in [(&marc, fr), (&mina, en)] {
            let page = reader.open("/key-dates").await;
            assert_eq!(page.count(".days .quiet", &format!("· {words}")), 1, "{when}: {}", page.body);
        }
    }
});
