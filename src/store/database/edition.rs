//! Whether anything was written since: told by the database, without reading what.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::connection::{Conn, Manager};
use crate::store::{Db, Result};

/// A state of the whole database: where two are equal, nothing was committed in between, by this program or any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition(String);

/// SQLite tells a connection whether *others* have written; this one never writes, and is asked alone.
#[derive(Clone, Default)]
pub(super) struct Onlooker(Arc<OnceLock<Mutex<Conn>>>);

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

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
            Manager::Sqlite { .. } => self.onlooker().version(self.manager()),
            Manager::Postgres { .. } => self.read(snapshot).await,
        }
    }
}

impl Onlooker {
    /// Some microseconds of memory that is shared with whoever writes: no work for a thread of its own.
    fn version(&self, manager: &Manager) -> Result<Edition> {
        let conn = match self.0.get() {
            Some(conn) => conn,
            None => {
                let mut conn = manager.connect_now()?;
                // Whoever asks has other ways to go on.
                conn.batch_execute("PRAGMA busy_timeout = 0; PRAGMA query_only = ON; PRAGMA cache_size = 1")?;
                self.0.get_or_init(|| Mutex::new(conn))
            }
        };
        let mut conn = conn.lock().unwrap_or_else(PoisonError::into_inner);
        let version: Version = sql_query("PRAGMA data_version").get_result(&mut *conn)?;
        Ok(Edition(version.data_version.to_string()))
    }
}

/// Which transactions have ended, and so are seen: two snapshots that are equal see the same.
fn snapshot(conn: &mut Conn) -> Result<Edition> {
    let told: Snapshot = sql_query("SELECT pg_current_snapshot()::text AS snapshot").get_result(conn)?;
    Ok(Edition(told.snapshot))
}
