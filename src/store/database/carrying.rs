//! All that is stored, in one SQLite file: what is taken along, whichever of the two databases it came from and goes to.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::connecting::Manager;
use super::either::on_each;
use super::migrations::{self, Standing};
use super::schema::installation;
use super::tables::{self, TABLES};
use super::transactions::writing;
use crate::store::{Conn, Db, Either, Error, Result};

/// Such a file, opened: not by a pool, whose databases write ahead, since it is to stay whole by itself.
pub struct Carrier {
    manager: Manager,
    /// Of each table, as it was when the file was opened.
    pub rows: BTreeMap<String, u64>,
    /// The newest migration that its database had seen then.
    pub schema: String,
    pub standing: Standing,
}

impl Carrier {
    /// Opens such a file, which must be one whole database. This thread waits meanwhile.
    pub fn open(file: &Path) -> Result<Carrier> {
        let manager = at(file);
        let mut conn = manager.connect_now()?;
        check_integrity(&mut conn)?;
        Ok(Carrier {
            rows: count_rows(&mut conn)?,
            schema: migrations::newest_done(&mut conn)?,
            standing: migrations::look(&mut conn)?,
            manager,
        })
    }

    /// Gives it the tables of this program; how many migrations that took.
    pub fn bring_up_to_date(&self) -> Result<usize> {
        migrations::apply(&mut self.manager.connect_now()?)
    }
}

fn at(file: &Path) -> Manager {
    Manager::Sqlite { path: file.to_string_lossy().into_owned() }
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

impl Db {
    /// Writes all that is stored at one moment to a new SQLite file, while others read and write.
    ///
    /// # Errors
    /// [`Error::Behind`] and [`Error::TooNew`] of a PostgreSQL database whose tables are not those of this program. An SQLite
    /// one is copied as it is.
    pub async fn copy_to(&self, file: &Path) -> Result<()> {
        if self.is_sqlite() {
            let path = file.to_string_lossy().into_owned();
            return self
                .apart(move |conn| match conn.either() {
                    Either::Sqlite(c) => {
                        diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(path).execute(c)?;
                        Ok(())
                    }
                    Either::Postgres(_) => Err(Error::Behind),
                })
                .await;
        }
        match migrations::standing(self).await? {
            Standing::UpToDate => {}
            Standing::Behind(_) => return Err(Error::Behind),
            Standing::Ahead | Standing::TooNew => return Err(Error::TooNew),
        }
        let copy = at(file);
        // What there is may take its time.
        self.without_limits()
            .read(move |from| {
                let mut to = copy.connect_now()?;
                migrations::apply(&mut to)?;
                writing(&mut to, |to| {
                    fill(from, to)?;
                    continue_numbers(from, to)
                })
            })
            .await
    }

    /// Takes in all that such a file holds, in one transaction, and proves that each row came; nothing where `then` fails.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] where somebody has worked with this database. Both must be up to date.
    pub async fn take_in(
        &self,
        carrier: &Carrier,
        then: impl FnOnce(&mut Conn) -> Result<()> + Send + 'static,
    ) -> Result<u64> {
        let carrier = carrier.manager.clone();
        // What there is may take its time.
        self.without_limits()
            .write(move |to| {
                for table in TABLES.iter().filter(|table| table.name != "installation") {
                    if !(table.is_empty)(to)? {
                        return Err(Error::NotEmpty(table.name));
                    }
                }
                let from = &mut carrier.connect_now()?;
                let rows = fill(from, to)?;
                continue_numbers(from, to)?;
                prove_same(from, to)?;
                then(to)?;
                Ok(rows)
            })
            .await
    }
}

/// How many rows each table of an SQLite database has, whatever its schema.
fn count_rows(conn: &mut Conn) -> Result<BTreeMap<String, u64>> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = Text)]
        name: String,
    }
    // What is searched is made anew of what the others hold.
    let tables: Vec<Named> = on_each!(conn, c => diesel::sql_query(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'documents%' \
         AND name <> '__diesel_schema_migrations'"
    )
    .load(c))?;
    let count = |table: Named| -> Result<(String, u64)> {
        let query = format!("SELECT '{0}' AS name, count(*) AS count FROM \"{0}\"", table.name);
        let Counted { name, count } = on_each!(conn, c => diesel::sql_query(query).get_result(c))?;
        Ok((name, count.unsigned_abs()))
    };
    tables.into_iter().map(count).collect()
}

