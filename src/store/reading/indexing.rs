//! Making the whole search index, for databases that were filled before there was one.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::documents::{end_of_time, index_bulletin, index_key_date, index_project};
use crate::domain::calendar::Week;
use crate::domain::programme::project::ProjectId;
use crate::store::database::schema::{bulletins as bulletin_rows, key_dates, projects};
use crate::store::database::values::parsed;
use crate::store::filing::bulletins::{self, Bookmark};
use crate::store::help::finding;
use crate::store::{Conn, Either, Result};

/// Which way of folding the index was made with, and of what; another one makes it anew.
pub const VERSION: &str = "2";

/// How many bulletins are in memory at the same time: that does not grow with the years.
const AT_ONCE: i64 = 500;

/// Indexes all there is, of each kind the oldest first: FTS5 writes down what it holds whenever something comes that stands
/// before what came last, and the other way round that would be once for each.
pub fn rebuild(conn: &mut Conn) -> Result<()> {
    match conn.either() {
        Either::Sqlite(c) => diesel::sql_query("DELETE FROM documents").execute(c)?,
        Either::Postgres(c) => diesel::sql_query("DELETE FROM documents").execute(c)?,
    };
    let all: Vec<(i64, String, String, String)> = projects::table
        .order(projects::id)
        .select((projects::id, projects::name, projects::administration, projects::description))
        .load(conn)?;
    let ids: Vec<ProjectId> = all.iter().map(|(id, ..)| ProjectId(*id)).collect();
    index_bulletins(conn, &ids)?;
    let days: Vec<(i64, i64, NaiveDate, String, Option<String>)> = key_dates::table
        .left_join(bulletin_rows::table)
        .order((key_dates::date, key_dates::id))
        .select((
            key_dates::id,
            key_dates::project_id,
            key_dates::date,
            key_dates::description,
            bulletin_rows::week.nullable(),
        ))
        .load(conn)?;
    for (id, project, day, description, week) in days {
        let week = week.as_deref().map(parsed).transpose()?;
        index_key_date(conn, id, ProjectId(project), week, (day, &description))?;
    }
    finding::index_all(conn)?;
    for (id, name, administration, description) in &all {
        index_project(conn, ProjectId(*id), [name, administration, description])?;
    }
    // All of it must be there to be counted.
    conn.catch_up()?;
    // Without statistics PostgreSQL gathers all that fits and sorts it, instead of walking back from the newest.
    if let Either::Postgres(c) = conn.either() {
        diesel::sql_query("ANALYZE documents").execute(c)?;
    }
    Ok(())
}

fn index_bulletins(conn: &mut Conn, projects: &[ProjectId]) -> Result<()> {
    let (mut bookmark, last): (Option<Bookmark>, _) = (None, Week::of(end_of_time()));
    loop {
        let some = bulletins::after(conn, projects, bookmark, last, AT_ONCE)?;
        let Some(last) = some.last() else { return Ok(()) };
        bookmark = Some((last.week, last.id));
        for bulletin in some {
            index_bulletin(conn, bulletin.id.0, bulletin.project, bulletin.week, &bulletin.content)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use diesel::sql_types::BigInt;

    use super::*;
    use crate::domain::filing::bulletin::{Content, Mood};
    use crate::domain::filing::questions::Answers;
    use crate::domain::filing::text::Text;
    use crate::domain::programme::project::Stage;
    use crate::store::filing::bulletins::NewBulletin;
    use crate::store::programme::projects::Details;
    use crate::store::programme::promotions::{self, NewPromotion};
    use crate::store::{Db, migrate};

    #[derive(QueryableByName)]
    struct Total {
        #[diesel(sql_type = BigInt)]
        total: i64,
    }

    fn file(conn: &mut Conn, first: Week, count: usize) -> Result<Week> {
        let project = ProjectId(1);
        let mut week = first;
        for _ in 0..count {
            let answers = Answers::find(|_| Text::of(&format!("relire la maquette de {week}")));
            let content = Content { mood: Some(Mood::Good), quiet: false, answers, key_date: None };
            let filed_at = week.starts_at(chrono_tz::Tz::UTC);
            let (late, author, opened_at, digested_at) = (false, None, None, None);
            let new = NewBulletin {
                project,
                week,
                content: &content,
                late,
                author,
                filed_at,
                opened_at,
                digested_at,
            };
            bulletins::insert(conn, &new)?;
            week = week.next();
        }
        Ok(week)
    }

    /// What SQLite changes in its tables, those of the index among them.
    fn changes_of_a_rebuild(conn: &mut Conn) -> Result<i64> {
        let total = |conn: &mut Conn| -> Result<i64> {
            let rows: Vec<Total> = diesel::sql_query("SELECT total_changes() AS total").load(conn)?;
            Ok(rows.into_iter().map(|row| row.total).sum())
        };
        let before = total(conn)?;
        rebuild(conn)?;
        Ok(total(conn)? - before)
    }

    #[actix_web::test]
    async fn four_times_as_many_bulletins_take_four_times_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}/test.sqlite", folder.path().display()), 1).unwrap();
        migrate(&db).await.unwrap();
        let work = |conn: &mut Conn| -> Result<[i64; 2]> {
            let (starts_on, ends_on) = ("2020-01-06".parse().unwrap(), "2039-12-31".parse().unwrap());
            let promotion = NewPromotion { name: "P", starts_on, ends_on, stage: Stage::Open };
            let promotion = promotions::insert(conn, &promotion)?;
            let details = Details {
                name: "A",
                administration: "B",
                description: "",
                ends_on: None,
                locale: None,
                notification: Default::default(),
            };
            crate::store::programme::projects::insert(conn, promotion, "a", &details, None)?;
            let next = file(conn, Week::of(starts_on), 100)?;
            let few = changes_of_a_rebuild(conn)?;
            file(conn, next, 300)?;
            Ok([few, changes_of_a_rebuild(conn)?])
        };
        let [few, many] = db.without_limits().write(work).await.unwrap();
        assert!(many <= 5 * few, "{few} changes for 100, {many} for 400");
    }
}
