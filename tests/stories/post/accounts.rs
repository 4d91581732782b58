//! Every mail is accounted for: what became of it, why, and whether somebody has to act.

use bulletins::clock::Clock;
use bulletins::store::{self, Conn};
use diesel::connection::SimpleConnection;

use crate::operations::upgrades::bring_to;
use crate::story;
use crate::support::database::{Database, version};
use crate::support::links::{ask_for_a_new_password, ask_to_sign_in, invite};
use crate::support::smtp::Step;

story!(what_lost_its_point_is_no_failure_of_whatever_kind, "2026-03-06 09:55", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    app.smtp.goes_down();
    app.travel_to("Fri 15:05").await;
    ask_to_sign_in(&app.app.services, "ada@cartobio.example").await;
    ask_for_a_new_password(&app.app.services, "ada@cartobio.example").await;
    invite(&app.app.services, &["ben@cartobio.example"]).await;
    // For longer than any of them is worth sending.
    app.sleep_until("2026-03-20 16:00");
    app.smtp.comes_back();
    // What else is due by then is none of this story.
    app.pass().await;
    let dashboard = camille.open("/dashboard").await;
    dashboard.is(200).says_not("n’a pas pu être envoyé").says_not("n’ont pas pu être envoyés");
    // A digest alone is a coordinator's to give up.
    dashboard.says("8 courriels de bulletins n’ont pas pu partir à temps");
    camille.open("/admin/mail?state=held").await.is(200);
    camille.submit_form("form.held", &[("decision", "give-up")]).await.is(200);
    app.pass().await;
    camille.open("/admin/mail").await.says("En échec (0)");
    camille.open("/admin/mail?state=failed").await.says("Aucun courriel dans cet état");
    let page = camille.open("/admin/mail?state=cancelled").await;
    for kind in ["Annonce", "Rappel", "Bulletins", "Connexion", "Nouveau mot de passe", "Invitation"] {
        page.says(&format!("{kind} "));
    }
    page.says("Plus nécessaires").says("A perdu son utilité avant qu’un serveur ne l’accepte");
    // Whoever wants it sent all the same can have that.
    let so_far = app.mails().len();
    camille.submit_form("main form[action^='/admin/mail/']", &[]).await.is(200);
    app.pass().await;
    assert_eq!(app.mails().len(), so_far + 1);
});

story!(a_reason_is_told_in_the_readers_language, "2026-03-06 15:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    app.smtp.does_not_know("marc@diair.example");
    app.smtp.is_busy_for(1);
    app.travel_to("2026-03-06 15:05").await;
    camille.open("/admin/mail").await.says("marc@diair.example").says("refuse cette adresse (550)");
    camille.open("/admin/mail?state=pending").await.says("Le serveur de courrier a répondu 451");
    camille.submit_form("form[action='/locale']", &[("locale", "en")]).await;
    camille.open("/admin/mail").await.says("refuses this address (550)");
    // What was kept in words, before there were codes, is shown as it is.
    let before = |conn: &mut Conn| -> store::Result<()> {
        let told = "UPDATE outbox SET reason = NULL, last_error = 'the mail server answered 550'";
        Ok(conn.batch_execute(&format!("{told} WHERE state = 'failed'"))?)
    };
    app.app.services.db.write(before).await.unwrap();
    camille.open("/admin/mail").await.says("the mail server answered 550");
    app.travel_to("Fri 16:00").await;
});

story!(coordinators_are_alarmed_by_what_they_can_act_on, "2026-03-06 15:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    app.smtp.does_not_know("marc@diair.example");
    app.smtp.does_not_know("driss@plume.example");
    app.travel_to("Fri 15:05").await;
    camille.open("/dashboard").await.says("2 courriels n’ont pas pu être envoyés");
    // One's address is put right, the other is let go.
    let person = async |name: &str| {
        let people = camille.open(&format!("/admin/people?q={name}")).await;
        let link = people.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
        camille.open(&link).await.is(200);
    };
    person("Marc").await;
    camille.submit(&[("email", "marc@interieur.example")]).await.is(200);
    camille.open("/dashboard").await.says("Un courriel n’a pas pu être envoyé");
    person("Driss").await;
    camille.follow("a[href$='/active']").await.is(200);
    camille.submit(&[]).await.is(200);
    camille.open("/dashboard").await.says_not("pu être envoyé");
    // They are on the list still.
    camille.open("/admin/mail").await.says("marc@diair.example").says("driss@plume.example");
});

