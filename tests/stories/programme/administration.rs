//! Coordinators run a promotion from the browser alone.

use crate::story;
use crate::support::app::TestApp;

story!(heads_of_columns_sort_people_and_projects, "2026-03-02 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let listed = async |path: &str, below: &str| -> Vec<String> {
        let page = camille.open(path).await;
        page.is(200);
        page.links().into_iter().filter(|link| link.starts_with(below)).collect()
    };
    let people = listed("/admin/people", "/admin/people/").await;
    let backwards = listed("/admin/people?sort=-name", "/admin/people/").await;
    assert!(people.iter().eq(backwards.iter().rev()) && people.len() == 7, "{people:?}");
    assert!(camille.page().has("th[aria-sort=descending] a[href='/admin/people?sort=name']"));
    // Coordinators before EIGs before mentors, and the search stays.
    let by_role = listed("/admin/people?q=a&sort=roles", "/admin/people/").await;
    assert!(camille.page().has("th:not([aria-sort]) a[href='/admin/people?q=a&sort=name']"));
    assert_eq!(camille.page().count(".stacks tbody tr:first-child th a", "Camille"), 1, "{by_role:?}");
    let projects = ["/admin/projects/cartobio", "/admin/projects/karfu-r", "/admin/projects/plume"];
    assert_eq!(listed("/admin/projects", "/admin/projects/").await, projects);
    assert!(camille.page().has("th[aria-sort=ascending] a[href='/admin/projects?sort=-promotion']"));
    let by_people = listed("/admin/projects?sort=-people", "/admin/projects/").await;
    assert_eq!(by_people, projects);
    let found = listed("/admin/projects?q=agence&sort=-name", "/admin/projects/").await;
    assert_eq!(found, projects[..1]);
    assert!(listed("/admin/projects?q=nowhere", "/admin/projects/").await.is_empty());
    camille.page().says("Aucun projet ne correspond").says("Voir tous les projets");
});

