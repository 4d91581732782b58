//! What there is of a person in requests for help, for that person.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::help::RequestId;
use crate::domain::people::{Email, PersonId};
use crate::store::database::schema::{help_events, help_offers, help_takings};
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// That they took a request.
pub struct Taken {
    pub request: RequestId,
    /// What they called themselves.
    pub name: Option<String>,
    pub taken_at: DateTime<Utc>,
    pub given_back_at: Option<DateTime<Utc>>,
}

/// Those that they took as a person of the programme, or as somebody outside it with that address.
pub fn takings(conn: &mut Conn, person: PersonId, email: &Email) -> Result<Vec<Taken>> {
    let is_person = help_takings::person_id.eq(person.0).assume_not_null();
    let rows: Vec<(i64, Option<String>, Moment, Option<Moment>)> = help_takings::table
        .filter(is_person.or(help_takings::email.eq(email.as_str()).assume_not_null()))
        .order(help_takings::id)
        .select((
            help_takings::request_id,
            help_takings::name,
            help_takings::taken_at,
            help_takings::given_back_at,
        ))
        .load(conn)?;
    let taken = |(request, name, taken_at, given_back_at): (i64, _, Moment, Option<Moment>)| Taken {
        request: RequestId(request),
        name,
        taken_at: taken_at.into(),
        given_back_at: given_back_at.map(DateTime::from),
    };
    Ok(rows.into_iter().map(taken).collect())
}

/// Something that they did with a request.
pub struct Done {
    pub request: RequestId,
    pub kind: String,
    pub at: DateTime<Utc>,
    /// What they said.
    pub word: String,
}

pub fn events(conn: &mut Conn, person: PersonId) -> Result<Vec<Done>> {
    let rows: Vec<(i64, String, Moment, String)> = help_events::table
        .filter(help_events::person_id.eq(person.0))
        .order(help_events::id)
        .select((help_events::request_id, help_events::kind, help_events::at, help_events::word))
        .load(conn)?;
    let done = |(request, kind, at, word): (i64, _, Moment, _)| Done {
        request: RequestId(request),
        kind,
        at: at.into(),
        word,
    };
    Ok(rows.into_iter().map(done).collect())
}

/// That they, or whoever typed their address, offered to take a request.
pub struct Offered {
    pub request: RequestId,
    pub name: String,
    pub at: DateTime<Utc>,
}

pub fn offers(conn: &mut Conn, email: &Email) -> Result<Vec<Offered>> {
    let rows: Vec<(i64, String, Moment)> = help_offers::table
        .filter(help_offers::email.eq(email.as_str()))
        .order(help_offers::created_at)
        .select((help_offers::request_id, help_offers::name, help_offers::created_at))
        .load(conn)?;
    let offered =
        |(request, name, at): (i64, _, Moment)| Offered { request: RequestId(request), name, at: at.into() };
    Ok(rows.into_iter().map(offered).collect())
}
