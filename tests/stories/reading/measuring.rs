//! How bulletins are filed and read, as pages and numbers tell it.

use bulletins::domain::filing::bulletin::{Content, Mood};
use bulletins::domain::filing::outcomes::PromiseOutcome;
use bulletins::domain::filing::questions::{Answers, QUESTIONS};
use bulletins::domain::filing::text::Text;
use bulletins::store::filing::bulletins::{NewBulletin, insert};
use bulletins::store::filing::outcomes;
use bulletins::store::programme::projects;
use bulletins::store::{self, Conn};
use chrono::TimeDelta;

use crate::story;
use crate::support::app::{TestApp, moment};
use crate::support::filing::brought;
use crate::support::readings::read;

/// Was filed then, so many seconds after its link was opened, if it was by one.
async fn filed(app: &TestApp, slug: &str, week: &str, at: &str, took: Option<i64>, quiet: bool) {
    let (slug, week, at) = (slug.to_owned(), week.parse().unwrap(), moment(at));
    let late = app.app.services.rules.published_at(week) <= at;
    let write = move |conn: &mut Conn| -> store::Result<()> {
        let project = projects::by_slug(conn, &slug)?.unwrap().id;
        let answers = Answers::find(|question| Text::of("Avancer").filter(|_| *question == QUESTIONS[0]));
        let content = Content { mood: (!quiet).then_some(Mood::Good), quiet, answers, key_date: None };
        let opened_at = took.map(|took| at - TimeDelta::seconds(took));
        let new = NewBulletin { late, opened_at, ..brought(project, week, &content, at) };
        insert(conn, &new)?.expect("it is the first of its week");
        // The bulletin of the ninth week tells what became of what was to be done.
        if slug == "cartobio" && week.number() == 9 {
            let told = Some((week.previous(), PromiseOutcome::Dropped));
            outcomes::tell_promise(conn, project, week, told)?;
        }
        Ok(())
    };
    app.app.services.db.write(write).await.unwrap();
}

// Computed by hand: three projects in the nine weeks from the second to the tenth filed five bulletins, of which one
// was late and one quiet. Of two priorities that a later form asked about one is closed. Three were filed by a link,
// after 60, 90 and 300 seconds. Of five bulletins three were read within five days, one after six, and one not at all.
story!(bulletins_are_measured_as_a_hand_does_it, "2026-03-11 15:06", |app| {
    filed(app, "cartobio", "2026-W08", "2026-02-20 10:00", Some(60), false).await;
    filed(app, "cartobio", "2026-W09", "2026-02-28 10:00", Some(300), false).await;
    filed(app, "cartobio", "2026-W10", "2026-03-06 10:00", Some(90), false).await;
    filed(app, "karfu-r", "2026-W09", "2026-02-27 10:00", None, true).await;
    filed(app, "karfu-r", "2026-W10", "2026-03-06 10:00", None, false).await;
    // Not public yet: it does not count.
    filed(app, "cartobio", "2026-W11", "2026-03-11 10:00", Some(5), false).await;
    read(app, "cartobio", "2026-W08", "mina@agence.example", "2026-02-20 15:06").await;
    read(app, "cartobio", "2026-W08", "marc@diair.example", "2026-03-10 09:00").await;
    read(app, "cartobio", "2026-W09", "mina@agence.example", "2026-03-06 10:00").await;
    read(app, "karfu-r", "2026-W09", "marc@diair.example", "2026-03-04 15:05").await;
    read(app, "karfu-r", "2026-W10", "marc@diair.example", "2026-03-11 10:00").await;
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/admin/measures").await;
    page.says("la moitié en 2 minutes au plus").says("neuf sur dix en 5 minutes au plus").says("(sur 3)");
    page.says("4 sur 27, soit 15").says("1 sur 5, soit 20").says("1 sur 2, soit 50").says("3 sur 5, soit 60");
    let metrics = app.browser("fr").open("/metrics").await;
    for (count, value) in [
        ("asked", 27),
        ("on-time", 4),
        ("filed", 5),
        ("quiet", 1),
        ("promised", 2),
        ("closed", 1),
        ("readable", 5),
        ("read-soon", 3),
    ] {
        let line = format!("bulletins_measures{{count=\"{count}\",promotion=\"EIG 8\"}} {value}");
        assert!(metrics.is(200).body.contains(&line), "{line}: {}", metrics.body);
    }
    let median = "bulletins_link_to_filed_seconds{promotion=\"EIG 8\",quantile=\"0.5\"} 90";
    assert!(metrics.body.contains(median), "{}", metrics.body);
    // The same of one project, on its page, to those who look after it alone.
    camille.open("/projects/cartobio").await.says("Bulletins lus en 5 jours : 1 sur 3");
    app.browse_as("marc@diair.example").await.open("/projects/cartobio").await.says_not("lus en 5 jours");
});
