//! Promotions.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::programme::project::{ProjectId, Promotion, PromotionId, Stage};
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{projects, promotions};
use crate::store::database::values::parsed;
use crate::store::{Conn, Error, Result};

#[derive(Queryable)]
struct Row {
    id: i64,
    name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    stage: String,
    closed_on: Option<NaiveDate>,
}

impl TryFrom<Row> for Promotion {
    type Error = Error;

    fn try_from(row: Row) -> Result<Promotion> {
        Ok(Promotion {
            id: PromotionId(row.id),
            name: row.name,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            stage: parsed(&row.stage)?,
            closed_on: row.closed_on,
        })
    }
}

/// All promotions, the latest first.
pub fn all(conn: &mut Conn) -> Result<Vec<Promotion>> {
    let rows: Vec<Row> =
        promotions::table.order((promotions::starts_on.desc(), promotions::id)).load(conn)?;
    rows.into_iter().map(Promotion::try_from).collect()
}

/// Those under way to which one of these projects belongs, the latest first; none: of all projects.
pub fn under_way(conn: &mut Conn, of: Option<&[ProjectId]>) -> Result<Vec<Promotion>> {
    let mut wanted = promotions::table
        .filter(promotions::stage.eq(Stage::Open.as_str()))
        .order((promotions::starts_on.desc(), promotions::id))
        .into_boxed();
    if let Some(of) = of {
        let ids: Vec<i64> = of.iter().map(|project| project.0).collect();
        let theirs: Vec<i64> = projects::table
            .filter(projects::id.one_of(ids))
            .select(projects::promotion_id)
            .distinct()
            .load(conn)?;
        wanted = wanted.filter(promotions::id.one_of(theirs));
    }
    let rows: Vec<Row> = wanted.load(conn)?;
    rows.into_iter().map(Promotion::try_from).collect()
}

pub fn by_id(conn: &mut Conn, id: PromotionId) -> Result<Option<Promotion>> {
    let row: Option<Row> = promotions::table.find(id.0).first(conn).optional()?;
    row.map(Promotion::try_from).transpose()
}

pub fn by_name(conn: &mut Conn, name: &str) -> Result<Option<Promotion>> {
    let row: Option<Row> = promotions::table.filter(promotions::name.eq(name)).first(conn).optional()?;
    row.map(Promotion::try_from).transpose()
}

/// A promotion to be written.
pub struct NewPromotion<'a> {
    pub name: &'a str,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub stage: Stage,
}

pub fn insert(conn: &mut Conn, new: &NewPromotion<'_>) -> Result<PromotionId> {
    let row = (
        promotions::name.eq(new.name),
        promotions::starts_on.eq(new.starts_on),
        promotions::ends_on.eq(new.ends_on),
        promotions::stage.eq(new.stage.as_str()),
    );
    let id = on_each!(conn, c => diesel::insert_into(promotions::table)
        .values(row)
        .returning(promotions::id)
        .get_result(c))?;
    Ok(PromotionId(id))
}

/// Another name, other days.
pub fn describe(
    conn: &mut Conn,
    id: PromotionId,
    name: &str,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
) -> Result<()> {
    diesel::update(promotions::table.find(id.0))
        .set((
            promotions::name.eq(name),
            promotions::starts_on.eq(starts_on),
            promotions::ends_on.eq(ends_on),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes it to that stage; `closed_on`: the day on which it was closed before its end.
pub fn advance(conn: &mut Conn, id: PromotionId, stage: Stage, closed_on: Option<NaiveDate>) -> Result<()> {
    diesel::update(promotions::table.find(id.0))
        .set((promotions::stage.eq(stage.as_str()), promotions::closed_on.eq(closed_on)))
        .execute(conn)?;
    Ok(())
}

/// Deletes a promotion that has no projects.
pub fn delete(conn: &mut Conn, id: PromotionId) -> Result<()> {
    diesel::delete(promotions::table.find(id.0)).execute(conn)?;
    Ok(())
}
