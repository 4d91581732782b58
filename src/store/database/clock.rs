//! The database's own clock.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Timestamp;

use super::values::Moment;
use crate::store::{Conn, Either, Result};

/// What the database's clock shows now, also in the midst of a transaction; none: SQLite has the machine's.
pub fn now(conn: &mut Conn) -> Result<Option<DateTime<Utc>>> {
    let Either::Postgres(conn) = conn.either() else { return Ok(None) };
    let shown: Moment = diesel::select(diesel::dsl::sql::<Timestamp>("clock_timestamp() AT TIME ZONE 'UTC'"))
        .get_result(conn)?;
    Ok(Some(shown.into()))
}
