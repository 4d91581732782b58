//! Mail servers misbehave; everybody has their mail once all the same.

use std::collections::BTreeMap;

use bulletins::store::{self, Conn, Db};
use diesel::connection::SimpleConnection;

use crate::story;
use crate::support::app::TestApp;
use crate::support::log::Log;

/// How many digests each address has.
fn digests(app: &TestApp) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for mail in app.mails().into_iter().filter(|mail| mail.kind == "digest") {
        *counts.entry(mail.to).or_default() += 1;
    }
    counts
}

story!(a_server_that_is_down_at_five_past_three_and_back_at_four, "2026-03-06 15:00", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    assert!(app.mails().is_empty());
    assert_eq!(app.unfinished().await, 8);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("8 courriels attendent");
    app.travel_to("Fri 16:00").await;
    app.smtp.comes_back();
    app.travel_to("Fri 17:00").await;
    assert_eq!(digests(app).values().copied().collect::<Vec<_>>(), [1; 8]);
    // What was sent can be read, but for the links by which its reader answers.
    let page = camille.open("/admin/mail?state=sent").await;
    page.is(200).says("marc@diair.example").says("8 courriels").says("/…");
    assert!(page.has(".run .look pre"));
    for secret in ["/r/", "/f/", "/h/", "/subscriptions/"] {
        let text = page.text();
        assert!(!text.contains(secret), "{secret}: {text}");
    }
});

story!(a_server_that_is_busy_twice_hangs_once_and_knows_not_everybody, "2026-03-06 15:00", |app| {
    app.smtp.is_busy_for(2);
    app.smtp.hangs_for(1);
    app.smtp.does_not_know("marc@diair.example");
    app.travel_to("Fri 17:00").await;
    let counts = digests(app);
    assert_eq!(counts.len(), 7, "{counts:?}");
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    // What was refused for good is there to be seen, and to be tried again once the address is mended.
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("Un courriel n’a pas pu être envoyé");
    camille.open("/admin/mail").await.is(200).says("marc@diair.example").says("550");
    app.smtp.does_not_know("nobody@diair.example");
});

story!(a_mail_whose_time_has_passed_can_be_sent_again, "2026-03-06 13:55", |app| {
    app.smtp.goes_down();
    // Until the form has closed: a reminder is not worth reading any more.
    app.travel_to("Fri 15:04").await;
    app.sleep_until("Fri 15:40");
    app.smtp.comes_back();
    app.travel_to("Fri 17:00").await;
    let reminders = || app.mails().iter().filter(|mail| mail.kind == "reminder").count();
    assert_eq!(reminders(), 0);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/mail?state=failed").await.says_not("chloe@karfur.example");
    camille.open("/admin/mail?state=cancelled").await.says("chloe@karfur.example");
    camille.submit_form("main form[action^='/admin/mail/']", &[]).await.is(200);
    app.pass().await;
    assert_eq!(reminders(), 1);
});

story!(a_reminder_is_dropped_once_the_bulletin_is_filed, "2026-03-06 13:55", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    let driss = app.browse_as("driss@plume.example").await;
    driss.submit(&[("mood", "3"), ("priorities", "p"), ("ups_and_downs", "u")]).await.is(200);
    app.smtp.comes_back();
    app.travel_to("Fri 14:30").await;
    app.inbox("driss@plume.example").has_none("reminder");
    app.inbox("chloe@karfur.example").has_one("reminder");
    // Nor is one sent after closing.
    app.smtp.goes_down();
    app.travel_to("Fri 15:01").await;
    app.smtp.comes_back();
    app.travel_to("Fri 16:00").await;
    assert_eq!(app.inbox("chloe@karfur.example").of_kind("reminder").len(), 1);
    app.inbox("chloe@karfur.example").has_one("digest");
});

story!(mails_can_be_stopped_by_one_click_and_asked_for_again, "2026-03-06 13:00", |app| {
    app.travel_to("Fri 14:00").await;
    let reminder = app.inbox("driss@plume.example").has_one("reminder").clone();
    assert!(
        reminder.headers.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{}",
        reminder.headers
    );
    let link = reminder.link("/unsubscribe/");
    // A scanner looks and nothing happens; a mail program asks in its reader's name, without cookie or origin.
    let driss = app.browser("fr");
    driss.open(&link).await.is(200).says("Ne plus les recevoir");
    let one_click = driss.send(|client, base| {
        client
            .post(format!("{base}{link}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click")
    });
    one_click.await.is(200).says("C’est fait");
    // In parts, it means the same (RFC 8058, section 3.2).
    driss.open(&link).await;
    driss.submit(&[("undo", "1")]).await.is(200).says("Ne plus les recevoir");
    let in_parts = driss.send(|client, base| {
        let body =
            "--p\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--p--\r\n";
        let kind = "multipart/form-data; boundary=p";
        client.post(format!("{base}{link}")).header("content-type", kind).body(body)
    });
    in_parts.await.is(200).says("C’est fait");
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("reminder").len(), 1);
    app.inbox("driss@plume.example").has_one("digest");
    driss.open(&link).await;
    driss.submit(&[("undo", "1")]).await.is(200).says("Ne plus les recevoir");
    app.travel_to("Fri 14:45").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("reminder").len(), 3);
    app.travel_to("Fri 15:05").await;
    assert!(app.inbox("liste@eig.example").0.iter().all(|mail| !mail.headers.contains("List-Unsubscribe")));
});

story!(replicas_that_tick_through_a_closing_day_send_each_mail_once, "2026-03-06 09:55", |app| {
    let others = [app.replica().await, app.replica().await];
    for moment in ["10:00", "14:00", "14:45", "15:05"] {
        app.sleep_until(&format!("Fri {moment}"));
        let (first, second, third) = tokio::join!(app.app.pass(), others[0].pass(), others[1].pass());
        first.and(second).and(third).unwrap();
    }
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for mail in app.mails() {
        *counts.entry((mail.kind, mail.to)).or_default() += 1;
    }
    for ((kind, to), count) in &counts {
        assert_eq!(*count, if kind == "reminder" { 2 } else { 1 }, "{kind} to {to}");
    }
    assert_eq!(counts.len(), (1 + 4) + 4 + 8);
});

/// SQLite lets one write at a time, and who waits for it is not served in order: this program's pages and those of another
/// one write without a pause, while each mail is refused and put back.
#[actix_web::test]
async fn while_a_server_refuses_and_everybody_writes_a_pass_finds_its_turn() {
    let app = TestApp::on_sqlite("2026-03-06 15:00").await;
    let own = app.app.services.db.clone();
    let other = Db::open(&app.database, 2).unwrap();
    let write = |db: Db| async move {
        for _ in 0..60 {
            let work = |conn: &mut Conn| -> store::Result<()> {
                Ok(conn.batch_execute("UPDATE people SET name = name")?)
            };
            db.write(work).await.unwrap();
        }
    };
    app.smtp.is_busy_for(8);
    let log = Log::listen();
    app.sleep_until("Fri 15:05");
    let writers =
        futures_util::future::join_all([&own, &own, &own, &other, &other].map(|db| write(db.clone())));
    let (passed, _) = tokio::join!(app.app.pass(), writers);
    passed.unwrap();
    assert_eq!(log.count("locked"), 0, "{:?}", log.lines());
    assert_eq!(app.unfinished().await, 8);
    app.travel_to("Fri 16:00").await;
    assert_eq!(digests(&app).values().copied().collect::<Vec<_>>(), [1; 8]);
    app.finish().await;
}
