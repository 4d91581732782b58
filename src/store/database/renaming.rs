//! Names and addresses that stand there from before they were kept in one form: once, they are put into it, so that who looks
//! for one finds it.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::installation;
use crate::domain::kit::Name;
use crate::domain::people::Email;
use crate::store::{Conn, Either, Result};

/// To be raised where the form changes.
const VERSION: &str = "1";

const COLUMNS: [(&str, &str); 6] = [
    ("people", "name"),
    ("people", "email"),
    ("promotions", "name"),
    ("projects", "name"),
    ("projects", "administration"),
    ("shares", "label"),
];

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    text: String,
}

/// How many there were. What cannot be in that form, and what another row is called already, stays as it is.
pub fn put_into_form(conn: &mut Conn) -> Result<usize> {
    if !installation::take_names(conn, VERSION)? {
        return Ok(0);
    }
    let mut count = 0;
    for (table, column) in COLUMNS {
        let query = format!("SELECT id, {column} AS text FROM {table}");
        let rows: Vec<Row> = super::on_each!(conn, c => diesel::sql_query(query).load(c))?;
        let known: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        for Row { id, text } in &rows {
            let Some(anew) = in_form(column, text).filter(|anew| !known.contains(&anew.as_str())) else {
                continue;
            };
            let update = |first: &str, second: &str| {
                diesel::sql_query(format!("UPDATE {table} SET {column} = {first} WHERE id = {second}"))
                    .bind::<Text, _>(anew.clone())
                    .bind::<BigInt, _>(*id)
            };
            count += match conn.either() {
                Either::Sqlite(c) => update("?", "?").execute(c)?,
                Either::Postgres(c) => update("$1", "$2").execute(c)?,
            };
        }
    }
    Ok(count)
}

/// None: it has none, or it is so already.
fn in_form(column: &str, text: &str) -> Option<String> {
    let anew = match column {
        "email" => text.parse::<Email>().ok()?.to_string(),
        _ => Name::parse(text).ok()?.to_string(),
    };
    (anew != text).then_some(anew)
}
