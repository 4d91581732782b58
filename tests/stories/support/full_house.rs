//! Bulletins as full as they can be.

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::typed::Typed;
use bulletins::services::Scope;
use bulletins::services::filing::submitting::{self, Sent};
use bulletins::services::filing::writers::Writer;
use bulletins::store::programme::projects;
use bulletins::store::{self, people};
use chrono::{Days, TimeDelta};
use chrono_tz::Tz;

use super::app::TestApp;

/// Files for each of the projects in each of those weeks of 2026, with the longest texts and words that fit.
pub async fn fill(app: &TestApp, slugs: &[&str], weeks: impl IntoIterator<Item = u32>) {
    let slugs: Vec<String> = slugs.iter().map(|slug| (*slug).to_owned()).collect();
    let weeks: Vec<u32> = weeks.into_iter().collect();
    let file = move |scope: &mut Scope<'_>| -> store::Result<()> {
        let ada = people::by_email(scope.conn, &"ada@cartobio.example".parse().unwrap())?.unwrap();
        for number in weeks {
            let week = Week::new(2026, number).unwrap();
            scope.now = week.starts_at(Tz::Europe__Paris) + TimeDelta::hours(30);
            for (at, slug) in (0..).zip(&slugs) {
                let project = projects::by_slug(scope.conn, slug)?.unwrap();
                let member = people::member(scope.conn, ada.id, scope.today())?.unwrap();
                let writer = Writer { project, week, member };
                let filed = submitting::file(scope, &writer, &full(week, number + at), Sent::default());
                filed.expect("a full bulletin is right");
            }
        }
        Ok(())
    };
    app.app.services.write(file).await.unwrap();
}

/// What a team with a lot to say types; the variant chooses the mood, and whether help is asked for.
fn full(week: Week, variant: u32) -> Typed {
    let asks = variant.is_multiple_of(3);
    Typed::default()
        .with("mood", (variant % 4 + 1).to_string())
        .with("priorities", format!("{} {}", "x".repeat(100), "Une semaine entière. ".repeat(9)))
        .with(
            "ups_and_downs",
            "- **Haut** : https://cartobio.example/un/chemin/qui/ne/finit/pas/de/sitot\n- _Bas_",
        )
        .with("help", if asks { "Un·e juriste ? ".repeat(20) } else { String::new() })
        .with("key_date", (week.monday() + Days::new(10)).to_string())
        .with("key_date_description", "Démonstration ".repeat(14))
}
