//! Passkeys: what checks their proofs.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::store::database::on_each;
use crate::store::database::schema::passkeys;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// A passkey as its owner sees it.
pub struct Passkey {
    pub id: i64,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Those of a person, in the order in which they were made.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Passkey>> {
    let rows: Vec<(i64, String, Moment, Option<Moment>)> = passkeys::table
        .filter(passkeys::person_id.eq(person.0))
        .select((passkeys::id, passkeys::name, passkeys::created_at, passkeys::used_at))
        .order(passkeys::id)
        .load(conn)?;
    let passkey = |(id, name, created_at, used_at): (_, _, Moment, Option<Moment>)| Passkey {
        id,
        name,
        created_at: created_at.into(),
        used_at: used_at.map(DateTime::from),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

/// A passkey that was just made.
pub struct NewPasskey<'a> {
    pub person: PersonId,
    /// Unique among all passkeys.
    pub credential_id: &'a str,
    pub credential: &'a str,
    pub name: &'a str,
}

/// False where there is one of that id already, whosever.
pub fn insert(conn: &mut Conn, new: &NewPasskey<'_>, now: DateTime<Utc>) -> Result<bool> {
    let row = (
        passkeys::person_id.eq(new.person.0),
        passkeys::credential_id.eq(new.credential_id),
        passkeys::credential.eq(new.credential),
        passkeys::name.eq(new.name),
        passkeys::created_at.eq(Moment::from(now)),
    );
    let inserted = on_each!(conn, c => diesel::insert_into(passkeys::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(inserted == 1)
}
