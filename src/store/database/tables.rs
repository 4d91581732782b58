//! All tables row by row, whichever of the two databases they are in: for taking everything along.
//!
//! Parents stand before what points to them. A column that is forgotten here does not compile, and a table that is
//! forgotten fails the test below.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::{
    BigInt, Binary, Bool, Date, Integer, Nullable, SmallInt, SqlType, Text, Timestamp, is_nullable,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::either::on_each;
use super::schema;
use crate::store::{Conn, Either, Error, Result};

/// What a column's values are in memory.
trait Held {
    type Value;
}

macro_rules! held {
    ($($sql:ty => $value:ty),+ $(,)?) => { $(impl Held for $sql { type Value = $value; })+ };
}

held! {
    BigInt => i64, Integer => i32, SmallInt => i16, Bool => bool, Text => String, Binary => Vec<u8>, Date => NaiveDate,
    Timestamp => NaiveDateTime,
}

impl<T: Held + SqlType<IsNull = is_nullable::NotNull>> Held for Nullable<T> {
    type Value = Option<T::Value>;
}

type Value<Column> = <<Column as Expression>::SqlType as Held>::Value;

/// A table's rows, taken from one database to another, or told by a number that is the same for the same rows.
pub(super) struct Table {
    pub name: &'static str,
    /// How many there were.
    pub copy: fn(&mut Conn, &mut Conn) -> Result<u64>,
    pub fingerprint: fn(&mut Conn) -> Result<Fingerprint>,
    pub is_empty: fn(&mut Conn) -> Result<bool>,
    /// All rows, by their columns.
    pub load: fn(&mut Conn) -> Result<Vec<Json>>,
    /// One such row.
    pub insert: fn(&mut Conn, Json) -> Result<()>,
}

/// How many rows, and a hash of all of them, in whatever order they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fingerprint {
    rows: u64,
    hash: [u8; 32],
}

fn fingerprint(mut rows: Vec<[u8; 32]>) -> Fingerprint {
    // Databases sort texts each by its own rules.
    rows.sort_unstable();
    Fingerprint { rows: rows.len() as u64, hash: Sha256::digest(rows.as_flattened()).into() }
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Corrupt(error.to_string())
}

fn hashed(row: &impl Serialize) -> Result<[u8; 32]> {
    let text = serde_json::to_vec(row).map_err(unreadable)?;
    Ok(Sha256::digest(text).into())
}

macro_rules! tables {
    ($($table:ident: $($column:ident),+;)+) => {
        $(mod $table {
            use super::*;

            #[derive(Queryable, Insertable, Serialize, Deserialize)]
            #[diesel(table_name = super::schema::$table)]
            struct Row {
                $($column: Value<schema::$table::$column>,)+
            }

            /// One at a time: memory does not grow with the years.
            fn each(conn: &mut Conn, mut see: impl FnMut(Row) -> Result<()>) -> Result<()> {
                let all = schema::$table::table;
                match conn.either() {
                    Either::Sqlite(c) => {
                        for row in all.load_iter::<Row, DefaultLoadingMode>(c)? {
                            see(row?)?;
                        }
                    }
                    Either::Postgres(c) => {
                        for row in all.load_iter::<Row, PgRowByRowLoadingMode>(c)? {
                            see(row?)?;
                        }
                    }
                }
                Ok(())
            }

            pub(super) fn copy(from: &mut Conn, to: &mut Conn) -> Result<u64> {
                let mut count = 0;
                each(from, |row| {
                    count += 1;
                    let insert = diesel::insert_into(schema::$table::table);
                    on_each!(to, c => insert.values(&row).execute(c))?;
                    Ok(())
                })?;
                Ok(count)
            }

            pub(super) fn fingerprint(conn: &mut Conn) -> Result<Fingerprint> {
                let mut rows = Vec::new();
                each(conn, |row| {
                    rows.push(hashed(&row)?);
                    Ok(())
                })?;
                Ok(super::fingerprint(rows))
            }

            pub(super) fn load(conn: &mut Conn) -> Result<Vec<Json>> {
                let mut rows = Vec::new();
                each(conn, |row| {
                    rows.push(serde_json::to_value(row).map_err(unreadable)?);
                    Ok(())
                })?;
                Ok(rows)
            }

            pub(super) fn insert(conn: &mut Conn, row: Json) -> Result<()> {
                let row: Row = serde_json::from_value(row).map_err(unreadable)?;
                let insert = diesel::insert_into(schema::$table::table);
                on_each!(conn, c => insert.values(&row).execute(c))?;
                Ok(())
            }

            pub(super) fn is_empty(conn: &mut Conn) -> Result<bool> {
                let count: i64 = schema::$table::table.count().get_result(conn)?;
                Ok(count == 0)
            }
        })+

        /// In an order in which they can be filled.
        pub(super) const TABLES: &[Table] = &[$(Table {
            name: stringify!($table),
            copy: $table::copy,
            fingerprint: $table::fingerprint,
            is_empty: $table::is_empty,
            load: $table::load,
            insert: $table::insert,
        }),+];
    };
}

