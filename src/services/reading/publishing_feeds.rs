//! Key dates as a calendar to which people subscribe (RFC 5545), at an address that is theirs alone.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use icalendar::{Calendar as Feed, Component, Event, EventLike, EventStatus, Property};
use subtle::ConstantTimeEq;

use super::visible::Visible;
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::key_date::Announced;
use crate::domain::filing::outcomes::DayOutcome;
use crate::domain::people::{Locale, Member, PersonId};
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::i18n;
use crate::services::identity::tokens::Key;
use crate::services::{Error, Refusal, Scope};
use crate::store::{self, people};

const PURPOSE: &str = "feed";

/// What stands in the address of that person's calendar. Signed rather than stored, so that it can be shown again;
/// renewing it ends the former one.
fn token(key: &Key, person: PersonId, version: i32) -> String {
    let signature = URL_SAFE_NO_PAD.encode(signature(key, person, version));
    format!("{}.{version}.{signature}", person.0)
}

fn signature(key: &Key, person: PersonId, version: i32) -> [u8; 32] {
    key.sign(PURPOSE, &[&person.0.to_be_bytes(), &version.to_be_bytes()])
}

/// The same as the person's address is now.
pub fn address_of(scope: &mut Scope<'_>, person: PersonId) -> store::Result<String> {
    let version = people::feed_version(scope.conn, person)?.unwrap_or_default();
    Ok(token(&scope.services.key, person, version))
}

/// A calendar's days, and whose they are.
pub struct Published {
    /// None: all projects'.
    pub project: Option<Project>,
    key_dates: Vec<Day>,
    /// The language of the address's owner.
    locale: Locale,
}

/// A key date, and when what its reader knows of it changed last.
struct Day {
    project: Project,
    announced: Announced,
    changed_at: DateTime<Utc>,
}

impl Day {
    fn new((project, announced): (Project, Announced), calendar: &Calendar, now: DateTime<Utc>) -> Day {
        let published_at = |week| Some(calendar.published_at(week)).filter(|at| *at <= now);
        // Its own team knows of it from some moment of that week on.
        let known_at = |week: Week| published_at(week).unwrap_or_else(|| week.starts_at(calendar.zone));
        let told_at = announced.story.last_told().map(known_at);
        Day { changed_at: told_at.unwrap_or_default().max(announced.created_at), project, announced }
    }
}

/// What the owner of that address may see now: the key dates of one project, or of all that are not archived.
///
/// # Errors
/// [`Refusal::Gone`] where the address has been renewed since or never was one, its owner cannot get in, or there is no such
/// project for them.
pub fn find(scope: &mut Scope<'_>, token: &str, slug: Option<&str>) -> Result<Published, Refusal> {
    let owner = owner(scope, token)?.ok_or(Refusal::Gone)?;
    let mut visible = Visible::to(Reader::Member(&owner), scope);
    let project = match slug {
        Some(slug) => Some(visible.project(slug)?.ok_or(Refusal::Gone)?),
        None => None,
    };
    let projects = match &project {
        Some(project) => vec![project.clone()],
        None => visible.present_projects()?,
    };
    let key_dates = visible.key_dates_of(&projects)?;
    let locale = owner.locale(scope.services.config.programme.language);
    let key_dates = key_dates.into_iter().map(|found| Day::new(found, &scope.calendar, scope.now)).collect();
    Ok(Published { project, key_dates, locale })
}

fn owner(scope: &mut Scope<'_>, token: &str) -> store::Result<Option<Member>> {
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
    let is_ours = bool::from(signature(&scope.services.key, person, version).ct_eq(&sent));
    if !is_ours || people::feed_version(scope.conn, person)? != Some(version) {
        return Ok(None);
    }
    Ok(people::member(scope.conn, person, scope.today())?.filter(|member| member.person.active))
}

/// Writes the calendar: one event of a whole day for each key date.
///
/// # Errors
/// Where a word is missing: a fault of this program.
pub fn write(name: &str, host: &str, published: &Published) -> Result<String, Error> {
    let mut feed = Feed::new();
    feed.name(name);
    for day in &published.key_dates {
        feed.push(event(host, day, published.locale).map_err(Error::export)?);
    }
    Ok(feed.done().to_string())
}

fn event(
    host: &str,
    Day { project, announced, changed_at }: &Day,
    locale: Locale,
) -> Result<Event, i18n::Error> {
    let (key_date, story) = (&announced.key_date, &announced.story);
    let mut event = Event::new();
    event
        // The same key date is the same event, however often it is fetched or moved.
        .uid(&format!("{}-{}@{host}", project.slug, key_date.date))
        .append_property(Property::new("DTSTAMP", stamp(*changed_at)))
        .summary(&format!("{} – {}", project.name, key_date.description))
        // A day without an end lasts that day (RFC 5545, section 3.6.1); an end on the same day is an error.
        .starts(announced.last_day())
        // A date does not keep anybody from meeting.
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
    let told = story.told().len();
    if told > 0 {
        // Or programs would keep what they had (RFC 5545, sections 3.8.7.3 and 3.8.7.4).
        event
            .sequence(u32::try_from(told).unwrap_or(u32::MAX))
            .append_property(Property::new("LAST-MODIFIED", stamp(*changed_at)));
    }
    if story.moves() > 0 {
        event.description(&i18n::moved(locale, key_date.date, story.moves())?);
    }
    // An event has a day: one that was put off is cancelled at its last one until it has another (RFC 5546, section 3.2).
    if announced.day().is_none() || story.end() == Some(DayOutcome::CalledOff) {
        event.status(EventStatus::Cancelled);
    }
    Ok(event.done())
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}
