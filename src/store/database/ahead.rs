//! Stored moments that lie in the future, because a clock was ahead when they were written: found, and put right.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Timestamp};

use super::installation::{self, Doing};
use super::on_each;
use super::values::Moment;
use crate::domain::kit::is_ahead;
use crate::store::identity::throttles;
use crate::store::{Conn, Result};

/// Where moments stand that are past once they are written.
const PAST: &[(&str, &str)] = &[
    ("runs", "occurrence"),
    ("runs", "recorded_at"),
    ("outbox", "next_attempt_at"),
    ("outbox", "lease_until"),
    ("outbox", "created_at"),
    ("outbox", "finished_at"),
    ("sessions", "created_at"),
    ("sessions", "seen_at"),
    ("sessions", "mail_proved_at"),
    ("sessions", "proved_at"),
    ("link_tokens", "created_at"),
    ("link_tokens", "used_at"),
    ("begun_sign_ins", "created_at"),
    ("asked_mails", "asked_at"),
    ("authenticators", "created_at"),
    ("recovery_codes", "used_at"),
    ("passkeys", "created_at"),
    ("passkeys", "used_at"),
    ("people", "created_at"),
    ("people", "deactivated_at"),
    ("stand_ins", "created_at"),
    ("unsubscriptions", "created_at"),
    ("project_pauses", "created_at"),
    ("team_absences", "created_at"),
    ("pauses", "created_at"),
    ("bulletins", "filed_at"),
    ("bulletins", "revised_at"),
    ("bulletins", "digested_at"),
    ("bulletins", "opened_at"),
    ("key_dates", "created_at"),
    ("acknowledgements", "at"),
    ("drafts", "saved_at"),
    ("shares", "created_at"),
    ("shares", "revoked_at"),
    ("shares", "last_seen_at"),
    ("help_requests", "asked_at"),
    ("help_requests", "published_at"),
    ("help_requests", "ended_at"),
    ("help_takings", "taken_at"),
    ("help_takings", "given_back_at"),
    ("help_offers", "created_at"),
    ("help_events", "at"),
    ("audit", "at"),
];

/// What waits for such a moment to go by, and is silent until then.
const SILENCING: &[(&str, &str)] = &[
    ("runs", "occurrence"),
    ("outbox", "next_attempt_at"),
    ("outbox", "lease_until"),
    ("sessions", "seen_at"),
];

/// So many moments lie ahead there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    pub place: String,
    pub count: i64,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// All that lie ahead by more than clocks may differ.
pub fn look(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<Ahead>> {
    found(conn, PAST, now)
}

/// Those that keep something silent.
pub fn silencing(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<Ahead>> {
    found(conn, SILENCING, now)
}

fn found(conn: &mut Conn, places: &[(&str, &str)], now: DateTime<Utc>) -> Result<Vec<Ahead>> {
    let mut found = Vec::new();
    let mut note = |place: String, count: i64| {
        if count > 0 {
            found.push(Ahead { place, count });
        }
    };
    for (table, column) in places {
        note(format!("{table}.{column}"), count(conn, table, column, Moment::from(now).beyond())?);
    }
    note("throttles.arrival_at".into(), count(conn, "throttles", "arrival_at", beyond_throttles(now))?);
    let began = installation::find(conn)?.map(|known| known.began_at);
    note("installation.began_at".into(), i64::from(began.is_some_and(|at| is_ahead(at, now))));
    let cleaned = installation::done_at(conn, Doing::Cleaning)?;
    note("installation.cleaned_at".into(), i64::from(cleaned.is_some_and(|at| is_ahead(at, now))));
    let wiping = installation::wiping(conn)?;
    note(
        "installation.wiping".into(),
        i64::from(wiping.is_some_and(|wiping| is_ahead(wiping.asked_at, now))),
    );
    Ok(found)
}

/// A throttle is a moment ahead by its nature: until then its key has to wait.
fn beyond_throttles(now: DateTime<Utc>) -> Moment {
    Moment::from(now + throttles::LONGEST).beyond()
}

fn count(conn: &mut Conn, table: &str, column: &str, beyond: Moment) -> Result<i64> {
    let query = format!("SELECT count(*) AS count FROM {table} WHERE {column} > $1");
    let Count { count } = on_each!(conn, c => sql_query(query).bind::<Timestamp, _>(beyond).get_result(c))?;
    Ok(count)
}

/// Puts all of them right: what has happened happened now at the latest; what lets somebody in or keeps them waiting ends; of
/// runs that are to come nothing is recorded. How many there were.
pub fn repair(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<Ahead>> {
    let found = look(conn, now)?;
    let (at, beyond) = (Moment::from(now), Moment::from(now).beyond());
    let to_come = "SELECT id FROM runs WHERE occurrence > $1";
    let unsent = format!("finished_at IS NULL AND run_id IN ({to_come})");
    execute(
        conn,
        &format!(
            "UPDATE outbox SET state = 'cancelled', reason = 'expired', finished_at = $2 WHERE {unsent}"
        ),
        &[beyond, at],
    )?;
    execute(conn, &format!("UPDATE outbox SET run_id = NULL WHERE run_id IN ({to_come})"), &[beyond])?;
    execute(conn, "DELETE FROM runs WHERE occurrence > $1", &[beyond])?;
    let ways_in = ["sessions", "link_tokens", "begun_sign_ins"];
    for (table, column) in PAST {
        let change = if ways_in.contains(table) {
            (format!("DELETE FROM {table} WHERE {column} > $1"), vec![beyond])
        } else {
            (format!("UPDATE {table} SET {column} = $2 WHERE {column} > $1"), vec![beyond, at])
        };
        execute(conn, &change.0, &change.1)?;
    }
    execute(conn, "DELETE FROM throttles WHERE arrival_at > $1", &[beyond_throttles(now)])?;
    for Ahead { place, .. } in &found {
        match place.as_str() {
            "installation.began_at" => installation::set_began_at(conn, now)?,
            "installation.cleaned_at" => installation::forget_cleaning(conn)?,
            "installation.wiping" => installation::ask_to_wipe(conn, now)?,
            _ => {}
        }
    }
    Ok(found)
}

fn execute(conn: &mut Conn, query: &str, bound: &[Moment]) -> Result<()> {
    on_each!(conn, c => {
        let query = bound.iter().fold(sql_query(query).into_boxed(), |query, at| query.bind::<Timestamp, _>(*at));
        query.execute(c)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// When what is stored ends, which may be at any time.
    const ENDS: &[(&str, &str)] = &[
        ("shares", "expires_at"),
        ("outbox", "expires_at"),
        ("help_offers", "expires_at"),
        ("sessions", "expires_at"),
        ("begun_sign_ins", "expires_at"),
        ("link_tokens", "expires_at"),
        ("throttles", "arrival_at"),
    ];

    #[test]
    fn every_moment_that_is_stored_is_looked_at_or_may_lie_ahead() {
        let sources = [include_str!("schema.rs"), include_str!("schema/identity.rs")];
        let mut stored = BTreeSet::new();
        for source in sources {
            let mut table = "";
            for line in source.lines().map(str::trim) {
                if let Some((name, rest)) = line.split_once(" (")
                    && rest.ends_with('{')
                {
                    table = name;
                }
                if let Some((column, kind)) = line.split_once(" -> ")
                    && kind.contains("Timestamp")
                {
                    stored.insert((table, column));
                }
            }
        }
        assert!(stored.len() > 40, "{stored:?}");
        let told: BTreeSet<(&str, &str)> = PAST.iter().chain(ENDS).copied().collect();
        assert_eq!(stored, told);
    }
}
