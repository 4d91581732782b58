//! When people were last heard of, by whatever tells it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamp};

use crate::domain::help::EventKind;
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
    /// When they were last given a role, or let in again.
    pub back_at: Option<DateTime<Utc>>,
}

impl Heard {
    /// Since when there has been no word of them.
    pub fn silent_since(&self) -> DateTime<Utc> {
        self.heard_at.unwrap_or(self.added_at).max(self.back_at.unwrap_or(self.added_at))
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Timestamp)]
    added_at: Moment,
    #[diesel(sql_type = Nullable<Timestamp>)]
    heard_at: Option<Moment>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    back_at: Option<Moment>,
}

/// Entries of the record that tell that somebody was there: sessions end, and are forgotten before it.
const COMINGS: [Action; 5] = [
    Action::SignedUp,
    Action::SignedInByPassword,
    Action::SignedInByLink,
    Action::SignedInByCode,
    Action::SignedInByPasskey,
];

/// Entries that tell that somebody was made to be there again, by others.
const RETURNS: [Action; 2] = [Action::RoleGiven, Action::PersonReactivated];

/// Of everybody, or of some people, by one query.
pub fn heard(conn: &mut Conn, of: Option<&[PersonId]>) -> Result<BTreeMap<PersonId, Heard>> {
    // A list of none is no SQL.
    if of.is_some_and(<[PersonId]>::is_empty) {
        return Ok(BTreeMap::new());
    }
    // Numbers, and names of the code: nothing that anybody typed.
    let numbers =
        |people: &[PersonId]| people.iter().map(|person| person.0.to_string()).collect::<Vec<_>>().join(", ");
    let ids = of.map(numbers);
    let only = |column: &str| ids.as_ref().map(|ids| format!(" AND {column} IN ({ids})")).unwrap_or_default();
    let [comings, returns] = [&COMINGS[..], &RETURNS].map(|actions| {
        let names: Vec<String> = actions.iter().map(|action| format!("'{action}'")).collect();
        names.join(", ")
    });
    // What somebody sees to is given back for them where they leave: that is no sign of theirs.
    let given_back = EventKind::GivenBack;
    let text = format!(
        "SELECT people.id AS id, people.created_at AS added_at, max(heard.at) AS heard_at,
             max(heard.back_at) AS back_at
         FROM people LEFT JOIN (
             SELECT person_id, NULL AS at, at AS back_at FROM audit WHERE action IN ({returns}){audit}
             UNION ALL SELECT person_id, seen_at, NULL FROM sessions WHERE 1 = 1{sessions}
             UNION ALL SELECT person_id, used_at, NULL FROM link_tokens WHERE used_at IS NOT NULL{links}
             UNION ALL SELECT id, (SELECT max(revised_at) FROM bulletins WHERE author_id = authors.id), NULL
                 FROM people AS authors WHERE 1 = 1{authors}
             UNION ALL SELECT person_id, at, NULL FROM acknowledgements WHERE 1 = 1{acknowledgements}
             UNION ALL SELECT person_id, at, NULL FROM help_events
                 WHERE person_id IS NOT NULL AND kind <> '{given_back}'{events}
             UNION ALL SELECT person_id, at, NULL FROM audit WHERE action IN ({comings}){audit}
         ) AS heard ON heard.person_id = people.id
         WHERE 1 = 1{people}
         GROUP BY people.id, people.created_at",
        sessions = only("person_id"),
        links = only("person_id"),
        authors = only("authors.id"),
        acknowledgements = only("person_id"),
        events = only("person_id"),
        audit = only("person_id"),
        people = only("people.id"),
    );
    let rows: Vec<Row> = on_each!(conn, c => diesel::sql_query(text).load(c))?;
    let heard = |row: Row| {
        let [heard_at, back_at] = [row.heard_at, row.back_at].map(|at| at.map(DateTime::from));
        (PersonId(row.id), Heard { added_at: row.added_at.into(), heard_at, back_at })
    };
    Ok(rows.into_iter().map(heard).collect())
}
