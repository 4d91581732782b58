//! The rows of one promotion, taken out of a database and brought into another.
//!
//! Numbers are given anew from 1 in the order of the old ones, and on the way in after those that are there, in the same
//! order: taken out again, the same rows have the same numbers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SubsecRound, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::carrying::number_by_hand;
use super::migrations;
use super::schema::{logos, people, projects};
use super::tables;
use crate::store::{Conn, Either, Error, Result};

/// What a column holds in the new database.
type Anew = fn() -> Value;

/// What is taken out of a table.
struct Part {
    table: &'static str,
    /// Columns that lead to other rows; without these, a row is not taken.
    needs: &'static [(&'static str, &'static str)],
    /// Those that may be empty.
    knows: &'static [(&'static str, &'static str)],
    /// What is another affair in each database, or nobody else's: as it is written in the new one.
    anew: &'static [(&'static str, Anew)],
}

const PEOPLE: &str = "people";
const NOTHING: Anew = || Value::Null;
const ONE: Anew = || json!(1);
const NO: Anew = || json!(false);
const YES: Anew = || json!(true);

/// Parents first. People and logos are found by what leads to them.
const PARTS: &[Part] = &[
    Part { table: "promotions", needs: &[], knows: &[], anew: &[] },
    Part {
        table: PEOPLE,
        needs: &[],
        knows: &[],
        // Neither how somebody gets in nor what they may goes along; the roles that come after them are written down anew.
        anew: &[
            ("password_hash", NOTHING),
            ("coordinator", NO),
            ("feed_version", ONE),
            ("without_role", YES),
        ],
    },
    Part { table: "logos", needs: &[], knows: &[], anew: &[] },
    Part {
        table: "projects",
        needs: &[("promotion_id", "promotions")],
        knows: &[("referent_id", PEOPLE)],
        anew: &[],
    },
    Part {
        table: "memberships",
        needs: &[("person_id", PEOPLE), ("project_id", "projects")],
        knows: &[],
        anew: &[],
    },
    Part {
        table: "project_pauses",
        needs: &[("project_id", "projects")],
        knows: &[("paused_by", PEOPLE)],
        anew: &[],
    },
    Part {
        table: "team_absences",
        needs: &[("project_id", "projects")],
        knows: &[("marked_by", PEOPLE)],
        anew: &[],
    },
    Part {
        table: "bulletins",
        needs: &[("project_id", "projects")],
        knows: &[("author_id", PEOPLE)],
        anew: &[("digested_at", NOTHING)],
    },
    Part {
        table: "key_dates",
        needs: &[("project_id", "projects")],
        knows: &[("bulletin_id", "bulletins")],
        anew: &[],
    },
    Part { table: "promise_outcomes", needs: &[("project_id", "projects")], knows: &[], anew: &[] },
    Part {
        table: "key_date_outcomes",
        needs: &[("key_date_id", "key_dates"), ("project_id", "projects")],
        knows: &[],
        anew: &[],
    },
    Part {
        table: "acknowledgements",
        needs: &[("bulletin_id", "bulletins"), ("person_id", PEOPLE)],
        knows: &[],
        anew: &[],
    },
    Part {
        table: "help_requests",
        needs: &[("project_id", "projects")],
        knows: &[("bulletin_id", "bulletins"), ("asked_by", PEOPLE)],
        anew: &[],
    },
    Part {
        table: "help_takings",
        needs: &[("request_id", "help_requests")],
        knows: &[("person_id", PEOPLE)],
        anew: &[],
    },
    Part {
        table: "help_events",
        needs: &[("request_id", "help_requests")],
        knows: &[("person_id", PEOPLE)],
        anew: &[],
    },
];

/// Where people outside the programme are named.
const OUTSIDERS: [(&str, &str, Anew); 3] = [
    ("help_takings", "name", NOTHING),
    ("help_takings", "email", NOTHING),
    ("help_events", "name", || json!("")),
];

/// A promotion's rows by table, each by its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    pub format: u32,
    /// The newest migration of the database that they are of: only there they fit.
    pub schema: String,
    pub with_people: bool,
    pub tables: BTreeMap<String, Vec<Value>>,
}

/// How it is written now.
const FORMAT: u32 = 1;

