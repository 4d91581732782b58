//! All that is kept of a person, for that person (GDPR, articles 15 and 20).

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::calendar::schedule::Job;
use crate::domain::filing::questions::Answers;
use crate::domain::people::{Locale, Member, Role};
use crate::domain::privacy::audit::Action;
use crate::store::filing::bulletins;
use crate::store::identity::sessions;
use crate::store::post::{outbox, unsubscriptions};
use crate::store::privacy::audit::{self, Entry, Filter};
use crate::store::programme::projects;
use crate::store::{self, Conn, people};

/// A person's data as a document.
#[derive(Serialize)]
pub struct OwnData {
    name: String,
    email: String,
    language: Option<Locale>,
    coordinator: bool,
    added_at: Option<DateTime<Utc>>,
    roles: Vec<HeldRole>,
    digest_of: &'static str,
    digest_every: &'static str,
    stopped_mails: Vec<&'static str>,
    sign_ins: Vec<SignIn>,
    bulletins: Vec<Filed>,
    mails: Vec<Mail>,
    record: Vec<Recorded>,
}

#[derive(Serialize)]
struct HeldRole {
    project: String,
    role: Role,
}

#[derive(Serialize)]
struct SignIn {
    browser: String,
    since: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Filed {
    project: String,
    week: String,
    mood: i16,
    #[serde(flatten)]
    answers: Answers,
    filed_at: DateTime<Utc>,
    revised_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Mail {
    kind: String,
    state: &'static str,
    written_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Recorded {
    at: DateTime<Utc>,
    action: &'static str,
    detail: String,
}

/// Gathers it, and keeps on record that it was.
pub fn export(conn: &mut Conn, member: &Member, now: DateTime<Utc>) -> store::Result<OwnData> {
    let person = &member.person;
    audit::record(conn, &Entry::own(person.id, Action::DataExported), now)?;
    let projects = projects::all(conn)?;
    let name_of =
        |id| projects.iter().find(|project| project.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let mut stopped_mails = Vec::new();
    for kind in Job::ALL {
        if unsubscriptions::contains(conn, person.id, kind)? {
            stopped_mails.push(kind.as_str());
        }
    }
    let sign_ins = sessions::of_person(conn, person.id, now)?.into_iter().map(|session| SignIn {
        browser: session.user_agent,
        since: session.created_at,
        last_seen_at: session.seen_at,
    });
    let filed = bulletins::of_author(conn, person.id)?.into_iter().map(|bulletin| Filed {
        project: name_of(bulletin.project),
        week: bulletin.week.to_string(),
        mood: bulletin.content.mood.number(),
        answers: bulletin.content.answers,
        filed_at: bulletin.filed_at,
        revised_at: bulletin.revised_at,
    });
    let mails = outbox::of_person(conn, person.id)?.into_iter().map(|mail| Mail {
        kind: mail.kind,
        state: mail.state.as_str(),
        written_at: mail.created_at,
    });
    let of_person = Filter { person: Some(person.id), ..Filter::default() };
    let record = audit::list(conn, &of_person, 0, i64::MAX)?.into_iter().map(|(at, entry)| Recorded {
        at,
        action: entry.action.as_str(),
        detail: entry.detail,
    });
    Ok(OwnData {
        name: person.name.clone(),
        email: person.email.to_string(),
        language: person.locale,
        coordinator: person.coordinator,
        added_at: people::created_at(conn, person.id)?,
        roles: member
            .memberships
            .iter()
            .map(|held| HeldRole { project: name_of(held.project), role: held.role })
            .collect(),
        digest_of: person.digest.scope.as_str(),
        digest_every: person.digest.every.as_str(),
        stopped_mails,
        sign_ins: sign_ins.collect(),
        bulletins: filed.collect(),
        mails: mails.collect(),
        record: record.collect(),
    })
}
