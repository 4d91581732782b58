//! What those see who run the service.

use std::pin::Pin;
use std::task::{Context, Waker};

use bulletins::store::database::installation::{self, Doing};
use bulletins::store::{self, Db, Standing};

use crate::story;
use crate::support::app::{TestApp, moment};
use crate::support::database::Database;
use crate::support::postgres::Fresh;

story!(health_and_metrics_tell_how_it_is, "2026-03-06 15:00", |app| {
    let operator = app.browser("en");
    operator.open("/health/live").await.is(200);
    // The demo's levers exist in the demo alone.
    for lever in [
        "/demo",
        "/demo/design",
        "/demo/design.css",
        "/demo/mailbox",
        "/demo/mailbox.json",
        "/demo/mailbox/x",
        "/demo/mailbox/x/html",
    ] {
        operator.open(lever).await.is(404);
    }
    operator.post("/demo/clock", &[("to", "digest")]).await.is(404);
    operator.post("/demo/sign-in", &[("person", "1")]).await.is(404);
    operator.post("/demo/tour", &[("guide", "eig"), ("step", "1")]).await.is(404);
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
    let digest = moment("2026-03-06 15:05").timestamp();
    assert!(
        numbers.contains(&format!("bulletins_last_run_timestamp_seconds{{job=\"digest\"}} {digest}")),
        "{numbers}"
    );
    assert!(!numbers.contains('@'), "no address is told: {numbers}");
});

// A mail server that is away for longer than a digest lives leaves nothing that waits.
story!(what_was_lost_is_told_for_seven_days, "2026-03-06 15:00", |app| {
    let operator = app.browser("en");
    let number = async |name: &str| -> i64 {
        let numbers = operator.open("/metrics").await.is(200).body.clone();
        let line = numbers.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.rsplit(' ').next()?.parse().ok())
            .unwrap_or_else(|| panic!("no {name}: {numbers}"))
    };
    let (given_up, skipped) =
        ("bulletins_outbox_given_up{kind=\"digest\"}", "bulletins_runs_skipped{job=\"digest\"}");
    assert_eq!((number(given_up).await, number(skipped).await), (0, 0));
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    app.travel_by_day("2026-03-09 09:00").await;
    // A coordinator says what becomes of them; what tells that waits itself.
    let held = "bulletins_outbox_mails{kind=\"digest\",state=\"held\"}";
    assert_eq!((number("bulletins_outbox_depth").await, number(held).await), (1, 8));
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/mail?state=held").await.is(200);
    camille.submit_form("form.held", &[("decision", "give-up")]).await.is(200);
    assert_eq!((number(held).await, number(given_up).await), (0, 8));
    app.smtp.comes_back();
    app.sleep_until("2026-03-25 09:00");
    app.pass().await;
    assert_eq!((number(given_up).await, number(skipped).await), (0, 2));
});

/// Behind a proxy, which is where the world comes from, nobody is told numbers without a token, whether it says that it
/// is one or not.
#[actix_web::test]
async fn numbers_are_told_on_this_machine_or_for_a_token() {
    let ask = async |app: &TestApp, name: &'static str, value: &'static str| -> u16 {
        let browser = app.browser("en");
        browser.send(|client, base| client.get(format!("{base}/metrics")).header(name, value)).await.status
    };
    let app = TestApp::empty("2026-03-04 09:00").await;
    assert_eq!(ask(&app, "accept", "*/*").await, 200);
    assert_eq!(ask(&app, "x-forwarded-for", "192.0.2.1").await, 404);
    // A name that somebody has point here.
    assert_eq!(ask(&app, "host", "numbers.example").await, 404);
    assert_eq!(ask(&app, "host", "localhost").await, 200);
    let public = [("BULLETINS_SERVER__BASE_URL", "https://bulletins.eig.example".to_owned())];
    let behind = TestApp::with("2026-03-04 09:00", false, &public).await.unwrap();
    for host in ["127.0.0.1:8080", "localhost", "bulletins.eig.example"] {
        assert_eq!(ask(&behind, "host", host).await, 404, "{host}");
    }
    behind.finish().await;
    let token = [("BULLETINS_METRICS__TOKEN", "a long secret".to_owned())];
    let guarded = TestApp::with("2026-03-04 09:00", false, &token).await.unwrap();
    assert_eq!(ask(&guarded, "accept", "*/*").await, 404);
    assert_eq!(ask(&guarded, "authorization", "Bearer a long guess").await, 404);
    assert_eq!(ask(&guarded, "authorization", "Bearer a long secret").await, 200);
    app.finish().await;
    guarded.finish().await;
}

story!(a_request_that_fails_is_named_alike_by_its_page_and_its_answer, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    app.lose(&["projects"]);
    let page = ada.open("/weeks").await;
    app.find(&["projects"]);
    let id = page.headers["x-request-id"].to_str().unwrap().to_owned();
    assert!(page.status == 503 && id.len() == 12, "{} {id}", page.status);
    page.says(&id);
    // What is no fault of the program needs no number.
    let missing = ada.open("/nowhere").await;
    let other = missing.headers["x-request-id"].to_str().unwrap();
    assert!(other != id && !missing.body.contains(other), "{}", missing.text());
});

