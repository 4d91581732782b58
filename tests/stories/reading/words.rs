//! What pages say is true at the moment at which they are read, and for who reads it.

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Page;

const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Carte"), ("ups_and_downs", "Démo")];

story!(a_week_is_told_as_it_stands, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("pas encore").says_not("pas déposé");
    // Before publishing those who coordinate see them all, others their own.
    camille.open("/weeks/2026-W10").await.says("les voit déjà tous").says_not("ceux de vos projets");
    app.browse_as("chloe@karfur.example").await.open("/weeks/2026-W10").await.says("que ceux de vos projets");
    app.travel_to("Fri 15:05").await;
    camille.open("/dashboard").await.says("pas déposé").says_not("pas encore");
    camille.open("/weeks/2026-W10").await.says_not("les voit déjà tous");
});

story!(nobody_is_missed_in_a_week_in_which_nobody_was_asked, "2026-03-02 09:00", |app| {
    // What was filed before is told without a word of those who did not.
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/schedule").await;
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W10")]).await.is(200);
    let gaps =
        |page: &Page| ["sans nouvelles", "rien de demandé"].map(|words| page.count("td.past span", words));
    assert_eq!(gaps(&camille.open("/dashboard").await), [18, 0]);
    camille.page().says_not("sur 3 projets").says("rien de demandé").says_not("pas encore");
    app.travel_to("Mon 09:00").await;
    assert_eq!(gaps(&camille.open("/dashboard").await), [15, 2]);
    camille.open("/weeks").await.says("un bulletin, sans qu’il ait été demandé");
    camille.open("/projects/karfu-r").await.says("aucun bulletin n’était demandé");
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
