//! Promotions.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::connection::on_each;
use super::schema::promotions;
use super::{Conn, Result};
use crate::domain::project::{Promotion, PromotionId};

#[derive(Queryable)]
struct Row {
    id: i64,
    name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

impl From<Row> for Promotion {
    fn from(row: Row) -> Self {
        Promotion { id: PromotionId(row.id), name: row.name, starts_on: row.starts_on, ends_on: row.ends_on }
    }
}

pub fn by_name(conn: &mut Conn, name: &str) -> Result<Option<Promotion>> {
    let row = promotions::table.filter(promotions::name.eq(name)).first::<Row>(conn).optional()?;
    Ok(row.map(Promotion::from))
}

pub fn insert(conn: &mut Conn, name: &str, starts_on: NaiveDate, ends_on: NaiveDate) -> Result<PromotionId> {
    let row =
        (promotions::name.eq(name), promotions::starts_on.eq(starts_on), promotions::ends_on.eq(ends_on));
    let id = on_each!(conn, c => diesel::insert_into(promotions::table)
        .values(row)
        .returning(promotions::id)
        .get_result(c))?;
    Ok(PromotionId(id))
}

pub fn update(conn: &mut Conn, promotion: &Promotion) -> Result<()> {
    diesel::update(promotions::table.find(promotion.id.0))
        .set((
            promotions::name.eq(&promotion.name),
            promotions::starts_on.eq(promotion.starts_on),
            promotions::ends_on.eq(promotion.ends_on),
        ))
        .execute(conn)?;
    Ok(())
}
