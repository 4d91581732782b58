//! What was deleted is gone from the files too. PostgreSQL sees to that by itself (autovacuum).

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use crate::store::{Conn, Db, Either, Result};

#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = Integer)]
    busy: i32,
}

impl Db {
    /// Writes an SQLite database anew, without its free parts and what they held; others read meanwhile, and who would write
    /// waits in line.
    pub async fn write_anew(&self) -> Result<()> {
        let work = |conn: &mut Conn| match conn.either() {
            Either::Sqlite(c) => Ok(c.batch_execute("VACUUM")?),
            Either::Postgres(_) => Ok(()),
        };
        self.alone(work).await
    }

    /// Empties the log beside an SQLite database, in which the past stands; false: somebody reads it still.
    pub async fn empty_log(&self) -> Result<bool> {
        let work = |conn: &mut Conn| match conn.either() {
            Either::Sqlite(c) => {
                let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(c)?;
                Ok(done.busy == 0)
            }
            Either::Postgres(_) => Ok(true),
        };
        self.alone(work).await
    }
}
