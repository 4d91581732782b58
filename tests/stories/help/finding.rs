//! Who has asked this before? Requests and how they ended are found, and taken along.

use bulletins::domain::help::Ending;

use crate::story;
use crate::support::browser::Page;
use crate::support::requests::{ask, end, take};

/// The hits of a search, as they stand in their links.
fn hits(page: &Page) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("ol.hits > li > a").unwrap();
    let text = |link: scraper::ElementRef<'_>| {
        link.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    html.select(&links).map(text).collect()
}

story!(who_has_asked_this_before_is_found_with_how_it_ended, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let bulletin = [("mood", "3"), ("priorities", "Cadastre"), ("ups_and_downs", "U")];
    ada.submit(&[&bulletin[..], &[("help", "Qui connaît le géoportail ?")]].concat()).await.is(200);
    let solved =
        ask(app, "driss@plume.example", "plume", "Un accès au Géoportail", true, "2026-02-03 09:00").await;
    take(app, solved, "marc@diair.example", "2026-02-04 09:00").await;
    end(app, solved, Ending::Solved, "", "2026-02-10 09:00").await;
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/help-requests").await;
    assert_eq!(marc.page().field("only"), "help");
    marc.open("/search?only=help&q=geoportail").await.is(200);
    assert_eq!(hits(&marc.page()), ["Plume – Besoin d’aide"]);
    marc.page().says("résolue le 10 février 2026").says("prise par : vous");
    app.travel_to("Fri 15:05").await;
    // Once, though it stands in a bulletin, too.
    assert_eq!(
        hits(&marc.open("/search?q=geoportail").await),
        ["CartoBio – Besoin d’aide", "Plume – Besoin d’aide"]
    );
    // It is found on its bulletin's day; one that stands alone on the day on which it was asked.
    let monday = marc.open("/search?q=geoportail&from=2026-03-02&to=2026-03-02").await;
    assert_eq!(hits(&monday), ["CartoBio – Besoin d’aide"]);
    let asked = marc.open("/search?q=geoportail&from=2026-02-03&to=2026-02-03").await;
    assert_eq!(hits(&asked), ["Plume – Besoin d’aide"]);
    // What is found in the bulletin beside it is the bulletin's.
    let week = "CartoBio – Semaine du 2 au 8 mars 2026";
    assert_eq!(hits(&marc.open("/search?q=cadastre").await), [week]);
    assert_eq!(hits(&marc.open("/search?q=cadastre+geoportail").await), [week]);
    assert!(hits(&marc.open("/search?only=help&q=cadastre").await).is_empty());
    // What was said of it is found with it.
    let closed = ask(app, "driss@plume.example", "plume", "Un graphiste", true, "2026-03-02 09:00").await;
    end(app, closed, Ending::NotNeeded, "Voir la charte de l’État", "2026-03-03 09:00").await;
    assert_eq!(hits(&marc.open("/search?q=charte").await), ["Plume – Besoin d’aide"]);
    marc.page().says("Voir la charte");
});

story!(requests_are_taken_along_with_their_ends, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    let bulletin =
        [("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U"), ("help", "Pas encore publié")];
    ada.submit(&bulletin).await.is(200);
    let solved = ask(app, "ada@cartobio.example", "cartobio", "=Un juriste", true, "2026-02-03 09:00").await;
    take(app, solved, "marc@diair.example", "2026-02-04 09:30").await;
    take(app, solved, "camille@eig.example", "2026-02-05 09:30").await;
    end(app, solved, Ending::Solved, "", "2026-02-10 09:00").await;
    ask(app, "driss@plume.example", "plume", "Un serveur", true, "2026-03-03 09:00").await;
    let mina = app.browse_as("mina@agence.example").await;
    let csv = mina.open("/projects/cartobio/help-requests.csv").await;
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"cartobio-help-2026-03-04.csv\"");
    assert_eq!(
        csv.is(200).body,
        "project,week,help,at_once,asked_at,taken_at,taken_by,ended_at,ending\n\
         CartoBio,2026-W06,'=Un juriste,true,2026-02-03 09:00:00,2026-02-04 09:30:00,mentor coordinator,2026-02-10 09:00:00,solved\n"
    );
    let markdown = app.browse_as("marc@diair.example").await;
    let markdown = markdown.open("/projects/cartobio/bulletins.md").await;
    markdown
        .says("Demandée le 3 février 2026")
        .says("Prise le 4 février 2026")
        .says("Résolue le 10 février 2026");
    markdown.says_not("Pas encore publié");
    let camille = app.browse_as("camille@eig.example").await;
    let json = camille.open("/admin/promotions/1/export.json").await;
    let json: serde_json::Value = serde_json::from_str(&json.is(200).body).unwrap();
    assert_eq!(
        json["help_requests"][0],
        serde_json::json!({
            "project": "cartobio",
            "week": "2026-W06",
            "text": "=Un juriste",
            "at_once": true,
            "asked_at": "2026-02-03T08:00:00Z",
            "taken_at": "2026-02-04T08:30:00Z",
            "taken_by": ["mentor", "coordinator"],
            "ended_at": "2026-02-10T08:00:00Z",
            "ending": "solved",
        })
    );
    assert_eq!(json["help_requests"].as_array().unwrap().len(), 2);
    assert_eq!(json["help_requests"][1]["ended_at"], serde_json::Value::Null);
    let sheet = camille.open("/admin/promotions/1/export.xlsx").await;
    assert_eq!(
        sheet.is(200).headers["content-type"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
});
