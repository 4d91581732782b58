//! What pages say is true at the moment at which they are read.

use crate::support::app::TestApp;

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
