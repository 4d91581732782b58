//! Bulletins as full as they can be.

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::bulletin::Typed;
use bulletins::services::{Scope, filing};
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
                let content = full(week, number + at).parse().unwrap();
                filing::file(scope, (&project, week), content, ada.id).expect("a full bulletin is right");
            }
        }
        Ok(())
    };
    app.app.services.write(file).await.unwrap();
}

/// What a team with a lot to say types; the variant chooses the mood, and whether help is asked for.
fn full(week: Week, variant: u32) -> Typed {
    Typed {
        mood: (variant % 4 + 1).to_string(),
        priorities: format!("{} {}", "x".repeat(100), "Une semaine entière. ".repeat(9)),
        ups_and_downs: "- **Haut** : https://cartobio.example/un/chemin/qui/ne/finit/pas/de/sitot\n- _Bas_"
            .to_owned(),
        help: if variant.is_multiple_of(3) { "Un·e juriste ? ".repeat(20) } else { String::new() },
        key_date: (week.monday() + Days::new(10)).to_string(),
        key_date_description: "Démonstration ".repeat(14),
        version: String::new(),
    }
}
