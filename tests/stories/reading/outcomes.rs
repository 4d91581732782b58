//! What became of what a team wrote is told with it, once its readers may know.

use bulletins::clock::Clock;
use bulletins::domain::calendar::Week;
use bulletins::domain::filing::bulletin::{Content, Mood};
use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use bulletins::domain::filing::questions::{Answers, QUESTIONS};
use bulletins::domain::filing::text::Text;
use bulletins::services::Scope;
use bulletins::store::filing::bulletins::{self as filed, NewBulletin};
use bulletins::store::filing::{key_dates, outcomes};
use bulletins::store::programme::projects;
use bulletins::store::{self, people};
use chrono::NaiveDate;

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::filing::brought;
use crate::support::wishes::{reads_all, speaks};

const TEXTS: [(&str, &str); 3] = [("mood", "3"), ("priorities", "Carte"), ("ups_and_downs", "Terrain")];

/// CartoBio's bulletin of that week tells what became of the priorities of the one before, and of its only key date.
async fn report(
    app: &TestApp,
    week: &str,
    promise: Option<PromiseOutcome>,
    day: Option<(DayOutcome, Option<&str>)>,
) {
    let week: Week = week.parse().unwrap();
    let day = day.map(|(outcome, to)| (outcome, to.map(|to| to.parse::<NaiveDate>().unwrap())));
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, "cartobio")?.unwrap().id;
        outcomes::tell_promise(scope.conn, project, week, promise.map(|told| (week.previous(), told)))?;
        let announced = key_dates::of_project(scope.conn, project)?.remove(0);
        outcomes::tell_day(scope.conn, announced.id, week, day)
    };
    app.app.services.write(work).await.unwrap();
}

/// That team files a week of which there is nothing to say.
async fn file_quiet(app: &TestApp, slug: &'static str, author: &'static str, mood: Option<Mood>) {
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, slug)?.unwrap().id;
        let author = people::by_email(scope.conn, &author.parse().unwrap())?.map(|person| person.id);
        let line = Answers::find(|question| Text::of("Rien de neuf.").filter(|_| *question == QUESTIONS[0]));
        let content = Content { mood, quiet: true, answers: line, key_date: None };
        let new = brought(project, scope.week(), &content, scope.now);
        let new = NewBulletin { author, digested_at: None, ..new };
        filed::insert(scope.conn, &new).map(|_| ())
    };
    app.app.services.write(work).await.unwrap();
}

async fn file_with_demo(ada: &Browser) {
    let day = [("key_date", "2026-03-17"), ("key_date_description", "Démo")];
    ada.submit(&[&TEXTS[..], &day].concat()).await.is(200);
}

/// The address of somebody's calendar.
async fn feed_of(reader: &Browser) -> String {
    let settings = reader.open("/settings").await;
    format!("/feeds/{}", settings.body.split("/feeds/").nth(1).unwrap().split('"').next().unwrap())
}

/// What stands under that heading in the first line of a table.
fn cell(csv: &Page, name: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
    let at = reader.headers().unwrap().iter().position(|column| column == name).unwrap();
    reader.records().next().unwrap().unwrap()[at].to_owned()
}

const BECAME: &str = "La semaine suivante : tenues en partie";
const MOVED: &str = "date déplacée du 17 mars";

