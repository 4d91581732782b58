//! Whoever is on a project that is paused, or on a promotion that was closed, is asked for nothing.

use crate::story;

story!(a_promotion_closed_or_a_project_paused_is_asked_for_nothing, "2026-03-04 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    for page in ["/admin/schedule", "/admin/projects/cartobio"] {
        // In this week teams may have filed: it is paused by whoever means it.
        let (_, proposed) = camille.open(page).await.is(200).form("form[action$='/pauses']", &[]);
        assert!(proposed.contains(&("week".into(), "2026-W11".into())), "{proposed:?}");
    }
    camille.open("/projects/cartobio").await.says_not("Aucun bulletin n’est demandé");
    camille.open("/admin/projects/cartobio").await.is(200);
    camille
        .submit_form("form[action$='/pauses']", &[("week", "2026-W10"), ("reason", "Séminaire")])
        .await
        .is(200)
        .says("Séminaire");
    camille.open("/projects/cartobio").await.says("Aucun bulletin n’est demandé cette semaine");
    camille.open("/projects/plume").await.says_not("Aucun bulletin n’est demandé");
    camille.open("/admin/projects/cartobio").await.is(200);
    app.travel_to("Fri 14:00").await;
    app.inbox("ada@cartobio.example").has_none("reminder");
    app.inbox("driss@plume.example").has_one("reminder");
    // Taken back in time, the next reminder comes.
    camille.submit_form("form[action$='/pauses/2026-W10']", &[]).await.is(200).says_not("Séminaire");
    app.travel_to("Fri 14:45").await;
    app.inbox("ada@cartobio.example").has_one("reminder");
    let ada = app.browse_as("ada@cartobio.example").await;
    let day = [("key_date", "2026-03-20"), ("key_date_description", "Revue finale")];
    ada.submit(&[&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")], &day[..]].concat())
        .await
        .is(200);
    camille
        .submit_form("form[action$='/pauses']", &[("week", "2026-W10")])
        .await
        .is(409)
        .says("impossible en l’état");
    app.travel_to("Fri 15:05").await;
    // Closed on Monday, that week is the last one.
    app.travel_to("Mon 09:00").await;
    camille.open("/admin/promotions").await.is(200);
    camille.follow("a[href$='stage=closed']").await.is(200).says("Clore la promotion EIG 8");
    camille.page().says("le formulaire se ferme vendredi 13 mars à 15");
    camille.open("/admin/promotions").await.says("31 décembre 2026");
    camille.follow("a[href$='stage=closed']").await.is(200);
    // Both are told: when it was closed, and when it was to end.
    camille.submit(&[]).await.is(200).says("close le 9 mars 2026").says("31 décembre 2026");
    camille.open("/admin/promotions/1").await.says("close le 9 mars 2026");
    camille.open("/dashboard").await.says("est close").says("cette semaine est la dernière");
    camille.open("/admin").await.says("Prochain envoi vendredi 13 mars").says("3 projets");
    camille.page().says_not("terminés");
    let foreseen = async |day: Option<&str>| {
        let page = camille.open("/admin/digest").await;
        match day {
            Some(day) => page.is(200).says(day).says_not("Aucun envoi des bulletins n’est prévu"),
            None => page.is(200).says("Aucun envoi des bulletins n’est prévu"),
        };
        page.links().into_iter().filter(|link| link.starts_with("/admin/digest/")).count()
    };
    app.travel_to("Wed 09:00").await;
    camille.open("/projects/cartobio").await.is(200).says("Terminé le 9 mars 2026").says_not("Se termine");
    let sent = || app.mails().iter().filter(|mail| mail.kind == "digest").count();
    let before = sent();
    let count = foreseen(Some("vendredi 13 mars")).await;
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("digest").len(), 2);
    assert_eq!(sent() - before, count);
    // Nobody files any more, and a key date that is left is no reason to write to anybody.
    let before = sent();
    foreseen(None).await;
    camille.open("/admin").await.says("Rien n’est prévu").says_not("Prochain envoi");
    camille.open("/admin/schedule").await.says_not("vendredi 20 mars");
    app.travel_to("Mon 09:00").await;
    // What it came to stays in sight, and nobody is promised what will not come.
    let page = camille.open("/dashboard").await;
    page.says("a été close le 9 mars 2026 : plus aucun bulletin").says("Dernière semaine (du 9");
    page.says("aucun bulletin sur 3").says("L’exporter, l’archiver").says_not("clôture dans");
    page.says_not("rien déposé depuis");
    assert!(page.has("#mosaic") && !page.has("#course"), "{}", page.body);
    ada.open("/").await.is(200).says("Votre projet est terminé").says_not("prochain formulaire");
    app.travel_to("Fri 15:05").await;
    assert_eq!(app.inbox("driss@plume.example").of_kind("digest").len(), 2);
    assert_eq!(sent(), before);
    // Nothing is to come, and what there was has not gone.
    foreseen(None).await;
    camille.open("/admin").await.says("3 projets terminés").says_not("Pas encore de projet");
    camille.page().says("Rien n’est prévu").says_not("Prochain envoi");
    camille.open("/admin/schedule").await.says("Rien n’est prévu").says_not("Ouverture du formulaire");
    // What found nobody to write to is folded, and only what wrote has its row.
    let page = camille.page();
    let text = page.text();
    let (wrote, silent) = text.split_once("sans courriel : personne à qui écrire").expect("a fold");
    assert!(silent.contains("vendredi 20 mars, 15 h 05 – bulletins à tout le monde"), "{text}");
    assert!(!wrote.contains("vendredi 20 mars") && wrote.contains("vendredi 13 mars"), "{text}");
    camille.open("/dashboard").await.says("a été close le 9 mars 2026");
    ada.open("/projects/cartobio/bulletins/2026-W12")
        .await
        .says("n’attend pas de bulletin cette semaine-là")
        .says_not("prochain formulaire");
    camille.open("/projects").await.says("Projets terminés").says("CartoBio");
    camille.open("/key-dates").await.says("Revue finale");
    camille.open("/admin/promotions").await;
    camille.follow("a[href$='stage=archived']").await.is(200);
    camille.submit(&[]).await.is(200).says("archivée");
    camille.open("/projects").await.says_not("CartoBio");
    camille.open("/key-dates").await.says_not("Revue finale");
    camille.open("/projects/cartobio").await.is(200).says("Revue finale");
    camille.open("/admin/promotions").await;
    camille.submit_form("main table form", &[("stage", "closed")]).await.is(200);
    camille.submit_form("main table form", &[("stage", "open")]).await.is(200);
    app.travel_to("Fri 14:00").await;
    assert_eq!(app.inbox("driss@plume.example").latest().kind, "reminder");
    // What has a history is not deleted; what has none asks first.
    camille.open("/admin/projects/cartobio/removal").await.is(409).says_not("n’a rien déposé");
    camille.open("/admin/promotions/1/removal").await.is(409).says_not("n’a pas de projet");
    camille.open("/admin/projects/plume/removal").await.is(200).says("Supprimer le projet Plume");
    camille.submit(&[]).await.is(200).says("supprimé");
    camille.open("/admin/projects/plume").await.is(404);
    app.travel_to("Fri 15:05").await;
});
