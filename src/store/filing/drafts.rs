//! What teams have typed and not filed yet.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::draft::Draft;
use crate::domain::filing::typed::Typed;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::schema::drafts;
use crate::store::database::values::Moment;
use crate::store::{Conn, Error, Result};

pub fn find(conn: &mut Conn, project: ProjectId, week: Week) -> Result<Option<Draft>> {
    let row: Option<(String, i32, Option<i64>, Moment)> = drafts::table
        .find((project.0, week.to_string()))
        .select((drafts::typed, drafts::version, drafts::author_id, drafts::saved_at))
        .first(conn)
        .optional()?;
    row.map(|(typed, version, author, saved_at)| {
        let typed = serde_json::from_str(&typed)
            .map_err(|error| Error::Corrupt(format!("drafts.typed of project {}: {error}", project.0)))?;
        Ok(Draft { typed, version, author: author.map(PersonId), saved_at: saved_at.into() })
    })
    .transpose()
}

/// The projects whose teams have begun that week's.
pub fn begun(conn: &mut Conn, week: Week) -> Result<BTreeSet<ProjectId>> {
    let ids: Vec<i64> =
        drafts::table.filter(drafts::week.eq(week.to_string())).select(drafts::project_id).load(conn)?;
    Ok(ids.into_iter().map(ProjectId).collect())
}

/// Puts the fields in the place of the version `seen` (0: of none); false where another version stands there.
pub fn save(
    conn: &mut Conn,
    (project, week): (ProjectId, Week),
    typed: &Typed,
    seen: i32,
    author: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let json = serde_json::to_string(typed).map_err(|error| Error::Corrupt(error.to_string()))?;
    let row = (
        drafts::project_id.eq(project.0),
        drafts::week.eq(week.to_string()),
        drafts::typed.eq(json),
        drafts::version.eq(seen + 1),
        drafts::author_id.eq(Some(author.0)),
        drafts::saved_at.eq(Moment::from(now)),
    );
    let saved = if seen == 0 {
        on_each!(conn, c => diesel::insert_into(drafts::table).values(row).on_conflict_do_nothing().execute(c))?
    } else {
        let seen = drafts::table.find((project.0, week.to_string())).filter(drafts::version.eq(seen));
        diesel::update(seen).set(row).execute(conn)?
    };
    Ok(saved == 1)
}

pub fn delete(conn: &mut Conn, project: ProjectId, week: Week) -> Result<()> {
    diesel::delete(drafts::table.find((project.0, week.to_string()))).execute(conn)?;
    Ok(())
}

/// Forgets the drafts of the weeks before that one.
pub fn delete_before(conn: &mut Conn, week: Week) -> Result<usize> {
    Ok(diesel::delete(drafts::table.filter(drafts::week.lt(week.to_string()))).execute(conn)?)
}
