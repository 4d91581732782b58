//! People leave on a day, and come back; their coordinators see who is there, and who was.

use bulletins::domain::people::Role;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};

const TEXTS: [(&str, &str); 3] =
    [("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "Démo")];

/// The address of the page of the person of that name, which it opens.
pub async fn open_person(browser: &Browser, name: &str) -> String {
    let page = browser.open(&format!("/admin/people?q={name}")).await;
    let path = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).expect("is listed");
    browser.open(&path).await.is(200);
    path
}

/// Whether the list of people has that name.
pub fn lists(page: &Page, name: &str) -> bool {
    page.is(200).count("tbody th a", name) == 1
}

/// A coordinator who has just proven who they are.
pub async fn coordinator(app: &TestApp) -> Browser {
    app.browse_as("camille@eig.example").await
}

story!(many_people_are_listed_page_by_page, "2026-03-04 09:00", |app| {
    let lines: Vec<String> =
        (1..=120).map(|number| format!("Zoé {number:03} <zoe{number}@x.example>")).collect();
    let camille = coordinator(app).await;
    camille.open("/admin/people").await.is(200).says_not("Page suivante");
    let typed = [("lines", lines.join("\n")), ("post", "none".into()), ("locale", "fr".into())];
    let csrf = camille.page().form_token();
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.push(("csrf", csrf.as_str()));
    camille.post("/admin/people", &fields).await.is(200);
    let mut address = "/admin/people?q=zo%C3%A9".to_owned();
    let mut read = Vec::new();
    loop {
        let page = camille.open(&address).await;
        page.is(200).says("120 personnes Nom Rôles Accès");
        read.push((1..=120).filter(|number| lists(&page, &format!("Zoé {number:03}"))).collect::<Vec<_>>());
        let next = page.links().into_iter().find(|link| link.ends_with(&format!("page={}", read.len())));
        let Some(next) = next else { break };
        address = next;
    }
    assert_eq!(read.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    assert_eq!(read.concat(), (1..=120).collect::<Vec<_>>());
    camille.page().says("Page précédente").says_not("Page suivante");
});

story!(a_coordinator_notes_a_departure_and_a_return, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200).says("Déposé par vous le");
    let camille = coordinator(app).await;
    let page = open_person(&camille, "Ada").await;
    camille.submit_form("form.departure", &[("last_day", "hier")]).await.is(422).says("Indiquez un jour");
    assert_eq!(camille.page().field("last_day"), "hier");
    camille
        .submit_form("form.departure", &[("last_day", "2026-03-06")])
        .await
        .is(200)
        .says("Le départ est noté");
    camille.page().says("EIG – CartoBio (jusqu’au 6 mars 2026)");
    assert!(!lists(&camille.open("/admin/people?state=left").await, "Ada"));
    app.travel_to("Sat 09:00").await;
    let left = camille.open("/admin/people?state=left").await;
    assert!(lists(&left, "Ada") && !lists(&left, "Ben"));
    left.says("a quitté le programme le 6 mars 2026");
    // What she filed is hers, and says what she was.
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/projects/cartobio/bulletins/2026-W10").await.says("Filed by Ada (EIG)");
    ada.open("/projects/cartobio/bulletins/2026-W11").await.is(403);
    camille.prove().await;
    camille.open(&page).await.is(200).says("EIG – CartoBio (a quitté le projet le 6 mars 2026)");
    assert!(!camille.page().has("form.departure"), "nothing is left to end");
    camille.submit_form("form.back", &[]).await.is(200).says_not("a quitté le projet le");
    ada.open("/projects/cartobio/bulletins/2026-W11").await.is(200);
    let lines = camille.open("/admin/audit?topic=roles").await;
    lines.says("Jours d’un rôle changés").says("Rôle attribué");
});

