//! Whether the database can be written: tried, and taken back.

use diesel::connection::SimpleConnection;

use super::connection::Conn;
use super::installation;
use crate::store::{Db, Either, Error, Result};

/// More than the few pages that SQLite is left to keep in memory here: what is not on the disk tells nothing of it.
const TEXT: usize = 64 * 1024;

/// PostgreSQL puts a small row where there is room already, also when the disk is full. What it cannot hold in memory goes
/// to a file beside the tables, which is gone with the statement and leaves no rows to be cleaned up.
const TAKE_ROOM: &str = "SET LOCAL work_mem = '64kB'; SET LOCAL temp_tablespaces = '';
    SELECT count(*) FROM generate_series(1, 50000)";

impl Db {
    /// Writes something and takes it back.
    ///
    /// # Errors
    /// [`Error::is_locked`]: somebody else writes, which is no finding. Otherwise why nothing can be written.
    pub async fn try_to_write(&self) -> Result<()> {
        if self.is_sqlite() {
            // On a connection of its own: the others keep what they read in memory.
            return self.apart(on_sqlite).await;
        }
        let write = |conn: &mut Conn| {
            if let Either::Postgres(c) = conn.either() {
                c.batch_execute("SET LOCAL lock_timeout = 1000")?;
            }
            installation::try_to_write(conn, "x")?;
            if let Either::Postgres(c) = conn.either() {
                c.batch_execute(TAKE_ROOM)?;
            }
            Ok(())
        };
        self.rehearse::<_, Error, _>(write).await
    }
}

fn on_sqlite(conn: &mut Conn) -> Result<()> {
    conn.batch_execute("PRAGMA busy_timeout = 0; PRAGMA cache_size = 1; BEGIN IMMEDIATE")?;
    let written = installation::try_to_write(conn, &"x".repeat(TEXT));
    // After some faults SQLite has done so already.
    let _ = conn.batch_execute("ROLLBACK");
    written
}