story!(what_a_later_bulletin_tells_is_told_to_its_readers_alone, "2026-03-04 09:00", |app| {
    reads_all(app, "marc@diair.example").await;
    speaks(app, "mina@agence.example", "fr").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    file_with_demo(&ada).await;
    app.travel_to("Mon 09:00").await;
    ada.open("/").await;
    ada.submit(&TEXTS).await.is(200);
    let moved = (DayOutcome::Moved, Some("2026-03-24"));
    report(app, "2026-W11", Some(PromiseOutcome::Partly), Some(moved)).await;

    // Its team and the coordinators know at once, on pages; what is taken along tells nobody.
    let camille = app.browse_as("camille@eig.example").await;
    for reader in [&ada, &camille] {
        reader.open("/projects/cartobio/bulletins/2026-W10").await.is(200).says(BECAME).says(MOVED);
        reader.open("/projects/cartobio").await.says(BECAME).says("mardi 24 mars 2026").says(MOVED);
        reader.open("/weeks/2026-W10").await.says(BECAME);
        reader.open("/key-dates").await.says("mardi 24 mars").says(MOVED);
        reader.open("/search?q=demo").await.says("17 mars 2026").says_not(MOVED);
        let csv = reader.open("/projects/cartobio/bulletins.csv").await;
        assert_eq!((cell(&csv, "promise"), cell(&csv, "key_date_now")), (String::new(), "2026-03-17".into()));
        reader.open("/projects/cartobio/bulletins.md").await.says_not(BECAME).says_not(MOVED);
    }
    let json = async || -> serde_json::Value {
        camille.prove().await;
        serde_json::from_str(&camille.open("/admin/promotions/1/export.json").await.is(200).body).unwrap()
    };
    let before = json().await;
    assert!(before["bulletins"][0]["promise"].is_null() && before["key_dates"][0]["moves"] == 0, "{before}");
    ada.open("/projects/cartobio/shares").await;
    ada.submit_form("form.new", &[("label", "Cabinet")]).await.is(200);
    let share = ada.page().body.split("/s/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let pages = |reader: &str| match reader {
        "stranger" => vec![format!("/s/{share}")],
        _ => [
            "/projects/cartobio/bulletins/2026-W10",
            "/projects/cartobio",
            "/weeks/2026-W10",
            "/key-dates",
            "/search?q=demo",
            "/projects/cartobio/bulletins.md",
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    let stranger = app.browser("fr");
    let marc = app.browse_as("marc@diair.example").await;
    let mina = app.browse_in("fr", "mina@agence.example").await;
    let feed = feed_of(&marc).await;
    for (name, reader) in [("stranger", &stranger), ("marc", &marc), ("mina", &mina)] {
        for page in pages(name) {
            reader.open(&page).await.is(200).says_not(BECAME).says_not("déplacée").says_not("24 mars");
        }
    }
    let calendar = stranger.open(&feed).await;
    assert!(calendar.body.contains("DTSTART;VALUE=DATE:20260317") && !calendar.body.contains("SEQUENCE"));

    app.travel_to("Fri 15:05").await;
    for (name, reader) in [("stranger", &stranger), ("marc", &marc), ("mina", &mina)] {
        for page in pages(name) {
            let page = reader.open(&page).await;
            page.is(200);
            let tells_days_alone = page.path.contains("key-dates") || page.path.contains("search");
            assert!(tells_days_alone || page.text().contains(BECAME), "{}: {}", page.path, page.text());
            assert!(page.path.contains("weeks") || page.text().contains(MOVED), "{}", page.path);
        }
    }
    // The bulletin that tells it says it too.
    marc.open("/projects/cartobio/bulletins/2026-W11")
        .await
        .says("Priorités de la semaine du 2 mars : tenues en partie")
        .says("24 mars : Démo (date déplacée du 17 mars)");
    app.inbox("marc@diair.example").latest_of("digest").says("Priorités de la semaine du 2 mars").says(MOVED);
    let csv = marc.open("/projects/cartobio/bulletins.csv").await;
    let cells =
        ["key_date", "key_date_now", "key_date_moves", "key_date_outcome", "promise", "promise_told_week"];
    assert_eq!(
        cells.map(|name| cell(&csv, name)),
        ["2026-03-17", "2026-03-24", "1", "", "partly", "2026-W11"].map(str::to_owned)
    );
    let after = json().await;
    assert_eq!(after["bulletins"][0]["promise"]["outcome"], "partly", "{after}");
    assert_eq!(after["key_dates"][0]["date"], "2026-03-17");
    assert_eq!(after["key_dates"][0]["present_date"], "2026-03-24");
    let own: serde_json::Value = serde_json::from_str(&ada.open("/settings/data.json").await.body).unwrap();
    let told =
        &own["bulletins"].as_array().unwrap().iter().find(|filed| filed["week"] == "2026-W11").unwrap();
    assert_eq!(told["reported"]["promise"]["outcome"], "partly", "{own}");
    assert_eq!(told["reported"]["key_dates"][0]["to"], "2026-03-24", "{own}");
});

story!(a_day_is_told_as_it_stands_however_often_it_was_moved, "2026-03-04 09:00", |app| {
    reads_all(app, "marc@diair.example").await;
    let ada = app.browse_as("ada@cartobio.example").await;
    file_with_demo(&ada).await;
    let marc = app.browse_as("marc@diair.example").await;
    let feed = feed_of(&marc).await;
    let program = app.browser("fr");
    let next = async |outcome, to| {
        app.travel_to("Mon 09:00").await;
        ada.open("/").await;
        ada.submit(&TEXTS).await.is(200);
        let week = Week::of(app.clock.now().date_naive()).to_string();
        report(app, &week, None, Some((outcome, to))).await;
        app.travel_to("Fri 15:05").await;
        marc.open("/key-dates").await.is(200);
        let calendar = program.open(&feed).await.is(200).body.replace("\r\n ", "");
        assert_eq!(calendar.matches("UID:cartobio-2026-03-17@").count(), 1, "{calendar}");
        calendar
    };
    let calendar = next(DayOutcome::Moved, Some("2026-03-24")).await;
    marc.page().says("mardi 24 mars – CartoBio : Démo (date déplacée du 17 mars)");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20260324") && calendar.contains("SEQUENCE:1"),
        "{calendar}"
    );
    assert!(
        calendar.contains("LAST-MODIFIED:20260313T140500Z") && !calendar.contains("STATUS"),
        "{calendar}"
    );
    // Put off, it has no day and is still told of.
    let calendar = next(DayOutcome::Moved, None).await;
    marc.page().says("Dates clés à fixer").says("date à fixer – CartoBio : Démo");
    marc.page().says("(date déplacée du 17 mars, pour la deuxième fois)");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20260324") && calendar.contains("SEQUENCE:2"),
        "{calendar}"
    );
    assert!(calendar.contains("STATUS:CANCELLED"), "{calendar}");
    let told = "DESCRIPTION:date déplacée du 17 mars\\, pour la deuxième fois";
    assert!(calendar.contains(told), "{calendar}");
    for page in ["/projects/cartobio", "/search?q=demo", "/weeks/2026-W10", "/projects/cartobio/bulletins.md"]
    {
        marc.open(page).await.is(200).says("date à fixer");
    }
    let csv = marc.open("/projects/cartobio/bulletins.csv").await;
    assert_eq!((cell(&csv, "key_date_now"), cell(&csv, "key_date_moves")), (String::new(), "2".into()));
    app.inbox("marc@diair.example").latest_of("digest").says("pour la deuxième fois").says("date à fixer");
    let calendar = next(DayOutcome::Moved, Some("2026-04-02")).await;
    marc.page().says("jeudi 2 avril").says("pour la troisième fois").says_not("Dates clés à fixer");
    assert!(!calendar.contains("STATUS") && calendar.contains("SEQUENCE:3"), "{calendar}");
    // Of the coming week it is told on its present day.
    app.inbox("marc@diair.example").latest_of("digest").says("jeudi 2 avril");
    let calendar = next(DayOutcome::CalledOff, None).await;
    marc.page()
        .says("Dates clés passées")
        .says("Démo (date déplacée du 17 mars, pour la troisième fois) – date annulée");
    assert!(calendar.contains("STATUS:CANCELLED") && calendar.contains("SEQUENCE:4"), "{calendar}");
    let english = app.browse_in("en", "mina@agence.example").await;
    english.open("/key-dates").await.says("moved from 17 March, for the third time").says("called off");
});

