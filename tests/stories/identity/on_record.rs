//! Who was not let in, on record.

use crate::story;
use crate::support::app::TestApp;

/// What the record tells of one kind of action, each time.
async fn on_record(app: &TestApp, action: &str) -> Vec<String> {
    let query = format!("SELECT id || ' ' || detail AS key FROM audit WHERE action = '{action}'");
    let details = |key: String| key.split_once(' ').map(|(_, detail)| detail.to_owned()).unwrap();
    app.keys(&query).await.into_iter().map(details).collect()
}

story!(who_was_not_let_in_is_on_record_by_network_and_not_each_time, "2026-03-04 09:00", |app| {
    let stranger = app.browser("fr");
    let csrf = stranger.open("/sign-in").await.field("csrf");
    for _ in 0..10 {
        for address in ["ada@cartobio.example", "ADA@cartobio.example", "nobody@x.example"] {
            stranger.post("/sign-in", &[("csrf", &csrf), ("email", address), ("password", "a guess")]).await;
        }
    }
    assert_eq!(
        on_record(app, "sign-in-failed").await,
        ["127.0.0.0/24"; 5],
        "five at once, of her account alone"
    );
    // A wrong code counts as well, some time later.
    app.sleep_until("Wed 12:00");
    stranger.post("/sign-in/links", &[("csrf", &csrf), ("email", "ada@cartobio.example")]).await.is(200);
    app.settle().await;
    stranger.submit_form("form[action='/sign-in/codes']", &[("code", "x")]).await.is(422);
    assert_eq!(on_record(app, "sign-in-failed").await.len(), 6);

    let ada = app.browse_as("ada@cartobio.example").await;
    for _ in 0..20 {
        ada.open("/admin/audit").await.is(403);
    }
    assert_eq!(on_record(app, "refused").await, ["GET /admin/audit 127.0.0.0/24"; 5]);
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/admin/audit?topic=refusals").await;
    page.is(200).says("Échec de connexion Ada 127.0.0.0/24").says("Accès refusé");
    assert_eq!(on_record(app, "signed-in-by-code").await, [""; 0]);

    // Who is erased is erased there too.
    ada.open("/settings/erasure").await.is(200);
    ada.submit(&[]).await.is(200);
    for action in ["sign-in-failed", "refused", "signed-up"] {
        let told = on_record(app, action).await;
        assert!(told.iter().all(|detail| !detail.contains('/')), "{action}: {told:?}");
    }
});
