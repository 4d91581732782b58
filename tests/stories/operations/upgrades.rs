//! Databases that earlier versions filled are brought up to date, and nothing in them is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bulletins::domain::people::Role;
use bulletins::store::{self, Conn, Db, people};

use crate::support::app::UNTOLD;
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
pub fn assert_nothing_is_lost(
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
        for untold in UNTOLD {
            let wrong = database.ask(&untold.replace("AS key", "AS text"));
            assert!(wrong.is_empty(), "from {released}: {wrong:?} of {untold}");
        }
    });
}

#[test]
fn a_share_until_a_year_that_cannot_be_read_works_until_it_is_ended() {
    for mut database in Database::of_each_kind() {
        let before = database.schemas_before("0025");
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

/// The last schema before people had days.
fn before_people_had_days(database: &Database) -> usize {
    database.schemas_before("0026")
}

#[test]
fn nobody_loses_a_right_when_roles_get_days() {
    for mut database in Database::of_each_kind() {
        let before = before_people_had_days(&database);
        bring_to(&mut database, before);
        fill(&mut database, before);
        let held = "SELECT CAST(person_id AS TEXT) || ' ' || CAST(project_id AS TEXT) || ' ' || role AS text FROM memberships ORDER BY 1";
        let held = database.ask(held);
        upgrade(&database);
        let url = database.url.clone();
        let members = actix_web::rt::System::new().block_on(async move {
            let load = |conn: &mut Conn| people::everybody(conn, "2026-03-04".parse().unwrap());
            Db::open(&url, 1).unwrap().read(load).await.map_err(|error: store::Error| error.to_string())
        });
        let mut found = Vec::new();
        for member in members.unwrap() {
            assert!(member.follows_all(), "{} read all projects", member.person.name);
            for role in member.own_roles() {
                assert!(member.has_role(role.role, role.project), "{role:?}");
                assert_eq!(member.may_file_for(role.project), member.has_role(Role::Eig, role.project));
                found.push(format!("{} {} {}", role.person.0, role.project.0, role.role));
            }
        }
        found.sort();
        assert_eq!(found, held, "{}", database.url);
    }
}

#[test]
fn the_only_coordinator_is_asked_about_all_projects_and_of_several_nobody_is_guessed() {
    let referents =
        "SELECT DISTINCT CAST(referent_id AS TEXT) AS text FROM projects WHERE referent_id IS NOT NULL";
    for (change, asked) in [
        ("SELECT 1", &["2"][..]),
        ("UPDATE people SET coordinator = TRUE WHERE id = 1", &[]),
        // Kept out, the other one is not asked.
        ("UPDATE people SET coordinator = TRUE WHERE id = 3", &["2"]),
        ("UPDATE people SET coordinator = FALSE", &[]),
    ] {
        for mut database in Database::of_each_kind() {
            let before = before_people_had_days(&database);
            bring_to(&mut database, before);
            fill(&mut database, before);
            database.run(change);
            upgrade(&database);
            assert_eq!(database.ask(referents), asked, "{} {change}", database.url);
        }
    }
}

#[test]
fn an_older_program_gives_nobody_more_than_they_had() {
    for mut database in Database::of_each_kind() {
        let before = before_people_had_days(&database);
        bring_to(&mut database, 0);
        upgrade(&database);
        let newest = database.migrations().len();
        fill(&mut database, newest);
        database.run("UPDATE people SET deactivated_at = NULL, coordinator = FALSE");
        database.run("DELETE FROM memberships");
        // A sponsor; somebody who left as EIG; a strategic mentor.
        database.run(
            "INSERT INTO memberships (person_id, project_id, role, until_day) VALUES
                (1, 1, 'sponsor', NULL), (2, 1, 'eig', '2026-01-31'), (3, 1, 'strategic-mentor', NULL)",
        );
        assert!(go_back_to(&mut database, before));
        let roles = database.ask("SELECT CAST(person_id AS TEXT) || ' ' || role AS text FROM memberships");
        let kept_out = database
            .ask("SELECT CAST(id AS TEXT) AS text FROM people WHERE deactivated_at IS NOT NULL ORDER BY id");
        assert_eq!((roles, kept_out), (vec!["3 mentor".to_owned()], vec!["1".to_owned(), "2".to_owned()]));
    }
}

/// Requests for help stood in bulletins alone: each becomes one, and nobody is asked about what is older than two weeks.
#[test]
fn what_bulletins_asked_for_becomes_requests_that_flood_nobody() {
    for mut database in Database::of_each_kind() {
        let before = database.schemas_before("0027");
        bring_to(&mut database, before);
        fill(&mut database, before);
        let (ago, author) = if database.is_sqlite() {
            ("datetime('now', '-DAYS days')", "(SELECT min(id) FROM people)")
        } else {
            ("(now() AT TIME ZONE 'UTC') - INTERVAL 'DAYS days'", "(SELECT min(id) FROM people)")
        };
        database.run("UPDATE bulletins SET help = NULL");
        for (week, help, days) in [
            ("2024-W01", "'Un juriste ?'", "400"),
            ("2024-W02", "'Un graphiste ?'", "15"),
            ("2024-W03", "'Un serveur ?'", "13"),
            ("2024-W04", "'  '", "13"),
            ("2024-W05", "''", "3"),
            ("2024-W06", "NULL", "3"),
            ("2024-W07", "'Un jeu de données ?'", "1"),
        ] {
            let at = ago.replace("DAYS", days);
            database.run(&format!(
                "INSERT INTO bulletins (project_id, week, mood, priorities, ups_and_downs, help, late, filed_at, \
                 revised_at, author_id) SELECT min(id), '{week}', 3, 'P', 'U', {help}, FALSE, {at}, {at}, {author} \
                 FROM projects"
            ));
        }
        upgrade(&database);
        let mut ask = |what: &str| {
            let mut found = database.ask(what);
            found.sort();
            found
        };
        let requests = "SELECT week || ' ' || text || ' ' || coalesce(ending, 'open') AS text FROM help_requests \
             WHERE bulletin_id IS NOT NULL AND asked_by IS NOT NULL";
        assert_eq!(
            ask(requests),
            [
                "2024-W01 Un juriste ? unknown",
                "2024-W02 Un graphiste ? unknown",
                "2024-W03 Un serveur ? open",
                "2024-W07 Un jeu de données ? open",
            ]
        );
        let story = "SELECT kind AS text FROM help_events";
        assert_eq!(ask(story), [["asked"; 4].as_slice(), &["closed-unknown"; 2]].concat());
        let ended = "SELECT week AS text FROM help_requests WHERE (ended_at IS NULL) <> (ending IS NULL) OR ended_at < asked_at";
        assert!(ask(ended).is_empty());
        // Nobody sees to any, nobody is told, and nothing waits to be sent that did not before.
        assert!(ask("SELECT 'taken' AS text FROM help_takings").is_empty());
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

/// Mentors read of their own projects from now on, but for those who have another part in the programme.
#[test]
fn mentors_read_of_their_own_projects_and_nobody_else_reads_less() {
    for mut database in Database::of_each_kind() {
        let before = database.schemas_before("0029");
        bring_to(&mut database, before);
        fill(&mut database, before);
        database.run("DELETE FROM memberships");
        let read = |email: &str, scope: &str, coordinator: &str, roles: &[&str], database: &mut Database| {
            database.run(&format!(
                "INSERT INTO people (name, email, coordinator, digest_scope, created_at) \
                 VALUES ('X', '{email}', {coordinator}, '{scope}', '2026-01-05 08:00:00')"
            ));
            for role in roles {
                database.run(&format!(
                    "INSERT INTO memberships (person_id, project_id, role) \
                     SELECT id, 1, '{role}' FROM people WHERE email = '{email}'"
                ));
            }
        };
        read("a-mentor@x.example", "all", "FALSE", &["mentor"], &mut database);
        read("b-strategic@x.example", "all", "FALSE", &["strategic-mentor"], &mut database);
        read("c-of-help@x.example", "help", "FALSE", &["mentor"], &mut database);
        read("d-eig@x.example", "all", "FALSE", &["eig"], &mut database);
        read("e-coordinator@x.example", "all", "TRUE", &["mentor"], &mut database);
        read("f-both@x.example", "all", "FALSE", &["mentor", "eig"], &mut database);
        read("g-neither@x.example", "all", "FALSE", &[], &mut database);
        upgrade(&database);
        let scopes = "SELECT digest_scope AS text FROM people WHERE email LIKE '%@x.example' ORDER BY email";
        assert_eq!(database.ask(scopes), ["own", "own", "help", "all", "all", "all", "all"]);
    }
}

/// Of what a schema brought, by how its names begin: `filled` rows have such a name, of which going back takes `gone`.
fn assert_older_programs_can_read(schema: &str, beginning: &str, [filled, gone]: [usize; 2]) {
    for mut database in Database::of_each_kind() {
        let before = database.schemas_before(schema);
        bring_to(&mut database, 0);
        upgrade(&database);
        let newest = database.migrations().len();
        fill(&mut database, newest);
        let named = "SELECT job AS text FROM runs UNION ALL SELECT kind FROM outbox \
             UNION ALL SELECT kind FROM unsubscriptions UNION ALL SELECT digest_scope FROM people \
             UNION ALL SELECT action FROM audit";
        let is_new = |name: &&String| name.starts_with(beginning);
        let there = database.ask(named);
        assert_eq!(there.iter().filter(is_new).count(), filled, "{there:?}");
        assert!(go_back_to(&mut database, before));
        let left = database.ask(named);
        assert_eq!(left.iter().filter(is_new).count(), 0, "{left:?}");
        assert_eq!(there.len() - left.len(), gone, "nothing else is gone");
    }
}

#[test]
fn an_older_program_finds_neither_jobs_nor_mails_nor_wishes_that_it_cannot_read() {
    // A wish for help alone becomes one for all: its row stays. What 0030 brought goes on the way back, too.
    assert_older_programs_can_read("0027", "help", [4, 3 + 4]);
    assert_older_programs_can_read("0030", "team-", [4, 4]);
}
