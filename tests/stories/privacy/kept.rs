//! All that is kept of a person is told to them, and forgotten with them: whatever tables there are.

use std::collections::BTreeSet;

use bulletins::domain::people::PersonId;
use bulletins::services::Scope;
use bulletins::services::privacy::kept::{Erasing, KEPT, Kept, Told};
use bulletins::store::filing::bulletins as filing;
use bulletins::store::help::offers::{self, Offer};
use bulletins::store::identity::begun_sign_ins::{self, Begun};
use bulletins::store::identity::passkeys::{self, NewPasskey};
use bulletins::store::people::stand_ins::{self, StandIn};
use bulletins::store::programme::projects;
use bulletins::store::reading::acknowledgements;
use bulletins::store::{self, people};

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::chat::ChatServer;
use crate::support::database::Database;
use crate::support::requests::{ask, take, take_from_outside};
use crate::support::second_factor::set_up;

const NAME: &str = "Zebulon Quaresma";
const ADDRESS: &str = "ada@cartobio.example";

/// The columns that name a person: those with a key to people, and those whose name says so.
fn naming_people(database: &mut Database) -> BTreeSet<(String, String)> {
    let says_so = |column: &str| {
        ["person", "author", "actor"].iter().any(|who| column == format!("{who}_id"))
            || ["recipient", "email", "address"].contains(&column)
            || column.ends_with("_by")
    };
    let mut found = BTreeSet::new();
    for fact in database.shape() {
        let words: Vec<&str> = fact.split(' ').collect();
        match words[..] {
            ["column", table, column, ..] if says_so(column) => {
                found.insert((table.to_owned(), column.to_owned()));
            }
            ["key", table, column, "people", ..] => {
                found.insert((table.to_owned(), column.to_owned()));
            }
            ["constraint", table, _, "FOREIGN", "KEY", column, "REFERENCES", "people(id)", ..] => {
                found.insert((table.to_owned(), column.trim_matches(['(', ')']).to_owned()));
            }
            _ => {}
        }
    }
    // The person's own row goes as a whole.
    found.retain(|(table, _)| table != "people");
    found
}

/// Whether the document has a part for it.
fn is_told_here(kept: &Kept) -> bool {
    matches!(kept.told, Told::By(_))
}

#[test]
fn every_column_that_names_a_person_is_in_the_list() {
    let listed: BTreeSet<(String, String)> =
        KEPT.iter().map(|kept| (kept.table.to_owned(), kept.column.to_owned())).collect();
    for mut database in Database::of_each_kind() {
        for folder in database.migrations() {
            let up = std::fs::read_to_string(folder.join("up.sql")).unwrap();
            database.run(&up);
        }
        let found = naming_people(&mut database);
        let lacking: Vec<_> = found.difference(&listed).collect();
        assert!(lacking.is_empty(), "{}: give these their lines in KEPT: {lacking:?}", database.url);
        assert!(found.len() > 10, "{found:?}");
    }
    for kept in KEPT {
        let Told::With(other) = kept.told else { continue };
        let is_told =
            KEPT.iter().any(|told| (told.table, told.column) == (kept.table, other) && is_told_here(told));
        assert!(is_told, "{}.{} is told with a column that is not told", kept.table, kept.column);
    }
}

/// A person leaves traces in every table that can hold one.
async fn live(app: &TestApp) -> (String, Browser) {
    let ada = app.browse_as(ADDRESS).await;
    ada.submit(&[("mood", "3"), ("priorities", "P"), ("ups_and_downs", "U")]).await.is(200);
    let camille = app.browse_as("camille@eig.example").await;
    let page = camille.open("/admin/people?q=ada").await;
    let own = page.links().into_iter().find(|link| link.starts_with("/admin/people/")).unwrap();
    camille.open(&own).await.is(200);
    camille.follow("a[href$='/coordinator']").await.is(200);
    camille.submit(&[]).await.is(200);
    let csrf = ada.open("/settings").await.field("csrf");
    let sent: [(&str, &[(&str, &str)]); 9] = [
        ("/settings/profile", &[("name", NAME), ("locale", "fr")]),
        ("/settings/mails", &[("digest", "none"), ("every", "week")]),
        ("/settings/chats", &[("slack", "U0ZEBULON")]),
        ("/admin/schedule/pauses", &[("week", "2026-W20")]),
        ("/admin/projects/cartobio/pauses", &[("week", "2026-W21")]),
        ("/projects/cartobio/absences", &[("week", "2026-W12")]),
        ("/settings/absences", &[("away_first", "2026-03-16"), ("away_last", "2026-03-20")]),
        ("/projects/cartobio/shares", &[("label", "Le ministère")]),
        ("/projects/plume/bulletins/2026-W10/draft", &[("priorities", "À finir"), ("draft", "0")]),
    ];
    for (path, fields) in sent {
        ada.post(path, &[&[("csrf", csrf.as_str())], fields].concat()).await.is(200);
    }
    camille.open(&own).await;
    camille.submit_form("form[action$='/invitation']", &[]).await.is(200);
    app.pass().await;
    ada.post("/password-resets", &[("csrf", csrf.as_str()), ("email", ADDRESS)]).await.is(200);
    set_up(app, &ada).await;
    let id: i64 = own.rsplit('/').next().unwrap().parse().unwrap();
    let half_in = move |scope: &mut Scope<'_>| -> Result<(), store::Error> {
        let begun = Begun { person: PersonId(id), how: None };
        let until = scope.now + chrono::TimeDelta::minutes(10);
        begun_sign_ins::insert(scope.conn, &[1; 32], &begun, scope.now, until)?;
        let filed = filing::of_week(scope.conn, scope.week())?;
        acknowledgements::say(scope.conn, filed.first().unwrap().id, PersonId(id), scope.now)?;
        let passkey =
            NewPasskey { person: PersonId(id), credential_id: "id", credential: "{}", name: "Clé" };
        passkeys::insert(scope.conn, &passkey, scope.now)?;
        let karfu_r = projects::by_slug(scope.conn, "karfu-r")?.unwrap().id;
        projects::set_referent(scope.conn, karfu_r, Some(PersonId(id)))?;
        let mina = people::by_email(scope.conn, &"mina@agence.example".parse().unwrap())?.unwrap().id;
        let until = "2026-03-31".parse().unwrap();
        for (mentor, stand_in) in [(PersonId(id), mina), (mina, PersonId(id))] {
            stand_ins::put(scope.conn, StandIn { mentor, stand_in, until }, scope.now)?;
        }
        Ok(())
    };
    app.app.services.write(half_in).await.unwrap();
    let request = ask(app, ADDRESS, "cartobio", "Un juriste", true, "2026-03-04 09:00").await;
    let other = ask(app, "driss@plume.example", "plume", "Un serveur", true, "2026-03-04 09:00").await;
    take(app, other, ADDRESS, "2026-03-04 09:00").await;
    take_from_outside(app, request, (NAME, ADDRESS), "2026-03-04 09:00").await;
    let offer = move |scope: &mut Scope<'_>| -> Result<(), store::Error> {
        let expires_at = scope.now + chrono::TimeDelta::days(1);
        let (name, email) = (NAME.to_owned(), ADDRESS.parse().unwrap());
        offers::insert(scope.conn, &[2; 32], &Offer { request: other, name, email, expires_at }, scope.now)
    };
    app.app.services.write(offer).await.unwrap();
    (id.to_string(), ada)
}

