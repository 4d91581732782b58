//! When people were last heard of, by whatever tells it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamp};

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::store::database::on_each;
use crate::store::database::values::Moment;
use crate::store::{Conn, Result};

/// Since when somebody is known, and when they last signed in, looked at a page, or answered by a link of theirs; none:
/// never, as far as anything still tells.
#[derive(Debug, Clone, Copy)]
pub struct Heard {
    pub added_at: DateTime<Utc>,
    pub heard_at: Option<DateTime<Utc>>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Timestamp)]
    added_at: Moment,
    #[diesel(sql_type = Nullable<Timestamp>)]
    heard_at: Option<Moment>,
}

/// Entries of the record that tell that somebody was there: sessions end, and are forgotten before it.
const COMINGS: [Action; 5] = [
    Action::SignedUp,
    Action::SignedInByPassword,
    Action::SignedInByLink,
    Action::SignedInByCode,
    Action::SignedInByPasskey,
];

/// Of everybody, or of one person, by one query.
pub fn heard(conn: &mut Conn, of: Option<PersonId>) -> Result<BTreeMap<PersonId, Heard>> {
    // A number, and names of the code: nothing that anybody typed.
    let only = |column: &str| of.map(|person| format!(" AND {column} = {}", person.0)).unwrap_or_default();
    let comings = COMINGS.map(|action| format!("'{action}'")).join(", ");
    let text = format!(
        "SELECT people.id AS id, people.created_at AS added_at, max(heard.at) AS heard_at
         FROM people LEFT JOIN (
             SELECT person_id, seen_at AS at FROM sessions WHERE 1 = 1{sessions}
             UNION ALL SELECT person_id, used_at FROM link_tokens WHERE used_at IS NOT NULL{links}
             UNION ALL SELECT author_id, revised_at FROM bulletins WHERE author_id IS NOT NULL{bulletins}
             UNION ALL SELECT person_id, at FROM acknowledgements WHERE 1 = 1{acknowledgements}
             UNION ALL SELECT person_id, at FROM help_events WHERE person_id IS NOT NULL{events}
             UNION ALL SELECT person_id, at FROM audit WHERE action IN ({comings}){audit}
         ) AS heard ON heard.person_id = people.id
         WHERE 1 = 1{people}
         GROUP BY people.id, people.created_at",
        sessions = only("person_id"),
        links = only("person_id"),
        bulletins = only("author_id"),
        acknowledgements = only("person_id"),
        events = only("person_id"),
        audit = only("person_id"),
        people = only("people.id"),
    );
    let rows: Vec<Row> = on_each!(conn, c => diesel::sql_query(text).load(c))?;
    let heard = |row: Row| {
        let heard_at = row.heard_at.map(DateTime::from);
        (PersonId(row.id), Heard { added_at: row.added_at.into(), heard_at })
    };
    Ok(rows.into_iter().map(heard).collect())
}
