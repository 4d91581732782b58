//! Replicas whose clocks disagree.

use std::sync::Arc;

use bulletins::app::App;
use bulletins::clock::{Clock, Manual, System};
use chrono::TimeDelta;

use crate::support::app::{TestApp, config};
use crate::support::log::Log;

/// Leases are counted by the database's clock: a replica that is far ahead leaves alone what another is sending.
#[actix_web::test]
async fn replicas_whose_clocks_are_an_hour_apart_send_each_mail_once() {
    let settings = [("BULLETINS_MAIL__TIMEOUT_SECONDS", "60".to_owned())];
    let Some(app) = TestApp::with("2026-03-06 15:00", true, &settings).await else { return };
    let ahead = Arc::new(Manual::at(app.clock.now() + TimeDelta::hours(1)));
    let other = App::start(config(&app.database, &app.smtp, &app.base), ahead).await.unwrap();
    app.sleep_until("Fri 15:05");
    app.smtp.holds_after(0);
    let meddled = async {
        // Eight at once are all there are: they wait in the server's hands.
        app.smtp.has_been_given(8).await;
        other.pass().await.unwrap();
        app.smtp.lets_through();
    };
    let ((), ()) = tokio::join!(app.pass(), meddled);
    let mut readers: Vec<String> = app.mails().into_iter().map(|mail| mail.to).collect();
    readers.sort();
    let all = readers.len();
    readers.dedup();
    assert_eq!((readers.len(), all), (8, 8), "nobody has two");
    app.finish().await;
}

/// A clock that is off says so to whoever watches; one that is right is not spoken of.
#[actix_web::test]
async fn a_clock_that_is_off_is_told_to_those_who_watch() {
    let Some(app) = TestApp::on_postgres("2026-03-06 15:00").await else { return };
    let operator = app.browser("en");
    let off = app.clock.now() - System.now();
    let close = |told: i64| (told - off.num_seconds()).abs() < 600;
    let health: serde_json::Value =
        serde_json::from_str(&operator.open("/health/ready").await.is(200).body).unwrap();
    assert_eq!(health["status"], "ready");
    assert!(close(health["clock_off_by_seconds"].as_i64().unwrap()), "{health}");
    assert!(close(skew_in(&operator.open("/metrics").await.body)));
    app.clock.set(System.now());
    let ready = operator.open("/health/ready").await;
    ready.is(200).says("ready");
    assert!(!ready.body.contains("clock"), "{}", ready.body);
    assert_eq!(skew_in(&operator.open("/metrics").await.body), 0);
}

fn skew_in(metrics: &str) -> i64 {
    let line = metrics.lines().find_map(|line| line.strip_prefix("bulletins_clock_skew_seconds "));
    line.expect("the number is told").parse().unwrap()
}

#[actix_web::test]
async fn the_log_is_told_once_that_a_clock_is_off_and_once_that_it_is_right() {
    use bulletins::services::post::comparing_clocks::{Watch, skew};
    let Some(app) = TestApp::on_postgres("2026-03-06 15:00").await else { return };
    let log = Log::listen();
    let mut watch = Watch::default();
    for _ in 0..2 {
        watch.note(skew(&app.app.services.db, app.clock.as_ref()).await.unwrap());
    }
    assert_eq!(log.count("check NTP"), 1, "{:?}", log.lines());
    app.clock.set(System.now());
    for _ in 0..2 {
        watch.note(skew(&app.app.services.db, &System).await.unwrap());
    }
    assert_eq!(log.count("agrees"), 1, "{:?}", log.lines());
}
