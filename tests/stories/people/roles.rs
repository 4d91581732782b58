//! People come, stand in for each other, and leave.

use bulletins::domain::people::{Member, PersonId, Role};
use bulletins::services::people::{administering, referents};
use bulletins::services::privacy::erasing;
use bulletins::services::{Refusal, Scope};
use bulletins::store;
use bulletins::store::people::stand_ins::{self, StandIn};
use bulletins::store::people::{self, NewPerson};
use bulletins::store::programme::projects;

use crate::story;
use crate::support::app::TestApp;

const TEXTS: [(&str, &str); 3] =
    [("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "Démo réussie")];

fn find(scope: &mut Scope<'_>, address: &str) -> store::Result<PersonId> {
    Ok(people::by_email(scope.conn, &address.parse().unwrap())?.expect("the stories know this person").id)
}

story!(who_has_left_files_no_more_and_stays_named, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    app.give("ada@cartobio.example", Role::Eig, "cartobio", Some("2026-03-06")).await;
    app.give("chloe@karfur.example", Role::Eig, "karfu-r", Some("2026-03-06")).await;
    // The last day is a day like any other.
    app.travel_to("Fri 15:05").await;
    let link = app.inbox("chloe@karfur.example").latest_of("reminder").link("/f/");
    app.browser("fr").open(&link).await.is(200).says("Bulletin de Karfu'R");
    for reader in ["ada@cartobio.example", "chloe@karfur.example"] {
        app.inbox(reader).has_one("digest");
    }
    // After it the link has ended, though the week has not.
    app.travel_to("Sat 09:00").await;
    app.browser("fr").open(&link).await.is(410);
    ada.open("/").await.is(200);
    ada.open("/projects/cartobio/bulletins/2026-W10").await.is(200).says("Ada").says("Relire la carte");
    ada.open("/projects/cartobio/bulletins/2026-W11").await.is(403);
    ada.open("/projects/cartobio/shares").await.is(403);
    ada.open("/projects/plume").await.is(404);
    ada.open("/projects").await.is(200).says("CartoBio").says_not("Plume");
    app.travel_to("Fri 15:05").await;
    for left in ["ada@cartobio.example", "chloe@karfur.example"] {
        app.inbox(left).has_one("digest");
    }
    assert!(app.inbox("ada@cartobio.example").of_kind("reminder").is_empty());
    app.inbox("ben@cartobio.example").latest_of("reminder");
    // Given the role again, she is back.
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/admin/people?q=ada").await;
    let person = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&person).await.is(200);
    camille.submit_form("form.give", &[("role", "eig"), ("project", "cartobio")]).await.is(200);
    ada.open("/projects/cartobio/bulletins/2026-W11").await.is(200);
    ada.open("/projects/plume").await.is(200);
});

async fn stand_in(app: &TestApp, mentor: &'static str, stand_in: &'static str, until: &str) {
    let until = until.parse().unwrap();
    let name = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let (mentor, stand_in) = (find(scope, mentor)?, find(scope, stand_in)?);
        stand_ins::put(scope.conn, StandIn { mentor, stand_in, until }, scope.now)
    };
    app.app.services.write(name).await.unwrap();
}

story!(a_stand_in_has_their_mentors_mail_that_says_why, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    app.browse_as("chloe@karfur.example").await.submit(&TEXTS).await.is(200);
    stand_in(app, "mina@agence.example", "driss@plume.example", "2026-03-12").await;
    stand_in(app, "marc@diair.example", "ben@cartobio.example", "2026-03-31").await;
    app.travel_to("Fri 15:05").await;
    let driss = app.inbox("driss@plume.example");
    assert_eq!(driss.of_kind("digest").len(), 2);
    let digest = driss.about("digest", "CartoBio");
    digest.says("Mina vous a demandé d’assurer son remplacement jusqu’au 12 mars 2026.");
    driss.about("digest", "Bulletins");
    assert!(digest.headers.contains("ada@cartobio.example"), "{}", digest.headers);
    let ben = app.inbox("ben@cartobio.example");
    ben.about("digest", "Karfu'R").says("Marc asked you to stand in until 31 March 2026.");
    // The mentor's own goes on, and says nothing of it.
    app.inbox("mina@agence.example").has_one("digest").says_not("stand in");
    // A project's coordinators see the roles that people have, not those that they stand in for.
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/people?q=driss").await.is(200).says("– Plume").says_not("– CartoBio");
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("digest").len(), 3);
    app.inbox("driss@plume.example").latest_of("digest").says_not("remplacement");
    app.inbox("ben@cartobio.example").about("digest", "Karfu'R").says("Marc asked you");
});

story!(a_referent_who_coordinates_no_more_is_asked_about_nothing, "2026-03-04 09:00", |app| {
    for way in ["demoted", "kept out", "erased"] {
        let act = move |scope: &mut Scope<'_>| -> Result<(), Refusal> {
            let today = scope.today();
            let camille = find(scope, "camille@eig.example")?;
            let boss: Member = people::member(scope.conn, camille, today)?.unwrap();
            let email = "two@eig.example".parse().unwrap();
            let new = NewPerson { name: "Two", email: &email, locale: None, coordinator: true };
            let two = people::insert(scope.conn, &new, scope.now)?;
            let project = projects::by_slug(scope.conn, "plume")?.unwrap();
            let asked = |scope: &mut Scope<'_>| -> store::Result<Vec<PersonId>> {
                let project = projects::by_id(scope.conn, project.id)?.unwrap();
                Ok(referents::of(scope, &project)?.iter().map(|person| person.id).collect())
            };
            assert_eq!(asked(scope)?, [camille, two], "nobody was chosen: all are");
            projects::set_referent(scope.conn, project.id, Some(two))?;
            assert_eq!(asked(scope)?, [two]);
            match way {
                "demoted" => administering::set_coordinator(scope, &boss, two, false)?,
                "kept out" => administering::set_active(scope, &boss, two, false)?,
                _ => erasing::erase(scope, camille, two)?,
            }
            assert_eq!(asked(scope)?, [camille], "{way}");
            assert_eq!(projects::by_id(scope.conn, project.id)?.unwrap().referent, None, "{way}");
            if way != "erased" {
                erasing::erase(scope, camille, two)?;
            }
            Ok(())
        };
        app.app.services.write(act).await.unwrap();
    }
    let lines = "SELECT CAST(count(*) AS TEXT) AS key FROM audit JOIN projects ON projects.id = project_id
         WHERE action = 'referent-unset' AND slug = 'plume'";
    assert_eq!(app.keys(lines).await, ["3".to_owned()].into());
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/audit").await.is(200).says("Projet retiré à son ou sa référent·e");
    // Who adds a project is asked about it.
    let csrf = camille.open("/admin/projects").await.field_anywhere("csrf");
    let fields = [
        ("csrf", csrf.as_str()),
        ("promotion", "1"),
        ("name", "Neu"),
        ("administration", "A"),
        ("notification", "email"),
    ];
    camille.post("/admin/projects", &fields).await.is(200);
    let asked = "SELECT email AS key FROM projects JOIN people ON people.id = referent_id WHERE slug = 'neu'";
    assert_eq!(app.keys(asked).await, ["camille@eig.example".to_owned()].into());
    app.pass().await;
});