#[actix_web::test]
async fn a_new_installation_leads_its_first_coordinator_in() {
    let app = TestApp::empty("2026-03-04 09:00").await;
    let link = app.first_link().await.expect("nobody coordinates yet");
    // Each start shows another link, and ends none that somebody may have been given.
    let of_a_restart = app.first_link().await.expect("nobody coordinates yet");
    app.browser("en").open(&of_a_restart).await.is(200).says("first to coordinate");
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
    // One that is used ends all.
    for link in [link, of_a_restart] {
        app.browser("en").open(&link).await.is(410);
    }
    let left = "SELECT purpose AS key FROM link_tokens WHERE used_at IS NULL";
    assert!(app.keys(left).await.is_empty() && app.first_link().await.is_none());
    // A week with nobody to tell of goes by in silence.
    app.travel_to("Mon 09:00").await;
    assert!(app.mails().is_empty());
    app.finish().await;
}

story!(readiness_is_told_while_somebody_else_writes, "2026-03-04 09:00", |app| {
    let mut other = Database::at(&app.database);
    // What only reads goes on; what wants to write would wait, and on SQLite be refused in the end.
    other.run(if other.is_sqlite() {
        "BEGIN IMMEDIATE"
    } else {
        "BEGIN; LOCK TABLE installation IN EXCLUSIVE MODE"
    });
    app.browser("en").open("/health/ready").await.is(200).says("ready");
    other.run("ROLLBACK");
});

#[actix_web::test]
async fn readiness_is_told_of_a_database_that_can_only_be_read() {
    let Some(fresh) = Fresh::empty() else { return };
    let url = &fresh.url;
    store::migrate(&Db::open(url, 1).unwrap()).await.unwrap();
    let name = url.rsplit('/').next().unwrap();
    Database::at(url).run(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on"));
    let db = Db::open(url, 1).unwrap();
    assert_eq!(store::standing(&db).await.unwrap(), Standing::UpToDate);
    db.write(|conn| installation::take_over(conn, Doing::Cleaning, None, moment("2026-03-04 09:00")))
        .await
        .unwrap_err();
}

story!(readiness_ends_when_a_newer_version_has_changed_the_database, "2026-03-04 09:00", |app| {
    let operator = app.browser("en");
    let mut database = Database::at(&app.database);
    database.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
    operator.open("/health/ready").await.is(503).says("a newer version");
    let newest = database.newest();
    database
        .run(&format!("INSERT INTO installation (name, value) VALUES ('schema_9999_serves', '{newest}')"));
    operator.open("/health/ready").await.is(200).says("ready").says("a newer version");
});

/// More requests than the database can serve: they wait as tasks and in turn, and beyond the end of the line are told so.
async fn a_crowd_waits_in_line_and_its_end_is_told(postgres: bool) {
    let one = [("BULLETINS_DATABASE__CONNECTIONS", "1".to_owned())];
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &one).await else { return };
    let browser = app.browse_as("ada@cartobio.example").await;
    let db = app.app.services.db.clone();
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let (end, may_end) = std::sync::mpsc::channel::<()>();
    let work = move |_: &mut store::Conn| {
        begun.send(()).unwrap();
        may_end.recv().unwrap();
        Ok::<_, store::Error>(())
    };
    let slow = actix_web::rt::spawn({
        let db = db.clone();
        async move { db.read(work).await }
    });
    has_begun.await.unwrap();
    let mut waiting: Vec<_> = (0..100).map(|_| Box::pin(db.read(|_| Ok::<_, store::Error>(())))).collect();
    assert!(waiting.iter_mut().all(is_pending));
    // Each comes to its place in line.
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    for (language, text) in [("en", "Too many at once"), ("fr", "Trop de monde à la fois")] {
        let answer = app.browser(language).open(&format!("/invitations/{}", "A".repeat(43))).await;
        answer.is(503).says(text);
        assert_eq!(answer.headers["retry-after"], "10");
    }
    browser.open("/weeks").await.is(503).says("Trop de monde à la fois");
    end.send(()).unwrap();
    slow.await.unwrap().unwrap();
    for read in waiting {
        read.await.unwrap();
    }
    browser.open("/weeks").await.is(200);
    app.finish().await;
}

fn is_pending<T>(future: &mut (impl Future<Output = T> + Unpin)) -> bool {
    Pin::new(future).poll(&mut Context::from_waker(Waker::noop())).is_pending()
}

#[actix_web::test]
async fn a_crowd_waits_in_line_on_sqlite() {
    a_crowd_waits_in_line_and_its_end_is_told(false).await;
}

#[actix_web::test]
async fn a_crowd_waits_in_line_on_postgres() {
    a_crowd_waits_in_line_and_its_end_is_told(true).await;
}
