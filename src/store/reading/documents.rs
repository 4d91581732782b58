//! The index of what can be searched. Each function that writes a bulletin, a key date or a project writes it here too.

use chrono::{Datelike, NaiveDate};
use diesel::backend::Backend;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Nullable, Text};
use diesel::sqlite::Sqlite;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Content;
use crate::domain::programme::project::ProjectId;
use crate::domain::reading::search::fold;
use crate::store::database::on_each;
use crate::store::{Conn, Either, Result};

/// The kind of requests for help.
pub(super) const REQUEST: &str = "request";

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

    pub(super) fn named(kind: &str, id: i64) -> Found {
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

pub(super) fn first_position(day: NaiveDate) -> i64 {
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
    delete(conn, text, id.0)
}

fn forget(conn: &mut Conn, position: i64) -> Result<()> {
    let text = match conn.either() {
        Either::Sqlite(_) => "DELETE FROM documents WHERE rowid = ?",
        Either::Postgres(_) => "DELETE FROM documents WHERE position = $1",
    };
    delete(conn, text, position)
}

/// In its turn among what is put there.
fn delete(conn: &mut Conn, text: &'static str, number: i64) -> Result<()> {
    let delete = diesel::sql_query(text).bind::<BigInt, _>(number);
    conn.at_the_end(move |conn| on_each!(conn, c => delete.execute(c).map(drop)))?;
    Ok(())
}

impl Document {
    /// Writes it in the place of what stood there.
    fn put(self, conn: &mut Conn) -> Result<()> {
        let put = Put {
            position: self.found.position(self.day),
            folded: fold(&self.text),
            kind: self.found.kind(),
            id: self.found.id(),
            project: self.project.0,
            week: self.week.map(|week| week.to_string()),
        };
        // SQLite's FTS5 writes down what it has gathered whenever a part of a transaction begins or ends: what many file
        // together is indexed in one go.
        conn.at_the_end(move |conn| on_each!(conn, c => put.execute(c).map(drop)))?;
        Ok(())
    }
}

/// A row of the index, as it is written. It stays prepared, which no statement does that is a mere text.
#[derive(QueryId)]
struct Put {
    position: i64,
    folded: String,
    kind: &'static str,
    id: i64,
    project: i64,
    week: Option<String>,
}

impl QueryFragment<Sqlite> for Put {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql(
            "INSERT OR REPLACE INTO documents (rowid, folded, kind, ref_id, project_id, week) VALUES (",
        );
        self.push_values(&mut out)?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<Pg> for Put {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("INSERT INTO documents (position, folded, kind, ref_id, project_id, week) VALUES (");
        self.push_values(&mut out)?;
        out.push_sql(
            ") ON CONFLICT (position) DO UPDATE SET folded = excluded.folded, kind = excluded.kind, \
             ref_id = excluded.ref_id, project_id = excluded.project_id, week = excluded.week",
        );
        Ok(())
    }
}

impl Put {
    fn push_values<'b, DB>(&'b self, out: &mut AstPass<'_, 'b, DB>) -> QueryResult<()>
    where
        DB: Backend + HasSqlType<Text> + HasSqlType<BigInt>,
        i64: ToSql<BigInt, DB>,
        str: ToSql<Text, DB>,
        String: ToSql<Text, DB>,
        Option<String>: ToSql<Nullable<Text>, DB>,
    {
        out.push_bind_param::<BigInt, _>(&self.position)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(&self.folded)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(self.kind)?;
        out.push_sql(", ");
        out.push_bind_param::<BigInt, _>(&self.id)?;
        out.push_sql(", ");
        out.push_bind_param::<BigInt, _>(&self.project)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Text>, _>(&self.week)
    }
}

impl<C> RunQueryDsl<C> for Put {}
