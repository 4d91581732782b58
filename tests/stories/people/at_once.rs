//! Two who change the same people at the very same moment: the second waits for the first, and is judged by what it did.

use std::sync::Arc;

use bulletins::domain::people::{Member, Membership, Person, PersonId, Role};
use bulletins::services::identity::claim::Claim;
use bulletins::services::identity::sessions::{self, Browser};
use bulletins::services::identity::signing_in;
use bulletins::services::people::administering;
use bulletins::services::{self, Refusal, Scope, Services};
use bulletins::store::people::{self, NewPerson, memberships};
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};

use crate::story;
use crate::support::meanwhile::meanwhile;

fn browser() -> Browser {
    Browser { user_agent: "test".into(), ..Browser::default() }
}

/// Somebody who coordinates, and their session.
async fn coordinator(services: &Arc<Services>, name: &'static str) -> (PersonId, Claim) {
    let come = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        let email = &format!("{name}@x.example").parse().unwrap();
        let new = NewPerson { name, email, locale: None, coordinator: true };
        let id = people::insert(scope.conn, &new, scope.now)?;
        Ok((id, Claim::new(sessions::open(scope, id, &browser(), None)?.session)))
    };
    services.write(come).await.unwrap()
}

async fn person(services: &Arc<Services>, id: PersonId) -> Person {
    let find = move |conn: &mut Conn| people::by_id(conn, id);
    let found: store::Result<_> = services.db.read(find).await;
    found.unwrap().unwrap()
}

story!(of_two_coordinators_who_remove_each_other_one_stays, "2026-03-04 09:00", |app| {
    for way in ["demoted", "kept out"] {
        let services = app.app.services.clone();
        let (first, second) = if way == "demoted" { ("one", "two") } else { ("three", "four") };
        let ((one, first), (two, second)) =
            (coordinator(&services, first).await, coordinator(&services, second).await);
        let remove = move |scope: &mut Scope<'_>, by: &Member, id| match way {
            "demoted" => administering::set_coordinator(scope, by, id, false),
            _ => administering::set_active(scope, by, id, false),
        };
        let removes = move |scope: &mut Scope<'_>| {
            let by = first.coordinator(scope)?;
            remove(scope, &by, two)
        };
        let acting = services.clone();
        let other = async move { acting.coordinate(second, move |scope, by| remove(scope, by, one)).await };
        let refused = meanwhile(app, removes, other).await.unwrap_err();
        assert!(matches!(refused, Refusal::Failed(services::Error::Denied(_))), "{way}: {refused}");
        let (one, two) = (person(&services, one).await, person(&services, two).await);
        assert!(one.coordinator && one.active && !(two.coordinator && two.active), "{way}");
    }
});

story!(who_is_kept_out_while_they_get_in_is_out, "2026-03-04 09:00", |app| {
    let services = app.app.services.clone();
    let (_, boss) = coordinator(&services, "boss").await;
    let (ada, _) = coordinator(&services, "ada").await;
    let enters = move |scope: &mut Scope<'_>| signing_in::enter(scope, ada, None, &browser()).map(|_| ());
    let acting = services.clone();
    let keeps_out = async move {
        acting.coordinate(boss, move |scope, by| administering::set_active(scope, by, ada, false)).await
    };
    meanwhile(app, enters, keeps_out).await.unwrap();
    let now = services.clock.now();
    let look = move |conn: &mut Conn| store::identity::sessions::of_person(conn, ada, now);
    assert!(
        services.db.read(look).await.map_err(|error: store::Error| error.to_string()).unwrap().is_empty()
    );
    // Whose password was right a moment ago is not let in once they are kept out, or it is another one by now.
    for (checked, active) in [(None, false), (Some("the former one"), true)] {
        let set = move |scope: &mut Scope<'_>| people::set_active(scope.conn, ada, active, scope.now);
        services.write::<_, store::Error>(set).await.unwrap();
        let enter = move |scope: &mut Scope<'_>| signing_in::enter(scope, ada, checked, &browser());
        let entered = services.write(enter).await;
        assert!(matches!(entered, Err(Refusal::Gone)), "{checked:?}");
    }
});

/// Chloé's role as an EIG of that project.
fn role_of_chloe(scope: &mut Scope<'_>, slug: &str) -> store::Result<Membership> {
    let email = "chloe@karfur.example".parse().unwrap();
    let chloe = people::by_email(scope.conn, &email)?.unwrap().id;
    let project = projects::by_slug(scope.conn, slug)?.unwrap().id;
    Ok(Membership::open(chloe, project, Role::Eig))
}

story!(who_has_a_role_is_told_whoever_gives_and_takes_at_once, "2026-03-04 09:00", |app| {
    let take = |slug: &'static str| {
        move |scope: &mut Scope<'_>| -> Result<(), Refusal> {
            let taken = role_of_chloe(scope, slug)?;
            assert!(memberships::take(scope.conn, taken)?);
            Ok(())
        }
    };
    let give = |slug: &'static str| {
        move |scope: &mut Scope<'_>| -> Result<(), Refusal> {
            let given = role_of_chloe(scope, slug)?;
            assert!(memberships::give(scope.conn, given)?);
            Ok(())
        }
    };
    // The last is taken while another is given, the other way round, and of two each is taken.
    let services = app.app.services.clone();
    meanwhile(app, take("karfu-r"), async move { services.write(give("plume")).await }).await.unwrap();
    app.holds_what_triggers_keep().await;
    let services = app.app.services.clone();
    meanwhile(app, give("karfu-r"), async move { services.write(take("plume")).await }).await.unwrap();
    app.holds_what_triggers_keep().await;
    app.app.services.write(give("plume")).await.unwrap();
    let services = app.app.services.clone();
    meanwhile(app, take("karfu-r"), async move { services.write(take("plume")).await }).await.unwrap();
    app.holds_what_triggers_keep().await;
});
