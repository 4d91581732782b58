//! A database that goes away while the program runs, and comes back.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use super::app::TestApp;

/// What the program cannot do without, one way or another.
pub const ALL: &[&str] = &["sessions", "people", "projects", "link_tokens", "throttles", "pauses", "outbox"];

impl TestApp {
    /// Takes those tables away, so that whatever asks for them is refused.
    pub fn lose(&self, tables: &[&str]) {
        self.rename(tables, "", "lost_");
    }

    /// Gives them back as they were.
    pub fn find(&self, tables: &[&str]) {
        self.rename(tables, "lost_", "");
    }

    fn rename(&self, tables: &[&str], from: &str, to: &str) {
        let rename = |table: &&str| format!("ALTER TABLE {from}{table} RENAME TO {to}{table};");
        let renames: String = tables.iter().map(rename).collect();
        match self.database.strip_prefix("sqlite://") {
            Some(path) => SqliteConnection::establish(path).unwrap().batch_execute(&renames).unwrap(),
            None => PgConnection::establish(&self.database).unwrap().batch_execute(&renames).unwrap(),
        }
    }
}