/// From nothing to the first digest, with nothing but a browser and the mails that come.
async fn from_an_empty_database_to_the_first_digest(app: TestApp) {
    let zoe = app.browser("en");
    zoe.open("/").await.is(200).says("in the terminal where the program was started");
    zoe.open(&app.first_link().await.unwrap()).await.is(200);
    let account = [("name", "Zoé"), ("email", "zoe@eig.example"), ("password", "correct horse battery")];
    zoe.submit(&account).await.is(200).says("Four steps to the first week").says("next A promotion");
    // A promotion, wrong at first.
    zoe.open("/admin/promotions").await.says("no promotion yet");
    let days = [("name", "EIG 8"), ("starts_on", "2026-12-31"), ("ends_on", "2026-01-05")];
    zoe.submit_form("form.new", &days).await.is(422).says("ends before it starts");
    let days = [("name", "EIG 8"), ("starts_on", "2006-01-05"), ("ends_on", "2026-12-31")];
    zoe.submit_form("form.new", &days).await.is(422).says("more than 5 years");
    assert_eq!(zoe.page().field("name"), "EIG 8");
    let days = [("starts_on", "2026-01-05"), ("ends_on", "2026-12-31")];
    zoe.submit_form("form.new", &days).await.is(200).says("Created").says("in preparation");
    zoe.page().says("Step 2 of 4 Its projects");
    zoe.open("/dashboard").await.says("done A promotion").says("next Its projects");
    // A project by hand, another from a table.
    zoe.open("/admin/projects").await.is(200);
    zoe.submit_form("form.new", &[("name", "CartoBio"), ("administration", "")])
        .await
        .is(422)
        .says("Give the administration");
    zoe.submit_form("form.new", &[("administration", "Agence Bio")]).await.is(200).says("Created");
    zoe.open("/admin/projects").await.is(200);
    zoe.submit_form("form.new", &[("name", "cartobio"), ("administration", "X")])
        .await
        .is(422)
        .says("has a project of that name");
    assert!(zoe.page().has(".summary a[href='#name']"));
    zoe.open("/dashboard").await.says("next Its people").says("Without any EIG yet: CartoBio");
    zoe.open("/admin/people").await.is(200);
    let lines = "Ada Lovelace <ada@cartobio.example>\nnobody";
    zoe.submit_form("form.new", &[("lines", lines), ("post", "eig"), ("invite", "1")])
        .await
        .is(422)
        .says("Line 2: “nobody” has no email address");
    let lines = "Ada Lovelace <ada@cartobio.example>\nben@cartobio.example";
    zoe.submit_form("form.new", &[("lines", lines), ("post", "eig"), ("invite", "1")])
        .await
        .is(200)
        .says("2 people are invited")
        .says("invited");
    zoe.open("/admin/import").await.is(200);
    let table = "project,administration,name,email,role\nPlume,Cour des comptes,Driss,driss@plume.example,eig\nPlume,,Eve,eve@cour.example,mentor\n";
    zoe.upload("form.look", &[("text", table)], None)
        .await
        .is(200)
        .says("To be created: 6")
        .says("zoe@eig.example: referent of Plume (the file names nobody: it is you)")
        .says("driss@plume.example: EIG of Plume");
    // Nothing was written by looking.
    zoe.open("/admin/projects").await.says_not("Plume");
    zoe.open("/admin/import").await.is(200);
    zoe.upload("form.look", &[("text", table)], None).await.is(200);
    zoe.upload("form.apply", &[("invite", "1")], None).await.is(200).says("Plume");
    zoe.page().says("Imported: one project, 2 people, 2 invitations");
    assert!(zoe.page().count("td[data-label=Referent]", "Zoé") > 0, "{}", zoe.page().body);
    zoe.open("/admin/audit?topic=roles").await.says("Gave a role").says("Driss").says("Plume");
    zoe.open("/dashboard").await.says("next The first week").says("If you open it now, the first mails");
    // It can be opened where it is described, too.
    zoe.open("/admin/promotions/1").await.says("in preparation");
    assert!(zoe.page().has("form.moves button[value=open]"), "{}", zoe.page().body);
    // Nothing can be left out of what nobody is asked for.
    zoe.open("/admin/projects/cartobio").await.is(200).says_not("without bulletins");
    zoe.open("/admin/schedule").await.says("Nothing that was planned has taken place yet");
    // No week is on its way as long as nobody is asked.
    assert!(!zoe.open("/dashboard").await.has("#course"));
    // In preparation nobody is asked for anything; whoever was invited may come, and is missed.
    zoe.open("/admin/people?state=awaited").await.is(200).says("Ada Lovelace").says("Driss");
    app.travel_to("Fri 14:00").await;
    assert!(app.inbox("ada@cartobio.example").of_kind("reminder").is_empty());
    zoe.open("/admin/promotions").await.is(200);
    zoe.submit_form("main table form", &[("stage", "open")])
        .await
        .is(200)
        .says("its projects have a form each week");
    // The invited get in, one with a password and one without.
    let ada = app.browser("en");
    let invitation = app.inbox("ada@cartobio.example").has_one("invitation").clone();
    // What is in preparation was not told.
    invitation.says("14").says_not("CartoBio");
    ada.open(&invitation.link("/invitations/")).await.is(200);
    ada.submit(&[("name", "Ada L."), ("locale", "en")]).await.is(200).says("Bulletin of CartoBio");
    app.travel_to("Fri 14:45").await;
    let link = app.inbox("driss@plume.example").has_one("reminder").link("/f/");
    let driss = app.browser("fr");
    driss.open(&link).await.is(200);
    let texts = [("mood", "4"), ("priorities", "Premier bulletin"), ("ups_and_downs", "Tout")];
    driss.submit(&texts).await.is(200).says("Merci");
    app.travel_to("Fri 15:05").await;
    app.inbox("eve@cour.example").has_one("digest").says("Premier bulletin");
    app.inbox("zoe@eig.example").has_one("digest").says("CartoBio");
    zoe.open("/dashboard").await.says_not("Four steps");
    app.finish().await;
}

#[actix_web::test]
async fn from_an_empty_sqlite_to_the_first_digest() {
    from_an_empty_database_to_the_first_digest(TestApp::empty("2026-03-04 09:00").await).await;
}

