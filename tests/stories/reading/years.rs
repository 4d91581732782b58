//! What goes on for years costs no more to read: a year stands on a page, and what is older on others.

use std::collections::BTreeSet;

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::outcomes::DayOutcome;
use bulletins::domain::people::Role;
use bulletins::domain::programme::project::Stage;
use bulletins::services::Scope;
use bulletins::store::{self, programme::promotions};
use chrono::NaiveDate;
use scraper::{Html, Selector};

use crate::story;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::filing::{file_for, tell_day};

const LONG: &str = "promotion: { name: Longue, starts_on: 2022-09-05, ends_on: 2026-08-30 }\nprojects:\n  \
                    - name: longue\n    administration: A\n    eigs:\n      \
                    - { name: Eve, email: eve@longue.example }\n    mentors:\n      \
                    - { name: Max, email: max@longue.example }\n";

/// Every fifth week of its years, each with a key date nine days after its Monday.
async fn bring_years(app: &TestApp) -> Vec<Week> {
    app.import(LONG).await;
    let first: Week = "2022-W37".parse().unwrap();
    let last: Week = "2026-W09".parse().unwrap();
    let all = std::iter::successors(Some(first), |week| Some(week.next()));
    let weeks: Vec<Week> = all.take_while(|week| *week <= last).step_by(5).collect();
    for week in &weeks {
        let day = week.next().monday() + chrono::Days::new(2);
        let (day, what) = (day.to_string(), format!("Revue de {week}"));
        let typed = [("key_date", day.as_str()), ("key_date_description", what.as_str())];
        file_for(app, "eve@longue.example", "longue", *week, "3", &typed).await;
    }
    weeks
}

fn weeks_of(page: &Page) -> BTreeSet<Week> {
    let html = Html::parse_document(&page.body);
    let wanted = Selector::parse(".timeline [id]").unwrap();
    html.select(&wanted).filter_map(|found| found.value().id()?.parse().ok()).collect()
}

fn count(page: &Page, wanted: &str) -> usize {
    Html::parse_document(&page.body).select(&Selector::parse(wanted).unwrap()).count()
}

/// Where the link goes that says so.
fn link(page: &Page, words: &str) -> Option<String> {
    let html = Html::parse_document(&page.body);
    let wanted = Selector::parse("main nav a").unwrap();
    let found = html.select(&wanted).find(|link| link.text().collect::<String>().contains(words))?;
    found.attr("href").map(String::from)
}

/// All pages from that one on, by the link that leads to older ones.
async fn walk(who: &Browser, path: &str, words: &str) -> Vec<Page> {
    let mut pages = vec![who.open(path).await];
    while let Some(older) = pages.last().and_then(|page| link(page, words)) {
        assert!(pages.len() < 100, "it goes on for ever");
        pages.push(who.open(older.trim_end_matches("#weeks")).await);
    }
    pages
}

story!(a_year_of_a_project_stands_on_a_page_and_each_week_is_reached, "2026-03-04 09:00", |app| {
    let filed = bring_years(app).await;
    let max = app.browse_as("max@longue.example").await;
    let page = max.open("/projects/longue").await;
    page.is(200).says("Jusqu’en janvier 2025").says_not("Dès ");
    // Of the curve, the table, and what has gone by: this year's alone; and all that is to come.
    assert!(page.has(".curve svg") && count(&page, "figure table tbody tr") < 62);
    page.says("Revue de 2026-W04").says_not("Revue de 2024-W48");
    let older = max.follow(".path nav a").await;
    older.is(200).says("Dès février 2025").says("Jusqu’en décembre 2023").says("Revue de 2024-W48");
    assert!(older.has("nav a[aria-current][href='/projects/longue?month=2025-01#weeks']"), "{}", older.body);
    // Each week stands on one of the pages, and on one alone.
    let pages = walk(&max, "/projects/longue", "Mois plus anciens").await;
    let mut seen = BTreeSet::new();
    for page in &pages {
        for week in weeks_of(page) {
            assert!(seen.insert(week), "{week} stands on two pages");
        }
    }
    let missing: Vec<&Week> = filed.iter().filter(|week| !seen.contains(week)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // A month of which there is nothing shows the newest ones; a sheet has its neighbours in other years, too.
    assert_eq!(weeks_of(&max.open("/projects/longue?month=1999-01").await), weeks_of(&pages[0]));
    let sheet = max.open("/projects/longue/sheets/2025-02").await;
    assert!(sheet.has("a[href='/projects/longue/sheets/2025-01']"), "{}", sheet.body);
    assert!(
        max.open("/projects/longue/sheets/2025-01").await.has("a[href='/projects/longue/sheets/2025-02']")
    );
});

story!(key_dates_of_years_stand_a_year_on_a_page, "2026-03-04 09:00", |app| {
    let filed = bring_years(app).await;
    // Announced years ago, and moved to a day that is to come; put off lately, and months ago; and moved among those of last year.
    tell_day(app, "longue", 2, "2023-01-04", DayOutcome::Moved, Some("2026-04-01")).await;
    tell_day(app, "longue", 8, "2023-02-08", DayOutcome::Moved, None).await;
    tell_day(app, "longue", 2, "2023-04-19", DayOutcome::Moved, None).await;
    tell_day(app, "longue", 2, "2023-03-15", DayOutcome::Moved, Some("2024-11-04")).await;
    let max = app.browse_as("max@longue.example").await;
    let pages = walk(&max, "/key-dates", "Dates clés plus anciennes").await;
    assert!(pages.len() > 3);
    let held = |week: &str| format!("Revue de {week}");
    // Filed in those weeks of 2022 and 2023.
    let [moved, put_off, last_year, given_up] = ["2022-W52", "2023-W05", "2023-W10", "2023-W15"].map(held);
    pages[0].says(&moved).says(&put_off).says_not(&last_year).says_not(&given_up);
    for week in &filed {
        let words = held(&week.to_string());
        let on = pages.iter().filter(|page| page.text().contains(&words)).count();
        assert_eq!(on, 1, "{words}");
    }
    assert!(!pages[1].text().contains("à venir"));
    pages[1].says(&last_year);
    max.open("/key-dates?before=x").await.is(200).says(&moved);
    max.open("/key-dates?before=1990-01").await.is(200).says("Aucune date clé ces mois-là.");
    // A project's page has them where it has their weeks, and what is to come always.
    max.open("/projects/longue").await.says(&moved).says(&put_off).says_not(&last_year).says_not(&given_up);
    max.open("/projects/longue?month=2023-04").await.says(&given_up).says("sans nouvelle date");
    max.open("/projects/longue?month=2024-11").await.says(&moved).says(&put_off).says(&last_year);
});

story!(a_coordinator_looks_at_the_last_weeks_of_years, "2026-03-04 09:00", |app| {
    bring_years(app).await;
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/dashboard").await;
    page.is(200).says("60 semaines");
    assert_eq!(count(&page, "table.mosaic thead a"), 60);
});

/// The only promotion gets other days, or is prepared anew.
async fn change_promotion(app: &TestApp, name: &'static str, first: Option<&str>, stage: Stage) {
    let first: Option<NaiveDate> = first.map(|day| day.parse().unwrap());
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let known = promotions::by_name(scope.conn, name)?.unwrap();
        let starts_on = first.unwrap_or(known.starts_on);
        promotions::describe(scope.conn, known.id, name, starts_on, known.ends_on)?;
        promotions::advance(scope.conn, known.id, stage, None)
    };
    app.app.services.write(work).await.unwrap();
}

