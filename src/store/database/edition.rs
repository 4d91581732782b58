//! Whether anything was written since: told by the database, without reading what.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::connection::{Conn, Manager};
use crate::store::{Db, Result};

/// A state of the whole database: where two are equal, nothing was committed in between, by this program or any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition(String);

#[derive(QueryableByName)]
struct Snapshot {
    #[diesel(sql_type = Text)]
    snapshot: String,
}

impl Db {
    /// The state that the database is in. Whatever is read in a transaction that begins afterwards is of this state, or of a
    /// later one.
    ///
    /// # Errors
    /// It cannot be told now, which says nothing about whether the database can be read.
    pub async fn edition(&self) -> Result<Edition> {
        match self.manager() {
            Manager::Sqlite { .. } => Ok(Edition(self.onlooker().version(self.manager())?.to_string())),
            Manager::Postgres { .. } => self.read(snapshot).await,
        }
    }
}

/// Which transactions have ended, and so are seen: two snapshots that are equal see the same.
fn snapshot(conn: &mut Conn) -> Result<Edition> {
    let told: Snapshot = sql_query("SELECT pg_current_snapshot()::text AS snapshot").get_result(conn)?;
    Ok(Edition(told.snapshot))
}
