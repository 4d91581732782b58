//! Key dates as a calendar to which people subscribe (RFC 5545), at an address that is theirs alone.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use icalendar::{Calendar as Feed, Component, Event, EventLike, Property};
use subtle::ConstantTimeEq;

use crate::domain::people::{Member, PersonId};
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::services::identity::tokens::Key;
use crate::services::reading;
use crate::store::filing::key_dates::Announced;
use crate::store::programme::projects;
use crate::store::{self, Conn, people};

const PURPOSE: &str = "feed";

/// What stands in the address of that person's calendar. Signed rather than stored, so that it can be shown again;
/// renewing it ends the former one.
pub fn token(key: &Key, person: PersonId, version: i32) -> String {
    let signature = URL_SAFE_NO_PAD.encode(signature(key, person, version));
    format!("{}.{version}.{signature}", person.0)
}

fn signature(key: &Key, person: PersonId, version: i32) -> [u8; 32] {
    key.sign(PURPOSE, &[&person.0.to_be_bytes(), &version.to_be_bytes()])
}

/// Whose address that is; none: it has been renewed since, its owner cannot get in, or it never was one.
pub fn owner(conn: &mut Conn, key: &Key, token: &str) -> store::Result<Option<Member>> {
    let mut parts = token.split('.');
    let (Some(Ok(person)), Some(Ok(version)), Some(Ok(sent)), None) = (
        parts.next().map(str::parse::<i64>),
        parts.next().map(str::parse::<i32>),
        parts.next().map(|text| URL_SAFE_NO_PAD.decode(text)),
        parts.next(),
    ) else {
        return Ok(None);
    };
    let person = PersonId(person);
    let is_ours = bool::from(signature(key, person, version).ct_eq(&sent));
    if !is_ours || people::feed_version(conn, person)? != Some(version) {
        return Ok(None);
    }
    Ok(people::member(conn, person)?.filter(|member| member.person.active))
}

/// The key dates that a member may see now: of one project or of all.
pub fn key_dates(
    scope: &mut Scope<'_>,
    member: &Member,
    only: Option<ProjectId>,
) -> store::Result<Vec<(Project, Announced)>> {
    let projects = projects::all(scope.conn)?;
    let mut found = reading::key_dates(scope, member)?;
    found.retain(|announced| only.is_none_or(|id| announced.project == id));
    let with_project = |announced: Announced| {
        let project = projects.iter().find(|project| project.id == announced.project)?;
        Some((project.clone(), announced))
    };
    Ok(found.into_iter().filter_map(with_project).collect())
}

/// Writes the calendar: one event of a whole day for each key date.
pub fn write(name: &str, host: &str, key_dates: &[(Project, Announced)]) -> String {
    let mut feed = Feed::new();
    feed.name(name);
    for (project, announced) in key_dates {
        let day: NaiveDate = announced.key_date.date;
        let stamp = announced.created_at.format("%Y%m%dT%H%M%SZ").to_string();
        let event = Event::new()
            // The same key date is the same event, however often it is fetched.
            .uid(&format!("{}-{}@{host}", project.slug, day))
            .append_property(Property::new("DTSTAMP", stamp))
            .summary(&format!("{} – {}", project.name, announced.key_date.description))
            // A day without an end lasts that day (RFC 5545, section 3.6.1); an end on the same day is an error.
            .starts(day)
            // A date does not keep anybody from meeting.
            .append_property(Property::new("TRANSP", "TRANSPARENT"))
            .done();
        feed.push(event);
    }
    feed.done().to_string()
}
