//! A table that is taken out holds each bulletin once, however many there are.

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::bulletin::{Content, Mood};
use bulletins::domain::filing::questions::Answers;
use bulletins::domain::filing::text::Text;
use bulletins::services::Scope;
use bulletins::store::filing::bulletins::insert;
use bulletins::store::{self, programme::projects};

use crate::story;
use crate::support::app::TestApp;
use crate::support::filing::brought;

const YEARS: &str = "promotion: { name: Longue, starts_on: 2021-09-06, ends_on: 2026-08-30 }\nprojects:\n  \
                      - name: longue\n    administration: A\n    mentors:\n      \
                      - { name: Max, email: max@longue.example }\n";

/// Its bulletins of so many of those weeks.
async fn bring(app: &TestApp, weeks: &[Week]) {
    let weeks = weeks.to_vec();
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, "longue")?.expect("it was imported").id;
        for week in weeks {
            let answers = Answers::find(|_| Text::of("Relire"));
            let content = Content { mood: Some(Mood::Good), quiet: false, answers, key_date: None };
            insert(scope.conn, &brought(project, week, &content, scope.now))?;
        }
        Ok(())
    };
    app.app.services.write(work).await.unwrap();
}

story!(a_table_is_whole_where_it_ends_with_what_is_read_at_once_and_beyond, "2026-03-04 09:00", |app| {
    app.import(YEARS).await;
    let max = app.browse_as("max@longue.example").await;
    let first: Week = "2021-W36".parse().unwrap();
    let all: Vec<Week> = std::iter::successors(Some(first), |week| Some(week.next())).take(202).collect();
    let mut brought = 0;
    // Two hundred are read at once.
    for count in [0, 1, 200, 201, 202] {
        bring(app, &all[brought..count]).await;
        brought = count;
        let table = max.open("/projects/longue/bulletins.csv").await;
        table.is(200);
        let mut lines = csv::Reader::from_reader(table.body.as_bytes());
        let at = lines.headers().unwrap().iter().position(|name| name == "week").unwrap();
        let found: Vec<String> = lines.records().map(|line| line.unwrap()[at].to_owned()).collect();
        let wanted: Vec<String> = all[..count].iter().map(Week::to_string).collect();
        assert_eq!(found, wanted);
        let document = max.open("/projects/longue/bulletins.md").await;
        assert_eq!(document.is(200).body.matches("Relire").count(), 3 * count);
    }
});

story!(a_table_that_cannot_be_read_is_an_error_page_and_no_file, "2026-03-04 09:00", |app| {
    app.import(YEARS).await;
    let max = app.browse_as("max@longue.example").await;
    bring(app, &["2025-W40".parse().unwrap(), "2025-W41".parse().unwrap()]).await;
    // As no program writes it.
    app.sql("UPDATE bulletins SET week = '2025-W4?' WHERE week = '2025-W41'").await;
    for format in ["csv", "md"] {
        let table = max.open(&format!("/projects/longue/bulletins.{format}")).await;
        table.is(500).says("Quelque chose n’a pas fonctionné");
        assert_eq!(table.headers.get("content-disposition"), None);
        assert!(!table.body.contains("2025-W40"), "{}", table.body);
    }
});
