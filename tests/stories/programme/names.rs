//! Names that look the same are the same, and what nobody sees is no name.

use crate::story;

story!(a_name_is_one_however_it_is_composed, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/people").await;
    for name in ["\u{200b}\u{2060}", "\u{202e}\u{202c}", "\u{3164}"] {
        let lines = format!("{name} <new@x.example>");
        let typed = [("lines", lines.as_str()), ("post", "eig"), ("project", "plume")];
        let page = camille.submit_form("form.new", &typed).await;
        // Nothing to be seen: it is called by its address.
        page.is(200);
        camille.open("/admin/people?q=new@x.example").await.says("new");
    }
    camille.open("/settings").await;
    camille.submit_form("form[action$='/profile']", &[("name", "\u{200d}\u{feff}")]).await.is(422);
    camille.open("/settings").await;
    let odd = "Ame\u{301}lie \u{202e}txet\u{202c}";
    camille.submit_form("form[action$='/profile']", &[("name", odd)]).await.is(200);
    assert_eq!(camille.open("/settings").await.field("name"), "Amélie txet");
    app.pass().await;
});

// As earlier versions let them in.
story!(names_from_before_are_put_into_form_by_the_next_start, "2026-03-04 09:00", |app| {
    app.sql(
        "UPDATE people SET name = 'Ze\u{301}bulon', email = 'driss@pl\u{fc}me.example' WHERE name = 'Driss'",
    )
    .await;
    app.sql("UPDATE projects SET name = 'Plu\u{302}me' WHERE name = 'Plume'").await;
    app.sql("DELETE FROM installation WHERE name = 'names'").await;
    drop(app.replica().await);
    let found = app.keys("SELECT name || ' ' || email AS key FROM people WHERE email LIKE 'driss%'").await;
    assert_eq!(found, ["Z\u{e9}bulon driss@xn--plme-1ra.example".to_owned()].into());
    let found = app.keys("SELECT name AS key FROM projects WHERE slug = 'plume'").await;
    assert_eq!(found, ["Pl\u{fb}me".to_owned()].into());
});
