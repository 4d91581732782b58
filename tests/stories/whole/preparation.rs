//! What is in preparation is told to coordinators alone: for all others it is as if there were no such thing.

use bulletins::domain::programme::project::Stage;
use bulletins::services::Scope;
use bulletins::store;
use bulletins::store::programme::{projects, promotions};
use bulletins::web::ROUTES;

use super::visibility::DRAFT_PROMOTION;
use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::links::invite;

const PREPARED: &str = "foehnprojekt";
const NOWHERE: &str = "nirgendwo";

async fn prepare(app: &TestApp, stage: Stage) {
    let advance = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, PREPARED)?.unwrap();
        promotions::advance(scope.conn, project.promotion, stage, None)
    };
    app.app.services.write(advance).await.unwrap();
}

/// What somebody is told who asks for that, with the slug taken out.
async fn answer(browser: &Browser, method: &str, path: &str, slug: &str) -> (u16, String, String) {
    let path = path.replace("{slug}", slug);
    let page = if method == "get" {
        browser.open(&path).await
    } else {
        let csrf = browser.open("/nowhere").await.field_anywhere("csrf");
        let fields = [("csrf", csrf.as_str()), ("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")];
        browser.post(&path, &fields).await
    };
    let without = |text: &str| text.replace(slug, "…");
    (page.status, without(&page.path), without(&page.body_without_tokens()))
}

story!(a_project_in_preparation_answers_as_one_that_is_not_there, "2026-03-05 09:00", |app| {
    app.import(DRAFT_PROMOTION).await;
    prepare(app, Stage::Draft).await;
    let eve = app.browse_as("eve@foehn.example").await;
    let feed = eve.open("/settings").await.body.split("/feeds/").nth(1).unwrap().to_owned();
    let feed = feed.split('/').next().unwrap().to_owned();
    let readers = [
        ("nobody", app.browser("fr")),
        ("their own EIG", eve),
        ("their own mentor", app.browse_as("marc@diair.example").await),
        ("another EIG", app.browse_as("ada@cartobio.example").await),
    ];
    let mut asked = 0;
    for route in ROUTES.iter().filter(|route| route.path.contains("{slug}")) {
        let path = route.path.replace("{token}", &feed).replace("{week}", "2026-W10").replace("{id}", "1");
        let path = path.replace("{month}", "2026-02");
        for (who, browser) in &readers {
            let prepared = answer(browser, route.method, &path, PREPARED).await;
            let nowhere = answer(browser, route.method, &path, NOWHERE).await;
            assert_eq!(prepared, nowhere, "{} {} for {who}", route.method, route.path);
            assert!(!prepared.2.contains("Foehn"), "{} {} for {who}", route.method, route.path);
            asked += 1;
        }
    }
    assert!(asked > 50, "{asked}");
});

story!(an_invitation_leaves_out_what_is_in_preparation, "2026-03-05 09:00", |app| {
    app.import(DRAFT_PROMOTION).await;
    prepare(app, Stage::Draft).await;
    // Marc is a mentor of Karfu'R, too; of what he is told, that is left.
    let addresses = ["eve@foehn.example", "marc@diair.example"];
    assert_eq!(invite(&app.app.services, &addresses).await, 2);
    app.pass().await;
    for address in addresses {
        let invitation = app.inbox(address).has_one("invitation").clone();
        invitation.says_not("Foehn").says("Inviter vous invite à rejoindre").says("est en préparation");
    }
    app.inbox("marc@diair.example").has_one("invitation").says("Vous accompagnez Karfu'R");
    // Once it is opened its people are told.
    prepare(app, Stage::Open).await;
    assert_eq!(invite(&app.app.services, &["eve@foehn.example"]).await, 1);
    app.pass().await;
    app.inbox("eve@foehn.example").latest().says("Foehnprojekt");
});
