//! Databases that earlier versions filled are brought up to date, and nothing in them is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bulletins::store::{self, Db};

use crate::support::database::{Database, Row, version};

/// What a migration takes away on purpose, as "table" or "table.column"; everything else must be found again.
const GONE: &[&str] = &[
    // It is called `sealed` by now.
    "outbox.content",
];

/// The schemas from which people upgrade: after each migration but the newest.
fn with_each_earlier_schema(mut tell: impl FnMut(&mut Database, usize)) {
    let newest = Database::of_each_kind()[0].migrations().len();
    for released in 1..newest {
        for mut database in Database::of_each_kind() {
            bring_to(&mut database, released);
            fill(&mut database, released);
            tell(&mut database, released);
        }
    }
}

/// Does the first so many migrations, as the program did that was released with them.
pub fn bring_to(database: &mut Database, count: usize) {
    database.run(diesel::migration::CREATE_MIGRATIONS_TABLE);
    for folder in &database.migrations()[..count] {
        let up = std::fs::read_to_string(folder.join("up.sql")).unwrap();
        let note = format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{}')", version(folder));
        database.run(&format!("BEGIN; {up}; {note}; COMMIT;"));
    }
}

/// Rows in each table that there is after so many migrations, with every value that its columns may have.
pub fn fill(database: &mut Database, count: usize) {
    for folder in &database.migrations()[..count] {
        let path = format!("tests/stories/operations/filled/{}.sql", version(folder));
        // A migration that brings neither table nor column has nothing to fill.
        let Ok(rows) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
            continue;
        };
        // What each version called the text of a mail.
        let text = if database.has_column("outbox", "sealed") { "sealed" } else { "content" };
        let rows = rows.replace("TEXT_AS_SENT", text);
        let (bytes, position) = if database.is_sqlite() { ("BLOB", "rowid") } else { ("BYTEA", "position") };
        database.run(
            &rows.replace("AS BYTES", &format!("AS {bytes}")).replace("(POSITION", &format!("({position}")),
        );
    }
    for (table, rows) in database.rows() {
        assert!(!rows.is_empty(), "{table} is empty after {count} migrations: fill it");
    }
}

fn upgrade(database: &Database) {
    let url = database.url.clone();
    let done =
        actix_web::rt::System::new().block_on(async move { store::migrate(&Db::open(&url, 1)?).await });
    done.unwrap_or_else(|error| panic!("{}: {error}", database.url));
}

/// Undoes the migrations after the first so many; false where one of them cannot be undone.
fn go_back_to(database: &mut Database, count: usize) -> bool {
    let migrations = database.migrations();
    for folder in migrations[count..].iter().rev() {
        let Ok(down) = std::fs::read_to_string(folder.join("down.sql")) else { return false };
        let note = format!("DELETE FROM __diesel_schema_migrations WHERE version = '{}'", version(folder));
        if database.is_sqlite() {
            database.run("PRAGMA foreign_keys = OFF");
        }
        database.run(&format!("BEGIN; {down}; {note}; COMMIT;"));
        assert_keys_lead_somewhere(database);
    }
    true
}

/// PostgreSQL sees to that itself.
fn assert_keys_lead_somewhere(database: &mut Database) {
    if database.is_sqlite() {
        let lost = database.ask("SELECT \"table\" || ' ' || parent AS text FROM pragma_foreign_key_check");
        assert_eq!(lost, Vec::<String>::new());
    }
}

/// Each row of `before` is there, in all columns that there still are.
fn assert_nothing_is_lost(
    before: &BTreeMap<String, Vec<Row>>,
    after: &BTreeMap<String, Vec<Row>>,
    when: &str,
) {
    for (table, rows) in before.iter().filter(|(table, _)| !GONE.contains(&table.as_str())) {
        let Some(found) = after.get(table) else { panic!("{when}: the table {table} is gone") };
        let mut left: Vec<&Row> = found.iter().collect();
        for row in rows {
            let is_same = |other: &Row| {
                row.iter()
                    .filter(|(column, _)| !GONE.contains(&format!("{table}.{column}").as_str()))
                    .all(|(column, value)| other.get(column) == Some(value))
            };
            let at = left.iter().position(|other| is_same(other));
            let Some(at) = at else { panic!("{when}: {table} has lost {row:?}\nand holds {found:#?}") };
            left.swap_remove(at);
        }
    }
}

fn assert_same_shape(found: &BTreeSet<String>, wanted: &BTreeSet<String>, when: &str) {
    let other: Vec<&String> = found.symmetric_difference(wanted).collect();
    assert!(other.is_empty(), "{when}: {other:#?}");
}

#[test]
fn a_filled_database_of_each_earlier_schema_keeps_every_row() {
    with_each_earlier_schema(|database, released| {
        let before = database.rows();
        upgrade(database);
        assert_keys_lead_somewhere(database);
        assert_nothing_is_lost(&before, &database.rows(), &format!("{} from {released}", database.url));
    });
}

#[test]
fn a_share_until_a_year_that_cannot_be_read_works_until_it_is_ended() {
    for mut database in Database::of_each_kind() {
        let before =
            database.migrations().iter().take_while(|folder| version(folder).as_str() < "0025").count();
        bring_to(&mut database, before);
        fill(&mut database, before);
        let year = if database.is_sqlite() { "+10000" } else { "10000" };
        database
            .run(&format!("UPDATE shares SET expires_at = '{year}-01-01 00:00:00' WHERE label = 'Presse'"));
        database.run("UPDATE shares SET expires_at = '2026-05-01 00:00:00' WHERE label = 'Fin'");
        upgrade(&database);
        let ending = database.ask("SELECT label AS text FROM shares WHERE expires_at IS NOT NULL");
        assert_eq!(ending, ["Fin"]);
    }
}

#[test]
fn an_upgrade_that_is_undone_leaves_what_was_there_before() {
    with_each_earlier_schema(|database, released| {
        let when = format!("{} from {released}", database.url);
        let (rows, shape) = (database.rows(), database.shape());
        upgrade(database);
        let upgraded = (database.rows(), database.shape());
        if !go_back_to(database, released) {
            return;
        }
        assert_eq!(database.rows(), rows, "{when}: back again");
        assert_same_shape(&database.shape(), &shape, &format!("{when}: back again"));
        upgrade(database);
        assert_eq!(database.rows(), upgraded.0, "{when}: up once more");
        assert_same_shape(&database.shape(), &upgraded.1, &format!("{when}: up once more"));
    });
}

#[test]
fn a_full_database_can_be_taken_back_to_any_schema_and_up_again() {
    for mut database in Database::of_each_kind() {
        let newest = database.migrations().len();
        bring_to(&mut database, 0);
        upgrade(&database);
        fill(&mut database, newest);
        let shape = database.shape();
        for earlier in (0..newest).rev() {
            if !go_back_to(&mut database, earlier) {
                break;
            }
            upgrade(&database);
            let when = format!("{} up again from {earlier}", database.url);
            assert_same_shape(&database.shape(), &shape, &when);
        }
    }
}
