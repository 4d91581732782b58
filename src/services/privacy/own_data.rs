//! What is kept of a person, part by part, as its owner is told of it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, Mood, Reported};
use crate::domain::filing::key_date::{KeyDate, KeyDateId};
use crate::domain::filing::outcomes::DayTold;
use crate::domain::filing::questions::Answers;
use crate::domain::people::{Member, Membership};
use crate::domain::programme::project::ProjectId;
use crate::services::Scope;
use crate::store::filing::bulletins;
use crate::store::identity::{
    asked_mails, authenticators, begun_sign_ins, passkeys, recovery_codes, sessions,
};
use crate::store::people::absences;
use crate::store::privacy::audit::{self, Filter};
use crate::store::privacy::kept;
use crate::store::programme::projects;
use crate::store::reading::acknowledgements;
use crate::store::{self, people};

/// A part of the document: its name, and what stands there.
pub type Part = (&'static str, Value);

pub(super) fn list(name: &'static str, rows: impl IntoIterator<Item = Value>) -> Vec<Part> {
    vec![(name, rows.into_iter().collect())]
}

/// The names of all projects, by which they are told.
fn names(scope: &mut Scope<'_>) -> store::Result<impl Fn(ProjectId) -> Option<String> + use<>> {
    let projects = projects::all(scope.conn)?;
    Ok(move |id| projects.iter().find(|project| project.id == id).map(|project| project.name.clone()))
}

fn word(value: impl Serialize) -> Value {
    json!(value)
}

pub(super) fn person(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let person = &member.person;
    Ok(vec![
        ("name", word(&person.name)),
        ("email", word(&person.email)),
        ("language", word(person.locale)),
        ("coordinator", word(person.coordinator)),
        ("added_at", word(people::created_at(scope.conn, person.id)?)),
        ("has_password", word(people::password_hash(scope.conn, person.id)?.is_some())),
        ("digest_of", word(person.digest.scope.as_str())),
        ("digest_every", word(person.digest.every.as_str())),
        ("told_of_requests_at_once", word(people::wants_help_at_once(scope.conn, person.id)?)),
        ("calendar_address", word(people::feed_version(scope.conn, person.id)?)),
    ])
}

pub(super) fn roles(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let told = |held: &Membership| {
        json!({
            "project": name(held.project),
            "role": held.role,
            "from": held.from_day,
            "until": held.until_day,
        })
    };
    Ok(list("roles", member.own_roles().map(told)))
}

/// That they named somebody, or were named: who the other is, is the other's.
pub(super) fn stand_ins(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let named = kept::stand_ins(scope.conn, member.person.id)?.into_iter();
    let told = |named: kept::StandIn| {
        let as_what = if named.stands_in { "stand-in" } else { "mentor" };
        json!({ "as": as_what, "until": named.until, "since": named.created_at })
    };
    Ok(list("stand_ins", named.map(told)))
}

pub(super) fn referent_of(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let mut projects = projects::all(scope.conn)?;
    projects.retain(|project| project.referent == Some(member.person.id));
    Ok(list("referent_of", projects.into_iter().map(|project| word(project.name))))
}

pub(super) fn stopped_mails(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let stopped = kept::unsubscriptions(scope.conn, member.person.id)?.into_iter();
    Ok(list("stopped_mails", stopped.map(|(kind, at)| json!({ "kind": kind.as_str(), "since": at }))))
}

pub(super) fn chat_names(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let names = kept::chat_names(scope.conn, member.person.id)?.into_iter();
    let told =
        |known: kept::ChatName| json!({ "service": known.service, "name": known.name, "room": known.room });
    Ok(list("chat_names", names.map(told)))
}

pub(super) fn sign_ins(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let sessions = sessions::of_person(scope.conn, member.person.id, scope.now)?.into_iter();
    let told = |session: sessions::Listed| {
        json!({
            "browser": session.user_agent,
            "since": session.created_at,
            "last_seen_at": session.seen_at,
        })
    };
    Ok(list("sign_ins", sessions.map(told)))
}

pub(super) fn begun_sign_ins(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let began = begun_sign_ins::of_person(scope.conn, member.person.id)?.into_iter();
    Ok(list("begun_sign_ins", began.map(|at| json!({ "at": at }))))
}

pub(super) fn apps(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let app = authenticators::of_person(scope.conn, member.person.id)?.into_iter();
    Ok(list("authenticator_apps", app.map(|app| json!({ "since": app.created_at }))))
}

pub(super) fn recovery_codes(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let codes = recovery_codes::of_person(scope.conn, member.person.id)?.into_iter();
    Ok(list("recovery_codes", codes.map(|used_at| json!({ "used_at": used_at }))))
}

pub(super) fn passkeys(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let passkeys = passkeys::of_person(scope.conn, member.person.id)?.into_iter();
    let told = |passkey: passkeys::Passkey| {
        json!({
            "name": passkey.name,
            "since": passkey.created_at,
            "last_used_at": passkey.used_at,
        })
    };
    Ok(list("passkeys", passkeys.map(told)))
}

pub(super) fn links(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let links = kept::links(scope.conn, member.person.id)?.into_iter();
    let told = |link: kept::Link| {
        json!({
            "for": link.purpose,
            "project": link.project.and_then(&name),
            "week": link.week.map(|week| week.to_string()),
            "created_at": link.created_at,
            "expires_at": link.expires_at,
            "used_at": link.used_at,
        })
    };
    Ok(list("links", links.map(told)))
}

pub(super) fn asked_mails(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let waiting = asked_mails::of_address(scope.conn, &member.person.email)?.into_iter();
    let told = |ask: asked_mails::Ask| json!({ "kind": ask.kind.as_str(), "asked_at": ask.asked_at });
    Ok(list("asked_mails", waiting.map(told)))
}

#[derive(Serialize)]
struct Filed {
    project: Option<String>,
    week: String,
    mood: Option<i16>,
    quiet: bool,
    #[serde(flatten)]
    answers: Answers,
    key_date: Option<Value>,
    /// What it tells of what the team's earlier ones said.
    reported: Value,
    filed_at: DateTime<Utc>,
    revised_at: DateTime<Utc>,
}

pub(super) fn bulletins(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let filed = bulletins::of_author(scope.conn, member.person.id)?.into_iter();
    let told = |bulletin: Bulletin| {
        word(Filed {
            project: name(bulletin.project),
            week: bulletin.week.to_string(),
            mood: bulletin.content.mood.map(Mood::number),
            quiet: bulletin.content.quiet,
            answers: bulletin.content.answers,
            key_date: bulletin
                .content
                .key_date
                .map(|day| json!({ "date": day.date, "description": day.description.as_str() })),
            reported: reported(&bulletin.reported),
            filed_at: bulletin.filed_at,
            revised_at: bulletin.revised_at,
        })
    };
    Ok(list("bulletins", filed.map(told)))
}

fn reported(told: &Reported) -> Value {
    let promise =
        told.promise.map(|(week, outcome)| json!({ "week": week.to_string(), "outcome": outcome.as_str() }));
    let day = |(_, announced, told): &(KeyDateId, KeyDate, DayTold)| {
        json!({
            "date": announced.date,
            "description": announced.description.as_str(),
            "outcome": told.outcome.as_str(),
            "to": told.to,
        })
    };
    json!({ "promise": promise, "key_dates": told.days.iter().map(day).collect::<Vec<_>>() })
}

pub(super) fn read_bulletins(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let read = acknowledgements::of_person(scope.conn, member.person.id)?.into_iter();
    let told = |(project, week, at): (ProjectId, Week, DateTime<Utc>)| {
        json!({
            "project": name(project),
            "week": week.to_string(),
            "at": at,
        })
    };
    Ok(list("read_bulletins", read.map(told)))
}

pub(super) fn drafts(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let drafts = kept::drafts(scope.conn, member.person.id)?.into_iter();
    let told = |draft: kept::Draft| {
        json!({
            "project": name(draft.project),
            "week": draft.week.to_string(),
            "typed": draft.typed,
            "saved_at": draft.saved_at,
        })
    };
    Ok(list("drafts", drafts.map(told)))
}

pub(super) fn shares(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let shares = kept::shares(scope.conn, member.person.id)?.into_iter();
    let told = |share: kept::Share| {
        json!({
            "project": name(share.project),
            "label": share.label,
            "created_at": share.created_at,
            "expires_at": share.expires_at,
            "revoked_at": share.revoked_at,
        })
    };
    Ok(list("share_links", shares.map(told)))
}

pub(super) fn pauses(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let pauses = kept::pauses(scope.conn, member.person.id)?;
    paused(scope, "pauses", pauses)
}

pub(super) fn project_pauses(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let pauses = kept::project_pauses(scope.conn, member.person.id)?;
    paused(scope, "project_pauses", pauses)
}

pub(super) fn team_absences(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let absences = kept::team_absences(scope.conn, member.person.id)?.into_iter();
    let told = |absence: kept::TeamAbsence| {
        json!({
            "project": name(absence.project),
            "week": absence.week.to_string(),
            "created_at": absence.created_at,
        })
    };
    Ok(list("team_absences", absences.map(told)))
}

pub(super) fn days_away(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let days = absences::of_person(scope.conn, member.person.id)?.into_iter();
    Ok(list("days_away", days.map(|away| json!({ "first": away.first, "last": away.last }))))
}

fn paused(scope: &mut Scope<'_>, part: &'static str, pauses: Vec<kept::Pause>) -> store::Result<Vec<Part>> {
    let name = names(scope)?;
    let told = |pause: kept::Pause| {
        json!({
            "project": pause.project.and_then(&name),
            "week": pause.week.to_string(),
            "reason": pause.reason,
            "created_at": pause.created_at,
        })
    };
    Ok(list(part, pauses.into_iter().map(told)))
}

pub(super) fn messages(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let address = member.person.email.as_str();
    let mails = kept::messages(scope.conn, member.person.id, address)?.into_iter();
    let told = |mail: kept::Received| {
        json!({
            "kind": mail.kind,
            "by": mail.service,
            "to": mail.recipient,
            "state": mail.state,
            "written_at": mail.created_at,
        })
    };
    Ok(list("mails", mails.map(told)))
}

pub(super) fn record(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Part>> {
    let theirs = Filter { person: Some(member.person.id), ..Filter::default() };
    let record = audit::list(scope.conn, &theirs, 0, i64::MAX)?.into_iter();
    let told = |(at, entry): (_, audit::Entry)| {
        json!({
            "at": at,
            "action": entry.action.as_str(),
            "detail": entry.detail.to_string(),
        })
    };
    Ok(list("record", record.map(told)))
}
