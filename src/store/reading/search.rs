//! The index of what can be searched. Each function that writes a bulletin, a key date or a project writes it here too.

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Content;
use crate::domain::programme::among::Among;
use crate::domain::programme::project::ProjectId;
use crate::domain::reading::search::{Phrase, Query, fold};
use crate::store::database::on_each;
use crate::store::{Conn, Either, Result};

const REQUEST: &str = "request";

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Bulletin(i64),
    KeyDate(i64),
    Project(i64),
    Request(i64),
}

impl Found {
    fn kind(self) -> &'static str {
        match self {
            Found::Bulletin(_) => "bulletin",
            Found::KeyDate(_) => "key-date",
            Found::Project(_) => "project",
            Found::Request(_) => REQUEST,
        }
    }

    fn id(self) -> i64 {
        match self {
            Found::Bulletin(id) | Found::KeyDate(id) | Found::Project(id) | Found::Request(id) => id,
        }
    }

    fn named(kind: &str, id: i64) -> Found {
        match kind {
            "bulletin" => Found::Bulletin(id),
            "key-date" => Found::KeyDate(id),
            REQUEST => Found::Request(id),
            _ => Found::Project(id),
        }
    }

    /// A number that sorts by day, then tells kinds and rows apart.
    fn position(self, day: NaiveDate) -> i64 {
        let kind = match self {
            Found::Bulletin(_) => 0,
            Found::KeyDate(_) => 1,
            Found::Project(_) => 2,
            Found::Request(_) => 3,
        };
        first_position(day) + (kind << 31) + self.id()
    }
}

fn first_position(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) << 33
}

/// Where projects stand: before anything with a day.
pub(super) fn end_of_time() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Something that can be found.
struct Document {
    found: Found,
    project: ProjectId,
    /// The bulletin's, that of the bulletin which announced the day, or that of a request which was not asked at once;
    /// nobody else finds it before it is published.
    week: Option<Week>,
    day: NaiveDate,
    text: String,
}

pub(in crate::store) fn index_bulletin(
    conn: &mut Conn,
    id: i64,
    project: ProjectId,
    week: Week,
    content: &Content,
) -> Result<()> {
    let answers: Vec<&str> = content.answers.given().map(|(_, answer)| answer.as_str()).collect();
    let document = Document {
        found: Found::Bulletin(id),
        project,
        week: Some(week),
        day: week.monday(),
        text: answers.join(" \n"),
    };
    document.put(conn)
}

pub(in crate::store) fn index_key_date(
    conn: &mut Conn,
    id: i64,
    project: ProjectId,
    week: Option<Week>,
    (day, description): (NaiveDate, &str),
) -> Result<()> {
    Document { found: Found::KeyDate(id), project, week, day, text: description.to_owned() }.put(conn)
}

pub(in crate::store) fn index_project(conn: &mut Conn, id: ProjectId, texts: [&str; 3]) -> Result<()> {
    let (found, day) = (Found::Project(id.0), end_of_time());
    Document { found, project: id, week: None, day, text: texts.join(" \n") }.put(conn)
}

pub(in crate::store) fn index_request(
    conn: &mut Conn,
    id: i64,
    project: ProjectId,
    week: Option<Week>,
    (day, text): (NaiveDate, &str),
) -> Result<()> {
    Document { found: Found::Request(id), project, week, day, text: text.to_owned() }.put(conn)
}

pub(in crate::store) fn forget_request(conn: &mut Conn, id: i64, day: NaiveDate) -> Result<()> {
    forget(conn, Found::Request(id).position(day))
}

pub(in crate::store) fn forget_key_date(conn: &mut Conn, id: i64, day: NaiveDate) -> Result<()> {
    forget(conn, Found::KeyDate(id).position(day))
}

/// Itself, and whatever it filed.
pub(in crate::store) fn forget_project(conn: &mut Conn, id: ProjectId) -> Result<()> {
    let text = match conn.either() {
        Either::Sqlite(_) => "DELETE FROM documents WHERE project_id = ?",
        Either::Postgres(_) => "DELETE FROM documents WHERE project_id = $1",
    };
    on_each!(conn, c => diesel::sql_query(text).bind::<BigInt, _>(id.0).execute(c))?;
    Ok(())
}

fn forget(conn: &mut Conn, position: i64) -> Result<()> {
    let text = match conn.either() {
        Either::Sqlite(_) => "DELETE FROM documents WHERE rowid = ?",
        Either::Postgres(_) => "DELETE FROM documents WHERE position = $1",
    };
    on_each!(conn, c => diesel::sql_query(text).bind::<BigInt, _>(position).execute(c))?;
    Ok(())
}

impl Document {
    /// Writes it in the place of what stood there.
    fn put(&self, conn: &mut Conn) -> Result<()> {
        let position = self.found.position(self.day);
        forget(conn, position)?;
        let (folded, week) = (fold(&self.text), self.week.map(|week| week.to_string()));
        let (kind, id, project) = (self.found.kind(), self.found.id(), self.project.0);
        let text = match conn.either() {
            Either::Sqlite(_) => {
                "INSERT INTO documents (rowid, folded, kind, ref_id, project_id, week) VALUES (?, ?, ?, ?, ?, ?)"
            }
            Either::Postgres(_) => {
                "INSERT INTO documents (position, folded, kind, ref_id, project_id, week) VALUES ($1, $2, $3, $4, $5, $6)"
            }
        };
        on_each!(conn, c => diesel::sql_query(text)
            .bind::<BigInt, _>(position)
            .bind::<Text, _>(folded)
            .bind::<Text, _>(kind)
            .bind::<BigInt, _>(id)
            .bind::<BigInt, _>(project)
            .bind::<Nullable<Text>, _>(week)
            .execute(c))?;
        Ok(())
    }
}

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
