//! People and their roles.

pub mod absences;
pub mod chat_names;
pub mod memberships;
pub mod stand_ins;
pub mod traces;

mod meant;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::domain::people::preferences::DigestWish;
use crate::domain::people::{Email, Locale, Member, Membership, Person, PersonId};
use crate::domain::post::kind::Kind;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::people;
use crate::store::database::values::{Moment, parsed};
use crate::store::post::unsubscriptions;
use crate::store::{Conn, Either, Error, Result};

pub use meant::{everybody_of, members_of, present, present_members};

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
pub(in crate::store) struct Row {
    id: i64,
    name: String,
    email: String,
    locale: Option<String>,
    coordinator: bool,
    deactivated_at: Option<Moment>,
    digest_scope: String,
    digest_every: String,
}

impl TryFrom<Row> for Person {
    type Error = Error;

    fn try_from(row: Row) -> Result<Person> {
        Ok(Person {
            id: PersonId(row.id),
            name: row.name,
            email: Email::stored(row.email),
            locale: row.locale.as_deref().map(parsed).transpose()?,
            coordinator: row.coordinator,
            active: row.deactivated_at.is_none(),
            digest: DigestWish { scope: parsed(&row.digest_scope)?, every: parsed(&row.digest_every)? },
        })
    }
}

