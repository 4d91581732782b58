//! Links by which strangers read one project's published history.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::schema::shares;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Identifies a [`Share`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareId(pub i64);

/// A link, and what became of it.
#[derive(Debug, Clone)]
pub struct Share {
    pub id: ShareId,
    pub project: ProjectId,
    /// For whom it was made, in its maker's words.
    pub label: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub seen_count: i64,
    pub last_seen_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = shares)]
struct Row {
    id: i64,
    project_id: i64,
    label: String,
    created_at: Moment,
    expires_at: Option<Moment>,
    revoked_at: Option<Moment>,
    seen_count: i64,
    last_seen_at: Option<Moment>,
}

impl From<Row> for Share {
    fn from(row: Row) -> Self {
        Share {
            id: ShareId(row.id),
            project: ProjectId(row.project_id),
            label: row.label,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.map(DateTime::from),
            revoked_at: row.revoked_at.map(DateTime::from),
            seen_count: row.seen_count,
            last_seen_at: row.last_seen_at.map(DateTime::from),
        }
    }
}

impl Share {
    pub fn works(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|expires_at| now < expires_at)
    }
}

/// Those of a project, newest first.
pub fn of_project(conn: &mut Conn, project: ProjectId) -> Result<Vec<Share>> {
    let rows: Vec<Row> = shares::table
        .filter(shares::project_id.eq(project.0))
        .order(shares::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Share::from).collect())
}

pub fn by_id(conn: &mut Conn, id: ShareId) -> Result<Option<Share>> {
    let row = shares::table.find(id.0).select(Row::as_select()).first(conn).optional()?;
    Ok(row.map(Share::from))
}

/// A link to be made.
pub struct NewShare {
    pub project: ProjectId,
    pub label: String,
    pub by: PersonId,
    pub expires_at: Option<DateTime<Utc>>,
}

pub fn insert(conn: &mut Conn, new: &NewShare, now: DateTime<Utc>) -> Result<ShareId> {
    let row = (
        shares::project_id.eq(new.project.0),
        shares::label.eq(&new.label),
        shares::created_by.eq(new.by.0),
        shares::created_at.eq(Moment::from(now)),
        shares::expires_at.eq(new.expires_at.map(Moment::from)),
    );
    let id = on_each!(conn, c => diesel::insert_into(shares::table)
        .values(row)
        .returning(shares::id)
        .get_result(c))?;
    Ok(ShareId(id))
}

/// Ends a link of that project; false if it had ended, or is none of its.
pub fn revoke(conn: &mut Conn, project: ProjectId, id: ShareId, now: DateTime<Utc>) -> Result<bool> {
    let present = shares::id.eq(id.0).and(shares::project_id.eq(project.0)).and(shares::revoked_at.is_null());
    let revoked = diesel::update(shares::table.filter(present))
        .set(shares::revoked_at.eq(Moment::from(now)))
        .execute(conn)?;
    Ok(revoked == 1)
}

/// Counts that somebody looked.
pub fn count_look(conn: &mut Conn, id: ShareId, now: DateTime<Utc>) -> Result<()> {
    diesel::update(shares::table.find(id.0))
        .set((shares::seen_count.eq(shares::seen_count + 1), shares::last_seen_at.eq(Moment::from(now))))
        .execute(conn)?;
    Ok(())
}