story!(a_role_is_given_for_days_and_gets_others, "2026-03-04 09:00", |app| {
    let camille = coordinator(app).await;
    let page = open_person(&camille, "Driss").await;
    let days = [
        ("role", "strategic-mentor"),
        ("project", "cartobio"),
        ("from_day", "2026-04-01"),
        ("until_day", "2026-03-31"),
    ];
    camille.submit_form("form.give", &days).await.is(422).says("Le dernier jour vient avant le premier");
    for (name, value) in days {
        assert_eq!(camille.page().field(name), value);
    }
    camille.submit_form("form.give", &[("until_day", "")]).await.is(200);
    camille.page().says("Mentor stratégique – CartoBio (à partir du 1er avril 2026)");
    // Given once more without days it stays as it is; with days it gets those.
    camille.submit_form("form.give", &[("role", "strategic-mentor"), ("project", "cartobio")]).await.is(200);
    camille.page().says("à partir du 1er avril 2026");
    let role = format!("{page}/roles/cartobio/strategic-mentor");
    camille.open(&role).await.is(200).says("Mentor stratégique – CartoBio");
    assert_eq!(camille.page().field("from_day"), "2026-04-01");
    camille.submit(&[("from_day", "2026-03-01"), ("until_day", "2026-02-01")]).await.is(422);
    assert_eq!(camille.page().field("until_day"), "2026-02-01");
    camille.submit(&[("until_day", "2026-05-31")]).await.is(200).says("(du 1er mars 2026 au 31 mai 2026)");
    // A departure ends what is open, and takes what would have begun after it.
    let later = [("role", "helper"), ("project", "karfu-r"), ("from_day", "2026-05-01")];
    camille.submit_form("form.give", &later).await.is(200).says("En renfort – Karfu'R");
    camille.submit_form("form.departure", &[("last_day", "2026-04-10")]).await.is(200);
    camille.page().says("(du 1er mars 2026 au 10 avril 2026)").says("(jusqu’au 10 avril 2026)");
    camille.page().says_not("En renfort – Karfu'R");
    camille.open(&role).await.is(200);
    camille
        .submit_form("form.take", &[("take", "1")])
        .await
        .is(200)
        .says_not("Mentor stratégique – CartoBio");
    camille.open(&role).await.is(404);
    camille.open(&format!("{page}/roles/cartobio/nothing")).await.is(404);
});

story!(whose_last_role_is_taken_does_not_read_more_by_it, "2026-03-04 09:00", |app| {
    let (sam, tom) = ("sam@aide.example", "tom@aide.example");
    app.give(sam, Role::Sponsor, "cartobio", None).await;
    app.give(tom, Role::Helper, "cartobio", None).await;
    let (sam, tom) = (app.browse_as(sam).await, app.browse_as(tom).await);
    sam.open("/projects/cartobio").await.is(200);
    let camille = coordinator(app).await;
    let page = open_person(&camille, "sam").await;
    camille.open(&format!("{page}/roles/cartobio/sponsor")).await.is(200);
    camille.submit_form("form.take", &[("take", "1")]).await.is(200);
    camille.page().says("CartoBio (a quitté le projet le 3 mars 2026)");
    // Taken twice it is taken once.
    camille.open(&format!("{page}/roles/cartobio/sponsor")).await.is(200);
    camille.submit_form("form.take", &[("take", "1")]).await.is(200).says("3 mars 2026");
    // A departure before the first day of the only one.
    let page = open_person(&camille, "tom").await;
    camille.open(&format!("{page}/roles/cartobio/helper")).await.is(200);
    camille.submit(&[("from_day", "2026-05-01")]).await.is(200);
    camille.submit_form("form.departure", &[("last_day", "2026-04-10")]).await.is(200);
    camille.page().says("En renfort – CartoBio (a quitté le projet le 3 mars 2026)");
    for left in [&sam, &tom] {
        for project in ["cartobio", "karfu-r", "plume"] {
            left.open(&format!("/projects/{project}")).await.is(404);
        }
    }
    // Beside another role it is taken.
    let page = open_person(&camille, "tom").await;
    camille.submit_form("form.give", &[("role", "sponsor"), ("project", "plume")]).await.is(200);
    camille.open(&format!("{page}/roles/cartobio/helper")).await.is(200);
    camille.submit_form("form.take", &[("take", "1")]).await.is(200).says_not("En renfort – CartoBio");
    tom.open("/projects/plume").await.is(200);
    tom.open("/projects/cartobio").await.is(404);
});

