//! A file tells who has which role from when until when, and who is asked about each project.

use bulletins::domain::people::{Member, Role};
use bulletins::services::Scope;
use bulletins::store;
use bulletins::store::people;
use bulletins::store::programme::projects;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};

const HEAD: &str = "Projet;Administration;Rôle;Nom;Courriel;Depuis;Jusqu’au;Référent\n";

async fn look(camille: &Browser, text: &str) -> Page {
    camille.open("/admin/import").await.is(200);
    camille.upload("form.look", &[("text", text)], None).await
}

async fn bring(camille: &Browser, text: &str) {
    look(camille, text).await.is(200);
    camille.upload("form.apply", &[], None).await.is(200).says("importé");
}

/// Somebody's role on a project and its days: `eig 2026-03-01 -`.
async fn roles(app: &TestApp, address: &'static str) -> Vec<String> {
    let find = move |scope: &mut Scope<'_>| -> store::Result<Option<Member>> {
        let found = people::everybody(scope.conn, scope.today())?;
        Ok(found.into_iter().find(|member| member.person.email.as_str() == address))
    };
    let member = app.app.services.read(find).await.unwrap().expect("the stories know this person");
    let day = |day: Option<chrono::NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
    member
        .own_roles()
        .map(|held| format!("{} {} {}", held.role, day(held.from_day), day(held.until_day)))
        .collect()
}

/// The address of who is asked about a project.
async fn referent(app: &TestApp, slug: &'static str) -> Option<String> {
    let find = move |scope: &mut Scope<'_>| -> store::Result<Option<String>> {
        let project = projects::by_slug(scope.conn, slug)?.expect("the stories know this project");
        let Some(id) = project.referent else { return Ok(None) };
        Ok(people::by_id(scope.conn, id)?.map(|person| person.email.to_string()))
    };
    app.app.services.read(find).await.unwrap()
}

story!(a_table_tells_every_role_with_its_days, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let rows = [
        "CartoBio;;EIG;Ada;ada@cartobio.example;05/01/2026;27/02/2026;",
        "CartoBio;;Mentor stratégique;Rose;rose@agence.example;;;",
        "CartoBio;;Commanditaire;Solène;solene@agence.example;;;",
        "CartoBio;;En renfort;Hugo;hugo@eig.example;;30/04/2026;",
        "CartoBio;;Ancienne EIG;Alma;alma@eig.example;;;",
    ];
    let table = format!("{HEAD}{}\n", rows.join("\n"));
    // She had the role already, without days: it has ended by now, and that is told before it happens.
    look(&camille, &table)
        .await
        .is(200)
        .says("À modifier : 1")
        .says("ada@cartobio.example : EIG, CartoBio, du 5 janvier 2026 au 27 février 2026")
        .says("rose@agence.example : Mentor stratégique, CartoBio")
        .says("hugo@eig.example : En renfort, CartoBio, jusqu’au 30 avril 2026");
    assert_eq!(roles(app, "ada@cartobio.example").await, ["eig - -"], "nothing is written by looking");
    bring(&camille, &table).await;
    for (address, role) in [
        ("ada@cartobio.example", "eig 2026-01-05 2026-02-27"),
        ("rose@agence.example", "strategic-mentor - -"),
        ("solene@agence.example", "sponsor - -"),
        ("hugo@eig.example", "helper - 2026-04-30"),
        ("alma@eig.example", "alumnus - -"),
    ] {
        assert_eq!(roles(app, address).await, [role], "{address}");
    }
    camille.open("/admin/audit?topic=roles").await.is(200).says("Jours d’un rôle changés");
    look(&camille, &table).await.is(200).says("À créer : 0. À modifier : 0");
    // A file that leaves the days out lets nobody in again who has left.
    let without = format!("{HEAD}CartoBio;;EIG;Ada;ada@cartobio.example;;;\n");
    look(&camille, &without).await.is(200).says("À créer : 0. À modifier : 0");
    bring(&camille, &without).await;
    assert_eq!(roles(app, "ada@cartobio.example").await, ["eig 2026-01-05 2026-02-27"]);
    // One that has them begin after that day does.
    bring(&camille, &format!("{HEAD}CartoBio;;EIG;Ada;ada@cartobio.example;2026-03-09;;\n")).await;
    assert_eq!(roles(app, "ada@cartobio.example").await, ["eig 2026-03-09 -"]);
    app.pass().await;
});

