//! Somebody outside the programme wants to take a request, and has yet to prove their address.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::help::RequestId;
use crate::domain::people::Email;
use crate::store::database::schema::help_offers;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// What somebody offered.
#[derive(Debug, Clone)]
pub struct Offer {
    pub request: RequestId,
    pub name: String,
    pub email: Email,
    pub expires_at: DateTime<Utc>,
}

pub fn insert(conn: &mut Conn, token_hash: &[u8; 32], offer: &Offer, now: DateTime<Utc>) -> Result<()> {
    let row = (
        help_offers::token_hash.eq(token_hash.as_slice()),
        help_offers::request_id.eq(offer.request.0),
        help_offers::name.eq(&offer.name),
        help_offers::email.eq(offer.email.as_str()),
        help_offers::created_at.eq(Moment::from(now)),
        help_offers::expires_at.eq(Moment::from(offer.expires_at)),
    );
    diesel::insert_into(help_offers::table).values(row).execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, token_hash: &[u8; 32]) -> Result<Option<Offer>> {
    let row: Option<(i64, String, String, Moment)> = help_offers::table
        .find(token_hash.as_slice())
        .select((help_offers::request_id, help_offers::name, help_offers::email, help_offers::expires_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(request, name, email, expires_at)| Offer {
        request: RequestId(request),
        name,
        email: Email::stored(email),
        expires_at: expires_at.into(),
    }))
}

/// Uses it up; false if that was done already.
pub fn delete(conn: &mut Conn, token_hash: &[u8; 32]) -> Result<bool> {
    Ok(diesel::delete(help_offers::table.find(token_hash.as_slice())).execute(conn)? == 1)
}

/// Deletes those that ended before that moment.
pub fn delete_ended(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    let ended = help_offers::table.filter(help_offers::expires_at.lt(Moment::from(before)));
    Ok(diesel::delete(ended).execute(conn)?)
}
