//! What somebody tries who means harm, where no other story tells of it.

use bulletins::clock::Clock;
use bulletins::domain::post::delivery::{Cause, Reason};
use bulletins::store::Conn;
use bulletins::store::post::outbox::{self, Outcome};
use chrono::TimeDelta;

use crate::story;

/// Signs that templates, pages, tables, headers, paths and queries give a meaning to.
const SIGNS: &str = "{{x}} {{{p}}} <script>alert(1)</script> '; DROP TABLE x; -- ../../etc %00";

story!(signs_that_mean_something_elsewhere_are_text_here, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/projects/cartobio").await.is(200);
    camille.submit(&[("name", SIGNS), ("description", SIGNS)]).await.is(200).says(SIGNS);
    for page in ["/projects", "/projects/cartobio", "/admin/projects", "/admin/projects/cartobio"] {
        let page = camille.open(page).await;
        page.is(200).says(SIGNS);
        assert!(!page.body.contains("<script>alert"), "{}", page.path);
    }
    camille.open("/admin/promotions").await;
    let named = [("name", SIGNS), ("starts_on", "2026-01-05"), ("ends_on", "2026-12-31")];
    camille.submit_form("main form[action='/admin/promotions']", &named).await.is(200).says(SIGNS);
    // Files are called after it, in signs that mean nothing to any system.
    for ending in ["json", "xlsx"] {
        let file = camille.open(&format!("/admin/promotions/2/export.{ending}")).await;
        let told = file.is(200).headers["content-disposition"].to_str().unwrap().to_owned();
        let name = told.strip_prefix("attachment; filename=\"").unwrap().strip_suffix('"').unwrap();
        let (name, dotted) = name.rsplit_once('.').unwrap();
        assert_eq!(dotted, ending);
        assert!(name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-'), "{told}");
    }
    app.travel_to("Fri 14:00").await;
    let reminder = app.inbox("ada@cartobio.example").latest().clone();
    assert!(reminder.text.contains(SIGNS) || reminder.subject.contains(SIGNS), "{}", reminder.text);
});

story!(a_project_of_a_closed_promotion_takes_no_bulletin, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let (_, fields) =
        ada.page().form("main form", &[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")]);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/promotions").await;
    camille.follow("a[href$='stage=closed']").await.is(200);
    camille.submit(&[]).await.is(200);
    app.sleep_until("2026-03-11 09:00");
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = ada.post("/projects/cartobio/bulletins/2026-W11", &fields).await;
    assert!([403, 404, 409].contains(&page.status), "{}: {}", page.status, page.text());
    let bulletins = app.keys("SELECT week AS key FROM bulletins").await;
    assert!(bulletins.is_empty(), "{bulletins:?}");
});

// A worker that stood still while its lease ran out, as after SIGSTOP, believes that its mails are its own.
story!(who_stood_still_past_the_lease_marks_nothing, "2026-03-06 15:00", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    let (now, lease) = (app.clock.now() + TimeDelta::hours(1), TimeDelta::seconds(-1));
    app.clock.set(now);
    let claim = move |conn: &mut Conn| outbox::claim(conn, "stopped", 1_000, now, lease);
    let claimed = app.app.services.db.write(claim).await.unwrap();
    assert_eq!(claimed.len(), 8);
    app.smtp.comes_back();
    app.pass().await;
    let sent = app.mails().len();
    let cause = || Cause::from(Reason::ALL[0]);
    for mail in claimed {
        for outcome in [Outcome::Sent, Outcome::Retry { at: now, cause: cause() }, Outcome::Failed(cause())] {
            let (id, fence) = (mail.id, mail.fence);
            let settle = move |conn: &mut Conn| outbox::settle(conn, (id, fence), &outcome, false, now);
            assert!(!app.app.services.db.write(settle).await.unwrap(), "it was marked anew");
        }
    }
    app.pass().await;
    assert_eq!(app.mails().len(), sent, "each came once");
});
