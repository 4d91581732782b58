//! How long a search takes among 50,000 bulletins: `cargo bench --bench search`.
//!
//! On SQLite in a temporary file, and on PostgreSQL too where `BULLETINS_TEST_POSTGRES_URL` names an empty database.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use bulletins::domain::calendar::Week;
use bulletins::domain::filing::bulletin::{Content, Mood};
use bulletins::domain::filing::questions::Answers;
use bulletins::domain::filing::text::Text;
use bulletins::domain::programme::among::Among;
use bulletins::domain::programme::project::Stage;
use bulletins::domain::reading::search::Query;
use bulletins::store::filing::bulletins::NewBulletin;
use bulletins::store::programme::projects::Details;
use bulletins::store::programme::promotions::NewPromotion;
use bulletins::store::reading::search::Criteria;
use bulletins::store::{self, Db};
use chrono::NaiveDate;

const PROJECTS: usize = 250;
const WEEKS: usize = 200;
const ROUNDS: usize = 50;

const WORDS: [&str; 24] = [
    "relire",
    "préparer",
    "déployer",
    "tester",
    "comité",
    "agents",
    "données",
    "prototype",
    "accès",
    "juriste",
    "version",
    "démonstration",
    "formulaire",
    "équipe",
    "ministère",
    "recette",
    "maquette",
    "budget",
    "été",
    "service",
    "usagers",
    "parcelles",
    "algorithme",
    "réunion",
];

fn text(seed: usize) -> String {
    let word =
        |at: usize| WORDS[(seed.wrapping_mul(2_654_435_761) >> (at % 13)).wrapping_add(at * 7) % WORDS.len()];
    (0..40).map(word).collect::<Vec<_>>().join(" ")
}

fn fill(conn: &mut store::Conn) -> store::Result<()> {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let promotion = NewPromotion {
        name: "Bench",
        starts_on: day("2020-01-06"),
        ends_on: day("2030-12-31"),
        stage: Stage::Open,
    };
    let promotion = store::programme::promotions::insert(conn, &promotion)?;
    for number in 0..PROJECTS {
        let name = format!("Projet {number}");
        let details = Details {
            name: &name,
            administration: "Bench",
            description: "",
            ends_on: None,
            locale: None,
            notification: Default::default(),
        };
        let project =
            store::programme::projects::insert(conn, promotion, &format!("p{number}"), &details, None)?;
        let mut week = Week::of(day("2020-01-06"));
        for at in 0..WEEKS {
            let seed = number * WEEKS + at;
            // One bulletin in a thousand holds a rare word.
            let rare = if seed % 1000 == 7 { "aiguille " } else { "" };
            let content = Content {
                mood: Some(Mood::Good),
                quiet: false,
                answers: Answers::find(|question| {
                    let said = format!("{rare}{}", text(seed + question.name.len()));
                    Text::of(&said).filter(|_| question.required)
                }),
                key_date: None,
            };
            let new = NewBulletin {
                project,
                week,
                content: &content,
                late: false,
                author: None,
                filed_at: week.starts_at(chrono_tz::Tz::Europe__Paris),
                opened_at: None,
                digested_at: None,
            };
            store::filing::bulletins::insert(conn, &new)?;
            week = week.next();
        }
    }
    Ok(())
}

async fn measure(url: &str) {
    let db = Db::open(url, 2).unwrap();
    store::migrate(&db).await.unwrap();
    let began = Instant::now();
    db.write(fill).await.unwrap();
    println!("{} bulletins written in {:?}", PROJECTS * WEEKS, began.elapsed());
    let began = Instant::now();
    db.write(store::reading::indexing::rebuild).await.unwrap();
    println!("indexed anew in {:?}", began.elapsed());
    let projects = db.read(store::programme::projects::all).await.unwrap();
    for query in ["aiguille", "equipe", "\"comite agents\"", "demon", "ete budget jur", "inconnu"] {
        let mut times: Vec<Duration> = Vec::new();
        let mut hits = 0;
        for _ in 0..ROUNDS {
            let criteria = Criteria {
                only_requests: false,
                query: Query::parse(query).unwrap(),
                among: Among::These(projects.iter().map(|project| project.id).collect()),
                from: None,
                to: None,
                last: Week::of("2030-12-30".parse().unwrap()),
            };
            let began = Instant::now();
            let found = db.read(move |conn| store::reading::search::find(conn, &criteria, 0, 20)).await;
            hits = found.map_err(|error: store::Error| error.to_string()).unwrap().len();
            times.push(began.elapsed());
        }
        times.sort();
        println!(
            "{query:>20}: {hits:>2} hits, median {:>10.3?}, worst {:>10.3?}",
            times[ROUNDS / 2],
            times[ROUNDS - 1]
        );
    }
}

#[actix_web::main]
async fn main() {
    // `cargo test --benches` and `clippy --all-targets` build this; only `cargo bench` is meant to run it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    println!("SQLite");
    measure(&format!("sqlite://{}/bench.sqlite", folder.path().display())).await;
    match std::env::var("BULLETINS_TEST_POSTGRES_URL") {
        Ok(url) => {
            println!("PostgreSQL");
            measure(&url).await;
        }
        Err(_) => println!("PostgreSQL: skipped, BULLETINS_TEST_POSTGRES_URL names no database"),
    }
}
