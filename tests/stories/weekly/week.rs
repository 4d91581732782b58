//! A week from Monday to the digest.

use crate::story;

const TEXTS: [(&str, &str); 3] =
    [("mood", "3"), ("priorities", "Relire la carte"), ("ups_and_downs", "Démo réussie")];

story!(a_week_goes_by, "2026-03-02 09:00", |app| {
    // Ada files on Wednesday.
    app.travel_to("Wed 11:00").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.page().is(200).says("Bulletin de CartoBio");
    ada.submit(&[&TEXTS[..], &[("help", "Un serveur ?")]].concat()).await.is(200).says("Merci");

    // On Friday at ten the list is told, once.
    app.travel_to("Fri 10:00").await;
    app.inbox("liste@eig.example").has_one("announcement").says("Un projet sur 3");

    // At two, exactly the EIGs of the two projects without a bulletin are reminded, each in their language.
    app.travel_to("Fri 14:00").await;
    for reminded in ["chloe@karfur.example", "driss@plume.example"] {
        app.inbox(reminded).has_one("reminder").says("Un projet sur 3").says_not("CartoBio");
    }
    for left_alone in
        ["ada@cartobio.example", "ben@cartobio.example", "marc@diair.example", "camille@eig.example"]
    {
        app.inbox(left_alone).has_none("reminder");
    }

    // Chloé files from the mail on a phone that knows nothing of her.
    let phone = app.browser("fr");
    let link = app.inbox("chloe@karfur.example").latest().link("/f/");
    phone.open(&link).await.is(200).says("Bulletin de Karfu'R");
    phone.submit(&TEXTS).await.is(200).says("Merci");

    // At a quarter to three only Driss is left; he does not file.
    app.travel_to("Fri 14:45").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("reminder").len(), 2);
    assert_eq!(app.inbox("chloe@karfur.example").of_kind("reminder").len(), 1);

    // At five past three everybody reads the week.
    app.travel_to("Fri 15:05").await;
    for (reader, silent) in [
        ("ada@cartobio.example", "Pas de bulletin"),
        ("chloe@karfur.example", "Pas de bulletin"),
        ("driss@plume.example", "Plume n’a pas déposé de bulletin"),
        ("camille@eig.example", "Pas de bulletin"),
        ("liste@eig.example", "Pas de bulletin"),
    ] {
        let inbox = app.inbox(reader);
        let digest = inbox.has_one("digest");
        digest.says("Relire la carte").says("Démo réussie").says("Un serveur ?").says(silent);
    }
    app.inbox("ben@cartobio.example").has_one("digest").says("Relire la carte").says("No bulletin this week");
    assert_eq!(app.mails().iter().filter(|mail| mail.kind == "digest").count(), 8);
    assert!(app.inbox("camille@eig.example").latest().text.contains("en un coup d’œil"));
    assert!(!app.inbox("ada@cartobio.example").latest().text.contains("en un coup d’œil"));

    // Mentors read of their own project, and an answer reaches its team.
    let digest = app.inbox("mina@agence.example").has_one("digest").clone();
    assert_eq!(digest.subject, "CartoBio: good mood, asks for help");
    digest.says("Relire la carte").says("Un serveur ?").says("Plume");
    assert!(digest.headers.contains("ada@cartobio.example"), "{}", digest.headers);

    // Nothing more comes until the next Friday.
    // But for what is still asked for.
    let so_far = || app.mails().iter().filter(|mail| !mail.kind.starts_with("help-")).count();
    let before = so_far();
    app.travel_to("Fri 09:59").await;
    assert_eq!(so_far(), before);
});

story!(a_holiday_on_friday_moves_everything_to_thursday, "2026-04-27 09:00", |app| {
    app.travel_to("Thu 14:00").await;
    app.inbox("driss@plume.example").has_one("reminder").says("jusqu’à 15");
    app.travel_to("Thu 15:05").await;
    app.inbox("driss@plume.example").has_one("digest");
    app.travel_to("Fri 23:00").await;
    assert_eq!(app.mails().iter().filter(|mail| mail.to == "driss@plume.example").count(), 4);
});

