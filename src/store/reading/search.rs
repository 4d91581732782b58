//! Looking for words in the index of what can be searched.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::documents::{REQUEST, first_position};
use crate::domain::calendar::Week;
use crate::domain::programme::among::Among;
use crate::domain::programme::project::ProjectId;
use crate::domain::reading::search::{Phrase, Query};
use crate::store::{Conn, Either, Result};

pub use super::documents::Found;

/// What is looked for.
pub struct Criteria {
    pub query: Query,
    /// Only requests for help.
    pub only_requests: bool,
    pub among: Among,
    /// Only of days from then on, and up to then; projects themselves have none.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// The last week that everybody may read.
    pub last: Week,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    ref_id: i64,
    #[diesel(sql_type = BigInt)]
    project_id: i64,
}

/// So many of the newest documents are looked through one by one on PostgreSQL.
const NEWEST: i64 = 3000;

/// What fits, each with its project, projects first and then the newest.
pub fn find(
    conn: &mut Conn,
    criteria: &Criteria,
    offset: i64,
    count: i64,
) -> Result<Vec<(Found, ProjectId)>> {
    let first = criteria.from.map_or(0, first_position);
    let last = criteria.to.map_or(i64::MAX, |day| first_position(day.succ_opt().unwrap_or(day)) - 1);
    let last_week = criteria.last.to_string();
    // Numbers of our own: a list cannot be bound on both databases.
    let (meant, ids) = match &criteria.among {
        Among::AllBut(others) => ("NOT IN", others),
        Among::These(meant) => ("IN", meant),
    };
    let ids: Vec<String> = ids.iter().map(|project| project.0.to_string()).collect();
    let ids = if ids.is_empty() { "0".to_owned() } else { ids.join(", ") };
    let meant = format!("project_id {meant} ({ids})");
    let kinds = if criteria.only_requests { format!("AND kind = '{REQUEST}'") } else { String::new() };
    let rows: Vec<Row> = match conn.either() {
        Either::Sqlite(c) => diesel::sql_query(format!(
            "SELECT kind, ref_id, project_id FROM documents WHERE documents MATCH ? AND rowid BETWEEN ? AND ? \
             AND (week IS NULL OR week <= ?) AND {meant} {kinds} ORDER BY rowid DESC LIMIT ? OFFSET ?"
        ))
        .bind::<Text, _>(fts5(&criteria.query))
        .bind::<BigInt, _>(first)
        .bind::<BigInt, _>(last)
        .bind::<Text, _>(last_week)
        .bind::<BigInt, _>(count)
        .bind::<BigInt, _>(offset)
        .load(c)?,
        Either::Postgres(c) => {
            let words = tsquery(&criteria.query);
            let mut ask = |query: String| {
                diesel::sql_query(query)
                    .bind::<Text, _>(words.as_str())
                    .bind::<BigInt, _>(first)
                    .bind::<BigInt, _>(last)
                    .bind::<Text, _>(last_week.as_str())
                    .bind::<BigInt, _>(count)
                    .bind::<BigInt, _>(offset)
                    .load::<Row>(&mut *c)
            };
            // Among the newest first, which is quick where much fits; where little does, all of it is gathered from the
            // index and sorted. The planner cannot tell which (`+ 0` keeps it to the index of words).
            let limits = format!("(week IS NULL OR week <= $4) AND {meant} {kinds}");
            let newest = ask(format!(
                "SELECT kind, ref_id, project_id FROM (SELECT * FROM documents WHERE position BETWEEN $2 AND $3 AND {limits} \
                 ORDER BY position DESC LIMIT {NEWEST}) AS newest \
                 WHERE vector @@ to_tsquery('simple', $1) ORDER BY position DESC LIMIT $5 OFFSET $6"
            ))?;
            if newest.len() as i64 == count {
                newest
            } else {
                ask(format!(
                    "SELECT kind, ref_id, project_id FROM documents WHERE vector @@ to_tsquery('simple', $1) \
                     AND position + 0 BETWEEN $2 AND $3 AND {limits} ORDER BY position + 0 DESC LIMIT $5 OFFSET $6"
                ))?
            }
        }
    };
    let found = |row: Row| (Found::named(&row.kind, row.ref_id), ProjectId(row.project_id));
    Ok(rows.into_iter().map(found).collect())
}

/// The query as SQLite's FTS5 takes it; words are letters and digits alone, so that nothing needs escaping.
fn fts5(query: &Query) -> String {
    let phrase =
        |phrase: &Phrase| format!("\"{}\"{}", phrase.words.join(" "), if phrase.prefix { " *" } else { "" });
    query.phrases.iter().map(phrase).collect::<Vec<_>>().join(" AND ")
}

/// The query as PostgreSQL takes it.
fn tsquery(query: &Query) -> String {
    let phrase = |phrase: &Phrase| {
        let words: Vec<String> = phrase.words.iter().map(|word| format!("'{word}'")).collect();
        format!("({}{})", words.join(" <-> "), if phrase.prefix { ":*" } else { "" })
    };
    query.phrases.iter().map(phrase).collect::<Vec<_>>().join(" & ")
}