fn check_integrity(conn: &mut Conn) -> Result<()> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        integrity_check: String,
    }
    let query = diesel::sql_query("PRAGMA integrity_check(1)");
    let Found { integrity_check } = on_each!(conn, c => query.get_result(c))?;
    if integrity_check == "ok" { Ok(()) } else { Err(Error::Corrupt(integrity_check)) }
}

fn fill(from: &mut Conn, to: &mut Conn) -> Result<u64> {
    number_by_hand(to, true)?;
    // What migrations have written there stands among what is copied, too.
    diesel::delete(installation::table).execute(to)?;
    let mut rows = 0;
    for table in TABLES {
        rows += (table.copy)(from, to)?;
    }
    number_by_hand(to, false)?;
    Ok(rows)
}

/// PostgreSQL gives numbers itself, unless it is told otherwise.
pub(super) fn number_by_hand(conn: &mut Conn, by_hand: bool) -> Result<()> {
    let Either::Postgres(c) = conn.either() else { return Ok(()) };
    let numbered: Vec<Counted> = diesel::sql_query(
        "SELECT table_name::text AS name, 0::bigint AS count FROM information_schema.columns \
         WHERE table_schema = current_schema() AND is_identity = 'YES'",
    )
    .load(c)?;
    let how = if by_hand { "BY DEFAULT" } else { "ALWAYS" };
    for Counted { name, .. } in numbered {
        c.batch_execute(&format!("ALTER TABLE {name} ALTER COLUMN id SET GENERATED {how}"))?;
    }
    Ok(())
}

/// No number is given twice, also where the row that had it is gone: the audit trail names people by theirs.
fn continue_numbers(from: &mut Conn, to: &mut Conn) -> Result<()> {
    let last: Vec<Counted> = match from.either() {
        Either::Sqlite(c) => {
            diesel::sql_query("SELECT name, seq AS count FROM sqlite_sequence WHERE seq > 0").load(c)?
        }
        Either::Postgres(c) => diesel::sql_query(
            "SELECT regexp_replace(sequencename::text, '_id_seq$', '') AS name, last_value AS count FROM pg_sequences \
             WHERE schemaname = current_schema() AND last_value IS NOT NULL",
        )
        .load(c)?,
    };
    for Counted { name, count } in last.into_iter().filter(|last| tables::named(&last.name).is_ok()) {
        match to.either() {
            Either::Sqlite(c) => {
                diesel::sql_query("DELETE FROM sqlite_sequence WHERE name = ?")
                    .bind::<Text, _>(&name)
                    .execute(c)?;
                diesel::sql_query("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)")
                    .bind::<Text, _>(&name)
                    .bind::<BigInt, _>(count)
                    .execute(c)?;
            }
            Either::Postgres(c) => {
                diesel::sql_query("SELECT setval(pg_get_serial_sequence($1, 'id'), $2)")
                    .bind::<Text, _>(&name)
                    .bind::<BigInt, _>(count)
                    .execute(c)?;
            }
        }
    }
    Ok(())
}

/// More numbers than are given between a backup and its being brought back.
const PASSED_OVER: i64 = 1_000_000;

/// Gives no number again that may have been given since a backup was taken: links that were sent meanwhile, signed for a
/// number, would lead to what gets it next.
pub fn pass_over_numbers(conn: &mut Conn) -> Result<()> {
    match conn.either() {
        Either::Sqlite(c) => c.batch_execute(&format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_schema WHERE type = 'table' \
             AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence); \
             UPDATE sqlite_sequence SET seq = seq + {PASSED_OVER};"
        ))?,
        Either::Postgres(c) => c.batch_execute(&format!(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + {PASSED_OVER}) \
             FROM pg_sequences WHERE schemaname = current_schema()"
        ))?,
    }
    Ok(())
}

/// Every row that is in one is in the other, and no other.
fn prove_same(from: &mut Conn, to: &mut Conn) -> Result<()> {
    let (wanted, found) = (tables::fingerprints(from)?, tables::fingerprints(to)?);
    match wanted.iter().find(|(table, fingerprint)| found.get(*table) != Some(fingerprint)) {
        Some((table, _)) => Err(Error::Corrupt(format!("rows of {table} did not arrive as they were"))),
        None => Ok(()),
    }
}