/// Takes out the promotion of that number, with or without the people of its projects.
pub fn take_out(conn: &mut Conn, promotion: i64, with_people: bool) -> Result<Rows> {
    let mut tables: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut known: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for part in PARTS.iter().filter(|part| ![PEOPLE, "logos"].contains(&part.table)) {
        let mut rows = (tables::named(part.table)?.load)(conn)?;
        rows.retain(|row| {
            let is_there = |(column, table): &(&str, &str)| match *table {
                PEOPLE => with_people,
                table => number(row, column)
                    .is_some_and(|id| known.get(table).is_some_and(|ids| ids.contains(&id))),
            };
            let is_it = part.table != "promotions" || number(row, "id") == Some(promotion);
            is_it && part.needs.iter().all(is_there)
        });
        known.insert(part.table, rows.iter().filter_map(|row| number(row, "id")).collect());
        let to_people = part.needs.iter().chain(part.knows).filter(|(_, table)| *table == PEOPLE);
        for (column, _) in to_people {
            named.extend(rows.iter().filter_map(|row| number(row, column)));
        }
        tables.insert(part.table.into(), rows);
    }
    let mut people = (tables::named(PEOPLE)?.load)(conn)?;
    people.retain(|row| with_people && number(row, "id").is_some_and(|id| named.contains(&id)));
    let members = members_of(&tables);
    for row in people.iter_mut().filter(|row| !is_member(row, &members)) {
        row[KEPT_OUT] = Value::Null;
    }
    tables.insert(PEOPLE.into(), people);
    let used: BTreeSet<String> =
        tables["projects"].iter().filter_map(|row| row["logo"].as_str().map(str::to_owned)).collect();
    let mut logos = (tables::named("logos")?.load)(conn)?;
    logos.retain(|row| row["name"].as_str().is_some_and(|name| used.contains(name)));
    tables.insert("logos".into(), logos);
    renumber(&mut tables, with_people);
    Ok(Rows { format: FORMAT, schema: migrations::newest_done(conn)?, with_people, tables })
}

/// Since when somebody is kept out.
const KEPT_OUT: &str = "deactivated_at";

/// Who has, or had, a role in those projects. Others are named by what they did; elsewhere they would be people without a
/// role, who follow everything, and so they are kept out there.
fn members_of(tables: &BTreeMap<String, Vec<Value>>) -> BTreeSet<i64> {
    let held = tables.get("memberships").into_iter().flatten();
    held.filter_map(|row| number(row, "person_id")).collect()
}

fn is_member(person: &Value, members: &BTreeSet<i64>) -> bool {
    number(person, "id").is_some_and(|id| members.contains(&id))
}

fn number(row: &Value, column: &str) -> Option<i64> {
    row[column].as_i64()
}

/// Gives all rows numbers from 1, in the order of those that they had.
fn renumber(tables: &mut BTreeMap<String, Vec<Value>>, with_people: bool) {
    let mut numbers: BTreeMap<&str, BTreeMap<i64, i64>> = BTreeMap::new();
    for part in PARTS {
        let Some(rows) = tables.get_mut(part.table) else { continue };
        rows.sort_by_key(|row| number(row, "id"));
        let given = rows.iter().filter_map(|row| number(row, "id")).zip(1..).collect();
        numbers.insert(part.table, given);
        for row in rows.iter_mut() {
            if let Some(id) = number(row, "id") {
                row["id"] = json!(numbers[part.table].get(&id));
            }
            for (column, table) in part.needs.iter().chain(part.knows) {
                let led = number(row, column);
                row[*column] = json!(led.and_then(|id| numbers.get(table)?.get(&id)));
            }
            for (column, value) in part.anew {
                row[*column] = value();
            }
            for (_, column, value) in
                OUTSIDERS.iter().filter(|(table, ..)| *table == part.table && !with_people)
            {
                row[*column] = value();
            }
        }
        // What has no number is in the order of what it says.
        rows.sort_by_cached_key(|row| (number(row, "id"), row.to_string()));
    }
}

/// What was brought in: how many rows, and which people were here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BroughtIn {
    pub promotion: i64,
    pub rows: usize,
    pub known_people: usize,
}

