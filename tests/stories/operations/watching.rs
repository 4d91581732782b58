//! What those see who run the service.

use crate::story;
use crate::support::app::TestApp;

story!(health_and_metrics_tell_how_it_is, "2026-03-06 15:00", |app| {
    let operator = app.browser("en");
    operator.open("/health/live").await.is(200);
    // The demo's levers exist in the demo alone.
    for lever in ["/demo", "/demo/mailbox", "/demo/mailbox.json", "/demo/mailbox/x", "/demo/mailbox/x/html"] {
        operator.open(lever).await.is(404);
    }
    operator.post("/demo/clock", &[("to", "digest")]).await.is(404);
    operator.post("/demo/sign-in", &[("person", "1")]).await.is(404);
    operator.open("/health/ready").await.is(200).says("ready");
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    let numbers = operator.open("/metrics").await.body;
    assert!(numbers.contains("bulletins_outbox_depth 8"), "{numbers}");
    assert!(
        numbers.contains(
            "bulletins_http_requests_total{method=\"GET\",route=\"/health/ready\",status=\"200\"} 1"
        )
    );
    app.smtp.comes_back();
    app.travel_to("Fri 16:00").await;
    let numbers = operator.open("/metrics").await.body;
    assert!(numbers.contains("bulletins_outbox_depth 0"), "{numbers}");
    let digest = crate::support::app::moment("2026-03-06 15:05").timestamp();
    assert!(
        numbers.contains(&format!("bulletins_last_run_timestamp_seconds{{job=\"digest\"}} {digest}")),
        "{numbers}"
    );
    assert!(!numbers.contains('@'), "no address is told: {numbers}");
});

#[actix_web::test]
async fn a_new_installation_leads_its_first_coordinator_in() {
    let app = TestApp::empty("2026-03-04 09:00").await;
    let link = app.first_link().await.expect("nobody coordinates yet");
    let first = app.browser("en");
    first.open(&link).await.is(200).says("first to coordinate");
    first
        .submit(&[("name", "Zoé"), ("email", "no address"), ("password", "x")])
        .await
        .is(422)
        .says("name@example.org");
    assert_eq!(first.page().field("name"), "Zoé");
    first.submit(&[("email", "zoe@eig.example"), ("password", "correct horse battery")]).await.is(200);
    first.page().says("Four steps to the first week").says("next A promotion");
    app.browser("en").open(&link).await.is(410);
    assert!(app.first_link().await.is_none());
    // A week with nobody to tell of goes by in silence.
    app.travel_to("Mon 09:00").await;
    assert!(app.mails().is_empty());
    app.finish().await;
}

#[actix_web::test]
async fn several_replicas_may_start_at_once() {
    let Some(url) = crate::support::postgres::fresh_database() else { return };
    let starts = (0..4).map(|_| {
        let url = url.clone();
        async move {
            let db = bulletins::store::Db::open(&url, 2).unwrap();
            bulletins::store::migrate(&db).await.unwrap()
        }
    });
    let applied: usize = futures_util::future::join_all(starts).await.into_iter().sum();
    let db = bulletins::store::Db::open(&url, 1).unwrap();
    assert_eq!(bulletins::store::pending_migrations(&db).await.unwrap(), 0);
    assert_eq!(applied, 10, "each migration is applied by one of them");
}
