//! A connection to SQLite that never writes: SQLite tells each whether *others* have.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::connecting::Manager;
use super::connection::Conn;
use crate::store::Result;

/// Made when it is asked for first, and asked one question.
#[derive(Clone, Default)]
pub(super) struct Onlooker(Arc<OnceLock<Mutex<Conn>>>);

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

impl Onlooker {
    /// A number that is another one once anybody has committed something. It takes some microseconds of memory that is shared
    /// with whoever writes: no work for a thread of its own.
    pub fn version(&self, manager: &Manager) -> Result<i64> {
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
        Ok(version.data_version)
    }
}
