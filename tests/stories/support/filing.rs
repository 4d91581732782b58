//! Bulletins as they stand in the database, for stories that are about what becomes of them rather than about how they came.

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::bulletin::Content;
use bulletins::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use bulletins::domain::filing::typed::Typed;
use bulletins::domain::programme::project::ProjectId;
use bulletins::services::Scope;
use bulletins::services::filing::submitting::{self, Sent};
use bulletins::services::filing::writers::Writer;
use bulletins::store::filing::bulletins::NewBulletin;
use bulletins::store::filing::{key_dates, outcomes};
use bulletins::store::programme::projects;
use bulletins::store::{self, people};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::app::TestApp;
use super::wishes::speaks;

/// On SQLite, when reminders have gone out on a Friday; and the address of Ben's form, whose language is French.
pub async fn reminded() -> (TestApp, String) {
    let app = TestApp::on_sqlite("2026-03-06 13:55").await;
    app.travel_to("Fri 14:00").await;
    speaks(&app, "ben@cartobio.example", "fr").await;
    let link = app.inbox("ben@cartobio.example").has_one("reminder").link("/f/");
    let form = format!("{}{link}", app.base);
    (app, form)
}

/// A bulletin to be written that was filed on time by nobody who is known, and of which a digest has told.
pub fn brought(
    project: ProjectId,
    week: Week,
    content: &Content,
    filed_at: DateTime<Utc>,
) -> NewBulletin<'_> {
    NewBulletin {
        project,
        week,
        content,
        late: false,
        author: None,
        filed_at,
        opened_at: None,
        digested_at: Some(filed_at),
    }
}

/// A team files on the Tuesday of that week of 2026: its mood, and whatever else it types.
pub async fn file(
    app: &TestApp,
    by: &str,
    slug: &str,
    number: u32,
    mood: &str,
    typed: &[(&'static str, &str)],
) {
    file_for(app, by, slug, Week::new(2026, number).unwrap(), mood, typed).await;
}

/// The same of any year.
pub async fn file_for(
    app: &TestApp,
    by: &str,
    slug: &str,
    week: Week,
    mood: &str,
    typed: &[(&'static str, &str)],
) {
    let (by, slug) = (by.to_owned(), slug.to_owned());
    let said = Typed::default().with("mood", mood).with("priorities", "Relire").with("ups_and_downs", "Démo");
    let typed = typed.iter().fold(said, |typed, (name, value)| typed.with(name, *value));
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        scope.now = week.starts_at(Tz::Europe__Paris) + TimeDelta::hours(30);
        let author = people::by_email(scope.conn, &by.parse().unwrap())?.unwrap().id;
        let member = people::member(scope.conn, author, scope.today())?.unwrap();
        let project = projects::by_slug(scope.conn, &slug)?.unwrap();
        let filed = submitting::file(scope, &Writer { project, week, member }, &typed, Sent::default());
        filed.expect("what stories type is right");
        Ok(())
    };
    app.app.services.write(work).await.unwrap();
}

/// The bulletin of a week of 2026 tells what became of the priorities of another.
pub async fn tell_promise(app: &TestApp, slug: &str, number: u32, of: u32, outcome: PromiseOutcome) {
    let slug = slug.to_owned();
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, &slug)?.unwrap().id;
        let [told, of] = [number, of].map(|number| Week::new(2026, number).unwrap());
        outcomes::tell_promise(scope.conn, project, told, Some((of, outcome)))
    };
    app.app.services.write(work).await.unwrap();
}

/// It tells what became of the key date that was announced for that day.
pub async fn tell_day(
    app: &TestApp,
    slug: &str,
    number: u32,
    announced: &str,
    outcome: DayOutcome,
    to: Option<&str>,
) {
    let (slug, announced): (String, NaiveDate) = (slug.to_owned(), announced.parse().unwrap());
    let to = to.map(|day| day.parse().unwrap());
    let work = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let project = projects::by_slug(scope.conn, &slug)?.unwrap().id;
        let days = key_dates::of_project(scope.conn, project)?;
        let day = days.iter().find(|day| day.key_date.date == announced).expect("it was announced");
        outcomes::tell_day(scope.conn, day.id, Week::new(2026, number).unwrap(), Some((outcome, to)))
    };
    app.app.services.write(work).await.unwrap();
}