/// Brings rows in, as they are but for their numbers, as told by digests, and people whom this database knows.
///
/// # Errors
/// [`Error::OtherSchema`] of rows of another schema; [`Error::Corrupt`] of what this program does not write.
pub fn bring_in(conn: &mut Conn, rows: Rows, now: DateTime<Utc>) -> Result<BroughtIn> {
    if rows.format != FORMAT || rows.schema != migrations::newest_done(conn)? {
        return Err(Error::OtherSchema(rows.schema));
    }
    if rows.tables.values().flatten().any(|row| !row.is_object()) {
        return Err(Error::Corrupt("a row that is none".into()));
    }
    number_by_hand(conn, true)?;
    let mut numbers: BTreeMap<&str, BTreeMap<i64, i64>> = BTreeMap::new();
    let mut brought = BroughtIn { promotion: 0, rows: 0, known_people: 0 };
    let mut tables = rows.tables;
    let members = members_of(&tables);
    let moment = json!(now.naive_utc().trunc_subsecs(6));
    for part in PARTS {
        let table = tables::named(part.table)?;
        let has_numbers = is_numbered(part.table);
        let mut next = if has_numbers { last_number(conn, part.table)? } else { 0 };
        for mut row in tables.remove(part.table).unwrap_or_default() {
            let old = number(&row, "id");
            if let Some(known) = who_is_here(conn, part.table, &row)? {
                brought.known_people += usize::from(part.table == PEOPLE);
                if let Some(old) = old {
                    numbers.entry(part.table).or_default().insert(old, known);
                }
                continue;
            }
            if part.table == PEOPLE && !is_member(&row, &members) {
                row[KEPT_OUT] = moment.clone();
            }
            if has_numbers {
                next += 1;
                row["id"] = json!(next);
                numbers.entry(part.table).or_default().insert(old.unwrap_or_default(), next);
            }
            for (column, to) in part.needs.iter().chain(part.knows) {
                let led = number(&row, column).and_then(|id| numbers.get(to)?.get(&id));
                row[*column] = json!(led);
            }
            for (column, value) in part.anew {
                row[*column] = value();
            }
            match part.table {
                "promotions" => brought.promotion = next,
                "projects" => row["slug"] = json!(free_slug(conn, &row)?),
                // What was filed elsewhere is no news here.
                "bulletins" => row["digested_at"] = moment.clone(),
                _ => {}
            }
            (table.insert)(conn, row)?;
            brought.rows += 1;
        }
        if has_numbers {
            continue_after(conn, part.table, next)?;
        }
    }
    number_by_hand(conn, false)?;
    Ok(brought)
}

fn is_numbered(table: &str) -> bool {
    ![
        "logos",
        "memberships",
        "project_pauses",
        "team_absences",
        "promise_outcomes",
        "key_date_outcomes",
        "acknowledgements",
    ]
    .contains(&table)
}

/// The number of a person or a logo that this database has already.
fn who_is_here(conn: &mut Conn, table: &str, row: &Value) -> Result<Option<i64>> {
    match table {
        PEOPLE => {
            let email = row["email"].as_str().unwrap_or_default();
            let of_address = people::table.filter(people::email.eq(email)).select(people::id);
            Ok(of_address.first(conn).optional()?)
        }
        "logos" => {
            let name = row["name"].as_str().unwrap_or_default();
            let count: i64 = logos::table.filter(logos::name.eq(name)).count().get_result(conn)?;
            Ok((count > 0).then_some(0))
        }
        _ => Ok(None),
    }
}

/// Its name in addresses; where another promotion has taken it, with a number.
fn free_slug(conn: &mut Conn, row: &Value) -> Result<String> {
    let slug = row["slug"].as_str().unwrap_or_default();
    let taken: Vec<String> = projects::table.select(projects::slug).load(conn)?;
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let mut all = std::iter::once(slug.to_owned()).chain(numbered);
    Ok(all.find(|slug| !taken.contains(slug)).unwrap_or_default())
}

/// The last number that was given in that table, also where its row is gone.
fn last_number(conn: &mut Conn, table: &str) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Last {
        #[diesel(sql_type = BigInt)]
        number: i64,
    }
    let Last { number } = match conn.either() {
        Either::Sqlite(c) => {
            diesel::sql_query("SELECT coalesce(max(seq), 0) AS number FROM sqlite_sequence WHERE name = ?")
                .bind::<Text, _>(table)
                .get_result(c)?
        }
        Either::Postgres(c) => diesel::sql_query(
            "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence($1, 'id')::regclass), 0) AS number",
        )
        .bind::<Text, _>(table)
        .get_result(c)?,
    };
    Ok(number)
}

/// SQLite sees to that itself.
fn continue_after(conn: &mut Conn, table: &str, number: i64) -> Result<()> {
    let Either::Postgres(c) = conn.either() else { return Ok(()) };
    if number > 0 {
        diesel::sql_query("SELECT setval(pg_get_serial_sequence($1, 'id'), $2)")
            .bind::<Text, _>(table)
            .bind::<BigInt, _>(number)
            .execute(c)?;
    }
    Ok(())
}
