//! A coordinator has five minutes: what is worth a look, how far this week is, and all weeks at once.

use crate::story;
use crate::support::browser::Page;
use crate::support::filing::file;
use crate::support::requests::ask;

const TEXTS: [(&str, &str); 3] = [("mood", "4"), ("priorities", "Carte"), ("ups_and_downs", "Démo")];

story!(what_is_worth_a_look_comes_first_with_its_next_step, "2026-03-02 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    app.travel_to("Mon 09:00").await;
    let text = "Un serveur de calcul";
    let asked = ask(app, "chloe@karfur.example", "karfu-r", text, true, "2026-03-03 09:00").await;
    ada.open("/").await;
    ada.submit(&[&[("mood", "1")], &TEXTS[1..]].concat()).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/dashboard").await;
    page.says("demande de l’aide depuis 6 jours, et personne ne s’en occupe");
    page.says("CartoBio a perdu 3 crans d’humeur en deux semaines : elle est difficile");
    page.says("Plume n’a rien déposé depuis 9 semaines");
    assert!(page.has(&format!(".worth a[href='/help-requests/{}']", asked.0)), "{}", page.body);
    assert!(page.has(".worth a[href='/projects/cartobio']"));
    // Before anybody is asked for this week's bulletin, how the last one ended.
    page.says("Semaine dernière").says("un bulletin sur 3");
    // The most pressing first, and all of it before the week's course and the mosaic.
    let in_order = [
        "demande de l’aide depuis",
        "a perdu 3 crans",
        "rien déposé depuis",
        "id=\"course\"",
        "id=\"mosaic\"",
    ];
    let places: Vec<usize> =
        in_order.iter().map(|words| page.body.find(words).unwrap_or_else(|| panic!("{words}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    // Nobody else sees any of it.
    ada.open("/dashboard").await.is(403);
});

story!(what_is_less_pressing_is_folded_and_leads_on_all_the_same, "2026-03-02 09:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    app.travel_to("Mon 09:00").await;
    let teams = [
        ("ada@cartobio.example", "cartobio"),
        ("chloe@karfur.example", "karfu-r"),
        ("driss@plume.example", "plume"),
    ];
    for (by, slug) in teams {
        ask(app, by, slug, "Un serveur", true, "2026-03-03 09:00").await;
    }
    let page = camille.open("/dashboard").await;
    page.says("Et une autre raison, moins pressante").says("Plume n’a rien déposé depuis 9 semaines");
    assert_eq!(page.count(".worth details a.button", "Écrire à l’équipe – Plume"), 1, "{}", page.body);
});

story!(mentors_of_whom_nothing_is_heard_for_a_month_are_told_of, "2026-03-02 09:00", |app| {
    let mina = app.browse_as("mina@agence.example").await;
    mina.open("/settings").await;
    let driss = [("stand_in_email", "driss@plume.example"), ("stand_in_until", "2026-04-30")];
    mina.submit_form("form.stand-in", &driss).await.is(200);
    app.settle().await;
    app.sleep_until("2026-04-07 09:00");
    for (by, slug) in [("ada@cartobio.example", "cartobio"), ("chloe@karfur.example", "karfu-r")] {
        file(app, by, slug, 14, "3", &[]).await;
    }
    let camille = app.browse_as("camille@eig.example").await;
    let said = |page: &Page| {
        ["CartoBio", "Karfu'R", "Plume"].map(|name| {
            let words = format!("{name} n’a pas de nouvelles de son administration depuis 35 jours");
            page.text().contains(&words)
        })
    };
    assert_eq!(said(&camille.open("/dashboard").await), [true, true, false], "{}", camille.page().text());
    // Their teams are no word of theirs; whoever stands in for one of them is.
    app.browse_as("ada@cartobio.example").await;
    assert_eq!(said(&camille.open("/dashboard").await), [true, true, false]);
    app.browse_as("driss@plume.example").await;
    assert_eq!(said(&camille.open("/dashboard").await), [false, true, false]);
    app.browse_as("marc@diair.example").await;
    assert_eq!(said(&camille.open("/dashboard").await), [false, false, false]);
});

story!(the_longest_waiting_requests_are_seen_and_newer_ones_folded, "2026-03-02 09:00", |app| {
    for number in 1..=8 {
        let (text, at) = (format!("Demande {number}"), format!("2026-03-02 08:0{number}"));
        ask(app, "chloe@karfur.example", "karfu-r", &text, true, &at).await;
    }
    let page = app.browse_as("camille@eig.example").await.open("/dashboard").await;
    page.says("8 demandes en cours, dans un projet.").says("Personne ne s’en occupe (8)");
    page.says("un projet a une demande d’aide en cours").says("Et 3 autres, plus récentes");
    let lines =
        |of: &str| (1..=8).map(|number| page.count(of, &format!("Demande {number}"))).collect::<Vec<_>>();
    assert_eq!(lines("section > .request-lines .asked"), [1, 1, 1, 1, 1, 0, 0, 0]);
    assert_eq!(lines("details .request-lines .asked"), [0, 0, 0, 0, 0, 1, 1, 1]);
});

story!(the_week_is_told_as_a_line_and_each_part_shows_its_projects, "2026-03-06 13:50", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("clôture dans une heure").says("un bulletin sur 3 projets");
    app.travel_to("Fri 14:00").await;
    let chloe = app.browse_as("chloe@karfur.example").await;
    let csrf = chloe.page().field("csrf");
    let draft = [("csrf", csrf.as_str()), ("priorities", "Presque"), ("draft", "0")];
    chloe.post("/projects/karfu-r/bulletins/2026-W10/draft", &draft).await.is(200);
    let page = camille.open("/dashboard").await;
    assert_eq!(page.count(".stops .now strong", "Déposé"), 1);
    assert_eq!(page.count(".stops .done strong", "Rappelé (fait)"), 1);
    page.says("1 sur 3").says("rappel envoyé").says("brouillon commencé").says_not("Semaine dernière");
    // Who can still be asked comes first.
    page.says("Pas encore de bulletin (2)");
    assert!(page.body.find("missing-now") < page.body.find("id=\"course\""), "{}", page.body);
    let names = |page: &Page| ["CartoBio", "Karfu'R", "Plume"].map(|name| page.count(".mosaic th a", name));
    assert_eq!(names(&page), [1, 1, 1]);
    assert_eq!(names(&camille.open("/dashboard?show=missing").await), [0, 1, 1]);
    assert_eq!(names(&camille.open("/dashboard?show=mood-4").await), [1, 0, 0]);
    camille.page().says("1 excellente (Tout afficher)");
    assert_eq!(names(&camille.open("/dashboard?show=mood-1&month=2026-02").await), [0, 0, 0]);
    camille.page().says("Aucun projet ne correspond").says("février 2026");
    let page = camille.open("/dashboard?show=nonsense&mine=1&month=x").await;
    page.is(200).says("Aucun de vos projets ne dépose cette semaine");
    assert_eq!(names(&page), [0, 0, 0]);
    // Closed, and not sent yet: nothing is to come any more.
    app.travel_to("Fri 15:02").await;
    let page = camille.open("/dashboard").await;
    page.says("Sans bulletin cette semaine (2)").says("2 n’ont pas déposé").says("brouillon commencé");
    page.says_not("Pas encore de bulletin").says_not("à venir").says_not("pas encore");
    // The form takes what comes within the grace.
    page.says("il accepte encore les bulletins jusqu’à 15").says("2 fois,");
    assert_eq!(page.count(".stops .now strong", "Clos"), 1);
    app.travel_to("Fri 15:05").await;
    camille.open("/dashboard").await.says("Clos (fait)").says_not("accepte encore");
    let page = camille.open("/dashboard").await;
    page.says("Sans bulletin cette semaine (2)");
    assert!(page.has(".stops .done") && !page.has(".stops .now"));
    page.says("Envoyé (fait)").says("2 n’ont pas déposé");
    assert_eq!(page.count("nav.counts", "clôture"), 0);
    // On Monday they can still be asked what it was, and not any more once the next one is asked for.
    app.travel_to("Mon 09:00").await;
    let page = camille.open("/dashboard").await;
    page.says("Sans bulletin la semaine dernière (2)").says_not("brouillon commencé");
    assert_eq!(page.count(".missing-now a", "Plume"), 1);
    app.travel_to("Fri 10:00").await;
    camille.open("/dashboard").await.says("Pas encore de bulletin (3)").says_not("semaine dernière (");
});

