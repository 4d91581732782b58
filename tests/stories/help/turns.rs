//! People ask, take and leave at the very same moment: each waits for who was first, and nobody for each other.

use bulletins::domain::help::RequestId;
use bulletins::domain::people::{Membership, PersonId, Role};
use bulletins::services::help::asking::{self, Typed};
use bulletins::services::help::links::{HelpLink, Holder};
use bulletins::services::help::passes::Pass;
use bulletins::services::help::taking;
use bulletins::services::privacy::erasing;
use bulletins::services::{Refusal, Scope};
use bulletins::store::people::{self, NewPerson, memberships};
use bulletins::store::privacy::audit::Actor;
use bulletins::store::programme::projects;

use crate::story;
use crate::support::app::TestApp;
use crate::support::help::person;
use crate::support::meanwhile::{Open, begin_waiting, meanwhile};

/// One more of CartoBio's team, who came after the others.
async fn teammate(app: &TestApp, name: &'static str) -> PersonId {
    let come = move |scope: &mut Scope<'_>| -> Result<PersonId, Refusal> {
        let email = format!("{name}@cartobio.example").parse().unwrap();
        let new = NewPerson { name, email: &email, locale: None, coordinator: false };
        let id = people::insert(scope.conn, &new, scope.now)?;
        let project = projects::by_slug(scope.conn, "cartobio")?.unwrap().id;
        memberships::give(scope.conn, Membership::open(id, project, Role::Eig))?;
        Ok(id)
    };
    app.app.services.write(come).await.unwrap()
}

/// That person asks for help in CartoBio's name.
fn ask(
    app: &TestApp,
    by: PersonId,
    help: &'static str,
) -> impl Future<Output = Result<RequestId, Refusal>> + use<> {
    let services = app.app.services.clone();
    let typed = Typed { project: "cartobio".into(), help: help.into() };
    let ask = move |scope: &mut Scope<'_>| {
        let member = people::member(scope.conn, by, scope.today())?.ok_or(Refusal::Gone)?;
        asking::ask(scope, &member, &typed)
    };
    async move { services.write(ask).await }
}

/// Has that person stay as they are while others begin.
async fn held(app: &TestApp, id: PersonId) -> Open {
    let hold = move |scope: &mut Scope<'_>| Ok(people::hold(scope.conn, id).map(|_| ())?);
    Open::begin(app, hold).await
}

story!(teammates_ask_at_the_same_moment, "2026-03-03 11:00", |app| {
    let (zoe, yan) = (teammate(app, "zoe").await, teammate(app, "yan").await);
    let ada = person(app, "ada@cartobio.example").await;
    // Both have begun, and wait for what somebody does to a third of the team.
    let open = held(app, ada).await;
    let first = begin_waiting(app, 1, ask(app, zoe, "Une salle")).await;
    let second = begin_waiting(app, 2, ask(app, yan, "Un·e juriste")).await;
    // Sent twice at the same moment, too, it is asked once.
    let again = begin_waiting(app, 3, ask(app, zoe, "Une salle")).await;
    open.end().await;
    let (first, second, again) = (first.await.unwrap(), second.await.unwrap(), again.await.unwrap());
    let first = first.unwrap();
    assert_ne!(first, second.unwrap());
    assert_eq!(first, again.unwrap());
    app.settle().await;
    assert_eq!(app.inbox("camille@eig.example").of_kind("help-asked").len(), 2);
});

story!(a_bulletin_asks_at_once_while_its_request_is_taken, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let form = "/projects/cartobio/bulletins/2026-W10?edit=1";
    let texts = [("mood", "3"), ("priorities", "Relire"), ("ups_and_downs", "Bas"), ("help", "Une salle")];
    ada.open(form).await.is(200);
    ada.submit(&texts).await.is(200);
    let ids = app.keys("SELECT CAST(id AS TEXT) AS key FROM help_requests").await;
    let request = RequestId(ids.into_iter().next().unwrap().parse().unwrap());
    let ben = person(app, "ben@cartobio.example").await;
    let camille = person(app, "camille@eig.example").await;
    ada.open(form).await.is(200);
    let open = held(app, ben).await;
    let files =
        begin_waiting(
            app,
            1,
            async move { ada.submit(&[&texts[..], &[("ask_now", "1")]].concat()).await.status },
        )
        .await;
    let services = app.app.services.clone();
    let pass = Pass::Link(HelpLink { request, holder: Holder::Person(camille) });
    let take = move |scope: &mut Scope<'_>| taking::take(scope, &pass, "Camille");
    let takes = begin_waiting(app, 2, async move { services.write(take).await }).await;
    open.end().await;
    assert_eq!(files.await.unwrap(), 200);
    takes.await.unwrap().unwrap();
    app.settle().await;
    app.inbox("camille@eig.example").has_one("help-asked");
    app.inbox("ada@cartobio.example").has_one("help-taken");
    app.travel_by_day("Fri 15:05").await;
});

story!(who_is_erased_while_a_team_asks_is_not_written_to, "2026-03-03 11:00", |app| {
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/settings").await.is(200);
    marc.submit_form("form.mails", &[("help_at_once", "1")]).await.is(200);
    let (ada, marc) = (person(app, "ada@cartobio.example").await, person(app, "marc@diair.example").await);
    let erase = move |scope: &mut Scope<'_>| erasing::erase(scope, Actor::CommandLine, marc);
    meanwhile(app, erase, ask(app, ada, "Une salle")).await.unwrap();
    app.settle().await;
    app.inbox("camille@eig.example").has_one("help-asked");
    app.inbox("marc@diair.example").has_none("help-asked");
    let left = "SELECT recipient AS key FROM outbox WHERE kind = 'help-asked'";
    assert!(!app.keys(left).await.contains("marc@diair.example"));
});
