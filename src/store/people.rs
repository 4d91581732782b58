//! People and their roles.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::connection::on_each;
use super::schema::{memberships, people};
use super::values::{Moment, parsed};
use super::{Conn, Error, Result, unsubscriptions};
use crate::domain::people::{Email, Locale, Member, Membership, Person, PersonId, Role};
use crate::domain::project::ProjectId;
use crate::domain::schedule::Job;

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
pub(super) struct Row {
    id: i64,
    name: String,
    email: String,
    locale: Option<String>,
    coordinator: bool,
}

impl TryFrom<Row> for Person {
    type Error = Error;

    fn try_from(row: Row) -> Result<Person> {
        Ok(Person {
            id: PersonId(row.id),
            name: row.name,
            email: parsed(&row.email)?,
            locale: row.locale.as_deref().map(parsed).transpose()?,
            coordinator: row.coordinator,
        })
    }
}

pub fn all(conn: &mut Conn) -> Result<Vec<Person>> {
    let rows = people::table.select(Row::as_select()).order(people::id).load(conn)?;
    rows.into_iter().map(Person::try_from).collect()
}

pub fn by_id(conn: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    let row = people::table.find(id.0).select(Row::as_select()).first(conn).optional()?;
    row.map(Person::try_from).transpose()
}

pub fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<Person>> {
    let row = people::table
        .filter(people::email.eq(email.as_str()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Person::try_from).transpose()
}

/// A person with their roles.
pub fn member(conn: &mut Conn, id: PersonId) -> Result<Option<Member>> {
    let Some(person) = by_id(conn, id)? else { return Ok(None) };
    let rows = memberships::table
        .filter(memberships::person_id.eq(id.0))
        .order((memberships::project_id, memberships::role))
        .load(conn)?;
    Ok(Some(Member { person, memberships: to_memberships(rows)? }))
}

/// Everybody with their roles, in the order in which they came.
pub fn members(conn: &mut Conn) -> Result<Vec<Member>> {
    let everybody = all(conn)?;
    let memberships = memberships(conn)?;
    Ok(everybody
        .into_iter()
        .map(|person| Member {
            memberships: memberships.iter().filter(|m| m.person == person.id).copied().collect(),
            person,
        })
        .collect())
}

/// Everybody but those who stopped mails of that kind.
pub fn members_who_want(conn: &mut Conn, kind: Job) -> Result<Vec<Member>> {
    let stopped = unsubscriptions::of_kind(conn, kind)?;
    let mut members = members(conn)?;
    members.retain(|member| !stopped.contains(&member.person.id));
    Ok(members)
}

pub fn memberships(conn: &mut Conn) -> Result<Vec<Membership>> {
    to_memberships(memberships::table.order((memberships::project_id, memberships::role)).load(conn)?)
}

fn to_memberships(rows: Vec<(i64, i64, String)>) -> Result<Vec<Membership>> {
    rows.into_iter()
        .map(|(person, project, role)| {
            Ok(Membership { person: PersonId(person), project: ProjectId(project), role: to_role(&role)? })
        })
        .collect()
}

fn to_role(text: &str) -> Result<Role> {
    match text {
        "eig" => Ok(Role::Eig),
        "mentor" => Ok(Role::Mentor),
        other => Err(Error::Corrupt(format!("memberships.role {other:?}"))),
    }
}

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Eig => "eig",
        Role::Mentor => "mentor",
    }
}

/// A person to be written.
pub struct NewPerson<'a> {
    pub name: &'a str,
    pub email: &'a Email,
    pub locale: Option<Locale>,
    pub coordinator: bool,
}

pub fn insert(conn: &mut Conn, new: &NewPerson<'_>, now: DateTime<Utc>) -> Result<PersonId> {
    let row = (
        people::name.eq(new.name),
        people::email.eq(new.email.as_str()),
        people::locale.eq(new.locale.map(Locale::code)),
        people::coordinator.eq(new.coordinator),
        people::created_at.eq(Moment::from(now)),
    );
    let id = on_each!(conn, c => diesel::insert_into(people::table)
        .values(row)
        .returning(people::id)
        .get_result(c))?;
    Ok(PersonId(id))
}

pub fn update(conn: &mut Conn, person: &Person) -> Result<()> {
    diesel::update(people::table.find(person.id.0))
        .set((
            people::name.eq(&person.name),
            people::email.eq(person.email.as_str()),
            people::locale.eq(person.locale.map(Locale::code)),
            people::coordinator.eq(person.coordinator),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a role; true if the person did not have it.
pub fn give_role(conn: &mut Conn, membership: Membership) -> Result<bool> {
    let row = (
        memberships::person_id.eq(membership.person.0),
        memberships::project_id.eq(membership.project.0),
        memberships::role.eq(role_text(membership.role)),
    );
    let written = on_each!(conn, c => diesel::insert_into(memberships::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(written == 1)
}

/// Whether anybody follows the programme yet.
pub fn has_coordinator(conn: &mut Conn) -> Result<bool> {
    let count: i64 = people::table.filter(people::coordinator.eq(true)).count().get_result(conn)?;
    Ok(count > 0)
}

/// The person's password as a PHC string; none: no such person, or no password set.
pub fn password_hash(conn: &mut Conn, id: PersonId) -> Result<Option<String>> {
    let hash: Option<Option<String>> =
        people::table.find(id.0).select(people::password_hash).first(conn).optional()?;
    Ok(hash.flatten())
}

pub fn set_password_hash(conn: &mut Conn, id: PersonId, hash: &str) -> Result<()> {
    diesel::update(people::table.find(id.0)).set(people::password_hash.eq(hash)).execute(conn)?;
    Ok(())
}
