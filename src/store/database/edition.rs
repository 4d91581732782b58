//! Whether anything was written since: told by the database, without reading what.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::connecting::Manager;
use super::connection::Conn;
use crate::store::{Db, Result};

/// A state of the whole database: where two are equal, nothing was committed in between, by this program or any other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition(String);

#[derive(QueryableByName)]
struct Snapshot {
    #[diesel(sql_type = Text)]
    snapshot: String,
}

impl Db {
    /// The state that the database is in. Whatever is read in a transaction that begins afterwards is of this state, or of a
    /// later one. None: SQLite is just being looked after, and can be read soon.
    ///
    /// # Errors
    /// Those of any look at PostgreSQL.
    pub async fn edition(&self) -> Result<Option<Edition>> {
        match self.manager() {
            Manager::Sqlite { .. } => {
                let version = self.onlooker().version(self.manager());
                Ok(version.ok().map(|version| Edition(version.to_string())))
            }
            Manager::Postgres { .. } => self.glance(snapshot).await.map(Some),
        }
    }
}

/// Which transactions have ended, and so are seen: two snapshots that are equal see the same.
fn snapshot(conn: &mut Conn) -> Result<Edition> {
    let told: Snapshot = sql_query("SELECT pg_current_snapshot()::text AS snapshot").get_result(conn)?;
    Ok(Edition(told.snapshot))
}