pub fn all(conn: &mut Conn) -> Result<Vec<Person>> {
    people_in(people::table.select(Row::as_select()).order(people::id).load(conn)?)
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

/// A person with the roles that they have, or had, on that day.
pub fn member(conn: &mut Conn, id: PersonId, today: NaiveDate) -> Result<Option<Member>> {
    Ok(members_among(conn, &[id], today)?.pop())
}

/// Those of them who are there, whether or not they can get in, with their roles, in the order in which they came.
pub fn members_among(conn: &mut Conn, ids: &[PersonId], today: NaiveDate) -> Result<Vec<Member>> {
    let rows: Vec<Row> = people::table
        .filter(people::id.one_of(ids.iter().map(|id| id.0)))
        .select(Row::as_select())
        .order(people::id)
        .load(conn)?;
    members_in(conn, rows, today)
}

/// How many people are known, whether or not something can be wanted of them still.
pub fn count(conn: &mut Conn) -> Result<usize> {
    let count: i64 = people::table.count().get_result(conn)?;
    Ok(count.unsigned_abs() as usize)
}

fn people_in(rows: Vec<Row>) -> Result<Vec<Person>> {
    rows.into_iter().map(Person::try_from).collect()
}

fn members_in(conn: &mut Conn, rows: Vec<Row>, today: NaiveDate) -> Result<Vec<Member>> {
    let people = people_in(rows)?;
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let roles = (memberships::of_people(conn, &ids)?, stand_ins::roles_on(conn, today, Some(&ids))?);
    Ok(with_roles(people, roles, today))
}

/// Everybody who can get in, with their roles, in the order in which they came.
pub fn members(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Member>> {
    let mut members = everybody(conn, today)?;
    members.retain(|member| member.person.active);
    Ok(members)
}

/// The same with those who have been deactivated.
pub fn everybody(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Member>> {
    let roles = (memberships::all(conn)?, stand_ins::roles_on(conn, today, None)?);
    Ok(with_roles(all(conn)?, roles, today))
}

fn by_person(memberships: Vec<Membership>) -> BTreeMap<PersonId, Vec<Membership>> {
    let mut of: BTreeMap<PersonId, Vec<Membership>> = BTreeMap::new();
    for membership in memberships {
        of.entry(membership.person).or_default().push(membership);
    }
    of
}

/// With their own roles and those in which they stand in: who is kept out stands in for nobody.
fn with_roles(
    people: Vec<Person>,
    (own, stood_in): (Vec<Membership>, Vec<Membership>),
    today: NaiveDate,
) -> Vec<Member> {
    let (mut own, mut stood_in) = (by_person(own), by_person(stood_in));
    let with_roles = |person: Person| {
        let mut memberships = own.remove(&person.id).unwrap_or_default();
        if person.active {
            memberships.extend(stood_in.remove(&person.id).unwrap_or_default());
        }
        Member { person, memberships, today }
    };
    people.into_iter().map(with_roles).collect()
}

/// All who can get in but those who stopped mails of that kind.
pub fn members_who_want(conn: &mut Conn, kind: Kind, today: NaiveDate) -> Result<Vec<Member>> {
    let stopped = unsubscriptions::of_kind(conn, kind)?;
    let mut members = members(conn, today)?;
    members.retain(|member| !stopped.contains(&member.person.id));
    Ok(members)
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

/// Gives a person another name.
pub fn rename(conn: &mut Conn, id: PersonId, name: &str) -> Result<()> {
    diesel::update(people::table.find(id.0)).set(people::name.eq(name)).execute(conn)?;
    Ok(())
}

/// None: the programme's language.
pub fn set_locale(conn: &mut Conn, id: PersonId, locale: Option<Locale>) -> Result<()> {
    let code = locale.map(Locale::code);
    diesel::update(people::table.find(id.0)).set(people::locale.eq(code)).execute(conn)?;
    Ok(())
}

/// Gives a person another address; it must be nobody else's.
pub fn set_email(conn: &mut Conn, id: PersonId, email: &Email) -> Result<()> {
    diesel::update(people::table.find(id.0)).set(people::email.eq(email.as_str())).execute(conn)?;
    Ok(())
}

pub fn set_digest(conn: &mut Conn, id: PersonId, wish: DigestWish) -> Result<()> {
    let columns =
        (people::digest_scope.eq(wish.scope.as_str()), people::digest_every.eq(wish.every.as_str()));
    diesel::update(people::table.find(id.0)).set(columns).execute(conn)?;
    Ok(())
}

/// Who chose to be told of each request for help that does not wait for its week.
pub fn who_want_help_at_once(conn: &mut Conn) -> Result<BTreeSet<PersonId>> {
    let ids: Vec<i64> = people::table.filter(people::help_at_once.eq(true)).select(people::id).load(conn)?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// Whether that person did.
pub fn wants_help_at_once(conn: &mut Conn, id: PersonId) -> Result<bool> {
    let wants = people::table.find(id.0).select(people::help_at_once).first(conn).optional()?;
    Ok(wants.unwrap_or(false))
}

pub fn set_help_at_once(conn: &mut Conn, id: PersonId, wants: bool) -> Result<()> {
    diesel::update(people::table.find(id.0)).set(people::help_at_once.eq(wants)).execute(conn)?;
    Ok(())
}

/// Makes a person a coordinator, or one no more; false if that is what they are.
pub fn set_coordinator(conn: &mut Conn, id: PersonId, coordinator: bool) -> Result<bool> {
    let other = people::table.find(id.0).filter(people::coordinator.ne(coordinator));
    Ok(diesel::update(other).set(people::coordinator.eq(coordinator)).execute(conn)? == 1)
}

/// Lets a person in again, or no more; false if so it is.
pub fn set_active(conn: &mut Conn, id: PersonId, active: bool, now: DateTime<Utc>) -> Result<bool> {
    let row = people::table.find(id.0);
    let changed = if active {
        let kept_out = row.filter(people::deactivated_at.is_not_null());
        diesel::update(kept_out).set(people::deactivated_at.eq(None::<Moment>)).execute(conn)?
    } else {
        let let_in = row.filter(people::deactivated_at.is_null());
        diesel::update(let_in).set(people::deactivated_at.eq(Some(Moment::from(now)))).execute(conn)?
    };
    Ok(changed == 1)
}

/// A person whom no other transaction changes until this one has ended; none: there is no such person by now.
///
/// Who is let in is asked of this row: whoever keeps them out at the same moment waits, and finds their new session.
pub fn hold(conn: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    // SQLite has one writer at a time anyway.
    if let Either::Postgres(c) = conn.either() {
        people::table.find(id.0).select(people::id).for_no_key_update().first::<i64>(c).optional()?;
    }
    by_id(conn, id)
}

/// The addresses of those of them who are there, which no other transaction changes until this one has ended.
pub fn hold_addresses<'a>(
    conn: &mut Conn,
    ids: impl Iterator<Item = &'a PersonId>,
) -> Result<BTreeMap<PersonId, Email>> {
    let query = people::table
        .filter(people::id.one_of(ids.map(|id| id.0).collect::<Vec<i64>>()))
        .order(people::id)
        .select((people::id, people::email));
    let rows: Vec<(i64, String)> = match conn.either() {
        // SQLite has one writer at a time anyway.
        Either::Sqlite(c) => query.load(c)?,
        Either::Postgres(c) => query.for_share().load(c)?,
    };
    Ok(rows.into_iter().map(|(id, email)| (PersonId(id), Email::stored(email))).collect())
}

/// Any number that no other program locks in this database.
const COORDINATORS_LOCK: i64 = 0x636f_6f72_6469_6e61;

/// Waits for others that hold this lock, and holds it until the transaction ends.
pub fn lock_coordinators(conn: &mut Conn) -> Result<()> {
    // SQLite has one writer at a time anyway.
    if let Either::Postgres(c) = conn.either() {
        c.batch_execute(&format!("SELECT pg_advisory_xact_lock({COORDINATORS_LOCK})"))?;
    }
    Ok(())
}

/// The coordinators who can get in, in the order in which they came.
pub fn coordinators(conn: &mut Conn) -> Result<Vec<Person>> {
    let active = people::coordinator.eq(true).and(people::deactivated_at.is_null());
    people_in(people::table.filter(active).select(Row::as_select()).order(people::id).load(conn)?)
}

/// How many coordinators can get in.
pub fn count_coordinators(conn: &mut Conn) -> Result<i64> {
    let active = people::coordinator.eq(true).and(people::deactivated_at.is_null());
    Ok(people::table.filter(active).count().get_result(conn)?)
}

/// Which of the addresses of a person's calendar is good.
pub fn feed_version(conn: &mut Conn, id: PersonId) -> Result<Option<i32>> {
    Ok(people::table.find(id.0).select(people::feed_version).first(conn).optional()?)
}

/// Ends the address of a person's calendar; the next one is good.
pub fn renew_feed(conn: &mut Conn, id: PersonId) -> Result<()> {
    diesel::update(people::table.find(id.0))
        .set(people::feed_version.eq(people::feed_version + 1))
        .execute(conn)?;
    Ok(())
}

/// When the person was added.
pub fn created_at(conn: &mut Conn, id: PersonId) -> Result<Option<DateTime<Utc>>> {
    let at: Option<Moment> = people::table.find(id.0).select(people::created_at).first(conn).optional()?;
    Ok(at.map(DateTime::from))
}

/// Whether anybody follows the programme yet.
pub fn has_coordinator(conn: &mut Conn) -> Result<bool> {
    let coordinators = people::table.filter(people::coordinator.eq(true));
    Ok(diesel::select(diesel::dsl::exists(coordinators)).get_result(conn)?)
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

/// What those are called; who has been erased is not among them.
pub fn names(conn: &mut Conn, ids: &BTreeSet<PersonId>) -> Result<BTreeMap<PersonId, String>> {
    let rows: Vec<(i64, String)> = people::table
        .filter(people::id.one_of(ids.iter().map(|id| id.0)))
        .select((people::id, people::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
}
