//! A mail server is away for longer than a digest waits: whether its mails are sent still is for a coordinator to say.

use crate::story;
use crate::support::app::TestApp;

/// The digest of the 6th of March is held by now, the server is back, and the coordination was told.
async fn after_the_outage(app: &TestApp) {
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    app.travel_by_day("2026-03-08 16:00").await;
    // For some hours nobody hears of it; what tells of it waits as all mails do.
    app.travel_by_day("2026-03-09 09:00").await;
    app.smtp.comes_back();
    app.travel_to("Mon 10:00").await;
}

fn digests(app: &TestApp) -> usize {
    app.mails().iter().filter(|mail| mail.kind == "digest").count()
}

async fn numbers(app: &TestApp) -> String {
    app.browser("en").open("/metrics").await.is(200).body.clone()
}

story!(
    a_digest_that_no_server_took_waits_for_a_coordinator_who_has_it_sent_still,
    "2026-03-06 15:00",
    |app| {
        after_the_outage(app).await;
        assert_eq!(digests(app), 0);
        let held = "bulletins_outbox_mails{kind=\"digest\",state=\"held\"} 8";
        assert!(numbers(app).await.contains(held), "{}", numbers(app).await);
        // One mail tells of all eight, with the way to the next step, and comes once.
        let told = app.inbox("camille@eig.example").has_one("digest-held").clone();
        assert!(told.subject.contains("À décider") && told.text.contains("8 courriels"), "{}", told.text);
        let camille = app.browse_as("camille@eig.example").await;
        camille.open("/dashboard").await.says("8 courriels de bulletins n’ont pas pu partir à temps");
        camille.open(&told.link("/admin/mail")).await.is(200).says("À décider (8)");
        let page = camille.open("/admin/mail?state=held").await;
        page.is(200).says("marc@diair.example").says("injoignable");
        camille.submit_form("form.held", &[("decision", "send")]).await.is(200).says("de nouveau en route");
        app.travel_to("Mon 10:15").await;
        assert_eq!(digests(app), 8);
        camille.open("/admin/mail?state=held").await.says("À décider (0)").says_not("Envoyer quand même");
        camille.open("/dashboard").await.says_not("n’ont pas pu partir");
        app.inbox("camille@eig.example").has_one("digest-held");
        // Somebody else's decision of before is no more to be made.
        let run = app.keys("SELECT CAST(max(id) AS TEXT) AS key FROM runs WHERE job = 'digest'").await;
        let csrf = camille.open("/nowhere").await.form_token();
        let path = format!("/admin/mail/runs/{}", run.first().unwrap());
        camille.post(&path, &[("csrf", &csrf), ("decision", "give-up")]).await.is(404);
        camille.post(&path, &[("csrf", &csrf), ("decision", "perhaps")]).await.is(400);
        camille.open("/admin/audit").await.says("Courriels en retard envoyés quand même").says("8 courriels");
    }
);

story!(a_digest_that_is_given_up_can_be_sent_one_by_one_while_its_text_is_kept, "2026-03-06 15:00", |app| {
    after_the_outage(app).await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/mail?state=held").await.is(200);
    camille.submit_form("form.held", &[("decision", "give-up")]).await.is(200).says("ne seront pas envoyés");
    camille.page().says("La coordination y a renoncé");
    assert!(numbers(app).await.contains("bulletins_outbox_given_up{kind=\"digest\"} 8"));
    camille.submit_form("main .run form[action^='/admin/mail/']", &[]).await.is(200);
    app.pass().await;
    assert_eq!(digests(app), 1);
});

// Neither is a coordinator asked of what nobody may have any more, nor for ever.
story!(what_is_held_is_asked_again_and_ends_with_its_text, "2026-03-06 15:00", |app| {
    after_the_outage(app).await;
    let camille = app.browse_as("camille@eig.example").await;
    let person = camille.open("/admin/people?q=marc").await;
    let person = person.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&person).await.is(200);
    camille.follow("a[href$='/active']").await.is(200);
    camille.submit(&[]).await.is(200);
    camille.open("/admin/mail?state=held").await.says("À décider (7)").says_not("marc@diair.example");
    app.sleep_until("2026-04-20 09:00");
    app.pass().await;
    app.pass().await;
    let counted = app.keys("SELECT CAST(count(*) AS TEXT) AS key FROM outbox WHERE state = 'held'").await;
    assert_eq!(counted.first().unwrap(), "0");
});
