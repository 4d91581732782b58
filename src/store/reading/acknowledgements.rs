//! Who has said that they have read which bulletin.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::{exists, min};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::people::PersonId;
use crate::domain::programme::project::{ProjectId, PromotionId};
use crate::domain::reading::acknowledging::{ReadBy, Readers};
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{acknowledgements, bulletins, people, projects};
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// Who has said so of these.
pub fn of(conn: &mut Conn, ids: impl IntoIterator<Item = BulletinId>) -> Result<Readers> {
    let ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
    let rows: Vec<(i64, i64, String, Moment)> = acknowledgements::table
        .inner_join(people::table)
        .filter(acknowledgements::bulletin_id.one_of(ids))
        .order((acknowledgements::at, acknowledgements::person_id))
        .select((
            acknowledgements::bulletin_id,
            acknowledgements::person_id,
            people::name,
            acknowledgements::at,
        ))
        .load(conn)?;
    let mut readers = Readers::new();
    for (bulletin, reader, name, at) in rows {
        let read = ReadBy { reader: PersonId(reader), name, at: at.into() };
        readers.entry(BulletinId(bulletin)).or_default().push(read);
    }
    Ok(readers)
}

/// What that person has said to have read, the latest first.
pub fn of_person(conn: &mut Conn, reader: PersonId) -> Result<Vec<(ProjectId, Week, DateTime<Utc>)>> {
    let rows: Vec<(i64, String, Moment)> = acknowledgements::table
        .inner_join(bulletins::table)
        .filter(acknowledgements::person_id.eq(reader.0))
        .order((acknowledgements::at.desc(), acknowledgements::bulletin_id))
        .select((bulletins::project_id, bulletins::week, acknowledgements::at))
        .load(conn)?;
    let read = |(project, week, at): (i64, String, Moment)| {
        Ok((ProjectId(project), parsed(&week)?, DateTime::from(at)))
    };
    rows.into_iter().map(read).collect()
}

/// The first of the weeks from `first` to `last`, both included, of which somebody said so of a bulletin of that promotion; none:
/// nobody has.
pub fn first_week(conn: &mut Conn, promotion: PromotionId, first: Week, last: Week) -> Result<Option<Week>> {
    let projects = projects::table.filter(projects::promotion_id.eq(promotion.0)).select(projects::id);
    let found: Option<String> = acknowledgements::table
        .inner_join(bulletins::table)
        .filter(bulletins::project_id.eq_any(projects))
        .filter(bulletins::week.between(first.to_string(), last.to_string()))
        .select(min(bulletins::week))
        .first(conn)?;
    found.as_deref().map(parsed).transpose()
}

/// Whether somebody said so of a bulletin of that promotion for a week before that one.
pub fn is_any_before(conn: &mut Conn, promotion: PromotionId, week: Week) -> Result<bool> {
    let projects = projects::table.filter(projects::promotion_id.eq(promotion.0)).select(projects::id);
    let earlier = acknowledgements::table
        .inner_join(bulletins::table)
        .filter(bulletins::project_id.eq_any(projects))
        .filter(bulletins::week.lt(week.to_string()));
    Ok(diesel::select(exists(earlier)).get_result(conn)?)
}

/// When somebody first said so, of each of these of which anybody has.
pub fn first_of(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = BulletinId>,
) -> Result<BTreeMap<BulletinId, DateTime<Utc>>> {
    let rows: Vec<(i64, Option<Moment>)> = acknowledgements::table
        .filter(acknowledgements::bulletin_id.one_of(ids.into_iter().map(|id| id.0)))
        .group_by(acknowledgements::bulletin_id)
        .select((acknowledgements::bulletin_id, min(acknowledgements::at)))
        .load(conn)?;
    Ok(firsts(rows))
}

/// When somebody first said so, of each bulletin of these projects of which anybody has.
pub fn first_of_projects(
    conn: &mut Conn,
    projects: &[ProjectId],
) -> Result<BTreeMap<BulletinId, DateTime<Utc>>> {
    let rows: Vec<(i64, Option<Moment>)> = acknowledgements::table
        .inner_join(bulletins::table)
        .filter(bulletins::project_id.one_of(projects.iter().map(|project| project.0)))
        .group_by(acknowledgements::bulletin_id)
        .select((acknowledgements::bulletin_id, min(acknowledgements::at)))
        .load(conn)?;
    Ok(firsts(rows))
}

fn firsts(rows: Vec<(i64, Option<Moment>)>) -> BTreeMap<BulletinId, DateTime<Utc>> {
    rows.into_iter().filter_map(|(id, at)| Some((BulletinId(id), at?.into()))).collect()
}

/// That somebody says so; said twice, it is from the first time.
pub fn say(conn: &mut Conn, bulletin: BulletinId, reader: PersonId, now: DateTime<Utc>) -> Result<()> {
    let row = (
        acknowledgements::bulletin_id.eq(bulletin.0),
        acknowledgements::person_id.eq(reader.0),
        acknowledgements::at.eq(Moment::from(now)),
    );
    on_each!(conn, c => diesel::insert_into(acknowledgements::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

pub fn take_back(conn: &mut Conn, bulletin: BulletinId, reader: PersonId) -> Result<()> {
    diesel::delete(acknowledgements::table.find((bulletin.0, reader.0))).execute(conn)?;
    Ok(())
}