/// How many rows name that person in each column of the list.
fn traces(database: &mut Database, id: &str) -> Vec<(&'static str, &'static str, String)> {
    let count = |kept: &bulletins::services::privacy::kept::Kept| {
        let who = if ["recipient", "email"].contains(&kept.column) {
            format!("'{ADDRESS}'")
        } else {
            id.to_owned()
        };
        let query = format!(
            "SELECT CAST(count(*) AS TEXT) AS text FROM {} WHERE {} = {who}",
            kept.table, kept.column
        );
        (kept.table, kept.column, database.ask(&query).remove(0))
    };
    KEPT.iter().map(count).collect()
}

async fn told_and_forgotten(postgres: bool) {
    let chat = ChatServer::start();
    let Some(app) = TestApp::with("2026-03-04 09:00", postgres, &chat.settings()).await else { return };
    let (id, ada) = live(&app).await;
    let mut database = Database::at(&app.database);
    for (table, column, count) in traces(&mut database, &id) {
        assert_ne!(count, "0", "nothing names the person in {table}.{column}");
    }
    let data = ada.open("/settings/data.json").await;
    let data: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&data.is(200).body).unwrap();
    for (part, value) in &data {
        assert!(!value.is_null() && value.as_array().is_none_or(|rows| !rows.is_empty()), "{part}: {value}");
    }
    assert_eq!(data["chat_names"][0]["name"], "U0ZEBULON");
    assert_eq!(data["drafts"][0]["typed"]["priorities"], "À finir");
    assert_eq!(data["share_links"][0]["label"], "Le ministère");
    assert_eq!(data["pauses"][0]["week"], "2026-W20");
    assert_eq!(data["project_pauses"][0]["project"], "CartoBio");
    assert_eq!(data["team_absences"][0]["week"], "2026-W12");
    assert_eq!(data["days_away"][0]["last"], "2026-03-20");
    assert_eq!(data["referent_of"][0], "Karfu'R");
    assert_eq!(data["stand_ins"].as_array().map(Vec::len), Some(2));
    let arrays = data.values().filter(|value| value.is_array()).count();
    assert_eq!(arrays, KEPT.iter().filter(|kept| is_told_here(kept)).count() - 1, "{data:?}");
    // What takes the person with it and what stays without a name is what the list says.
    let stays = |kept: &&bulletins::services::privacy::kept::Kept| kept.erasing == Erasing::Name;
    let before: Vec<(&str, usize)> =
        KEPT.iter().filter(stays).map(|kept| (kept.table, database.rows()[kept.table].len())).collect();
    ada.open("/settings/erasure").await.is(200);
    ada.submit(&[]).await.is(200).says("Vos données sont effacées");
    // With the last mail the address goes.
    app.pass().await;
    app.inbox(ADDRESS).has_one("farewell").says(NAME);
    for (table, column, count) in traces(&mut database, &id) {
        assert_eq!(count, "0", "{table}.{column} still names the person");
    }
    for (table, count) in before {
        assert!(database.rows()[table].len() >= count, "{table} has lost rows");
    }
    for (table, rows) in database.rows() {
        for row in rows {
            let text = serde_json::to_string(&row).unwrap();
            for trace in [NAME, ADDRESS, "U0ZEBULON"] {
                assert!(!text.contains(trace), "{table} still holds {trace}: {text}");
            }
        }
    }
    app.finish().await;
}

#[actix_web::test]
async fn all_that_is_kept_is_told_and_forgotten_on_sqlite() {
    told_and_forgotten(false).await;
}

#[actix_web::test]
async fn all_that_is_kept_is_told_and_forgotten_on_postgres() {
    told_and_forgotten(true).await;
}
