//! A coordinator has five minutes: what is worth a look, how far this week is, and all weeks at once.

use crate::story;
use crate::support::browser::Page;
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
    let in_order =
        ["demande de l’aide depuis", "a perdu 3 crans", "Plume</a>", "id=\"course\"", "id=\"mosaic\""];
    let places: Vec<usize> =
        in_order.iter().map(|words| page.body.find(words).unwrap_or_else(|| panic!("{words}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    // Nobody else sees any of it.
    ada.open("/dashboard").await.is(403);
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
    app.travel_to("Fri 15:05").await;
    let page = camille.open("/dashboard").await;
    page.says_not("Pas encore de bulletin");
    assert!(page.has(".stops .done") && !page.has(".stops .now"));
    page.says("Envoyé (fait)").says("2 n’ont pas déposé").says_not("clôture dans");
});
