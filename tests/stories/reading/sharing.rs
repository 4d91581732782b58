//! Bulletins leave the programme: by links for others, and as files.

use bulletins::domain::help::RequestId;
use bulletins::domain::people::Role;
use serde_json::json;

use crate::story;
use crate::support::browser::{Browser, without_lots};
use crate::support::readings;
use crate::support::requests::{take, take_from_outside};

const ADA: &str = "ada@cartobio.example";

const TEXTS: [(&str, &str); 5] = [
    ("mood", "2"),
    ("priorities", "=HYPERLINK(\"https://evil.example\")"),
    ("ups_and_downs", "Haut, \"bas\"\net virgule"),
    ("key_date", "2026-03-18"),
    ("key_date_description", "Comité"),
];

fn links(body: &str) -> Vec<String> {
    let parts = body.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    let found = parts.filter_map(|link| link.find("/s/").map(|at| link[at..].to_owned()));
    found.filter(|link| !link.contains("/static")).collect()
}

story!(a_link_shows_what_is_published_until_it_is_ended, "2026-03-04 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    ada.open("/projects/cartobio/shares").await.is(200).says("pas encore de lien");
    ada.submit_form("form.new", &[("label", "")]).await.is(422).says("Dites pour qui");
    ada.submit_form("form.new", &[("label", "Cabinet"), ("expires_on", "2026-03-03")]).await.is(422);
    assert_eq!(ada.page().field("label"), "Cabinet");
    ada.submit_form("form.new", &[("expires_on", "2026-03-20")]).await.is(200).says("Le lien est créé");
    ada.submit_form("form.new", &[("label", "Partenaire")]).await.is(200).says("Partenaire");
    let [partner, office] = &links(&ada.page().body)[..] else { panic!("two links") };
    // A stranger sees nothing that is not published, and nothing but this project.
    let stranger = app.browser("fr");
    stranger.open(office).await.is(200).says("CartoBio").says_not("HYPERLINK");
    app.travel_to("Fri 15:05").await;
    let page = stranger.open(office).await;
    page.is(200).says("HYPERLINK").says_not("Plume");
    assert!(page.headers["x-robots-tag"].to_str().unwrap().contains("noindex"));
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert!(!page.has("nav a[href='/weeks']"));
    let csv = stranger.open(&format!("{office}/bulletins.csv")).await;
    assert!(csv.is(200).body.contains("'=HYPERLINK") && csv.headers["x-robots-tag"] == "noindex, nofollow");
    ada.open("/projects/cartobio/shares").await.says("vu 2 fois").says("pas encore vu");
    // Ended at once; the other one ends with its last day.
    ada.submit_form("form[action*='/shares/']", &[]).await.is(200).says("clos");
    stranger.open(partner).await.is(410);
    stranger.open(&format!("{partner}/bulletins.csv")).await.is(410);
    stranger.open(&office.replace("/s/1.", "/s/2.")).await.is(410);
    app.travel_to("2026-03-20 23:30").await;
    stranger.open(office).await.is(200);
    app.travel_to("2026-03-21 00:00").await;
    stranger.open(office).await.is(410);
    ada.open("/projects/cartobio/shares").await.says("expiré").says("clos");
    let camille = app.browse_as("camille@eig.example").await;
    camille
        .open("/admin/audit?topic=exports")
        .await
        .says("Lien de partage créé")
        .says("Lien de partage clos");
});

/// What a link shows in any of its parts: as a page, month by month, and as a table.
async fn all_of(stranger: &Browser, link: &str) -> String {
    let newest = stranger.open(link).await.is(200).body.clone();
    let february = stranger.open(&format!("{link}?month=2026-02")).await.is(200).body.clone();
    let march = stranger.open(&format!("{link}?month=2026-03")).await.is(200).body.clone();
    let table = stranger.open(&format!("{link}/bulletins.csv")).await.is(200).body.clone();
    [newest, february, march, table].concat()
}

