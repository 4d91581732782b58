//! A promotion goes with all that was filed in it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::programme::project::{ProjectId, PromotionId};
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{bulletins, help_requests, key_dates};
use crate::store::post::outbox;
use crate::store::programme::{projects, promotions};
use crate::store::{Conn, Result};

/// How many bulletins those projects filed.
pub fn count_bulletins(conn: &mut Conn, of: &[ProjectId]) -> Result<i64> {
    let ids = of.iter().map(|id| id.0);
    Ok(bulletins::table.filter(bulletins::project_id.one_of(ids)).count().get_result(conn)?)
}

/// Deletes it with its projects: roles, drafts, shares, pauses, readings and outcomes go with what they belong to.
pub fn remove(
    conn: &mut Conn,
    promotion: PromotionId,
    of_it: &[ProjectId],
    now: DateTime<Utc>,
) -> Result<()> {
    for project in of_it {
        outbox::forget_project(conn, *project, now)?;
        diesel::delete(help_requests::table.filter(help_requests::project_id.eq(project.0))).execute(conn)?;
        diesel::delete(key_dates::table.filter(key_dates::project_id.eq(project.0))).execute(conn)?;
        diesel::delete(bulletins::table.filter(bulletins::project_id.eq(project.0))).execute(conn)?;
        projects::delete(conn, *project)?;
    }
    promotions::delete(conn, promotion)
}
