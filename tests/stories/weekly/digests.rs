//! What a digest says to those who have more than one project, and to those who are asked about some.

use bulletins::domain::people::Role;

use crate::story;
use crate::support::app::TestApp;
use crate::support::filing::file;
use crate::support::inbox::Mail;
use crate::support::wishes::reads_all;

const ADA: &str = "ada@cartobio.example";
const BEN: &str = "ben@cartobio.example";
const CAMILLE: &str = "camille@eig.example";
const CHLOE: &str = "chloe@karfur.example";
const MINA: &str = "mina@agence.example";

fn digest(app: &TestApp, address: &str) -> Mail {
    app.inbox(address).latest_of("digest").clone()
}

/// Whom the mail has its reader write to, with the beginning of each subject, in both its parts.
fn ways(mail: &Mail) -> Vec<String> {
    let of = |part: &str| -> Vec<String> {
        let ends = |c: char| c == '%' || c == '"' || c.is_whitespace();
        part.split("mailto:").skip(1).map(|rest| rest.split(ends).next().unwrap().to_owned()).collect()
    };
    let told = of(&mail.html.replace("&#x3D;", "="));
    assert_eq!(of(&mail.text), told);
    told
}

story!(where_projects_meet_each_bulletin_has_its_own_way_to_its_team, "2026-03-02 08:00", |app| {
    app.give(MINA, Role::Mentor, "plume", None).await;
    reads_all(app, MINA).await;
    app.give(ADA, Role::Eig, "karfu-r", None).await;
    file(app, BEN, "cartobio", 10, "3", &[]).await;
    file(app, CHLOE, "karfu-r", 10, "4", &[]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let cartobio = "ada@cartobio.example,ben@cartobio.example?subject=CartoBio";
    let plume = "driss@plume.example?subject=Plume";
    // Of one's own alone, also where there are no news, and in the order in which they are told.
    let mina = digest(app, MINA);
    assert_eq!(ways(&mina), [cartobio, plume]);
    mina.says("Write to the team of Plume").says("Plume filed no bulletin this week.");
    let mut ada = ways(&digest(app, ADA));
    ada.sort();
    assert_eq!(ada, ["ben@cartobio.example?subject=CartoBio", "chloe@karfur.example?subject=Karfu"]);
    // Who has one project answers; a list has nobody to write to.
    assert!(ways(&digest(app, BEN)).is_empty() && ways(&digest(app, "liste@eig.example")).is_empty());
    // Who coordinates writes to each.
    let karfur = "ada@cartobio.example,chloe@karfur.example?subject=Karfu";
    assert_eq!(ways(&digest(app, CAMILLE)), [cartobio, karfur, plume]);
});

story!(everybody_reads_of_their_own_projects_first_and_of_each_once, "2026-03-02 08:00", |app| {
    let camille = app.browse_as(CAMILLE).await;
    let number = app.keys("SELECT CAST(id AS TEXT) AS key FROM people WHERE name = 'Camille'").await;
    for slug in ["cartobio", "plume"] {
        camille.open(&format!("/admin/projects/{slug}")).await;
        camille.submit(&[("referent", number.first().unwrap())]).await.is(200);
    }
    file(app, CHLOE, "karfu-r", 10, "4", &[("priorities", "Ce que fait Karfu")]).await;
    file(app, ADA, "cartobio", 10, "3", &[("priorities", "Ce que fait CartoBio")]).await;
    app.travel_by_day("2026-03-06 15:05").await;
    let after = |mail: &Mail, first: &str, second: &str| {
        let places = [first, second].map(|text| mail.text.find(text).unwrap_or_else(|| panic!("{text}")));
        assert!(places[0] < places[1], "{}", mail.text);
    };
    let camille = digest(app, CAMILLE);
    after(&camille, "Vos projets", "Ce que fait CartoBio");
    after(&camille, "Ce que fait CartoBio", "Ce que fait Karfu");
    camille.says("Plume n’a pas déposé de bulletin").says_not("Pas de bulletin cette semaine");
    let chloe = digest(app, CHLOE);
    after(&chloe, "Votre projet", "Ce que fait Karfu");
    after(&chloe, "Ce que fait Karfu", "Ce que fait CartoBio");
    chloe.says("Pas de bulletin cette semaine");
});
