//! Mails that somebody asked for at an address, whosever it is, and that nobody has written yet.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::Email;
use crate::domain::post::kind::Kind;
use crate::store::database::schema::asked_mails;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// What is asked for.
pub struct NewAsk<'a> {
    pub kind: Kind,
    pub email: &'a Email,
    /// The browser in which its code will work, for what has one.
    pub browser_hash: Option<&'a [u8]>,
}

/// The same, waiting.
pub struct Ask {
    pub id: i64,
    pub kind: Kind,
    pub email: Email,
    pub browser_hash: Option<Vec<u8>>,
    pub asked_at: DateTime<Utc>,
}

pub fn insert(conn: &mut Conn, new: &NewAsk<'_>, now: DateTime<Utc>) -> Result<()> {
    diesel::insert_into(asked_mails::table)
        .values((
            asked_mails::kind.eq(new.kind.as_str()),
            asked_mails::email.eq(new.email.as_str()),
            asked_mails::browser_hash.eq(new.browser_hash),
            asked_mails::asked_at.eq(Moment::from(now)),
        ))
        .execute(conn)?;
    Ok(())
}

type Row = (i64, String, String, Option<Vec<u8>>, Moment);

fn read((id, kind, email, browser_hash, asked_at): Row) -> Result<Ask> {
    let (kind, email) = (parsed(&kind)?, parsed(&email)?);
    Ok(Ask { id, kind, email, browser_hash, asked_at: asked_at.into() })
}

/// All that waits, in the order in which it was asked for.
pub fn all(conn: &mut Conn) -> Result<Vec<Ask>> {
    let rows: Vec<Row> = asked_mails::table.order(asked_mails::id).load(conn)?;
    rows.into_iter().map(read).collect()
}

pub fn of_address(conn: &mut Conn, email: &Email) -> Result<Vec<Ask>> {
    let theirs = asked_mails::email.eq(email.as_str());
    let rows: Vec<Row> = asked_mails::table.filter(theirs).order(asked_mails::id).load(conn)?;
    rows.into_iter().map(read).collect()
}

/// Takes it over; false if another replica has.
pub fn take(conn: &mut Conn, id: i64) -> Result<bool> {
    Ok(diesel::delete(asked_mails::table.find(id)).execute(conn)? == 1)
}
