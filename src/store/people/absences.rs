//! The days on which people are away.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::people::absence::{Absences, Away};
use crate::domain::people::{PersonId, Role};
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{memberships, person_absences};
use crate::store::{Conn, Result};

/// Those of everybody.
pub fn all(conn: &mut Conn) -> Result<Absences> {
    let rows: Vec<(i64, NaiveDate, NaiveDate)> = person_absences::table
        .select((person_absences::person_id, person_absences::first_day, person_absences::last_day))
        .load(conn)?;
    Ok(rows.into_iter().map(|(person, first, last)| (PersonId(person), Away { first, last })).collect())
}

/// Those of the EIGs of these projects, past and coming ones too.
pub fn of_teams(conn: &mut Conn, projects: &[ProjectId]) -> Result<Absences> {
    let eigs = memberships::table
        .filter(memberships::project_id.one_of(projects.iter().map(|project| project.0)))
        .filter(memberships::role.eq(Role::Eig.as_str()))
        .select(memberships::person_id);
    let rows: Vec<(i64, NaiveDate, NaiveDate)> = person_absences::table
        .filter(person_absences::person_id.eq_any(eigs))
        .select((person_absences::person_id, person_absences::first_day, person_absences::last_day))
        .load(conn)?;
    Ok(rows.into_iter().map(|(person, first, last)| (PersonId(person), Away { first, last })).collect())
}

/// Those of one person, by day.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Away>> {
    let rows: Vec<(NaiveDate, NaiveDate)> = person_absences::table
        .filter(person_absences::person_id.eq(person.0))
        .select((person_absences::first_day, person_absences::last_day))
        .order(person_absences::first_day)
        .load(conn)?;
    Ok(rows.into_iter().map(|(first, last)| Away { first, last }).collect())
}

/// Marks days; of those that begin with the same one the last that were marked hold.
pub fn put(conn: &mut Conn, person: PersonId, away: Away) -> Result<()> {
    let last = person_absences::last_day.eq(away.last);
    let row = (person_absences::person_id.eq(person.0), person_absences::first_day.eq(away.first), last);
    on_each!(conn, c => diesel::insert_into(person_absences::table)
        .values(row)
        .on_conflict((person_absences::person_id, person_absences::first_day))
        .do_update()
        .set(last)
        .execute(c))?;
    Ok(())
}

/// Forgets those that begin on that day; false: there were none.
pub fn delete(conn: &mut Conn, person: PersonId, first: NaiveDate) -> Result<bool> {
    Ok(diesel::delete(person_absences::table.find((person.0, first))).execute(conn)? > 0)
}

/// Forgets those that were over before that day.
pub fn delete_past(conn: &mut Conn, before: NaiveDate) -> Result<usize> {
    let past = person_absences::table.filter(person_absences::last_day.lt(before));
    Ok(diesel::delete(past).execute(conn)?)
}