story!(
    what_was_filed_before_a_project_began_is_reached_over_years_without_anything,
    "2026-03-04 09:00",
    |app| {
        app.import(LONG).await;
        let weeks: [Week; 2] = ["2022-W40", "2026-W06"].map(|week| week.parse().unwrap());
        for week in weeks {
            file_for(app, "eve@longue.example", "longue", week, "3", &[]).await;
        }
        change_promotion(app, "Longue", Some("2026-01-05"), Stage::Open).await;
        let max = app.browse_as("max@longue.example").await;
        let newest = max.open("/projects/longue").await;
        assert!(weeks_of(&newest).contains(&weeks[1]));
        newest.says("Jusqu’en octobre 2022");
        let oldest =
            max.open(link(&newest, "Jusqu’en octobre 2022").unwrap().trim_end_matches("#weeks")).await;
        assert_eq!(weeks_of(&oldest), [weeks[0]].into());
        oldest.says("Dès janvier 2026").says_not("Jusqu’en");
        let newer = link(&oldest, "Mois plus récents").unwrap();
        assert!(
            weeks_of(&max.open(newer.trim_end_matches("#weeks")).await)
                .contains(&"2026-W02".parse().unwrap())
        );
        let sheet = max.open("/projects/longue/sheets/2022-10").await;
        assert!(sheet.is(200).has("a[href='/projects/longue/sheets/2026-01']"), "{}", sheet.body);
    }
);

story!(who_is_told_of_no_promotion_reads_no_weeks, "2026-03-04 09:00", |app| {
    app.give("sponsor@cartobio.example", Role::Sponsor, "cartobio", None).await;
    let sponsor = app.browse_as("sponsor@cartobio.example").await;
    change_promotion(app, "EIG 8", None, Stage::Draft).await;
    sponsor.open("/weeks").await.is(200);
    sponsor.open("/weeks/2026-W09").await.is(404);
});

story!(no_link_tells_of_a_key_date_that_is_not_published, "2026-03-04 09:00", |app| {
    let typed = [("key_date", "2026-03-20"), ("key_date_description", "Secret")];
    file_for(app, "ada@cartobio.example", "cartobio", "2026-W10".parse().unwrap(), "3", &typed).await;
    let marc = app.browse_as("marc@diair.example").await;
    for before in ["2026-03", "2026-04", "2026-05", "2027-03", "2027-04", "2030-01"] {
        let page = marc.open(&format!("/key-dates?before={before}")).await;
        page.is(200).says_not("Secret").says_not("Dates clés plus anciennes");
    }
    app.sleep_until("2027-04-05 09:00");
    let marc = app.browse_as("marc@diair.example").await;
    marc.open("/key-dates").await.is(200).says("Dates clés plus anciennes");
});

story!(a_key_date_that_was_moved_back_over_the_year_is_reached, "2026-03-04 09:00", |app| {
    app.import(LONG).await;
    let typed = [("key_date", "2025-04-10"), ("key_date_description", "Avancée")];
    file_for(app, "eve@longue.example", "longue", "2025-W10".parse().unwrap(), "3", &typed).await;
    tell_day(app, "longue", 2, "2025-04-10", DayOutcome::Moved, Some("2025-03-28")).await;
    let max = app.browse_as("max@longue.example").await;
    let pages = walk(&max, "/key-dates", "Dates clés plus anciennes").await;
    pages[0].says_not("Avancée");
    pages[1].says("Avancée");
});
