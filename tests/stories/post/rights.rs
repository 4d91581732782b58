//! What was written for somebody is not sent once they have lost the right to it.

use std::collections::BTreeSet;

use bulletins::clock::Clock;
use bulletins::domain::people::{Membership, Role};
use bulletins::domain::post::kind::Kind;
use bulletins::services::privacy::erasing;
use bulletins::services::{Refusal, Scope};
use bulletins::store::Conn;
use bulletins::store::people::{self, memberships};
use bulletins::store::post::{outbox, unsubscriptions};
use bulletins::store::privacy::audit::Actor;
use bulletins::store::programme::projects;
use chrono::TimeDelta;

use crate::story;
use crate::support::app::TestApp;
use crate::support::links::{ask_for_a_new_password, ask_to_sign_in, invite};

/// Each way in which a message loses its right, and which kinds it takes with it.
const WAYS: [(&str, &[&str]); 8] = [
    ("nothing", &[]),
    ("deactivated", &["reminder", "digest", "sign-in", "password-reset", "invitation"]),
    ("erased", &["reminder", "digest", "sign-in", "password-reset", "invitation"]),
    ("moved", &["reminder", "digest", "sign-in", "password-reset", "invitation"]),
    ("unsubscribed", &["reminder", "digest"]),
    ("left", &["reminder"]),
    // The last day of their only role is past.
    ("ended", &["reminder", "digest"]),
    ("bereft", &["reminder"]),
];

fn address(way: &str) -> String {
    format!("{way}@x.example")
}

/// One EIG for each way, all on one project but the one whose project goes.
fn promotion() -> String {
    let mut yaml = String::from(
        "promotion: {name: P, starts_on: 2026-01-05, ends_on: 2026-12-31}\nprojects:\n  - name: Stays\n    administration: A\n    eigs:\n",
    );
    for (way, _) in WAYS.iter().filter(|(way, _)| *way != "bereft") {
        yaml += &format!("      - {{name: {way}, email: {}}}\n", address(way));
    }
    yaml + &format!(
        "  - name: Goes\n    administration: A\n    eigs: [{{name: bereft, email: {}}}]\n",
        address("bereft")
    )
}

/// Takes the right away, past whatever the page that does so would cancel.
fn lose(scope: &mut Scope<'_>, way: &str) -> Result<(), Refusal> {
    let now = scope.now;
    let Some(person) = people::by_email(scope.conn, &address(way).parse().unwrap())? else {
        unreachable!("{way} has been imported");
    };
    match way {
        "deactivated" => {
            people::set_active(scope.conn, person.id, false, now)?;
        }
        "erased" => erasing::erase(scope, Actor::Program, person.id)?,
        "moved" => people::set_email(scope.conn, person.id, &"elsewhere@x.example".parse().unwrap())?,
        "unsubscribed" => {
            for kind in Kind::ALL.into_iter().filter(|kind| kind.can_be_stopped()) {
                unsubscriptions::insert(scope.conn, person.id, kind, now)?;
            }
        }
        "left" => {
            let project = projects::by_slug(scope.conn, "stays")?.unwrap().id;
            memberships::take(scope.conn, Membership::open(person.id, project, Role::Eig))?;
        }
        "ended" => {
            let project = projects::by_slug(scope.conn, "stays")?.unwrap().id;
            let until_day = scope.today().pred_opt();
            let ended = Membership { until_day, ..Membership::open(person.id, project, Role::Eig) };
            assert!(memberships::set_days(scope.conn, ended)?);
        }
        "bereft" => {
            let project = projects::by_slug(scope.conn, "goes")?.unwrap().id;
            outbox::forget_project(scope.conn, project, now)?;
            projects::delete(scope.conn, project)?;
        }
        _ => {}
    }
    Ok(())
}

/// A worker takes all that waits, and dies: its leases are over at once.
async fn die_with_all_that_waits(app: &TestApp) {
    app.clock.set(app.clock.now() + TimeDelta::minutes(1));
    let now = app.clock.now();
    let over = TimeDelta::seconds(-1);
    let claim = move |conn: &mut Conn| outbox::claim(conn, "dead", 1_000, now, over);
    app.app.services.db.write(claim).await.unwrap();
}

async fn lose_all(app: &TestApp) {
    let lose_each = |scope: &mut Scope<'_>| WAYS.iter().try_for_each(|(way, _)| lose(scope, way));
    app.app.services.write(lose_each).await.unwrap();
}

/// Of these kinds, each person has those that their way has left them, and no other.
#[track_caller]
fn each_has_what_is_left(app: &TestApp, kinds: &[&str]) {
    for (way, lost) in WAYS {
        let inbox = app.inbox(&address(way));
        let has: BTreeSet<&str> = inbox.0.iter().map(|mail| mail.kind.as_str()).collect();
        let wanted: BTreeSet<&str> = kinds.iter().copied().filter(|kind| !lost.contains(kind)).collect();
        let has: BTreeSet<&str> = has.into_iter().filter(|kind| kinds.contains(kind)).collect();
        assert_eq!(has, wanted, "{way}");
    }
}

story!(what_somebody_asked_for_and_reminders_are_sent_to_who_may_have_them, "2026-03-06 13:50", |app| {
    app.import(&promotion()).await;
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    for (way, _) in WAYS {
        ask_to_sign_in(&app.app.services, &address(way)).await;
        ask_for_a_new_password(&app.app.services, &address(way)).await;
        assert_eq!(invite(&app.app.services, &[&address(way)]).await, 1);
    }
    die_with_all_that_waits(app).await;
    lose_all(app).await;
    app.smtp.comes_back();
    app.pass().await;
    each_has_what_is_left(app, &["reminder", "sign-in", "password-reset", "invitation"]);
    assert!(app.inbox("elsewhere@x.example").0.is_empty());
});

story!(digests_are_sent_to_who_may_have_them, "2026-03-06 15:00", |app| {
    app.import(&promotion()).await;
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    die_with_all_that_waits(app).await;
    lose_all(app).await;
    app.smtp.comes_back();
    app.pass().await;
    each_has_what_is_left(app, &["digest"]);
    // Those whom nothing of this concerns have theirs, once.
    for reader in ["ada@cartobio.example", "camille@eig.example", "liste@eig.example"] {
        app.inbox(reader).has_one("digest");
    }
});

story!(what_waits_for_somebody_is_cancelled_when_they_are_deactivated, "2026-03-06 15:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    let people = camille.open("/admin/people?q=driss").await;
    let driss = people.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&driss).await.is(200);
    camille.follow("a[href$='/active']").await.is(200);
    camille.submit(&[]).await.is(200);
    let page = camille.open("/admin/mail?state=cancelled").await;
    page.says("driss@plume.example").says("suspendu entre-temps");
    // Let in again, they are not sent what is past.
    camille.open(&driss).await;
    camille.submit_form("form[action$='/active']", &[("on", "1")]).await.is(200);
    app.smtp.comes_back();
    app.travel_to("Fri 16:00").await;
    app.inbox("driss@plume.example").has_none("digest");
    app.inbox("chloe@karfur.example").has_one("digest");
});

story!(a_reminder_of_a_week_that_was_paused_meanwhile_is_dropped, "2026-03-06 13:50", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    camille.open("/admin/schedule").await.is(200);
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W10")]).await.is(200);
    app.smtp.comes_back();
    app.travel_to("Fri 14:15").await;
    assert!(app.mails().iter().all(|mail| mail.kind != "reminder"));
    camille.open("/admin/mail?state=cancelled").await.says("n’est attendu pour cette semaine");
});