#[actix_web::test]
async fn from_an_empty_postgres_to_the_first_digest() {
    let Some(app) = TestApp::empty_on_postgres("2026-03-04 09:00").await else { return };
    from_an_empty_database_to_the_first_digest(app).await;
}

/// Opens the page of the person of that name.
async fn open_person(browser: &crate::support::browser::Browser, name: &str) -> String {
    let page = browser.open(&format!("/admin/people?q={name}")).await;
    let path = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).expect("is listed");
    browser.open(&path).await.is(200);
    path
}

story!(the_last_coordinator_stays_and_everything_can_be_taken_back, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let own = open_person(&camille, "Camille").await;
    camille.follow("a[href$='/coordinator']").await.is(200);
    camille.submit(&[]).await.is(409).says("Quelqu’un doit coordonner");
    camille.open(&format!("{own}/erasure")).await.is(200);
    camille.submit(&[]).await.is(409);
    camille.open("/settings/erasure").await.is(200);
    camille.submit(&[]).await.is(409);
    // With a second one she may go; of two who remove each other at once, one stays.
    let ada = open_person(&camille, "Ada").await;
    camille.follow("a[href$='/coordinator']").await.is(200).says("Confier la coordination à Ada");
    // Asked, nothing is done.
    camille.open(&ada).await.is(200).says_not("coordonne le programme");
    camille.follow("a[href$='/coordinator']").await.is(200);
    camille.submit(&[]).await.is(200).says("coordonne désormais");
    let other = app.browse_as("ada@cartobio.example").await;
    camille.open(&format!("{ada}/coordinator")).await.is(200);
    other.open(&format!("{own}/coordinator")).await.is(200);
    let (one, two) = futures_util::future::join(camille.submit(&[]), other.submit(&[])).await;
    let refused = [one.status, two.status].into_iter().filter(|status| [403, 409].contains(status)).count();
    assert_eq!(refused, 1, "{} and {}", one.status, two.status);
    let coordinator = if camille.open("/dashboard").await.status == 200 { camille } else { other };
    // A role taken and given again.
    let ben = open_person(&coordinator, "Ben").await;
    coordinator.open(&format!("{ben}/roles/cartobio/eig")).await.is(200);
    coordinator.submit_form("form.take", &[("take", "1")]).await.is(200).says_not("EIG – CartoBio");
    coordinator
        .submit_form("form.give", &[("role", "eig"), ("project", "cartobio")])
        .await
        .is(200)
        .says("EIG – CartoBio");
    // Kept out: no sign-in, no session, no mail; let in again, all is as before.
    let browser = app.browse_as("ben@cartobio.example").await;
    coordinator.open(&ben).await.is(200);
    coordinator.follow("a[href$='/active']").await.is(200);
    coordinator.submit(&[]).await.is(200).says("suspendu");
    browser.open("/weeks").await.says("Se connecter");
    browser.submit(&[("email", "ben@cartobio.example"), ("password", "correct horse battery")]).await.is(422);
    app.travel_to("Fri 14:00").await;
    app.inbox("ben@cartobio.example").has_none("reminder");
    coordinator.prove().await;
    coordinator.open(&ben).await.is(200);
    coordinator.submit_form("form[action$='/active']", &[("on", "1")]).await.is(200);
    browser.open("/sign-in").await;
    browser.submit(&[("email", "ben@cartobio.example"), ("password", "correct horse battery")]).await.is(200);
    app.travel_to("Fri 14:45").await;
    app.inbox("ben@cartobio.example").has_one("reminder");
    app.travel_to("Fri 15:05").await;
});

