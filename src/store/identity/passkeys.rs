//! Passkeys, any number a person: what checks their proofs.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::store::database::on_each;
use crate::store::database::schema::passkeys;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

pub struct Passkey {
    pub id: i64,
    /// What its owner calls it.
    pub name: String,
    /// As the domain writes it.
    pub credential: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

pub struct NewPasskey<'a> {
    pub person: PersonId,
    /// By which browsers name it.
    pub credential_id: &'a str,
    pub credential: &'a str,
    pub name: &'a str,
}

/// Writes a passkey; false if it is known, of whomever.
pub fn insert(conn: &mut Conn, new: &NewPasskey<'_>, now: DateTime<Utc>) -> Result<bool> {
    let row = (
        passkeys::person_id.eq(new.person.0),
        passkeys::credential_id.eq(new.credential_id),
        passkeys::credential.eq(new.credential),
        passkeys::name.eq(new.name),
        passkeys::created_at.eq(Moment::from(now)),
    );
    let written = on_each!(conn, c => diesel::insert_into(passkeys::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(written == 1)
}

/// In the order in which they were made.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Passkey>> {
    type Row = (i64, String, String, Moment, Option<Moment>);
    let rows: Vec<Row> = passkeys::table
        .filter(passkeys::person_id.eq(person.0))
        .select((passkeys::id, passkeys::name, passkeys::credential, passkeys::created_at, passkeys::used_at))
        .order(passkeys::id)
        .load(conn)?;
    let passkey = |(id, name, credential, made, used): Row| Passkey {
        id,
        name,
        credential,
        created_at: made.into(),
        used_at: used.map(DateTime::from),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

pub fn has_one(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let any = passkeys::table.filter(passkeys::person_id.eq(person.0));
    Ok(diesel::select(diesel::dsl::exists(any)).get_result(conn)?)
}

/// Notes that it was used, and how it is from then on; false if it has been used otherwise meanwhile.
pub fn note_use(conn: &mut Conn, known: &Passkey, credential: &str, now: DateTime<Utc>) -> Result<bool> {
    let unchanged = passkeys::table.find(known.id).filter(passkeys::credential.eq(&known.credential));
    let noted = diesel::update(unchanged)
        .set((passkeys::credential.eq(credential), passkeys::used_at.eq(Moment::from(now))))
        .execute(conn)?;
    Ok(noted == 1)
}

/// True if that person had it.
pub fn delete_one(conn: &mut Conn, person: PersonId, id: i64) -> Result<bool> {
    let one = passkeys::table.filter(passkeys::id.eq(id).and(passkeys::person_id.eq(person.0)));
    Ok(diesel::delete(one).execute(conn)? == 1)
}

pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<()> {
    diesel::delete(passkeys::table.filter(passkeys::person_id.eq(person.0))).execute(conn)?;
    Ok(())
}