story!(a_file_of_before_means_what_it_meant, "2026-03-04 09:00", |app| {
    app.give("ada@cartobio.example", Role::Eig, "cartobio", Some("2026-02-27")).await;
    app.import(crate::support::app::PROMOTION).await;
    assert_eq!(roles(app, "ada@cartobio.example").await, ["eig - 2026-02-27"]);
    assert_eq!(roles(app, "mina@agence.example").await, ["mentor - -"]);
    assert_eq!(referent(app, "cartobio").await, None);
});

story!(a_file_names_who_is_asked_about_a_project, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let project = "Nouveau;Ministère;EIG;Zoé;zoe@nouveau.example;;";
    // Somebody who coordinates nothing is told by line, with those who do.
    let page = look(&camille, &format!("{HEAD}{project};mina@agence.example\n")).await;
    page.is(422)
        .says("Ligne 2")
        .says("mina@agence.example ne coordonne rien ici")
        .says("(camille@eig.example)");
    camille.open("/admin/people").await.says_not("Zoé");
    // Together with all else that is wrong in that line.
    let all = "Nouveau;Ministère;EIGG;Zoé;zoe;hier;;mina@agence.example";
    let page = look(&camille, &format!("{HEAD}{all}\n")).await;
    page.is(422)
        .says("EIGG")
        .says("« zoe »")
        .says("« hier »")
        .says("mina@agence.example ne coordonne rien ici");
    // Who becomes one by the same file can be named, wherever they stand in it.
    let bea = format!("{HEAD}{project};bea@eig.example\n;;Coordination;Béa;bea@eig.example;;;\n");
    look(&camille, &bea).await.is(200).says("bea@eig.example : référent·e de Nouveau");
    bring(&camille, &bea).await;
    assert_eq!(referent(app, "nouveau").await.as_deref(), Some("bea@eig.example"));
    look(&camille, &bea).await.is(200).says("À créer : 0. À modifier : 0");
    // One that says nothing of it leaves it so; a new project has whoever brings it in.
    let silent = format!("{HEAD}{project};\nAutre;Ministère;;;;;;\nCartoBio;;;;;;;\n");
    let page = look(&camille, &silent).await;
    page.is(200).says("camille@eig.example : référent·e d’Autre (le fichier ne nomme personne : c’est vous)");
    // Of each project of the file it is told, whatever changes.
    page.says("bea@eig.example : référent·e de Nouveau").says("Projet CartoBio : sans référent·e");
    page.says("À modifier : 0");
    bring(&camille, &silent).await;
    assert_eq!(referent(app, "nouveau").await.as_deref(), Some("bea@eig.example"));
    assert_eq!(referent(app, "autre").await.as_deref(), Some("camille@eig.example"));
    assert_eq!(referent(app, "cartobio").await, None);
    bring(&camille, &format!("{HEAD}CartoBio;;;;;;;camille@eig.example\n")).await;
    assert_eq!(referent(app, "cartobio").await.as_deref(), Some("camille@eig.example"));
    bring(&camille, &format!("{HEAD}CartoBio;;;;;;;bea@eig.example\n")).await;
    assert_eq!(referent(app, "cartobio").await.as_deref(), Some("bea@eig.example"));
    camille.open("/admin/audit?topic=roles").await.is(200).says("Projet confié à un·e référent·e");
    app.pass().await;
});

story!(somebody_all_of_whose_roles_are_past_is_not_invited, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    // The table to copy hands a mentor over in days to come.
    camille.open("/admin/import").await.says(";;2026-07-02;").says(";2026-07-03;;").says_not("2026-06-30");
    let rows = [
        "CartoBio;;Mentor;Ida;ida@agence.example;;27/02/2026;",
        "CartoBio;;Mentor;Jo;jo@agence.example;28/02/2026;;",
        "CartoBio;;EIG;Kim;kim@eig.example;01/04/2026;;",
    ];
    look(&camille, &format!("{HEAD}{}\n", rows.join("\n"))).await.is(200).says("aux 2 nouvelles personnes");
    camille.upload("form.apply", &[("invite", "1")], None).await.is(200).says("2 invitations");
    app.pass().await;
    app.inbox("ida@agence.example").has_none("invitation");
    for address in ["jo@agence.example", "kim@eig.example"] {
        app.inbox(address).has_one("invitation").says("Camille vous invite à rejoindre");
    }
    // What has not begun is told of as such.
    let later = "À partir du 1er avril 2026, vous ferez partie de l’équipe de CartoBio";
    app.inbox("kim@eig.example").has_one("invitation").says(later).says_not("Vous faites partie");
    app.inbox("jo@agence.example").has_one("invitation").says("Vous accompagnez CartoBio");
});
