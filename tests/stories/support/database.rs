//! A database looked at from outside: what it holds and of what shape it is, whichever of the two it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use serde_json::Value;

use super::place::Place;

/// A row: its columns with what they hold.
pub type Row = BTreeMap<String, Value>;

pub struct Database {
    pub url: String,
    conn: Conn,
    _place: Option<Place>,
}

enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

impl Database {
    /// An empty one of each kind that is here.
    pub fn of_each_kind() -> Vec<Database> {
        let places = [Place::empty(false), Place::empty(true)].into_iter().flatten();
        let mut databases: Vec<Database> = places.map(Database::of).collect();
        databases[0].run("PRAGMA journal_mode = WAL");
        databases
    }

    fn of(place: Place) -> Database {
        let at = Database::at(place.url());
        Database { _place: Some(place), ..at }
    }

    /// One that others made.
    pub fn at(url: &str) -> Database {
        let conn = match url.strip_prefix("sqlite://") {
            Some(path) => Conn::Sqlite(SqliteConnection::establish(path).unwrap()),
            None => Conn::Postgres(PgConnection::establish(url).unwrap()),
        };
        Database { url: url.to_owned(), conn, _place: None }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.conn, Conn::Sqlite(_))
    }

    /// Where its migrations lie, in the order in which they are done.
    pub fn migrations(&self) -> Vec<PathBuf> {
        let kind = if self.is_sqlite() { "sqlite" } else { "postgres" };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind);
        let mut found: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        found
    }

    /// How many migrations come before that one.
    pub fn schemas_before(&self, number: &str) -> usize {
        self.migrations().iter().take_while(|folder| version(folder).as_str() < number).count()
    }

    /// The version of the newest migration.
    pub fn newest(&self) -> String {
        version(self.migrations().last().unwrap())
    }

    /// Does what both databases write alike.
    pub fn run(&mut self, sql: &str) {
        let done = match &mut self.conn {
            Conn::Sqlite(c) => c.batch_execute(sql),
            Conn::Postgres(c) => c.batch_execute(sql),
        };
        done.unwrap_or_else(|error| panic!("{}: {error}\n{sql}", self.url));
    }

    /// The answers to a question with one column, called `text`.
    pub fn ask(&mut self, sql: &str) -> Vec<String> {
        let rows: Vec<Text> = match &mut self.conn {
            Conn::Sqlite(c) => sql_query(sql).load(c),
            Conn::Postgres(c) => sql_query(sql).load(c),
        }
        .unwrap_or_else(|error| panic!("{}: {error}\n{sql}", self.url));
        rows.into_iter().map(|row| row.text).collect()
    }

    pub fn tables(&mut self) -> Vec<String> {
        let tables = if self.is_sqlite() {
            "SELECT name AS text FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
             AND name <> 'sqlite_schema'"
        } else {
            "SELECT table_name::text AS text FROM information_schema.tables WHERE table_schema = 'public'"
        };
        let mut found = self.ask(tables);
        found.retain(|name| name != "__diesel_schema_migrations");
        found.sort();
        found
    }

    /// Every row of every table.
    pub fn rows(&mut self) -> BTreeMap<String, Vec<Row>> {
        let tables = self.tables();
        tables.into_iter().map(|table| (table.clone(), self.rows_of(&table))).collect()
    }

    fn rows_of(&mut self, table: &str) -> Vec<Row> {
        let query = if self.is_sqlite() {
            let columns = self.ask(&format!("SELECT name AS text FROM pragma_table_info('{table}')"));
            let pairs: Vec<String> =
                columns.iter().map(|name| format!("'{name}', quote(\"{name}\")")).collect();
            format!("SELECT json_object({}) AS text FROM \"{table}\"", pairs.join(", "))
        } else {
            format!("SELECT to_jsonb(t)::text AS text FROM \"{table}\" t")
        };
        let mut rows: Vec<Row> =
            self.ask(&query).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        rows.sort_by_key(|row| format!("{row:?}"));
        rows
    }

    pub fn has_column(&mut self, table: &str, column: &str) -> bool {
        self.shape().iter().any(|fact| fact.starts_with(&format!("column {table} {column} ")))
    }

    /// Columns, keys, indexes and checks, each as a line.
    pub fn shape(&mut self) -> BTreeSet<String> {
        let questions: &[&str] = if self.is_sqlite() { &SQLITE_SHAPE } else { &POSTGRES_SHAPE };
        let mut facts: BTreeSet<String> = questions.iter().flat_map(|sql| self.ask(sql)).collect();
        facts.extend(self.checks().into_iter().map(|check| format!("check {check}")));
        facts.retain(|fact| !fact.contains("__diesel_schema_migrations"));
        facts
    }

    /// What the database itself demands of values, each with its table.
    pub fn checks(&mut self) -> Vec<String> {
        if !self.is_sqlite() {
            return self.ask(
                "SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) AS text
                 FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1",
            );
        }
        let tables = self.ask(
            "SELECT name || ' ' || sql AS text FROM sqlite_schema WHERE sql LIKE '%CHECK%' ORDER BY name",
        );
        let of_table = |table: String| {
            let name = table.split(' ').next().unwrap().to_owned();
            let checks: Vec<String> = table
                .split("CHECK (")
                .skip(1)
                .map(|rest| format!("{name} CHECK ({})", enclosed(rest)))
                .collect();
            checks
        };
        tables.into_iter().flat_map(of_table).collect()
    }
}

/// Which migration lies in that folder.
pub fn version(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().split('_').next().unwrap().to_owned()
}

/// What stands before the parenthesis that closes.
fn enclosed(text: &str) -> &str {
    let mut depth = 1;
    let end = text.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &text[..end.unwrap()]
}

const SQLITE_SHAPE: [&str; 4] = [
    "SELECT concat_ws(' ', 'column', t.name, c.name, c.type, c.\"notnull\", coalesce(c.dflt_value, '-'), c.pk) AS text
     FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type <> 'shadow'",
    "SELECT concat_ws(' ', 'key', t.name, k.\"from\", k.\"table\", k.on_delete) AS text
     FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) k WHERE t.schema = 'main' AND t.type = 'table'",
    "SELECT concat_ws(' ', 'unique', t.name, i.origin, (SELECT group_concat(name) FROM pragma_index_info(i.name))) AS text
     FROM pragma_table_list t JOIN pragma_index_list(t.name) i
     WHERE t.schema = 'main' AND t.type = 'table' AND i.\"unique\"",
    "SELECT sql AS text FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
];

const POSTGRES_SHAPE: [&str; 3] = [
    "SELECT concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, coalesce(column_default, '-'), is_identity)
     AS text FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS text
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef AS text FROM pg_indexes WHERE schemaname = 'public'",
];
