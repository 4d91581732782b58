//! Projects, with the days that they may have from their promotion.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::connection::on_each;
use super::schema::{projects, promotions};
use super::{Conn, Result};
use crate::domain::project::{Project, ProjectId, PromotionId};
use crate::domain::week::Week;

#[derive(Queryable)]
struct Row {
    id: i64,
    promotion_id: i64,
    slug: String,
    name: String,
    administration: String,
    ends_on: Option<NaiveDate>,
}

impl Row {
    fn within(self, (starts_on, ends_on): (NaiveDate, NaiveDate)) -> Project {
        Project {
            id: ProjectId(self.id),
            promotion: PromotionId(self.promotion_id),
            slug: self.slug,
            name: self.name,
            administration: self.administration,
            starts_on,
            ends_on: self.ends_on.unwrap_or(ends_on),
        }
    }
}

/// All projects of all promotions, by name.
pub fn all(conn: &mut Conn) -> Result<Vec<Project>> {
    let rows = projects::table
        .inner_join(promotions::table)
        .select((projects::all_columns, (promotions::starts_on, promotions::ends_on)))
        .load::<(Row, (NaiveDate, NaiveDate))>(conn)?;
    let mut found: Vec<Project> = rows.into_iter().map(|(row, days)| row.within(days)).collect();
    // Not by the database: its idea of an alphabet depends on how it was installed.
    found.sort_by_cached_key(|project| (project.name.to_lowercase(), project.id));
    Ok(found)
}

/// The projects that file a bulletin for that week, by name.
pub fn active_in(conn: &mut Conn, week: Week) -> Result<Vec<Project>> {
    let mut found = all(conn)?;
    found.retain(|project| project.is_active_in(week));
    Ok(found)
}

pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Project>> {
    let id = projects::table.filter(projects::slug.eq(slug)).select(projects::id).first(conn).optional()?;
    id.map_or(Ok(None), |id| by_id(conn, ProjectId(id)))
}

pub fn by_id(conn: &mut Conn, id: ProjectId) -> Result<Option<Project>> {
    let row = projects::table
        .inner_join(promotions::table)
        .filter(projects::id.eq(id.0))
        .select((projects::all_columns, (promotions::starts_on, promotions::ends_on)))
        .first::<(Row, (NaiveDate, NaiveDate))>(conn)
        .optional()?;
    Ok(row.map(|(row, days)| row.within(days)))
}

/// A project to be written.
pub struct NewProject<'a> {
    pub promotion: PromotionId,
    pub slug: &'a str,
    pub name: &'a str,
    pub administration: &'a str,
    /// None: it ends with its promotion.
    pub ends_on: Option<NaiveDate>,
}

pub fn insert(conn: &mut Conn, new: &NewProject<'_>) -> Result<ProjectId> {
    let row = (
        projects::promotion_id.eq(new.promotion.0),
        projects::slug.eq(new.slug),
        projects::name.eq(new.name),
        projects::administration.eq(new.administration),
        projects::ends_on.eq(new.ends_on),
    );
    let id = on_each!(conn, c => diesel::insert_into(projects::table)
        .values(row)
        .returning(projects::id)
        .get_result(c))?;
    Ok(ProjectId(id))
}

/// Writes what can change of a project: all but its address.
pub fn update(
    conn: &mut Conn,
    id: ProjectId,
    administration: &str,
    ends_on: Option<NaiveDate>,
) -> Result<()> {
    diesel::update(projects::table.find(id.0))
        .set((projects::administration.eq(administration), projects::ends_on.eq(ends_on)))
        .execute(conn)?;
    Ok(())
}
