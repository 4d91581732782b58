//! The database's own clock.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Timestamp;

use super::values::Moment;
use crate::store::{Conn, Result};

/// What the database's clock shows now, also in the midst of a transaction; none: SQLite has the machine's.
pub fn now(conn: &mut Conn) -> Result<Option<DateTime<Utc>>> {
    let Conn::Postgres(conn) = conn else { return Ok(None) };
    let shown: Moment = diesel::select(diesel::dsl::sql::<Timestamp>("clock_timestamp() AT TIME ZONE 'UTC'"))
        .get_result(conn)?;
    Ok(Some(shown.into()))
}
