//! Rows that name a person, whichever table they stand in: told to that person, and forgotten.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::domain::calendar::Week;
use crate::domain::filing::typed::Typed;
use crate::domain::people::{Email, PersonId};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::schema::{
    chat_names, drafts, link_tokens, outbox, pauses, project_pauses, shares, stand_ins, team_absences,
    unsubscriptions,
};
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Error, Result};

/// Deletes the rows of a table that name a person in that column.
pub fn delete_rows(conn: &mut Conn, table: &str, column: &str, person: PersonId) -> Result<()> {
    diesel::sql_query(format!("DELETE FROM {table} WHERE {column} = {}", person.0)).execute(conn)?;
    Ok(())
}

/// Deletes the rows of a table that hold an address in that column.
pub fn delete_rows_at(conn: &mut Conn, table: &str, column: &str, email: &Email) -> Result<()> {
    let place = if conn.is_sqlite() { "?" } else { "$1" };
    let query = format!("DELETE FROM {table} WHERE {column} = {place}");
    on_each!(conn, c => diesel::sql_query(&query).bind::<Text, _>(email.as_str()).execute(c))?;
    Ok(())
}

/// Lets them name nobody.
pub fn forget_in(conn: &mut Conn, table: &str, column: &str, person: PersonId) -> Result<()> {
    let query = format!("UPDATE {table} SET {column} = NULL WHERE {column} = {}", person.0);
    diesel::sql_query(query).execute(conn)?;
    Ok(())
}

/// The kinds of mail that a person stopped, and since when.
pub fn unsubscriptions(conn: &mut Conn, person: PersonId) -> Result<Vec<(Kind, DateTime<Utc>)>> {
    let rows: Vec<(String, Moment)> = unsubscriptions::table
        .filter(unsubscriptions::person_id.eq(person.0))
        .select((unsubscriptions::kind, unsubscriptions::created_at))
        .order(unsubscriptions::kind)
        .load(conn)?;
    rows.into_iter().map(|(kind, at)| Ok((parsed(&kind)?, at.into()))).collect()
}

/// What a person is called in a chat, and the room in which they are spoken with.
pub struct ChatName {
    pub service: String,
    pub name: String,
    pub room: Option<String>,
}

pub fn chat_names(conn: &mut Conn, person: PersonId) -> Result<Vec<ChatName>> {
    let rows: Vec<(String, String, Option<String>)> = chat_names::table
        .filter(chat_names::person_id.eq(person.0))
        .select((chat_names::service, chat_names::name, chat_names::room))
        .order(chat_names::service)
        .load(conn)?;
    Ok(rows.into_iter().map(|(service, name, room)| ChatName { service, name, room }).collect())
}

/// Somebody stands in for a mentor: the person for another, or another for them.
pub struct StandIn {
    /// The person is the one who stands in.
    pub stands_in: bool,
    pub until: NaiveDate,
    pub created_at: DateTime<Utc>,
}

pub fn stand_ins(conn: &mut Conn, person: PersonId) -> Result<Vec<StandIn>> {
    let rows: Vec<(i64, NaiveDate, Moment)> = stand_ins::table
        .filter(stand_ins::person_id.eq(person.0).or(stand_ins::stand_in_id.eq(person.0)))
        .select((stand_ins::stand_in_id, stand_ins::until_day, stand_ins::created_at))
        .order((stand_ins::until_day, stand_ins::person_id))
        .load(conn)?;
    let named = |(stand_in, until, at): (i64, NaiveDate, Moment)| StandIn {
        stands_in: stand_in == person.0,
        until,
        created_at: at.into(),
    };
    Ok(rows.into_iter().map(named).collect())
}