story!(the_parts_of_a_week_are_all_projects_together, "2026-03-06 13:50", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&[("quiet", "1")]).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    let driss = app.browse_as("driss@plume.example").await;
    driss.open("/projects/plume/absences").await.is(200);
    driss.submit_form("form.absences", &[("week-2026-W10", "2026-W10")]).await.is(200);
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.submit(&TEXTS).await.is(200);
    let page = camille.open("/dashboard").await;
    page.says("une semaine calme").says("1 excellente").says("une équipe absente").says("2 bulletins sur 2");
    for (part, name) in [("quiet", "CartoBio"), ("mood-4", "Karfu'R"), ("away", "Plume")] {
        let page = camille.open(&format!("/dashboard?show={part}")).await;
        assert_eq!(
            (page.count(".mosaic tbody th a", name), page.count(".mosaic tbody th a", "Karfu'R")),
            (1, usize::from(part == "mood-4")),
            "{part}"
        );
    }
    app.settle().await;
});

story!(a_mail_server_that_takes_nothing_is_told_first_with_its_cause, "2026-03-06 13:50", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin").await.says("Tout est parti");
    app.smtp.goes_down();
    app.travel_to("Fri 14:01").await;
    let page = camille.open("/dashboard").await;
    page.says("Les courriels ne partent plus").says("vendredi 6 mars à 14").says("Prévenez la personne");
    page.says("Le serveur de courrier est injoignable").says("4 courriels attendent d’être envoyés");
    let place = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("ne partent plus") < place("class=\"counts\""), "{}", page.body);
    camille.open("/admin").await.says("plus rien ne part").says_not("Tout est parti");
    camille.open("/admin/mail").await.says("Les courriels ne partent plus");
    // One that is refused for a while, where others leave, is not all.
    app.smtp.comes_back();
    app.smtp.is_busy_for(1);
    app.travel_to("Fri 14:15").await;
    let page = camille.open("/dashboard").await;
    page.says_not("ne partent plus").says("Un courriel attend d’être envoyé");
    camille.open("/admin").await.says_not("plus rien ne part").says_not("Tout est parti");
    app.travel_to("Fri 14:30").await;
    camille.open("/admin").await.says("Tout est parti");
});

