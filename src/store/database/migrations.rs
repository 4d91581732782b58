//! Bringing a database up to date, safely when several replicas start at once.
//!
//! A migration whose schema still serves programs that do not know it says so in `installation`, under
//! `schema_NNNN_serves`, with the lowest migration that such a program must know. Of one that says nothing, older
//! programs keep away.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel::sql_types;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::either::on_each;
use super::schema::installation;
use super::transactions::writing;
use crate::store::{Conn, Db, Either, Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number that no other program locks in this database.
const LOCK: i64 = 0x6275_6c6c_6574_696e;

/// How a database stands to the migrations that this program brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    UpToDate,
    /// So many are missing; in a new database all of them.
    Behind(usize),
    /// A newer program was there, and its schema serves this one too.
    Ahead,
    /// A newer program was there, and this one must keep away.
    TooNew,
}

diesel::table! {
    #[sql_name = "__diesel_schema_migrations"]
    done (version) {
        version -> Text,
        run_on -> Timestamp,
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = sql_types::BigInt)]
    count: i64,
}

/// Looks how the database stands, and writes nothing.
pub async fn standing(db: &Db) -> Result<Standing> {
    db.read(look).await
}

/// Applies what is missing, all in one transaction; a replica that comes second waits and finds nothing to do.
///
/// # Errors
/// [`Error::TooNew`] if a newer program was there; nothing is changed then.
pub async fn migrate(db: &Db) -> Result<usize> {
    match standing(db).await? {
        Standing::Behind(_) => db.apart(apply).await,
        Standing::UpToDate => Ok(0),
        Standing::Ahead => {
            tracing::warn!("the database's schema is newer than this program, and still serves it");
            Ok(0)
        }
        Standing::TooNew => Err(Error::TooNew),
    }
}

pub(super) fn apply(conn: &mut Conn) -> Result<usize> {
    // SQLite changes a table by making it anew: with keys on, dropping the old one would take away what points to it.
    // Inside a transaction this cannot be said any more.
    if let Either::Sqlite(c) = conn.either() {
        c.batch_execute("PRAGMA foreign_keys = OFF")?;
    }
    writing(conn, |conn| {
        if let Either::Postgres(c) = conn.either() {
            c.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})"))?;
        }
        if look(conn)? == Standing::TooNew {
            return Err(Error::TooNew);
        }
        let applied = match conn.either() {
            Either::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|applied| applied.len()),
            Either::Postgres(c) => c.run_pending_migrations(POSTGRES).map(|applied| applied.len()),
        }
        .map_err(Error::Migration)?;
        check_keys(conn)?;
        Ok(applied)
    })
}

/// What SQLite did not look at meanwhile.
fn check_keys(conn: &mut Conn) -> Result<()> {
    #[derive(QueryableByName)]
    struct Astray {
        #[diesel(sql_type = sql_types::Text)]
        table: String,
        #[diesel(sql_type = sql_types::Text)]
        parent: String,
    }
    let Either::Sqlite(conn) = conn.either() else { return Ok(()) };
    let astray: Option<Astray> =
        diesel::sql_query("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1")
            .get_result(conn)
            .optional()?;
    astray.map_or(Ok(()), |Astray { table, parent }| {
        Err(Error::Migration(
            format!("rows of {table} would point to rows of {parent} that are not there").into(),
        ))
    })
}

pub(super) fn look(conn: &mut Conn) -> Result<Standing> {
    let (known, done) = (known()?, done(conn)?);
    let missing = known.difference(&done).count();
    let newer: Vec<&String> = done.difference(&known).collect();
    if newer.is_empty() {
        return Ok(if missing == 0 { Standing::UpToDate } else { Standing::Behind(missing) });
    }
    for version in newer {
        let served = lowest_served(conn, version)?;
        if missing > 0 || served.is_none_or(|lowest| !known.contains(&lowest)) {
            return Ok(Standing::TooNew);
        }
    }
    Ok(Standing::Ahead)
}

/// The versions of the migrations that this program brings: of the same names for both databases.
fn known() -> Result<BTreeSet<String>> {
    let migrations: Vec<Box<dyn Migration<Sqlite>>> = SQLITE.migrations().map_err(Error::Migration)?;
    Ok(migrations.iter().map(|migration| migration.name().version().to_string()).collect())
}

/// Whether nothing is in the database yet, not even tables.
pub fn is_new(standing: Standing) -> Result<bool> {
    Ok(standing == Standing::Behind(known()?.len()))
}

/// The newest migration that the database has seen; empty: none.
pub(super) fn newest_done(conn: &mut Conn) -> Result<String> {
    Ok(done(conn)?.pop_last().unwrap_or_default())
}

/// The versions of those that the database has seen; none where it has no table of them.
fn done(conn: &mut Conn) -> Result<BTreeSet<String>> {
    let table = match conn.either() {
        Either::Sqlite(_) => {
            "SELECT count(*) AS count FROM sqlite_schema WHERE name = '__diesel_schema_migrations'"
        }
        Either::Postgres(_) => "SELECT count(to_regclass('__diesel_schema_migrations')) AS count",
    };
    let Count { count } = on_each!(conn, c => diesel::sql_query(table).get_result(c))?;
    if count == 0 {
        return Ok(BTreeSet::new());
    }
    let versions: Vec<String> = done::table.select(done::version).load(conn)?;
    Ok(versions.into_iter().collect())
}

/// The lowest migration that a program must know to work with the schema of that one.
fn lowest_served(conn: &mut Conn, version: &str) -> Result<Option<String>> {
    let name = format!("schema_{version}_serves");
    Ok(installation::table.find(name).select(installation::value).first(conn).optional()?)
}
