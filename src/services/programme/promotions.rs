//! Promotions are prepared, opened, closed and archived.

use chrono::{DateTime, NaiveDate, Utc};

use super::fault::{Check, Refusal};
use super::importing::NAME_MAX;
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Promotion, PromotionId, Stage};
use crate::store::Conn;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects;
use crate::store::programme::promotions::{self, NewPromotion};

/// What a coordinator typed.
pub struct Typed {
    pub name: String,
    pub starts_on: String,
    pub ends_on: String,
}

struct Details {
    name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

impl Typed {
    /// `own`: the promotion that is changed; its name is not taken by itself.
    fn check(&self, conn: &mut Conn, own: Option<PromotionId>) -> Result<Details, Refusal> {
        let mut check = Check::default();
        let name = check.line("name", &self.name, (NAME_MAX, "promotion-name-missing", "name-invalid"));
        if promotions::by_name(conn, &name)?.is_some_and(|known| Some(known.id) != own) {
            check.fault("name", "promotion-name-taken");
        }
        let (starts_on, ends_on) =
            (check.day("starts_on", &self.starts_on), check.day("ends_on", &self.ends_on));
        if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on)
            && ends_on < starts_on
        {
            check.fault("ends_on", "promotion-ends-before");
        }
        let days = starts_on.zip(ends_on);
        check.finish(days.map(|(starts_on, ends_on)| Details { name, starts_on, ends_on }))
    }
}

/// A new promotion, in preparation.
pub fn create(
    conn: &mut Conn,
    typed: &Typed,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<PromotionId, Refusal> {
    let Details { name, starts_on, ends_on } = typed.check(conn, None)?;
    let new = NewPromotion { name: &name, starts_on, ends_on, stage: Stage::Draft };
    let id = promotions::insert(conn, &new)?;
    audit::record(conn, &Entry::new(by, Action::PromotionAdded).with(name), now)?;
    Ok(id)
}

pub fn change(
    conn: &mut Conn,
    id: PromotionId,
    typed: &Typed,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let known = promotions::by_id(conn, id)?.ok_or(Refusal::Gone)?;
    let Details { name, starts_on, ends_on } = typed.check(conn, Some(id))?;
    promotions::update(conn, &Promotion { name: name.clone(), starts_on, ends_on, ..known })?;
    Ok(audit::record(conn, &Entry::new(by, Action::PromotionChanged).with(name), now)?)
}

/// Takes a promotion to another stage. Closed, its week of `today` is the last one; opened again, it runs to its end.
pub fn advance(
    conn: &mut Conn,
    id: PromotionId,
    to: Stage,
    today: NaiveDate,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let known = promotions::by_id(conn, id)?.ok_or(Refusal::Gone)?;
    if !known.stage.next().contains(&to) {
        return Err(Refusal::NotNow);
    }
    let closed_on = match (known.stage, to) {
        (Stage::Open, Stage::Closed) => Some(today),
        (_, Stage::Open | Stage::Draft) => None,
        _ => known.closed_on,
    };
    let detail = format!("{}: {to}", known.name);
    promotions::update(conn, &Promotion { stage: to, closed_on, ..known })?;
    Ok(audit::record(conn, &Entry::new(by, Action::PromotionMoved).with(detail), now)?)
}

/// Deletes a promotion that has no projects.
pub fn delete(conn: &mut Conn, id: PromotionId, by: PersonId, now: DateTime<Utc>) -> Result<(), Refusal> {
    let known = promotions::by_id(conn, id)?.ok_or(Refusal::Gone)?;
    if projects::all(conn)?.iter().any(|project| project.promotion == id) {
        return Err(Refusal::NotNow);
    }
    promotions::delete(conn, id)?;
    Ok(audit::record(conn, &Entry::new(by, Action::PromotionDeleted).with(known.name), now)?)
}
