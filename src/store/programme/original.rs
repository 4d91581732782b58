//! The database of the programme's first tool, read and never written.

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::domain::filing::questions::{Answers, COUNT, QUESTIONS};
use crate::domain::filing::text;
use crate::store::{Error, Result};

diesel::table! {
    reports (id) {
        id -> BigInt,
        project -> Text,
        week_number -> Text,
        spirit -> Text,
        created_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    dates (id) {
        id -> BigInt,
        project -> Text,
        date -> Date,
        description -> Text,
    }
}

/// A bulletin as the first tool kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    pub id: i64,
    pub project: String,
    /// Calendar year and ISO week, such as `2019-23`: at the turn of the year the two do not go together.
    pub week_number: String,
    /// An emoji.
    pub spirit: String,
    pub answers: Answers,
    created_at: Option<NaiveDateTime>,
}

impl Filed {
    /// UTC, as that tool's framework wrote it.
    pub fn created_at(&self) -> Option<DateTime<Utc>> {
        self.created_at.map(|at| at.and_utc())
    }

    #[cfg(test)]
    pub fn sample(week_number: &str, created_at: Option<NaiveDateTime>) -> Filed {
        Filed {
            id: 1,
            project: "text".to_owned(),
            week_number: week_number.to_owned(),
            spirit: "😀".to_owned(),
            answers: Answers::default(),
            created_at,
        }
    }
}

/// A key date as the first tool kept it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Day {
    pub id: i64,
    pub project: String,
    pub date: NaiveDate,
    pub description: String,
}

/// All that such a database holds, in the order of filing.
///
/// # Errors
/// Where there is no such file, or it is no database of that tool.
pub fn read(path: &Path) -> Result<(Vec<Filed>, Vec<Day>)> {
    let path = path.to_str().ok_or_else(|| Error::Corrupt("the path of the database is not UTF-8".into()))?;
    // Read-only: SQLite would otherwise make an empty database of a slip in the path.
    let mut conn = SqliteConnection::establish(&format!("file:{path}?mode=ro"))?;
    conn.transaction(|conn| {
        let days = dates::table.order(dates::id).load(conn)?;
        Ok((reports(conn)?, days))
    })
}

type Row = (i64, String, String, String, Option<NaiveDateTime>);

fn reports(conn: &mut SqliteConnection) -> Result<Vec<Filed>> {
    let rows: Vec<Row> = reports::table.order(reports::id).load(conn)?;
    let mut answered = Vec::with_capacity(COUNT);
    for question in &QUESTIONS {
        answered.push(match question.original {
            Some(column) => answers(conn, column)?,
            None => HashMap::new(),
        });
    }
    let filed = |(id, project, week_number, spirit, created_at): Row| {
        let mut each = answered.iter_mut();
        let answers = Answers::find(|_| text::Text::of(&each.next()?.remove(&id)?));
        Filed { id, project, week_number, spirit, answers, created_at }
    };
    Ok(rows.into_iter().map(filed).collect())
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    answer: Option<String>,
}

/// What was answered to a question, by the number of the report.
fn answers(conn: &mut SqliteConnection, column: &str) -> Result<HashMap<i64, String>> {
    let rows: Vec<Answer> =
        diesel::sql_query(format!("SELECT id, {column} AS answer FROM reports")).load(conn)?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.answer?))).collect())
}