story!(what_is_to_come_is_what_comes_to_somebody, "2026-03-01 19:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/dashboard").await;
    page.says("clôture").says("vendredi 6 mars, 15").says_not("demandes que personne n’a prises");
    let ada = app.browse_as("ada@cartobio.example").await;
    app.travel_to("Mon 09:00").await;
    camille.open("/admin/projects/cartobio").await.is(200);
    camille.submit_form("form[action$='/pauses']", &[("week", "2026-W10")]).await.is(200);
    // Who has no form this week is told when the next one is.
    let page = ada.open("/").await;
    page.says("s’ouvrira ici lundi 9 mars").says("se ferme vendredi 13 mars à 15");
    let asked = ask(app, "chloe@karfur.example", "karfu-r", "Un serveur", true, "2026-03-02 09:00").await;
    assert!(asked.0 > 0);
    camille.open("/dashboard").await.says("demandes que personne n’a prises").says("vendredi 6 mars, 15");
});

// Its last day is the Monday of a week, for which it is asked as for any other.
story!(a_week_counts_those_for_whom_it_was_the_last, "2026-03-02 08:00", |app| {
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/projects/cartobio").await.is(200);
    camille.submit(&[("ends_on", "2026-03-02")]).await.is(200);
    let ada = app.browse_as("ada@cartobio.example").await;
    camille.open("/projects/cartobio").await.says("Se termine le 2 mars 2026").says("Gérer le projet");
    ada.open("/projects/cartobio").await.says_not("Gérer le projet");
    app.travel_to("Wed 09:00").await;
    ada.open("/projects/cartobio").await.says("Terminé le 2 mars 2026").says_not("Se termine");
    app.travel_to("Fri 14:00").await;
    app.inbox("ada@cartobio.example").has_one("reminder");
    camille.open("/dashboard").await.says("aucun bulletin sur 3 projets");
    app.travel_to("Fri 15:05").await;
    app.travel_to("Mon 09:00").await;
    // The dashboard says of that week what the week says of itself.
    camille.open("/weeks").await.says("aucun bulletin sur 3 projets");
    camille.open("/weeks/2026-W10").await.says("aucun bulletin sur 3 projets");
    let page = camille.open("/dashboard").await;
    page.says("Semaine dernière").says("aucun bulletin sur 3").says("Sans bulletin la semaine dernière (3)");
    assert_eq!(page.count(".missing-now a", "CartoBio"), 1);
    assert_eq!(page.count(".mosaic th a", "CartoBio"), 0);
    // Of a week in which nothing is asked of it, that alone is said; also where it is paused.
    camille.open("/admin/projects/plume").await.is(200);
    camille.submit_form("form[action$='/pauses']", &[("week", "2026-W11")]).await.is(200);
    let driss = app.browse_as("driss@plume.example").await;
    for (team, slug) in [(&ada, "cartobio"), (&driss, "plume")] {
        let page = team.open(&format!("/projects/{slug}/bulletins/2026-W11")).await;
        page.is(200).says("n’attend pas de bulletin cette semaine-là");
        page.says_not("Le formulaire ferme").says_not("peut corriger");
    }
    app.travel_to("Fri 14:00").await;
    camille.open("/dashboard").await.says("aucun bulletin sur un projet").says_not("semaine dernière (");
});

story!(what_came_late_is_marked_in_its_week, "2026-03-06 15:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let chloe = app.browse_as("chloe@karfur.example").await;
    chloe.submit(&TEXTS).await.is(200);
    app.travel_to("Fri 15:10").await;
    ada.open("/projects/cartobio/bulletins/2026-W10").await;
    ada.submit(&TEXTS).await.is(200);
    let page = app.browse_as("camille@eig.example").await.open("/dashboard").await;
    assert_eq!(page.count("td.late .visually-hidden", "excellente, en retard"), 1, "{}", page.body);
    assert_eq!(page.count(".mosaic td .visually-hidden", "excellente"), 1);
    assert_eq!(page.count(".mosaic th .tag", "en retard"), 1);
    assert!(!page.has("td.calm"));
});
