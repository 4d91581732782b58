//! The database of the programme's first tool, read and never written.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::store::{Error, Result};

diesel::table! {
    reports (id) {
        id -> BigInt,
        project -> Text,
        week_number -> Text,
        spirit -> Text,
        priorities -> Text,
        victories -> Text,
        help -> Nullable<Text>,
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
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Filed {
    pub id: i64,
    pub project: String,
    /// Calendar year and ISO week, such as `2019-23`: at the turn of the year the two do not go together.
    pub week_number: String,
    /// An emoji.
    pub spirit: String,
    pub priorities: String,
    pub victories: String,
    pub help: Option<String>,
    created_at: Option<NaiveDateTime>,
}

impl Filed {
    /// UTC, as that tool's framework wrote it.
    pub fn created_at(&self) -> Option<DateTime<Utc>> {
        self.created_at.map(|at| at.and_utc())
    }

    #[cfg(test)]
    pub fn sample(week_number: &str, created_at: Option<NaiveDateTime>) -> Filed {
        let text = || "text".to_owned();
        Filed {
            id: 1,
            project: text(),
            week_number: week_number.to_owned(),
            spirit: "😀".to_owned(),
            priorities: text(),
            victories: text(),
            help: None,
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
    let reports = reports::table.order(reports::id).load(&mut conn)?;
    let days = dates::table.order(dates::id).load(&mut conn)?;
    Ok((reports, days))
}
