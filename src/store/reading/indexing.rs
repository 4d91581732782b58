//! Making the whole search index, for databases that were filled before there was one.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::search::{index_bulletin, index_key_date, index_project};
use crate::domain::programme::project::ProjectId;
use crate::store::database::schema::{bulletins, key_dates, projects};
use crate::store::help::finding;
use crate::store::{Conn, Result};

/// Which way of folding the index was made with, and of what; another one makes it anew.
pub const VERSION: &str = "2";

/// Indexes all there is. For databases that were filled before there was an index.
pub fn rebuild(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(c) => diesel::sql_query("DELETE FROM documents").execute(c)?,
        Conn::Postgres(c) => diesel::sql_query("DELETE FROM documents").execute(c)?,
    };
    let all: Vec<(i64, String, String, String)> = projects::table
        .select((projects::id, projects::name, projects::administration, projects::description))
        .load(conn)?;
    for (id, name, administration, description) in &all {
        index_project(conn, ProjectId(*id), [name, administration, description])?;
    }
    // A project at a time: memory does not grow with the years.
    for (id, ..) in &all {
        let project = ProjectId(*id);
        for bulletin in crate::store::filing::bulletins::of_project(conn, project)? {
            index_bulletin(conn, bulletin.id.0, project, bulletin.week, &bulletin.content)?;
        }
        let days: Vec<(i64, NaiveDate, String, Option<String>)> = key_dates::table
            .left_join(bulletins::table)
            .filter(key_dates::project_id.eq(id))
            .select((key_dates::id, key_dates::date, key_dates::description, bulletins::week.nullable()))
            .load(conn)?;
        for (day_id, day, description, week) in days {
            let week = week.as_deref().map(crate::store::database::values::parsed).transpose()?;
            index_key_date(conn, day_id, project, week, (day, &description))?;
        }
        finding::index_of_project(conn, project)?;
    }
    // Without statistics PostgreSQL gathers all that fits and sorts it, instead of walking back from the newest.
    if let Conn::Postgres(c) = conn {
        diesel::sql_query("ANALYZE documents").execute(c)?;
    }
    Ok(())
}
