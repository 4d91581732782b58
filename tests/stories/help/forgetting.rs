//! Who took part in a request is forgotten: when they are erased, or in time where they are not of the programme.

use bulletins::domain::help::Ending;

use crate::story;
use crate::support::requests::{ask, end, take, take_from_outside};

story!(who_is_erased_is_a_former_member_and_what_they_took_is_open_again, "2026-03-04 09:00", |app| {
    let own = ask(app, "ada@cartobio.example", "cartobio", "Un juriste", true, "2026-03-03 09:00").await;
    let other = ask(app, "driss@plume.example", "plume", "Un serveur", true, "2026-03-03 09:00").await;
    take(app, other, "ada@cartobio.example", "2026-03-03 10:00").await;
    // The same address, as somebody outside.
    take_from_outside(app, other, ("Ada d’ailleurs", "ada@cartobio.example"), "2026-03-03 11:00").await;
    take(app, own, "marc@diair.example", "2026-03-03 11:00").await;
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/help-requests")
        .await
        .says("Demande d’Ada, publiée hier")
        .says("prise par : Ada, Ada d’ailleurs");
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.open("/settings/erasure").await;
    ada.submit(&[]).await.is(200);
    let page = marc.open("/help-requests").await;
    page.says("Un juriste").says("Publiée hier").says("personne ne s’en occupe").says_not("Ada");
    assert_eq!(page.count("article.request .tag", "personne ne s’en occupe"), 1);
    let left = "SELECT 'taking' AS key FROM help_takings WHERE given_back_at IS NULL AND person_id IS NULL
        UNION SELECT name AS key FROM help_takings WHERE name LIKE 'Ada%'
        UNION SELECT name AS key FROM help_events WHERE name LIKE 'Ada%'
        UNION SELECT email AS key FROM help_takings WHERE email IS NOT NULL";
    assert!(app.keys(left).await.is_empty(), "{:?}", app.keys(left).await);
    app.pass().await;
});

story!(who_is_not_of_the_programme_is_forgotten_in_time, "2026-03-04 09:00", |app| {
    let closed = ask(app, "ada@cartobio.example", "cartobio", "Un juriste", true, "2026-03-03 09:00").await;
    let open = ask(app, "driss@plume.example", "plume", "Un serveur", true, "2026-03-03 09:00").await;
    for request in [closed, open] {
        take_from_outside(app, request, ("Zoé Dehors", "zoe@ailleurs.example"), "2026-03-03 11:00").await;
    }
    take(app, closed, "marc@diair.example", "2026-03-03 11:00").await;
    end(app, closed, Ending::Solved, "", "2026-03-04 09:00").await;
    let known = "SELECT CAST(request_id AS TEXT) || name AS key FROM help_takings WHERE name IS NOT NULL
        UNION ALL SELECT CAST(request_id AS TEXT) || name AS key FROM help_events WHERE name IS NOT NULL
        UNION ALL SELECT CAST(request_id AS TEXT) || email AS key FROM help_takings WHERE email IS NOT NULL";
    app.sleep_until("2026-04-03 08:00");
    app.pass().await;
    assert_eq!(app.keys(known).await.iter().filter(|key| key.contains("Zoé")).count(), 2);
    app.sleep_until("2026-04-04 10:00");
    app.pass().await;
    let (open, closed) = (open.0, closed.0);
    let left = [format!("{closed}Marc"), format!("{open}Zoé Dehors"), format!("{open}zoe@ailleurs.example")];
    assert_eq!(app.keys(known).await, left.into_iter().collect());
    // That somebody took it stays.
    let page = app.browse_as("chloe@karfur.example").await.open("/help-requests").await;
    page.says("prise par : une personne qui a quitté le programme, Marc");
});