story!(promotions_are_listed_page_by_page_the_latest_first, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    assert!(!camille.open("/admin/promotions").await.has(".pager a"));
    for year in 2001..=2020 {
        let [name, first, last] =
            [format!("Promotion {year}"), format!("{year}-01-01"), format!("{year}-12-31")];
        let days = [("name", name.as_str()), ("starts_on", &first), ("ends_on", &last)];
        camille.submit_form("form.new", &days).await.is(200);
    }
    let page = camille.open("/admin/promotions").await;
    assert_eq!(
        (page.count("tbody th a", "Promotion 2002"), page.count("tbody th a", "Promotion 2001")),
        (1, 0)
    );
    let page = camille.follow(".pager a[rel=next]").await;
    assert_eq!(
        (page.count("tbody th a", "Promotion 2002"), page.count("tbody th a", "Promotion 2001")),
        (0, 1)
    );
    assert!(!page.has(".pager a[rel=next]"));
    let page = camille.follow(".pager a[rel=prev]").await;
    assert_eq!(page.count("tbody th a", "Promotion 2020"), 1);
    let page = camille.open("/admin/promotions?page=18446744073709551615").await;
    assert_eq!(page.is(200).count("tbody th a", "Promotion 2001"), 1);
});

story!(a_project_that_nobody_files_for_is_named_before_its_promotion_is_opened, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/promotions").await;
    let days = [("name", "EIG 9"), ("starts_on", "2026-03-02"), ("ends_on", "2026-12-31")];
    camille.submit_form("form.new", &days).await.is(200);
    camille.open("/admin/projects").await;
    let page = camille.submit_form("form.new", &[("name", "Vide"), ("administration", "X")]).await;
    // From the project on to its people, with the project chosen.
    assert!(page.is(200).path.starts_with("/admin/projects/vide"), "{}", page.path);
    let page = camille.follow("a[href='/admin/people?add=vide#add']").await;
    assert!(page.has("details[open] #add") && page.has("#project option[value=vide][selected]"));
    camille.open("/admin/promotions").await;
    camille.follow("a[href$='stage=open']").await.is(200).says("Ouvrir la promotion EIG 9");
    camille.page().says("Encore sans EIG : Vide");
    // Nothing is chosen for whoever is added: who is not meant for a team would write.
    camille.follow("a[href='/admin/people?add=vide#add']").await;
    let eve = ("lines", "Eve <eve@x.example>");
    camille.submit_form("form.new", &[eve]).await.is(422).says("Choisissez un rôle.");
    camille.submit_form("form.new", &[("post", "eig"), ("project", "vide")]).await.is(200);
    camille.open("/admin/promotions").await;
    assert!(!camille.page().has("a[href$='stage=open']"));
    camille
        .submit_form("main table form", &[("stage", "open")])
        .await
        .is(200)
        .says("La promotion est ouverte");
    app.settle().await;
});

story!(what_was_done_is_on_record_and_outlives_people_without_their_data, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")]).await.is(200);
    camille.open("/projects/cartobio/bulletins/2026-W10").await;
    camille.open("/projects/cartobio/bulletins/2026-W10").await.says("Ada");
    open_person(&camille, "Ada").await;
    let erasure = format!("{}/erasure", camille.page().path);
    camille.submit_form("form[action$='/invitation']", &[]).await.is(200);
    app.pass().await;
    camille.open("/admin/audit?topic=invitations").await.is(200).says("Invitation").says("Ada");
    camille.page().says_not("Connexion par mot de passe");
    app.travel_to("Fri 15:05").await;
    camille
        .open("/admin/audit?topic=sends")
        .await
        .says("Le calendrier")
        .says("Bulletins, semaine du 2 au 8 mars 2026")
        .says_not("digest");
    camille.prove().await;
    camille.open(&erasure).await.is(200).says("Effacer Ada");
    camille.submit(&[]).await.is(200);
    // Her name, address and mails are nowhere; her team's bulletin is.
    for page in
        ["/admin/audit", "/admin/mail?state=sent", "/admin/people", "/projects/cartobio/bulletins/2026-W10"]
    {
        camille.open(page).await.is(200).says_not("Ada<").says_not("ada@cartobio");
    }
    camille.page().says("une personne qui a quitté le programme").says_not("Ada");
    camille
        .open("/admin/audit?topic=people")
        .await
        .says("Effacement")
        .says("Une personne qui a quitté le programme");
    ada.open("/weeks").await.says("Se connecter");
    camille.open("/admin/audit?from=2027-01-01").await.says("Rien n’est noté");
});
