//! Who stands in for which mentor, until when.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::memberships::{self as roles, Row};
use crate::domain::people::{Membership, PersonId};
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{memberships, people, projects, stand_ins};
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Somebody has the mails and the rights of a mentor too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn {
    pub mentor: PersonId,
    pub stand_in: PersonId,
    /// The last day.
    pub until: NaiveDate,
}

/// Whom a mentor has named; it may be past.
pub fn of_mentor(conn: &mut Conn, mentor: PersonId) -> Result<Option<StandIn>> {
    let row: Option<(i64, NaiveDate)> = stand_ins::table
        .find(mentor.0)
        .select((stand_ins::stand_in_id, stand_ins::until_day))
        .first(conn)
        .optional()?;
    Ok(row.map(|(stand_in, until)| StandIn { mentor, stand_in: PersonId(stand_in), until }))
}

/// Names somebody, in the place of whoever was named before.
pub fn put(conn: &mut Conn, named: StandIn, now: DateTime<Utc>) -> Result<()> {
    let values = (
        stand_ins::stand_in_id.eq(named.stand_in.0),
        stand_ins::until_day.eq(named.until),
        stand_ins::created_at.eq(Moment::from(now)),
    );
    on_each!(conn, c => diesel::insert_into(stand_ins::table)
        .values((stand_ins::person_id.eq(named.mentor.0), values))
        .on_conflict(stand_ins::person_id)
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// Nobody stands in for that mentor any more; false if nobody did.
pub fn delete(conn: &mut Conn, mentor: PersonId) -> Result<bool> {
    Ok(diesel::delete(stand_ins::table.find(mentor.0)).execute(conn)? == 1)
}

/// Forgets those whose last day is past; how many.
pub fn delete_past(conn: &mut Conn, today: NaiveDate) -> Result<usize> {
    Ok(diesel::delete(stand_ins::table.filter(stand_ins::until_day.lt(today))).execute(conn)?)
}

/// The roles that people have today in the place of mentors who can get in, by the mentors' numbers; `of`: of those alone.
pub(super) fn roles_on(
    conn: &mut Conn,
    today: NaiveDate,
    of: Option<&[PersonId]>,
) -> Result<Vec<Membership>> {
    let lasting = stand_ins::table
        .inner_join(people::table.inner_join(memberships::table.inner_join(projects::table)))
        .filter(stand_ins::until_day.ge(today).and(people::deactivated_at.is_null()))
        .order((stand_ins::person_id, memberships::project_id, memberships::role))
        .select((stand_ins::stand_in_id, stand_ins::until_day, roles::COLUMNS));
    let rows: Vec<(i64, NaiveDate, Row)> = match of {
        Some(people) => {
            lasting.filter(stand_ins::stand_in_id.one_of(people.iter().map(|id| id.0))).load(conn)?
        }
        None => lasting.load(conn)?,
    };
    let mut found = Vec::with_capacity(rows.len());
    for (stand_in, until, row) in rows {
        let held = roles::membership(row)?;
        if held.role.is_mentor() && held.serves_on(today) {
            let for_whom = Some(held.person);
            found.push(Membership { person: PersonId(stand_in), until_day: Some(until), for_whom, ..held });
        }
    }
    Ok(found)
}
