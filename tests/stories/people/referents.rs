//! Each project has a coordinator who is asked about it: chosen on its form, and seen where there is none.

use super::leaving::{coordinator, open_person};
use crate::story;

story!(a_referent_is_chosen_seen_and_let_go, "2026-03-04 09:00", |app| {
    let camille = coordinator(app).await;
    open_person(&camille, "Ada").await;
    camille.follow("a[href$='/coordinator']").await.is(200);
    camille.submit(&[]).await.is(200);
    let ada = app.keys("SELECT CAST(id AS TEXT) AS key FROM people WHERE name = 'Ada'").await;
    let ada = ada.into_iter().next().unwrap();
    camille.open("/dashboard").await.is(200).says("3 projets n’ont pas de référent");
    camille.open("/admin/projects").await.is(200);
    assert_eq!(camille.page().count("main .tag", "sans référent·e"), 3);
    // Who looks at the form of a new project is chosen already.
    let number = app.keys("SELECT CAST(id AS TEXT) AS key FROM people WHERE name = 'Camille'").await;
    assert_eq!(camille.page().field("referent"), *number.first().unwrap());
    camille.open("/admin/projects/plume").await.is(200);
    assert_eq!(camille.page().field("referent"), "");
    camille.submit(&[("referent", &ada)]).await.is(200);
    assert_eq!(camille.page().field("referent"), ada);
    camille.open("/admin/projects").await.says("Référent");
    assert_eq!(camille.page().count("main .tag", "sans référent·e"), 2);
    // Who reads the project finds who is asked about it; who coordinates or mentors writes to its team.
    let marc = app.browse_as("marc@diair.example").await;
    let driss = app.browse_as("driss@plume.example").await;
    for (reader, writes) in [(&camille, 1), (&marc, 1), (&driss, 0)] {
        let page = reader.open("/projects/plume").await;
        page.is(200).says("Ada Référent·e ada@cartobio.example");
        assert_eq!(page.count("a[href^='mailto:driss@plume.example'].button", "Écrire à l’équipe"), writes);
    }
    camille.open("/projects/karfu-r").await.says_not("Référent");
    // Somebody else, or nobody in particular; each is on record.
    camille.open("/admin/projects/karfu-r").await.is(200);
    camille.submit(&[("referent", &ada)]).await.is(200);
    camille.submit(&[("referent", "")]).await.is(200);
    camille
        .open("/admin/audit?topic=roles")
        .await
        .says("Projet confié à un·e référent·e")
        .says("Projet retiré à son ou sa référent·e");
    // Who stops coordinating is let go; a form that was open names them in vain, and keeps what was typed.
    camille.open("/admin/projects/cartobio").await.is(200);
    let stale = camille.page();
    open_person(&camille, "Ada").await;
    camille.follow("a[href$='/coordinator']").await.is(200);
    camille.submit(&[]).await.is(200);
    camille.open("/admin/projects").await;
    assert_eq!(camille.page().count("main .tag", "sans référent·e"), 3);
    let (action, fields) = stale.form("main form", &[("referent", &ada), ("name", "CartoBio 2")]);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    camille.post(&action, &fields).await.is(422).says("Cette personne ne coordonne plus");
    assert_eq!(camille.page().field("name"), "CartoBio 2");
    let names = app.keys("SELECT name AS key FROM projects").await;
    assert!(names.contains("CartoBio"), "nothing was written");
});
