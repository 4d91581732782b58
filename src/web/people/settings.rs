//! What is a person's own: name, language, mails, sign-ins, data.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::schedule::Job;
use crate::domain::people::preferences::{DigestWish, Every, Scope};
use crate::domain::people::{Locale, Person, Role};
use crate::services::identity::passwords;
use crate::services::identity::signing_up::{Fault, name_fault};
use crate::services::reading::publishing_feeds;
use crate::store::identity::sessions;
use crate::store::post::unsubscriptions;
use crate::store::{self, people};
use crate::web::identity::devices::Device;
use crate::web::identity::{fault_text, with_cookies};
use crate::web::kit::forms::Posted;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{self, SignedIn};
use crate::web::{Error, Site};

#[derive(Serialize)]
struct SettingsPage {
    name: String,
    name_error: Option<String>,
    email: String,
    locales: Vec<Choice>,
    digests: Vec<Choice>,
    rhythms: Vec<Choice>,
    reminders: bool,
    /// Whether this person is on a team, and so can be reminded.
    files: bool,
    has_password: bool,
    min_length: usize,
    present_error: Option<String>,
    password_error: Option<String>,
    sessions: Vec<SessionRow>,
    /// The address of the personal calendar.
    feed: String,
}

#[derive(Serialize)]
struct SessionRow {
    id: i64,
    /// The key of a sentence, with the names of browser and system.
    device: Device,
    since: String,
    seen_at: String,
    /// This very browser.
    present: bool,
}

/// What was wrong in one of the page's forms.
#[derive(Default)]
pub struct Errors {
    pub name: Option<String>,
    pub present_password: Option<String>,
    pub password: Option<String>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let name = signed_in.member.person.name.clone();
    respond(&site, &req, &signed_in, StatusCode::OK, name, Errors::default()).await
}

/// What the database knows of a person's settings.
struct Facts {
    stopped: [bool; 2],
    has_password: bool,
    sessions: Vec<sessions::Listed>,
    feed_version: i32,
}

pub async fn respond(
    site: &Site,
    req: &HttpRequest,
    signed_in: &SignedIn,
    status: StatusCode,
    name: String,
    errors: Errors,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let (person, now) = (&member.person, visitor.now);
    let id = person.id;
    let facts = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            Ok(Facts {
                stopped: [
                    unsubscriptions::contains(conn, id, Job::Digest)?,
                    unsubscriptions::contains(conn, id, Job::Reminder)?,
                ],
                has_password: people::password_hash(conn, id)?.is_some(),
                sessions: sessions::of_person(conn, id, now)?,
                feed_version: people::feed_version(conn, id)?.unwrap_or_default(),
            })
        })
        .await?;
    let [no_digest, no_reminders] = facts.stopped;
    let present = visitor.session.as_ref().map(|token| token.hash());
    let choice = |value: &str, key: &str, chosen: bool| {
        let label = view::text(visitor, key, &[])?;
        Ok::<_, Error>(Choice { value: value.to_owned(), text: label, chosen })
    };
    let wished = |scope: Scope| !no_digest && person.digest.scope == scope;
    let feed = publishing_feeds::token(&site.services.key, id, facts.feed_version);
    let page = SettingsPage {
        name,
        name_error: errors.name,
        email: person.email.to_string(),
        locales: Choice::locales(visitor.locale),
        digests: vec![
            choice("all", "digest-all", wished(Scope::All))?,
            choice("own", "digest-own", wished(Scope::Own))?,
            choice("none", "digest-none", no_digest)?,
        ],
        rhythms: vec![
            choice("week", "digest-week", person.digest.every == Every::Week)?,
            choice("month", "digest-month", person.digest.every == Every::Month)?,
        ],
        reminders: !no_reminders,
        files: member.projects_as(Role::Eig).next().is_some(),
        has_password: facts.has_password,
        min_length: passwords::MIN_LENGTH,
        present_error: errors.present_password,
        password_error: errors.password,
        sessions: facts
            .sessions
            .iter()
            .map(|session| SessionRow {
                id: session.id,
                device: Device::of(&session.user_agent),
                since: view::local(site, session.created_at),
                seen_at: view::local(site, session.seen_at),
                present: present.is_some_and(|hash| session.token_hash == hash),
            })
            .collect(),
        feed: site.services.config.link(&format!("/feeds/{feed}/key-dates.ics")),
    };
    view::page_with_status(site, req, visitor, status, "pages/people/settings", &page)
}

#[derive(Deserialize)]
pub struct ProfileForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    locale: String,
}

pub async fn change_profile(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<ProfileForm>,
) -> Result<HttpResponse, Error> {
    let ProfileForm { name, locale } = form.0;
    if let Some(fault) = name_fault(&name) {
        let told = fault_text(&signed_in.visitor, &[fault], &[Fault::NameMissing, Fault::NameInvalid])?;
        let errors = Errors { name: told, ..Errors::default() };
        return respond(&site, &req, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, name, errors).await;
    }
    let locale: Locale = locale.parse().map_err(|_| Error::Unreadable)?;
    let changed =
        Person { name: name.trim().to_owned(), locale: Some(locale), ..signed_in.member.person.clone() };
    site.services.db.write(move |conn| people::update(conn, &changed)).await?;
    with_cookies(view::done("/settings", "done-saved"), &[visitor::locale_cookie(&site, locale)])
}

#[derive(Deserialize)]
pub struct MailsForm {
    #[serde(default)]
    digest: String,
    #[serde(default)]
    every: String,
    reminders: Option<String>,
}

pub async fn change_mails(
    site: web::Data<Site>,
    signed_in: SignedIn,
    form: Posted<MailsForm>,
) -> Result<HttpResponse, Error> {
    let MailsForm { digest, every, reminders } = form.0;
    let present = signed_in.member.person.digest;
    let wish = DigestWish {
        scope: digest.parse().unwrap_or(present.scope),
        every: every.parse().unwrap_or(present.every),
    };
    let changed = Person { digest: wish, ..signed_in.member.person.clone() };
    let (id, now) = (changed.id, signed_in.visitor.now);
    let stopped = [(Job::Digest, digest == "none"), (Job::Reminder, reminders.is_none())];
    site.services
        .db
        .write(move |conn| -> store::Result<()> {
            people::update(conn, &changed)?;
            for (kind, stop) in stopped {
                if stop {
                    unsubscriptions::insert(conn, id, kind, now)?;
                } else {
                    unsubscriptions::delete(conn, id, kind)?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(view::done("/settings", "done-saved"))
}
