//! A promotion goes to another installation and comes out of it as it went in.

use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use bulletins::domain::people::Role;
use bulletins::services::programme::taking_along;
use bulletins::services::{Refusal, Scope};
use bulletins::store::privacy::audit::Actor;
use bulletins::store::programme::projects;
use bulletins::store::{self, people};

use crate::support::app::TestApp;
use crate::support::filing::{file, tell_day, tell_promise};

async fn take_out(app: &TestApp, with_people: bool) -> String {
    let take =
        move |scope: &mut Scope<'_>| taking_along::take_out(scope, Actor::CommandLine, "EIG 8", with_people);
    String::from_utf8(app.app.services.write(take).await.unwrap()).unwrap()
}

async fn bring_in(app: &TestApp, text: &str) -> Result<usize, Refusal> {
    let rows = taking_along::read(text.as_bytes()).unwrap();
    let bring = move |scope: &mut Scope<'_>| taking_along::bring_in(scope, Actor::CommandLine, rows);
    app.app.services.write(bring).await.map(|(_, brought)| brought.known_people)
}

/// A promotion in which something happened, on whose numbers nobody can build: others came and went before.
async fn lived_in(app: &TestApp) {
    let dates = [("key_date", "2026-03-12"), ("key_date_description", "Démo"), ("help", "Un serveur ?")];
    file(app, "ada@cartobio.example", "cartobio", 10, "3", &dates).await;
    file(app, "chloe@karfur.example", "karfu-r", 10, "2", &[]).await;
    file(app, "ada@cartobio.example", "cartobio", 11, "4", &[]).await;
    tell_promise(app, "cartobio", 11, 10, PromiseOutcome::Done).await;
    tell_day(app, "cartobio", 11, "2026-03-12", DayOutcome::Moved, Some("2026-03-19")).await;
    app.give("zoe@cartobio.example", Role::Eig, "cartobio", Some("2026-02-27")).await;
    // Named by the promotion, without a role in it.
    let name = |scope: &mut Scope<'_>| -> store::Result<()> {
        let referent = people::by_email(scope.conn, &"camille@eig.example".parse().unwrap())?.unwrap().id;
        let project = projects::by_slug(scope.conn, "cartobio")?.unwrap().id;
        projects::set_referent(scope.conn, project, Some(referent))
    };
    app.app.services.write(name).await.unwrap();
}

async fn a_promotion_comes_out_as_it_went_in(from_postgres: bool) {
    const START: &str = "2026-03-18 09:00";
    let app = match from_postgres {
        true => TestApp::on_postgres(START).await,
        false => Some(TestApp::on_sqlite(START).await),
    };
    let Some(app) = app else { return };
    lived_in(&app).await;
    for with_people in [true, false] {
        let taken = take_out(&app, with_people).await;
        assert_eq!(taken.contains("ada@cartobio.example"), with_people);
        assert!(!taken.contains("$argon2") && taken.contains("Un serveur ?"));
        // Into the other kind of database, where somebody is already.
        let other = match from_postgres {
            false => TestApp::empty_on_postgres(START).await,
            true => Some(TestApp::empty(START).await),
        };
        let Some(other) = other else { return };
        assert_eq!(bring_in(&other, &taken).await.unwrap(), 0);
        assert_eq!(take_out(&other, with_people).await, taken);
        assert!(matches!(bring_in(&other, &taken).await, Err(Refusal::NotNow)));
        // Who is named without a role in it would follow everything there.
        let outside = "SELECT email AS key FROM people WHERE id NOT IN (SELECT person_id FROM memberships) AND deactivated_at IS ";
        assert!(other.keys(&format!("{outside} NULL")).await.is_empty());
        assert_eq!(
            other.keys(&format!("{outside} NOT NULL")).await.contains("camille@eig.example"),
            with_people
        );
        // What is found there is found by search, and no digest tells of it again.
        let told = "SELECT CAST(id AS TEXT) AS key FROM bulletins WHERE digested_at IS NULL";
        assert!(other.keys(told).await.is_empty());
        let found = "SELECT folded AS key FROM documents";
        assert!(other.keys(found).await.iter().any(|words| words.contains("relire")));
    }
    // What no program writes is refused, and nothing of it stays.
    let other = TestApp::empty(START).await;
    let wrong = take_out(&app, true).await.replace("2026-W10", "2026-W99");
    bring_in(&other, &wrong).await.unwrap_err();
    assert!(other.keys("SELECT name AS key FROM promotions").await.is_empty());
}

#[actix_web::test]
async fn a_promotion_of_sqlite_comes_out_of_postgres_as_it_went_in() {
    a_promotion_comes_out_as_it_went_in(false).await;
}

#[actix_web::test]
async fn a_promotion_of_postgres_comes_out_of_sqlite_as_it_went_in() {
    a_promotion_comes_out_as_it_went_in(true).await;
}