tables! {
    installation: name, value;
    people:
        id, name, email, locale, coordinator, password_hash, created_at, deactivated_at, digest_scope,
        digest_every, feed_version, help_at_once, without_role;
    promotions: id, name, starts_on, ends_on, stage, closed_on;
    logos: name, content;
    projects:
        id, promotion_id, slug, name, administration, ends_on, description, locale, logo, notification,
        starts_on, referent_id;
    memberships: person_id, project_id, role, from_day, until_day;
    stand_ins: person_id, stand_in_id, until_day, created_at;
    person_absences: person_id, first_day, last_day;
    chat_names: person_id, service, name, room;
    unsubscriptions: person_id, kind, created_at;
    pauses: week, reason, paused_by, created_at;
    project_pauses: project_id, week, reason, paused_by, created_at;
    team_absences: project_id, week, marked_by, created_at;
    bulletins:
        id, project_id, week, mood, priorities, ups_and_downs, help, version, late, filed_at, revised_at,
        author_id, digested_at, quiet, opened_at;
    key_dates: id, project_id, bulletin_id, date, description, created_at;
    promise_outcomes: project_id, week, told_week, outcome;
    key_date_outcomes: key_date_id, told_week, outcome, to_day, project_id;
    acknowledgements: bulletin_id, person_id, at;
    drafts: project_id, week, typed, version, author_id, saved_at;
    shares: id, project_id, label, created_by, created_at, expires_at, revoked_at, seen_count, last_seen_at;
    help_requests:
        id, project_id, week, bulletin_id, text, version, at_once, asked_by, asked_at, published_at, ended_at,
        ending;
    help_takings: id, request_id, person_id, name, email, taken_at, given_back_at;
    help_offers: token_hash, request_id, name, email, created_at, expires_at;
    help_events: id, request_id, kind, at, person_id, name, word;
    sessions:
        id, token_hash, person_id, user_agent, created_at, seen_at, expires_at, mail_proved_at, proved_at;
    authenticators: person_id, secret, last_step, created_at;
    recovery_codes: code_hash, person_id, used_at;
    passkeys: id, person_id, credential_id, credential, name, created_at, used_at;
    begun_sign_ins: token_hash, person_id, how, created_at, expires_at;
    link_tokens:
        id, token_hash, purpose, person_id, project_id, week, created_at, expires_at, used_at, code_hash,
        browser_hash, wrong_codes;
    asked_mails: id, kind, email, browser_hash, asked_at;
    throttles: key_hash, arrival_at;
    runs: id, job, occurrence, week, ran, recorded_at, written;
    outbox:
        id, run_id, kind, recipient, person_id, project_id, week, topic, message_id, sealed, state, attempts,
        created_at, next_attempt_at, expires_at, lease_until, owner, fence, last_error, finished_at, service,
        reason, priority;
    audit: id, at, action, actor, actor_id, person_id, project_id, detail;
}

pub(super) fn named(name: &str) -> Result<&'static Table> {
    TABLES.iter().find(|table| table.name == name).ok_or_else(|| Error::Corrupt(format!("no table {name}")))
}

/// Of each table.
pub(super) fn fingerprints(conn: &mut Conn) -> Result<BTreeMap<&'static str, Fingerprint>> {
    TABLES.iter().map(|table| Ok((table.name, (table.fingerprint)(conn)?))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::{Db, migrate};

    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = Text)]
        name: String,
    }

    #[actix_web::test]
    async fn no_table_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/test.sqlite", folder.path().display()), 1).unwrap();
        migrate(&db).await.unwrap();
        // What is searched is made anew of what the others hold.
        let query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                     AND name NOT LIKE 'documents%' AND name <> '__diesel_schema_migrations'";
        let found = db
            .read(move |conn| -> Result<Vec<Named>> { Ok(diesel::sql_query(query).load(conn)?) })
            .await
            .unwrap();
        let found: BTreeSet<String> = found.into_iter().map(|table| table.name).collect();
        assert_eq!(found, TABLES.iter().map(|table| table.name.to_owned()).collect());
    }
}
