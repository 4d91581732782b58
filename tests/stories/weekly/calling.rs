//! Each EIG is asked for what is missing: by the announcement, then by reminders that know what the team has begun.

use bulletins::domain::people::Role;
use bulletins::services::privacy::erasing;
use bulletins::services::{Refusal, Scope};
use bulletins::store::people;
use bulletins::store::privacy::audit::Actor;

use crate::story;
use crate::support::app::TestApp;
use crate::support::inbox::Mail;

const TEXTS: [(&str, &str); 3] =
    [("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "Démo réussie")];

/// To whom an answer to that mail goes.
fn answered_by(mail: &Mail) -> String {
    let headers = mail.headers.replace("\r\n ", " ");
    let line = headers.lines().find_map(|line| line.strip_prefix("Reply-To: "));
    line.unwrap_or_default().to_owned()
}

story!(the_announcement_brings_each_eig_their_own_link, "2026-03-04 09:00", |app| {
    app.browse_as("ada@cartobio.example").await.submit(&TEXTS).await.is(200);
    app.travel_to("Fri 10:00").await;
    let quiet = "Rien de neuf cette semaine ? Une ligne suffit";
    app.inbox("liste@eig.example").has_one("announcement").says(quiet).says_not("/f/").says_not("mood=");
    for (address, subject, words) in [
        ("chloe@karfur.example", "Karfu'R\u{a0}: c’est le jour du bulletin", "Le bulletin de Karfu'R"),
        ("driss@plume.example", "Plume\u{a0}: c’est le jour du bulletin", "Le bulletin de Plume"),
    ] {
        let inbox = app.inbox(address);
        let mail = inbox.has_one("announcement");
        mail.says(words).says("Un projet sur 3").says("excellente").says(quiet);
        // A text has links, and no faces.
        assert!(mail.html.contains("Touchez un visage") && !mail.text.contains("visage"), "{}", mail.text);
        assert!(mail.subject.starts_with(subject), "{}", mail.subject);
        assert!(mail.headers.contains("List-Unsubscribe-Post"), "{}", mail.headers);
    }
    // Who has filed, and who cannot, are left alone.
    for address in
        ["ada@cartobio.example", "ben@cartobio.example", "marc@diair.example", "camille@eig.example"]
    {
        app.inbox(address).has_none("announcement");
    }
    // Its link files, on a phone that knows nothing of its owner.
    let phone = app.browser("fr");
    let link = app.inbox("chloe@karfur.example").latest().link("/f/");
    phone.open(&format!("{link}?mood=3")).await.is(200);
    phone.submit(&TEXTS[1..]).await.is(200).says("Merci");
    app.travel_to("Fri 15:05").await;
    app.inbox("chloe@karfur.example").has_none("reminder");
    assert_eq!(app.inbox("driss@plume.example").of_kind("announcement").len(), 1);
});

story!(who_stops_the_announcement_gets_none_and_reminders_all_the_same, "2026-03-06 09:00", |app| {
    app.travel_to("Fri 10:00").await;
    let link = app.inbox("driss@plume.example").has_one("announcement").link("/unsubscribe/");
    let browser = app.browser("fr");
    browser.open(&link).await.is(200).says("Ne plus recevoir l’annonce du jour de clôture ?");
    browser.submit(&[]).await.is(200).says("C’est fait");
    app.travel_to("Fri 14:00").await;
    app.inbox("driss@plume.example").has_one("reminder").says("Une ligne suffit");
    let driss = app.browse_as("driss@plume.example").await;
    driss.open("/settings").await.is(200).says("M’annoncer que c’est le jour de clôture");
    assert!(!driss.page().has("#mail-announcement[checked]") && driss.page().has("#mail-reminder[checked]"));
    let marc = app.browse_as("marc@diair.example").await;
    assert!(!marc.open("/settings").await.has("#mail-announcement"));
    app.travel_to("Fri 10:00").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("announcement").len(), 1);
    driss.open("/settings").await;
    driss.submit_form("form.mails", &[("announcement", "1")]).await.is(200);
    app.travel_to("Fri 15:05").await;
    app.travel_to("Fri 10:00").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("announcement").len(), 2);
    app.travel_to("Fri 15:05").await;
});

/// An address on the list that is an EIG's too.
async fn nobody_is_announced_to_twice(postgres: bool) {
    let lists = "liste@eig.example,driss@plume.example,camille@eig.example".to_owned();
    let settings = [("BULLETINS_PROGRAMME__LIST_ADDRESSES", lists)];
    let Some(app) = TestApp::with("2026-03-06 09:00", postgres, &settings).await else { return };
    app.travel_to("Fri 10:00").await;
    app.inbox("driss@plume.example").has_one("announcement").says("/f/");
    app.inbox("camille@eig.example").has_one("announcement").says_not("/f/");
    let link = app.inbox("driss@plume.example").latest().link("/unsubscribe/");
    let browser = app.browser("fr");
    browser.open(&link).await.is(200);
    browser.submit(&[]).await.is(200);
    app.travel_to("Fri 15:05").await;
    app.travel_to("Fri 10:00").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("announcement").len(), 1);
    app.travel_to("Fri 15:05").await;
    app.finish().await;
}

#[actix_web::test]
async fn nobody_is_announced_to_twice_on_sqlite() {
    nobody_is_announced_to_twice(false).await;
}

#[actix_web::test]
async fn nobody_is_announced_to_twice_on_postgres() {
    nobody_is_announced_to_twice(true).await;
}