/// A link that was made for a person; the link itself is not kept.
pub struct Link {
    pub purpose: String,
    pub project: Option<ProjectId>,
    pub week: Option<Week>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

pub fn links(conn: &mut Conn, person: PersonId) -> Result<Vec<Link>> {
    type Row = (String, Option<i64>, Option<String>, Moment, Moment, Option<Moment>);
    let rows: Vec<Row> = link_tokens::table
        .filter(link_tokens::person_id.eq(person.0))
        .select((
            link_tokens::purpose,
            link_tokens::project_id,
            link_tokens::week,
            link_tokens::created_at,
            link_tokens::expires_at,
            link_tokens::used_at,
        ))
        .order(link_tokens::id)
        .load(conn)?;
    let link = |(purpose, project, week, created_at, expires_at, used_at): Row| {
        Ok(Link {
            purpose,
            project: project.map(ProjectId),
            week: week.as_deref().map(parsed).transpose()?,
            created_at: created_at.into(),
            expires_at: expires_at.into(),
            used_at: used_at.map(DateTime::from),
        })
    };
    rows.into_iter().map(link).collect()
}

/// A message to a person: what it was, where to, and what became of it.
pub struct Received {
    pub kind: String,
    pub service: String,
    pub recipient: String,
    pub state: String,
    pub created_at: DateTime<Utc>,
}

/// Those that name the person, or their address.
pub fn messages(conn: &mut Conn, person: PersonId, address: &str) -> Result<Vec<Received>> {
    type Row = (String, String, String, String, Moment);
    let rows: Vec<Row> = outbox::table
        .filter(outbox::recipient.eq(address).or(outbox::person_id.eq(person.0).assume_not_null()))
        .select((outbox::kind, outbox::service, outbox::recipient, outbox::state, outbox::created_at))
        .order(outbox::id)
        .load(conn)?;
    let received = |(kind, service, recipient, state, at): Row| {
        let created_at = at.into();
        Received { kind, service, recipient, state, created_at }
    };
    Ok(rows.into_iter().map(received).collect())
}

/// A team's draft of which a person wrote the last words.
pub struct Draft {
    pub project: ProjectId,
    pub week: Week,
    pub typed: Typed,
    pub saved_at: DateTime<Utc>,
}

pub fn drafts(conn: &mut Conn, person: PersonId) -> Result<Vec<Draft>> {
    let rows: Vec<(i64, String, String, Moment)> = drafts::table
        .filter(drafts::author_id.eq(person.0))
        .select((drafts::project_id, drafts::week, drafts::typed, drafts::saved_at))
        .order((drafts::week, drafts::project_id))
        .load(conn)?;
    let draft = |(project, week, typed, saved_at): (i64, String, String, Moment)| {
        let typed = serde_json::from_str(&typed)
            .map_err(|error| Error::Corrupt(format!("drafts.typed of project {project}: {error}")))?;
        Ok(Draft { project: ProjectId(project), week: parsed(&week)?, typed, saved_at: saved_at.into() })
    };
    rows.into_iter().map(draft).collect()
}

/// A week that a person paused; no project: for all of them.
pub struct Pause {
    pub project: Option<ProjectId>,
    pub week: Week,
    pub reason: String,
    pub created_at: DateTime<Utc>,
}

/// Weeks that a person paused for the whole programme.
pub fn pauses(conn: &mut Conn, person: PersonId) -> Result<Vec<Pause>> {
    let rows: Vec<(String, String, Moment)> = pauses::table
        .filter(pauses::paused_by.eq(person.0))
        .select((pauses::week, pauses::reason, pauses::created_at))
        .order(pauses::week)
        .load(conn)?;
    let pause = |(week, reason, at): (String, String, Moment)| {
        Ok(Pause { project: None, week: parsed(&week)?, reason, created_at: at.into() })
    };
    rows.into_iter().map(pause).collect()
}

/// Weeks that a person paused for single projects.
pub fn project_pauses(conn: &mut Conn, person: PersonId) -> Result<Vec<Pause>> {
    let rows: Vec<(i64, String, String, Moment)> = project_pauses::table
        .filter(project_pauses::paused_by.eq(person.0))
        .select((
            project_pauses::project_id,
            project_pauses::week,
            project_pauses::reason,
            project_pauses::created_at,
        ))
        .order(project_pauses::week)
        .load(conn)?;
    let pause = |(project, week, reason, at): (i64, String, String, Moment)| {
        Ok(Pause { project: Some(ProjectId(project)), week: parsed(&week)?, reason, created_at: at.into() })
    };
    rows.into_iter().map(pause).collect()
}

/// A week in which a team is away, as a person said.
pub struct TeamAbsence {
    pub project: ProjectId,
    pub week: Week,
    pub created_at: DateTime<Utc>,
}

pub fn team_absences(conn: &mut Conn, person: PersonId) -> Result<Vec<TeamAbsence>> {
    let rows: Vec<(i64, String, Moment)> = team_absences::table
        .filter(team_absences::marked_by.eq(person.0))
        .select((team_absences::project_id, team_absences::week, team_absences::created_at))
        .order((team_absences::week, team_absences::project_id))
        .load(conn)?;
    let told = |(project, week, at): (i64, String, Moment)| {
        Ok(TeamAbsence { project: ProjectId(project), week: parsed(&week)?, created_at: at.into() })
    };
    rows.into_iter().map(told).collect()
}

/// A share link that a person made.
pub struct Share {
    pub project: ProjectId,
    pub label: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
}

pub fn shares(conn: &mut Conn, person: PersonId) -> Result<Vec<Share>> {
    type Row = (i64, String, Moment, Option<Moment>, Option<Moment>);
    let rows: Vec<Row> = shares::table
        .filter(shares::created_by.eq(person.0))
        .select((
            shares::project_id,
            shares::label,
            shares::created_at,
            shares::expires_at,
            shares::revoked_at,
        ))
        .order(shares::id)
        .load(conn)?;
    let share = |(project, label, created_at, expires_at, revoked_at): Row| Share {
        project: ProjectId(project),
        label,
        created_at: created_at.into(),
        expires_at: expires_at.map(DateTime::from),
        revoked_at: revoked_at.map(DateTime::from),
    };
    Ok(rows.into_iter().map(share).collect())
}
