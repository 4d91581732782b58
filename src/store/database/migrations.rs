//! Bringing a database up to date, safely when several replicas start at once.

use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::store::{Conn, Db, Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number that no other program locks in this database.
const LOCK: i64 = 0x6275_6c6c_6574_696e;

/// Applies what is missing, all in one transaction; a replica that comes second waits and finds nothing to do.
pub async fn migrate(db: &Db) -> Result<usize> {
    db.write(|conn| {
        if let Conn::Postgres(c) = conn {
            c.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})"))?;
        }
        match conn {
            Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|applied| applied.len()),
            Conn::Postgres(c) => c.run_pending_migrations(POSTGRES).map(|applied| applied.len()),
        }
        .map_err(Error::Migration)
    })
    .await
}

/// How many migrations this program brings that the database has not seen.
pub async fn pending_migrations(db: &Db) -> Result<usize> {
    // `pending_migrations` makes its own table where it is missing, so that this cannot be a read transaction.
    db.write(|conn| {
        match conn {
            Conn::Sqlite(c) => c.pending_migrations(SQLITE).map(|pending| pending.len()),
            Conn::Postgres(c) => c.pending_migrations(POSTGRES).map(|pending| pending.len()),
        }
        .map_err(Error::Migration)
    })
    .await
}