story!(a_quiet_week_is_filed_and_told_as_quiet, "2026-03-04 09:00", |app| {
    file_quiet(app, "cartobio", "ada@cartobio.example", None).await;
    file_quiet(app, "karfu-r", "chloe@karfur.example", Some(Mood::Good)).await;
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/dashboard").await.says("2 bulletins sur 3 projets").says("semaine calme");
    assert_eq!(camille.page().count(".missing", "pas encore"), 1);
    app.travel_to("Fri 15:05").await;
    let marc = app.browse_as("marc@diair.example").await;
    for reader in [&camille, &marc] {
        let page = reader.open("/projects/cartobio/bulletins/2026-W10").await;
        page.is(200).says("Semaine calme").says("Rien de neuf.").says_not("Priorités").says_not("Humeur");
        reader.open("/projects/karfu-r/bulletins/2026-W10").await.says("Semaine calme").says("bonne");
        let page = reader.open("/weeks/2026-W10").await;
        page.says("Semaine calme").says("Rien de neuf.").says_not("Priorités");
    }
    let digest = app.inbox("marc@diair.example");
    digest.has_one("digest").says("Semaine calme").says("Rien de neuf.").says_not("Priorités");
    let overview = app.inbox("camille@eig.example");
    overview.has_one("digest").says("Semaine calme");
    let csv = marc.open("/projects/cartobio/bulletins.csv").await;
    let cells = ["quiet", "mood", "spirit", "priorities"].map(|name| cell(&csv, name));
    assert_eq!(cells, ["true", "", "", "Rien de neuf."].map(str::to_owned));
    let document = marc.open("/projects/cartobio/bulletins.md").await;
    assert!(
        document.body.contains("### Semaine calme\n\nRien de neuf.") && !document.body.contains("Humeur")
    );
    // Between two moods it is a gap that says so; with a mood it is a point.
    let ada = app.browse_as("ada@cartobio.example").await;
    for mood in ["3", "2"] {
        app.travel_to("Mon 09:00").await;
        ada.open("/").await;
        ada.submit(&[&[("mood", mood)], &TEXTS[1..]].concat()).await.is(200);
        app.travel_to("Fri 15:05").await;
    }
    let page = marc.open("/projects/cartobio").await;
    let drawn = page.count("svg .sign title", "du 2 au 8 mars 2026\u{a0}: semaine calme");
    assert_eq!((drawn, page.count("figure td", "semaine calme")), (1, 1));
    camille.open("/dashboard").await.says("semaine calme");
    for told in ["semaine calme", "bonne, semaine calme"] {
        assert_eq!(camille.page().count("td.calm .visually-hidden", told), 1);
    }
});