story!(whom_a_deleted_project_leaves_bare_is_kept_out, "2026-03-04 09:00", |app| {
    let (sam, tom) = ("sam@aide.example", "tom@aide.example");
    app.give(sam, Role::Sponsor, "plume", None).await;
    app.give(tom, Role::Sponsor, "plume", None).await;
    app.give(tom, Role::Helper, "karfu-r", None).await;
    let browser = app.browse_as(sam).await;
    let camille = coordinator(app).await;
    camille.open("/admin/projects/plume/removal").await.is(200).says("Qui ne lisait que ce projet");
    camille.submit(&[]).await.is(200);
    let kept_out = "SELECT email AS key FROM people WHERE deactivated_at IS NOT NULL";
    assert_eq!(app.keys(kept_out).await, [sam.to_owned()].into());
    browser.open("/projects/cartobio").await.says("Se connecter");
    camille.open("/admin/audit?topic=people").await.is(200).says("sam");
});

story!(people_are_found_by_what_they_are, "2026-03-04 09:00", |app| {
    app.give("lea@cartobio.example", Role::Alumnus, "cartobio", None).await;
    let camille = coordinator(app).await;
    let found = async |query: &str| {
        let page = camille.open(&format!("/admin/people?{query}")).await;
        ["Ada", "Ben", "Mina", "Chloé", "Marc", "Driss", "lea", "Camille"]
            .into_iter()
            .filter(|name| lists(&page, name))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("role=mentor").await, ["Mina", "Marc"]);
    assert_eq!(found("on=cartobio").await, ["Ada", "Ben", "Mina", "lea"]);
    assert_eq!(found("role=eig&on=cartobio").await, ["Ada", "Ben"]);
    assert_eq!(found("role=coordinator").await, ["Camille"]);
    assert_eq!(found("role=none").await, Vec::<&str>::new());
    assert_eq!(found("role=alumnus&q=LEA").await, ["lea"]);
    // What is nothing is no filter.
    assert_eq!(found("role=nothing&state=nothing").await.len(), 8);
    assert_eq!(found("on=nothing").await, Vec::<&str>::new());
    // What was chosen stays so.
    camille.open("/admin/people?role=mentor&on=cartobio&state=silent").await;
    for (name, value) in [("role", "mentor"), ("on", "cartobio"), ("state", "silent")] {
        assert!(camille.page().has(&format!("form.filter [name={name}] option[value={value}][selected]")));
    }
});

story!(those_of_archived_projects_are_found_where_they_are_looked_for, "2026-03-04 09:00", |app| {
    let camille = coordinator(app).await;
    assert!(!camille.open("/admin/people").await.has("#archived"), "there is nobody of that kind");
    camille.open("/admin").await.says("7 personnes");
    camille.open("/admin/promotions").await;
    let days = [("name", "Suite"), ("starts_on", "2026-03-02"), ("ends_on", "2026-12-31")];
    camille.submit_form("form.new", &days).await.is(200);
    camille.open("/admin/projects").await;
    let suite = [("name", "Suite"), ("administration", "X"), ("promotion", "2")];
    camille.submit_form("form.new", &suite).await.is(200);
    // Ada goes on, and all others were there.
    app.give("ada@cartobio.example", Role::Eig, "suite", None).await;
    for stage in ["closed", "archived"] {
        camille.open("/admin/promotions").await;
        camille.follow(&format!("a[href='/admin/promotions/1/stage?stage={stage}']")).await.is(200);
        camille.submit(&[]).await.is(200);
    }
    let page = camille.open("/admin/people").await;
    assert!(lists(&page, "Ada") && lists(&page, "Camille") && !lists(&page, "Ben") && !lists(&page, "Mina"));
    page.says("2 personnes");
    camille.open("/admin").await.says("2 personnes");
    // Whoever looks for one of them is told where.
    camille.open("/admin/people?q=mina").await.says("Personne ne correspond.");
    let page = camille.follow("a[href='/admin/people?q=mina&archived=1']").await;
    assert!(lists(&page, "Mina") && page.has("#archived[checked]"));
    let page = camille.open("/admin/people?archived=1&role=eig").await;
    assert!(lists(&page, "Ben") && lists(&page, "Ada") && !lists(&page, "Mina"));
    // Nobody is to be invited to what is over.
    camille.open("/admin/invitations?archived=1").await.is(200).says_not("Ben");
});
