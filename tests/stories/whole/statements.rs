//! How often the database is asked for a page: each time is a way to PostgreSQL and back, and one that is asked for each
//! row shows as a number here.

use bulletins::services::Scope;
use bulletins::services::programme::importing::{self, File, Refused};
use bulletins::store::privacy::audit::Actor;

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::filing::file;

/// What a page may ask at most, who its reader is counted in, and the state where it is kept. It may go down.
const BUDGETS: [(&str, u64); 17] = [
    ("/", 55),
    ("/projects", 25),
    ("/projects/cartobio", 46),
    ("/projects/cartobio/bulletins.csv", 20),
    ("/projects/cartobio/sheets/2026-02", 28),
    ("/weeks", 25),
    ("/weeks/2026-W08", 28),
    ("/dashboard", 38),
    ("/search?q=Relire", 38),
    ("/key-dates", 24),
    ("/help-requests", 31),
    ("/projects/cartobio/bulletins/2026-W08", 42),
    ("/settings", 27),
    ("/admin/people", 29),
    ("/admin/projects", 28),
    ("/admin/mail", 19),
    ("/admin/audit", 21),
];
/// Of a page that is kept: whether the connection is there, and the state.
const KEPT: u64 = 2;

async fn asked_for(app: &TestApp, browser: &Browser, path: &str, anew: bool) -> u64 {
    let before = app.app.services.db.usage().asked;
    let page = browser
        .send(|client, base| {
            let request = client.get(format!("{base}{path}"));
            if anew { request.header("cache-control", "no-cache") } else { request }
        })
        .await;
    page.is(200);
    app.app.services.db.usage().asked - before
}

/// Another promotion of as many projects as that, with their people.
async fn bring_promotion(app: &TestApp, number: u32, projects: u32) {
    let mut yaml = format!(
        "promotion: {{ name: Autre {number}, starts_on: 2026-01-05, ends_on: 2026-12-31 }}\nprojects:\n"
    );
    for at in 0..projects {
        let name = format!("p{number}x{at}");
        yaml += &format!(
            "  - name: {name}\n    administration: A\n    eigs:\n      - {{ name: E, email: e@{name}.example }}\n    \
             mentors:\n      - {{ name: M, email: m@{name}.example }}\n"
        );
    }
    let file = File::read(yaml.as_bytes()).unwrap();
    let work = move |scope: &mut Scope<'_>| -> Result<(), Refused> {
        importing::import(scope, &file, Actor::CommandLine).map(|_| ())
    };
    app.app.services.write(work).await.unwrap();
}

/// On PostgreSQL, where it costs: a page asks as often, however much there is.
#[actix_web::test]
async fn a_page_asks_no_more_the_more_there_is() {
    let Some(app) = TestApp::on_postgres("2026-03-04 09:00").await else { return };
    let camille = app.browse_as("camille@eig.example").await;
    let teams = [("ada@cartobio.example", "cartobio"), ("chloe@karfur.example", "karfu-r")];
    let file_weeks = async |from: u32, to: u32| {
        for (by, slug) in teams {
            for week in from..=to {
                file(&app, by, slug, week, "3", &[]).await;
            }
        }
    };
    file_weeks(7, 8).await;
    let mut before = Vec::new();
    for (path, _) in BUDGETS {
        before.push(asked_for(&app, &camille, path, true).await);
    }
    file_weeks(3, 6).await;
    for number in 0..3 {
        bring_promotion(&app, number, 5).await;
    }
    let mut over = Vec::new();
    for ((path, most), before) in BUDGETS.into_iter().zip(before) {
        let now = asked_for(&app, &camille, path, true).await;
        if now > most || now > before {
            over.push((path, before, now));
        }
    }
    assert!(over.is_empty(), "page, asked before, asked then: {over:?}");
    assert!(asked_for_kept(&app, &camille, "/weeks").await <= KEPT);
    app.finish().await;
}

/// What a page asks that was made before, in the same state. PostgreSQL counts the transactions of all its databases, and
/// other stories write into theirs: a look that one of them came into tells nothing and is taken again.
async fn asked_for_kept(app: &TestApp, browser: &Browser, path: &str) -> u64 {
    let db = &app.app.services.db;
    loop {
        let state = db.edition().await.unwrap();
        asked_for(app, browser, path, false).await;
        let asked = asked_for(app, browser, path, false).await;
        if db.edition().await.unwrap() == state {
            return asked;
        }
    }
}