story!(an_announcement_that_a_reminder_overtook_is_not_sent_to_eigs, "2026-03-06 09:00", |app| {
    app.sleep_until("Fri 14:50");
    app.pass().await;
    app.inbox("liste@eig.example").has_one("announcement");
    app.inbox("driss@plume.example").has_none("announcement");
    app.inbox("driss@plume.example").has_one("reminder");
    app.travel_to("Fri 15:05").await;
});

story!(an_announcement_of_what_was_filed_meanwhile_is_dropped, "2026-03-06 09:55", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 10:00").await;
    app.browse_as("driss@plume.example").await.submit(&TEXTS).await.is(200);
    app.smtp.comes_back();
    app.travel_to("Fri 11:00").await;
    app.inbox("driss@plume.example").has_none("announcement");
    app.inbox("chloe@karfur.example").has_one("announcement");
    app.travel_to("Fri 15:05").await;
});

story!(the_second_reminder_says_who_has_begun_and_what_is_missing, "2026-03-06 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let draft = "/projects/cartobio/bulletins/2026-W10/draft";
    let csrf = ada.page().field("csrf");
    ada.post(draft, &[("csrf", &csrf), ("mood", "3"), ("priorities", "Livrer")]).await.is(200);
    // The first says the plain thing.
    app.travel_to("Fri 14:00").await;
    app.inbox("ben@cartobio.example").has_one("reminder").says_not("has begun").says_not("last reminder");
    app.travel_to("Fri 14:45").await;
    app.inbox("ben@cartobio.example").latest().says("Ada has begun: one text is missing.");
    app.inbox("ada@cartobio.example").latest().says("Vous avez commencé\u{a0}: il manque un texte.");
    // Where nobody has begun nobody is named; the last one says that it is.
    let driss = app.inbox("driss@plume.example").latest().clone();
    driss.says_not("commencé").says("C’est le dernier rappel").says("semaine calme");
    // What Ada wrote is not in any mail.
    app.inbox("ben@cartobio.example").latest().says_not("Livrer");
    // The link leads to the draft, on any device.
    let phone = app.browser("en");
    let form = phone.open(&app.inbox("ben@cartobio.example").latest().link("/f/")).await;
    assert_eq!((form.field("priorities"), form.field("draft")), ("Livrer".into(), "1".into()));
    app.travel_to("Fri 15:05").await;
});

story!(priorities_that_go_on_are_not_missing_in_the_second_reminder, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[&TEXTS[..], &[("priorities", "Livrer")]].concat()).await.is(200);
    app.travel_by_day("2026-03-13 09:00").await;
    let form = "/projects/cartobio/bulletins/2026-W11";
    let csrf = ada.open(form).await.form_token();
    let begun = [("csrf", csrf.as_str()), ("mood", "3"), ("promise", "goes-on")];
    ada.post(&format!("{form}/draft"), &begun).await.is(200);
    app.travel_to("Fri 14:45").await;
    app.inbox("ada@cartobio.example").latest_of("reminder").says("Vous avez commencé : il manque un texte.");
    app.travel_to("Fri 15:05").await;
});

story!(a_reminder_that_names_somebody_goes_with_them, "2026-03-06 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let csrf = ada.page().field("csrf");
    let draft = [("csrf", csrf.as_str()), ("priorities", "Livrer")];
    ada.post("/projects/cartobio/bulletins/2026-W10/draft", &draft).await.is(200);
    app.travel_to("Fri 14:40").await;
    app.smtp.goes_down();
    app.travel_to("Fri 14:45").await;
    let erase = |scope: &mut Scope<'_>| -> Result<(), Refusal> {
        let ada = people::by_email(scope.conn, &"ada@cartobio.example".parse().unwrap())?.unwrap();
        erasing::erase(scope, Actor::Program, ada.id)
    };
    app.app.services.write(erase).await.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    app.smtp.comes_back();
    app.travel_to("Fri 14:58").await;
    assert_eq!(app.inbox("ben@cartobio.example").of_kind("reminder").len(), 1);
    assert!(app.mails().iter().all(|mail| mail.kind != "reminder" || !mail.text.contains("Ada has begun")));
    assert_eq!(app.inbox("driss@plume.example").of_kind("reminder").len(), 2);
    app.travel_to("Fri 15:05").await;
});

story!(answers_of_an_eig_reach_the_team_of_that_project_and_its_referent, "2026-03-06 09:00", |app| {
    // Ben is on two teams: each mail is about one.
    app.give("ben@cartobio.example", Role::Eig, "plume", None).await;
    app.travel_to("Fri 10:00").await;
    let camille = "Camille <camille@eig.example>";
    let of = |address: &str| -> Vec<String> {
        let mut answered: Vec<String> =
            app.inbox(address).of_kind("announcement").into_iter().map(answered_by).collect();
        answered.sort();
        answered
    };
    assert_eq!(of("ada@cartobio.example"), [format!("Ben <ben@cartobio.example>, {camille}")]);
    let ada = format!("Ada <ada@cartobio.example>, {camille}");
    assert_eq!(of("ben@cartobio.example"), [ada, format!("Driss <driss@plume.example>, {camille}")]);
    assert_eq!(of("chloe@karfur.example"), [camille]);
    let said = |address: &str| app.inbox(address).of_kind("announcement")[0].clone();
    said("ada@cartobio.example")
        .says("Répondez à ce message pour écrire à votre équipe et à la coordination");
    said("chloe@karfur.example").says("Répondez à ce message pour écrire à la coordination");
    app.travel_to("Fri 14:00").await;
    assert_eq!(
        answered_by(app.inbox("driss@plume.example").has_one("reminder")),
        format!("Ben <ben@cartobio.example>, {camille}")
    );
    app.travel_to("Fri 15:05").await;
});