story!(a_link_draws_what_is_published_and_names_nobody, "2026-02-25 09:00", |app| {
    let ada = app.browse_as(ADA).await;
    ada.submit(&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")]).await.is(200);
    app.travel_to("Fri 15:05").await;
    app.travel_to("Wed 09:00").await;
    let told = [("mood", "2"), ("priorities", "Zephyr"), ("ups_and_downs", "Boreal"), ("help", "Mistral")];
    let day = [("key_date", "2026-03-06"), ("key_date_description", "Levante")];
    ada.open("/").await;
    ada.submit(&[&told[..], &day].concat()).await.is(200);
    ada.open("/projects/cartobio/shares").await;
    ada.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
    let link = links(&ada.page().body).remove(0);
    let stranger = app.browser("fr");
    let secrets = ["Zephyr", "Boreal", "Mistral", "Levante", "2026-W10"];
    app.travel_to("Fri 15:04").await;
    let shown = all_of(&stranger, &link).await;
    assert!(secrets.iter().all(|word| !shown.contains(word)) && !shown.contains("<svg role=\"img\""));

    app.travel_to("Fri 15:05").await;
    let requests = app.keys("SELECT CAST(id AS TEXT) AS key FROM help_requests").await;
    let request = RequestId(requests.first().unwrap().parse().unwrap());
    take(app, request, "marc@diair.example", "2026-03-06 15:06").await;
    take_from_outside(app, request, ("Zoé", "zoe@ailleurs.example"), "2026-03-06 15:07").await;
    readings::read(app, "cartobio", "2026-W10", "mina@agence.example", "2026-03-06 15:08").await;
    ada.open("/projects/cartobio/bulletins/2026-W10").await.says("S’en occupe : Marc");
    let shown = all_of(&stranger, &link).await;
    for word in secrets {
        assert!(shown.contains(word), "{word}");
    }
    let page = stranger.open(&link).await;
    assert!(page.has("svg .day title") && page.has("svg .asked title") && page.has("figure table .event"));
    let shown = without_lots(&shown);
    for name in ["Ada", "Ben", "Mina", "Marc", "Camille", "Zoé", "@"] {
        assert!(!shown.contains(name), "{name}");
    }
    // What the next form says of that day is as secret as that form is.
    app.travel_to("Wed 09:00").await;
    let form = ada.open("/projects/cartobio/bulletins/2026-W11").await;
    let day = form.body.split("name=\"day-").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let (day, to) = (format!("day-{day}"), format!("day-{day}-to"));
    let moved = [(day.as_str(), "moved"), (to.as_str(), "2026-08-19")];
    ada.submit(&[&[("mood", "4"), ("priorities", "P"), ("ups_and_downs", "U")], &moved[..]].concat())
        .await
        .is(200);
    for (when, is_told) in [("Fri 15:04", false), ("Fri 15:05", true)] {
        app.travel_to(when).await;
        let shown = all_of(&stranger, &link).await;
        let has_day = shown.to_lowercase().contains("août 2026");
        assert_eq!((shown.contains("2026-W11"), has_day), (is_told, is_told), "{when}");
    }
    // Once it has ended no part is left.
    ada.open("/projects/cartobio/shares").await;
    ada.submit_form("form[action*='/shares/']", &[]).await.is(200);
    for part in ["", "?month=2026-03", "/bulletins.csv"] {
        stranger.open(&format!("{link}{part}")).await.is(410).says_not("CartoBio");
    }
});

story!(a_project_and_a_promotion_are_taken_along, "2026-03-04 09:00", |app| {
    app.give("ben@cartobio.example", Role::Eig, "cartobio", Some("2026-02-27")).await;
    let referent = "promotion: { name: EIG 8, starts_on: 2026-01-05, ends_on: 2026-12-31 }\nprojects:\n  - { name: CartoBio, administration: Agence Bio, referent: camille@eig.example }\n";
    app.import(referent).await;
    let ada = app.browse_as("ada@cartobio.example").await;
    ada.submit(&TEXTS).await.is(200);
    let marc = app.browse_as("marc@diair.example").await;
    let before = marc.open("/projects/cartobio/bulletins.csv").await;
    assert_eq!(before.is(200).body.lines().count(), 1, "nothing is published yet");
    app.travel_to("Fri 15:05").await;
    let csv = marc.open("/projects/cartobio/bulletins.csv").await;
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"cartobio-2026-03-06.csv\"");
    let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
    let head = reader.headers().unwrap().clone();
    let first_tool = "id,project,week_number,spirit,priorities,victories,help,created_at,updated_at,start_of_week,end_of_week,month";
    assert!(csv.body.starts_with(first_tool), "{}", csv.body);
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| row.get(head.iter().position(|column| column == name).unwrap()).unwrap();
    assert_eq!((cell("week_number"), cell("spirit"), cell("start_of_week")), ("2026-10", "😐", "2026-03-02"));
    assert_eq!(cell("priorities"), "'=HYPERLINK(\"https://evil.example\")");
    assert_eq!((cell("victories"), cell("key_date")), ("Haut, \"bas\"\net virgule", "2026-03-18"));
    assert_eq!(cell("created_at"), "2026-03-04 09:00:00");
    let document = marc.open("/projects/cartobio/bulletins.md").await;
    assert!(
        document.is(200).body.starts_with("# CartoBio") && document.body.contains("😐 mitigé"),
        "{}",
        document.body
    );
    // Who is and was on it is told by name alone: such a document is handed on.
    let team = "- EIG\u{a0}: Ada\n- EIG\u{a0}: Ben, jusqu’au 27 février 2026\n- Mentor\u{a0}: Mina\n- Référent·e\u{a0}: Camille\n";
    assert!(document.body.contains(team) && !document.body.contains('@'), "{}", document.body);
    let camille = app.browse_as("camille@eig.example").await;
    let json = camille.open("/admin/promotions/1/export.json").await;
    let json: serde_json::Value = serde_json::from_str(&json.is(200).body).unwrap();
    assert_eq!(json["promotion"]["name"], "EIG 8");
    assert_eq!(json["projects"].as_array().unwrap().len(), 3);
    let cartobio = &json["projects"][0];
    assert_eq!((&cartobio["name"], &cartobio["referent"]), (&json!("CartoBio"), &json!("Camille")));
    let ben = json!({ "name": "Ben", "role": "eig", "from": null, "until": "2026-02-27" });
    assert_eq!((cartobio["people"].as_array().unwrap().len(), &cartobio["people"][1]), (3, &ben));
    assert_eq!(json["projects"][1]["referent"], json!(null));
    assert_eq!(json["bulletins"][0]["week"], "2026-W10");
    assert_eq!(json["key_dates"][0]["description"], "Comité");
    let sheet = camille.open("/admin/promotions/1/export.xlsx").await;
    assert!(sheet.is(200).headers["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let table = camille.open("/admin/promotions/1/export.csv").await;
    let sent = table.is(200).headers["content-disposition"].to_str().unwrap();
    assert!(sent.contains("filename=\"eig-8-2026-") && sent.contains(".csv\""), "{sent}");
    let rows: Vec<&str> = table.body.lines().collect();
    assert!(
        rows[0].starts_with("id,project,week_number,") && rows[1].contains(",CartoBio,2026-10,"),
        "{rows:?}"
    );
    camille.open("/admin/audit?topic=exports").await.says("Export d’une promotion").says("EIG 8 (JSON)");
    camille.page().says("EIG 8 (CSV)");
    camille.page().says("Export d’un projet").says("Marc");
});

story!(a_history_shows_gaps_a_curve_and_all_days, "2026-02-23 09:00", |app| {
    let ada = app.browse_as("ada@cartobio.example").await;
    for (mood, day) in [("4", "2026-03-02"), ("2", "2026-03-24")] {
        ada.open("/").await;
        let texts = [
            ("mood", mood),
            ("priorities", "P"),
            ("ups_and_downs", "U"),
            ("key_date", day),
            ("key_date_description", "Jour"),
        ];
        ada.submit(&texts).await.is(200);
        app.travel_to("Fri 15:05").await;
        app.travel_to("Mon 09:00").await;
    }
    app.travel_to("Mon 09:00").await;
    let marc = app.browse_as("marc@diair.example").await;
    let page = marc.open("/projects/cartobio").await;
    page.is(200)
        .says("pas de bulletin")
        .says("Dates clés passées")
        .says("24 mars 2026")
        .says("Autres projets")
        .says("Plume");
    assert!(page.has("svg polyline") && page.has("figure table td .mood-2") && page.has(".gap"));
    // A month has a page of its own, which links into the page that once held them all are led to.
    let page = marc.open("/projects/cartobio?month=2026-02").await;
    assert!(page.has("[id='2026-W09']") && !page.has("[id='2026-W10']"));
    assert!(page.has("nav a[aria-current][data-holds~='2026-W09'][data-holds~='m2026-02-01']"));
    assert!(page.has("nav a[href='/projects/cartobio?month=2026-03#weeks'][data-holds~='2026-W10']"));
    // On one sheet there is what is looked at.
    assert!(page.has("a[href='/projects/cartobio/sheets/2026-02']"), "{}", page.body);
    marc.open("/projects/cartobio?month=1999-01").await.is(200).says("Mars 2026");
    assert!(marc.page().has("a[href='/projects/cartobio/sheets/2026-03']"));
    marc.open("/key-dates")
        .await
        .is(200)
        .says("Dates clés")
        .says("mardi 24 mars")
        .says("2 mars")
        .says("CartoBio");
});