story!(old_failures_alarm_nobody_for_a_year, "2026-03-06 15:00", |app| {
    app.smtp.does_not_know("marc@diair.example");
    app.travel_to("Fri 15:05").await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("Un courriel n’a pas pu être envoyé");
    app.clock.set(app.clock.now() + chrono::TimeDelta::days(29));
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("Un courriel n’a pas pu être envoyé");
    app.clock.set(app.clock.now() + chrono::TimeDelta::days(2));
    camille.open("/dashboard").await.is(200).says_not("pu être envoyé");
});

story!(what_is_about_the_mail_is_final_and_what_is_about_us_is_not, "2026-03-06 15:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    // 554 at the greeting is about us (RFC 5321, section 4.2.3); so is whatever is said of our sender.
    app.smtp.refuses(Step::Greeting, "554 5.7.1 you are on a list");
    app.smtp.refuses(Step::Sender, "550 5.7.1 not your address");
    app.smtp.refuses(Step::Sender, "530 5.7.0 authenticate first");
    // After the content it is about that mail, and final.
    app.smtp.refuses(Step::Content, "554 5.6.0 this looks like spam");
    app.smtp.refuses(Step::Content, "552 5.3.4 too large");
    app.smtp.refuses(Step::Content, "452 4.3.1 no room");
    app.travel_to("2026-03-06 15:05").await;
    let failed = camille.open("/admin/mail").await;
    failed.says("En échec (2)").says("refuse ce message (554)").says("refuse ce message (552)");
    let waiting = camille.open("/admin/mail?state=pending").await;
    waiting.says("En attente (4)");
    for code in ["554", "550", "530", "452"] {
        waiting.says(&format!("Le serveur de courrier a répondu {code}"));
    }
    app.travel_to("Fri 16:00").await;
    assert_eq!(app.mails().iter().filter(|mail| mail.kind == "digest").count(), 6);
});

/// Mails from before reasons had codes: what had only lost its point stops alarming, all else stays as it was.
#[test]
fn an_upgrade_knows_old_reasons_by_their_words() {
    for mut database in Database::of_each_kind() {
        let coded = database.migrations().iter().position(|folder| version(folder) == "0020").unwrap();
        bring_to(&mut database, coded);
        for (number, (kind, state, words)) in [
            ("digest", "failed", "'it had lost its point before a mail server took it'"),
            ("reminder", "cancelled", "'the bulletin has been filed'"),
            ("invitation", "failed", "'the mail server answered 550'"),
            ("sign-in", "pending", "NULL"),
        ]
        .into_iter()
        .enumerate()
        {
            database.run(&format!(
                "INSERT INTO outbox (kind, recipient, topic, message_id, content, state, created_at, next_attempt_at,
                     expires_at, last_error)
                 VALUES ('{kind}', 'ada@x.example', '', '<{number}@x>', '', '{state}', '2026-03-06 15:05:00',
                     '2026-03-06 15:05:00', '2026-03-08 15:05:00', {words})"
            ));
        }
        let url = database.url.clone();
        let migrated = async move { store::migrate(&store::Db::open(&url, 1)?).await };
        actix_web::rt::System::new().block_on(migrated).unwrap();
        let told = "SELECT kind || ', ' || state || ', ' || COALESCE(reason, '-') || ', ' || COALESCE(last_error, '-')
                        || ', ' || priority AS text
                    FROM outbox ORDER BY message_id";
        assert_eq!(
            database.ask(told),
            [
                "digest, cancelled, expired, -, 2",
                "reminder, cancelled, filed, -, 2",
                "invitation, failed, -, the mail server answered 550, 1",
                "sign-in, pending, -, -, 0",
            ]
        );
    }
}