story!(a_late_bulletin_reaches_its_readers_a_week_later, "2026-03-06 15:30", |app| {
    let driss = app.browse_as("driss@plume.example").await;
    driss.page().says("Le formulaire a fermé").says("il ne pourra plus être corrigé");
    driss.submit(&TEXTS).await.is(200).says("Merci, c’est publié").says("prochain message").says("en retard");
    // Published at once for everybody.
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/weeks/2026-W10").await.is(200).says("Relire la carte");
    app.travel_to("Fri 15:05").await;
    app.inbox("liste@eig.example").has_one("digest").says("Relire la carte").says("Arrivé après");
    // And only in that one.
    app.travel_to("Fri 15:05").await;
    app.inbox("liste@eig.example").latest().says_not("Relire la carte");
});

story!(a_paused_week_asks_for_nothing, "2026-03-02 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/schedule").await.is(200);
    camille
        .submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W10"), ("reason", "Vacances")])
        .await;
    camille.page().is(200).says("Vacances");
    camille.open("/dashboard").await.says("Semaine sans bulletin").says_not("pas encore");
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.page().says("Aucun bulletin n’est demandé").says("lundi 9 mars");
    app.travel_to("Mon 08:00").await;
    assert!(app.mails().is_empty());
    // A pause that is ended in time is as if it had never been.
    camille.open("/admin/schedule").await;
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W11")]).await.is(200);
    camille.submit_form("form[action='/admin/schedule/pauses/2026-W11']", &[]).await.is(200);
    app.travel_to("Fri 14:00").await;
    app.inbox("ada@cartobio.example").has_one("reminder");
    app.travel_to("Fri 15:05").await;
    // What is over cannot be paused.
    let too_late = camille.open("/admin/schedule").await.field("csrf");
    camille.post("/admin/schedule/pauses", &[("csrf", &too_late), ("week", "2026-W11")]).await.is(409);
    camille.open("/weeks/2026-W11").await.says("Pas de bulletin");
    // Nor is a pause ended once its week would have closed: nobody could file any more.
    camille.open("/admin/schedule").await;
    camille.submit_form("form[action='/admin/schedule/pauses']", &[("week", "2026-W12")]).await.is(200);
    app.travel_to("Fri 15:05").await;
    app.travel_to("Fri 15:05").await;
    let csrf = camille.open("/admin/schedule").await.field("csrf");
    camille.post("/admin/schedule/pauses/2026-W12", &[("csrf", &csrf)]).await.is(409);
});

story!(after_an_outage_one_reminder_catches_up_and_the_digest_comes, "2026-03-06 09:00", |app| {
    app.sleep_until("Fri 14:50");
    app.pass().await;
    app.inbox("driss@plume.example").has_one("reminder");
    app.inbox("liste@eig.example").has_one("announcement");
    app.sleep_until("Sat 18:00");
    app.pass().await;
    app.inbox("driss@plume.example").has_one("digest");
    // The clock steps back: nothing is repeated.
    let so_far = app.mails().len();
    app.clock.set(crate::support::app::moment("2026-03-06 13:59"));
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.mails().len(), so_far);
    // Two weeks of silence are let pass, and told as such.
    app.sleep_until("2026-03-25 12:00");
    app.pass().await;
    assert_eq!(app.mails().len(), so_far);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/schedule").await.is(200).says("passé, trop tard");
});

story!(all_filed_is_worth_congratulations_and_no_reminder, "2026-03-06 09:00", |app| {
    for eig in ["ada@cartobio.example", "chloe@karfur.example", "driss@plume.example"] {
        app.browse_as(eig).await.submit(&TEXTS).await.is(200);
    }
    app.travel_to("Fri 15:05").await;
    assert!(app.mails().iter().all(|mail| mail.kind == "digest"));
    app.inbox("liste@eig.example").has_one("digest").says("Bravo").says_not("Pas de bulletin");
});

// Six hours earlier there it is the morning of the same day.
story!(
    a_zone_that_is_changed_on_a_friday_neither_announces_nor_opens_the_week_again,
    "2026-03-06 09:00",
    |app| {
        app.travel_to("Fri 15:10").await;
        let so_far = app.mails().len();
        let zone = [("BULLETINS_PROGRAMME__TIMEZONE", "America/New_York".to_owned())];
        let changed = app.replica_with(&zone).await.unwrap();
        for at in ["Fri 15:30", "Fri 16:00", "Fri 20:00", "Fri 20:45", "Fri 21:05"] {
            app.sleep_until(at);
            changed.pass().await.unwrap();
            let (rules, now) = (&changed.services.rules, changed.clock.now());
            assert!(rules.is_published(rules.week_at(now), now), "{at}");
        }
        assert_eq!(app.mails().len(), so_far);
    }
);
