//! Who has which role on which project, from when until when.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::people::{Membership, PersonId, Role};
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{memberships, people, projects};
use crate::store::database::values::parsed;
use crate::store::{Conn, Result};

/// A row, and its project's language.
pub(super) type Row = ((i64, i64, String, Option<NaiveDate>, Option<NaiveDate>), Option<String>);
/// What [`membership`] reads.
pub(super) const COLUMNS: (Columns, projects::locale) = (memberships::all_columns, projects::locale);
type Columns = <memberships::table as diesel::Table>::AllColumns;

pub(super) fn membership(((person, project, role, from_day, until_day), locale): Row) -> Result<Membership> {
    let open = Membership::open(PersonId(person), ProjectId(project), parsed(&role)?);
    let locale = locale.as_deref().map(parsed).transpose()?;
    Ok(Membership { from_day, until_day, locale, ..open })
}

/// All of them, past and coming ones too.
pub fn all(conn: &mut Conn) -> Result<Vec<Membership>> {
    let rows: Vec<Row> = memberships::table
        .inner_join(projects::table)
        .order((memberships::project_id, memberships::role))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(membership).collect()
}

/// Those of one person.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Membership>> {
    of_people(conn, &[person])
}

/// Those of these people.
pub fn of_people(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<Membership>> {
    let rows: Vec<Row> = memberships::table
        .inner_join(projects::table)
        .filter(memberships::person_id.one_of(people.iter().map(|person| person.0)))
        .order((memberships::project_id, memberships::role))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(membership).collect()
}

/// Those on these projects, past and coming ones too.
pub fn of_projects(conn: &mut Conn, projects: &[ProjectId]) -> Result<Vec<Membership>> {
    let rows: Vec<Row> = memberships::table
        .inner_join(projects::table)
        .filter(memberships::project_id.one_of(projects.iter().map(|project| project.0)))
        .order((memberships::project_id, memberships::role))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(membership).collect()
}

/// The EIGs of these projects who can get in, past and coming ones too.
pub fn of_teams(conn: &mut Conn, teams: &[ProjectId]) -> Result<Vec<Membership>> {
    let rows: Vec<Row> = memberships::table
        .inner_join(projects::table)
        .inner_join(people::table)
        .filter(memberships::project_id.one_of(teams.iter().map(|project| project.0)))
        .filter(memberships::role.eq(Role::Eig.as_str()))
        .filter(people::deactivated_at.is_null())
        .order((memberships::project_id, memberships::person_id))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(membership).collect()
}

/// Who has, had or will have a mentor's role on that project.
pub fn mentors_of(conn: &mut Conn, project: ProjectId) -> Result<Vec<PersonId>> {
    let roles = Role::ALL.into_iter().filter(|role| role.is_mentor()).map(Role::as_str);
    let rows: Vec<i64> = memberships::table
        .filter(memberships::project_id.eq(project.0).and(memberships::role.one_of(roles)))
        .select(memberships::person_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// Gives a role with its days; true if the person never had it.
pub fn give(conn: &mut Conn, given: Membership) -> Result<bool> {
    let row = (
        memberships::person_id.eq(given.person.0),
        memberships::project_id.eq(given.project.0),
        memberships::role.eq(given.role.as_str()),
        memberships::from_day.eq(given.from_day),
        memberships::until_day.eq(given.until_day),
    );
    let written = on_each!(conn, c => diesel::insert_into(memberships::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(written == 1)
}

/// Gives a role back to somebody who has left; false if they have not.
pub fn reopen(conn: &mut Conn, given: Membership, today: NaiveDate) -> Result<bool> {
    let past = memberships::table
        .find((given.person.0, given.project.0, given.role.as_str()))
        .filter(memberships::until_day.lt(today));
    Ok(diesel::update(past).set(memberships::until_day.eq(given.until_day)).execute(conn)? == 1)
}

/// Gives a role that membership's first and last day; false if the person never had it.
pub fn set_days(conn: &mut Conn, held: Membership) -> Result<bool> {
    let days = (memberships::from_day.eq(held.from_day), memberships::until_day.eq(held.until_day));
    let row = memberships::table.find((held.person.0, held.project.0, held.role.as_str()));
    Ok(diesel::update(row).set(days).execute(conn)? == 1)
}

/// Takes a role, as if it had never been given; true if the person had it.
pub fn take(conn: &mut Conn, taken: Membership) -> Result<bool> {
    let role = memberships::table.find((taken.person.0, taken.project.0, taken.role.as_str()));
    Ok(diesel::delete(role).execute(conn)? == 1)
}
