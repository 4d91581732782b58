//! Addresses of every kind: those that no mail can be written to are kept out, and those that are in harm nobody else.

use crate::story;
use crate::support::app::TestApp;
use crate::support::links::ask_to_sign_in;
use bulletins::store::Conn;
use diesel::connection::SimpleConnection;

async fn has_the_address(app: &TestApp, known: &str, address: &str) {
    let sql = format!("UPDATE people SET email = '{address}' WHERE email = '{known}'");
    let run = move |conn: &mut Conn| -> bulletins::store::Result<()> { Ok(conn.batch_execute(&sql)?) };
    app.app.services.db.write(run).await.unwrap();
}

// As an earlier version let it in: a coordinator's, to whom everybody would answer.
story!(an_address_that_cannot_be_written_stops_nobody_elses_mail, "2026-03-06 13:50", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    has_the_address(app, "driss@plume.example", "p@[127.0.0.1]").await;
    has_the_address(app, "camille@eig.example", "\"the boss\"@eig.example").await;
    let driss = app.browser("fr");
    let csrf = driss.open("/sign-in").await.field("csrf");
    driss.post("/sign-in/links", &[("csrf", &csrf), ("email", "p@[127.0.0.1]")]).await.is(422);
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.mails().iter().filter(|mail| mail.kind == "digest").count(), 6);
    assert_eq!(app.mails().iter().filter(|mail| mail.kind == "reminder").count(), 6);
    let page = camille.open("/admin/mail").await;
    page.says("En échec (4)").says("p@[127.0.0.1]").says("Aucun courriel ne peut être écrit à cette adresse");
    // Put right like any other.
    camille.prove().await;
    let people = camille.open("/admin/people?q=Driss").await;
    let link = people.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    assert_eq!(camille.open(&link).await.field("email"), "p@[127.0.0.1]");
    camille.submit(&[("email", "p@[127.0.0.2]")]).await.is(422);
    camille.submit(&[("email", "driss@plume.example")]).await.is(200);
    ada.open("/").await.is(200);
});

story!(no_edge_lets_in_what_no_mail_can_be_written_to, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    for address in ["p@[127.0.0.1]", "\"p q\"@x.example", "p@127.0.0.1", "p..q@x.example"] {
        camille.open("/admin/people").await.is(200);
        let typed = format!("P {address}");
        let page = camille.submit_form("form.new", &[("lines", &typed), ("post", "none")]).await;
        page.is(422);
        assert!(address.parse::<bulletins::domain::people::Email>().is_err());
    }
    // A domain in any letters is one, and its people are reached by any server.
    camille.open("/admin/people").await;
    let typed = "Zoé <zoé@exämple.example>, \nBob <bob@exämple.example>";
    camille.submit_form("form.new", &[("lines", typed), ("post", "eig"), ("project", "plume")]).await.is(200);
    camille.open("/admin/people").await.says("bob@xn--exmple-cua.example");
    app.smtp.knows_plain_letters_alone();
    ask_to_sign_in(&app.app.services, "bob@EXÄMPLE.example").await;
    ask_to_sign_in(&app.app.services, "zoé@exämple.example").await;
    app.pass().await;
    app.inbox("bob@xn--exmple-cua.example").has_one("sign-in");
    camille.open("/admin/mail").await.says("En échec (2)").says("(SMTPUTF8)");
});
