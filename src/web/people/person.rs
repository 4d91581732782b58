//! One person: who they are, what they do, and whether they get in.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::everybody::{RoleView, project_choices, project_of};
use crate::domain::people::{Email, Locale, Member, Membership, Person, PersonId, Role};
use crate::domain::programme::project::Project;
use crate::services::identity::signing_up::{Fault, name_fault};
use crate::services::people::{administering as verbs, inviting};
use crate::services::privacy::erasing;
use crate::store::identity::sessions;
use crate::store::privacy::audit::Actor;
use crate::store::programme::projects;
use crate::store::{self, people};
use crate::web::identity::fault_text;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::question::Question;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
struct PersonPage {
    id: i64,
    name: String,
    email: String,
    name_error: Option<String>,
    email_error: Option<String>,
    locales: Vec<Choice>,
    coordinator: bool,
    active: bool,
    roles: Vec<RoleView>,
    role_choices: Vec<Choice>,
    projects: Vec<Choice>,
    /// When this person was last here.
    seen_at: Option<String>,
    /// The coordinator's own page.
    own: bool,
}

struct Found {
    member: Member,
    projects: Vec<Project>,
    seen_at: Option<chrono::DateTime<chrono::Utc>>,
}

async fn find(site: &Site, id: i64, visitor: &Visitor) -> Result<Found, Error> {
    let (id, now) = (PersonId(id), visitor.now);
    let found = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            let Some(member) = people::member(conn, id)? else { return Ok(None) };
            let seen_at = sessions::of_person(conn, id, now)?.first().map(|session| session.seen_at);
            Ok(Some(Found { member, projects: projects::all(conn)?, seen_at }))
        })
        .await?;
    found.ok_or(Error::NotFound)
}

fn at(person: PersonId) -> String {
    format!("/admin/people/{}", person.0)
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let found = find(&site, *path, &coordinator.visitor).await?;
    let person = &found.member.person;
    let typed = ProfileForm {
        name: person.name.clone(),
        email: person.email.to_string(),
        locale: person.locale.map(|locale| locale.code().to_owned()).unwrap_or_default(),
    };
    respond(&site, &req, &coordinator, StatusCode::OK, &found, (&typed, [None, None]))
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    coordinator: &Coordinator,
    status: StatusCode,
    found: &Found,
    (typed, [name_error, email_error]): (&ProfileForm, [Option<String>; 2]),
) -> Result<HttpResponse, Error> {
    let visitor = &coordinator.visitor;
    let Member { person, .. } = &found.member;
    let role_choice = |role: Role| {
        let label = view::text(visitor, &format!("role-{role}"), &[])?;
        Ok(Choice { value: role.to_string(), text: label, chosen: false })
    };
    let page = PersonPage {
        id: person.id.0,
        name: typed.name.clone(),
        email: typed.email.clone(),
        name_error,
        email_error,
        locales: Choice::locales(typed.locale.parse().unwrap_or(site.services.config.programme.language)),
        coordinator: person.coordinator,
        active: person.active,
        roles: RoleView::of(&found.member, &found.projects),
        role_choices: Role::ALL.into_iter().map(role_choice).collect::<Result<_, Error>>()?,
        projects: project_choices(&found.projects, ""),
        seen_at: found.seen_at.map(|at| view::local(site, at)),
        own: person.id == coordinator.member.person.id,
    };
    view::page_with_status(site, req, visitor, status, "pages/people/person", &page)
}

#[derive(Deserialize)]
pub struct ProfileForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    locale: String,
}

pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<ProfileForm>,
) -> Result<HttpResponse, Error> {
    let found = find(&site, *path, &coordinator.visitor).await?;
    let (by, now) = (coordinator.member.person.id, coordinator.visitor.now);
    let typed = form.0;
    let visitor = &coordinator.visitor;
    let email = typed.email.parse::<Email>();
    let faults: Vec<Fault> =
        name_fault(&typed.name).into_iter().chain(email.is_err().then_some(Fault::EmailInvalid)).collect();
    let mut errors = [
        fault_text(visitor, &faults, &[Fault::NameMissing, Fault::NameInvalid])?,
        fault_text(visitor, &faults, &[Fault::EmailInvalid])?,
    ];
    if let (Ok(email), true) = (email, faults.is_empty()) {
        let name = typed.name.trim().to_owned();
        let locale = typed.locale.parse::<Locale>().ok();
        let changed = Person { name, email, locale, ..found.member.person.clone() };
        if site.services.db.write(move |conn| verbs::change(conn, &changed, by, now)).await? {
            return Ok(view::done(&at(found.member.person.id), "done-saved"));
        }
        errors[1] = Some(view::text(visitor, "email-taken", &[])?);
    }
    respond(&site, &req, &coordinator, StatusCode::UNPROCESSABLE_ENTITY, &found, (&typed, errors))
}

#[derive(Deserialize)]
pub struct RoleForm {
    #[serde(default)]
    role: String,
    #[serde(default)]
    project: String,
    /// To take the role rather than to give it.
    take: Option<String>,
}

/// Gives a role on a project, or takes it.
pub async fn change_role(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<RoleForm>,
) -> Result<HttpResponse, Error> {
    let person = find(&site, *path, &coordinator.visitor).await?.member.person.id;
    let (by, now) = (coordinator.member.person.id, coordinator.visitor.now);
    let role: Role = form.0.role.parse().map_err(|_| Error::Unreadable)?;
    let project = project_of(&site, Some(role), &form.0.project).await?.ok_or(Error::Unreadable)?;
    let membership = Membership { person, project, role };
    let take = form.0.take.is_some();
    site.services
        .db
        .write(move |conn| {
            if take {
                verbs::take_role(conn, membership, by, now)
            } else {
                verbs::give_role(conn, membership, by, now)
            }
        })
        .await?;
    Ok(view::done(&at(person), if take { "done-role-taken" } else { "done-role-given" }))
}

#[derive(Deserialize)]
pub struct Switch {
    /// Present: on.
    on: Option<String>,
}

/// Makes a person a coordinator, or one no more.
pub async fn set_coordinator(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<Switch>,
) -> Result<HttpResponse, Error> {
    let person = find(&site, *path, &coordinator.visitor).await?.member.person;
    let (by, now, on) = (coordinator.member.person.id, coordinator.visitor.now, form.0.on.is_some());
    // Who is a coordinator no more cannot see this page.
    let to = if person.id == by && !on { "/".to_owned() } else { at(person.id) };
    site.services.db.write(move |conn| verbs::set_coordinator(conn, &person, on, by, now)).await?;
    Ok(view::done(&to, if on { "done-coordinator" } else { "done-no-coordinator" }))
}

/// Keeps a person out, or lets them in again.
pub async fn set_active(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<Switch>,
) -> Result<HttpResponse, Error> {
    let person = find(&site, *path, &coordinator.visitor).await?.member.person;
    let (by, now, on) = (coordinator.member.person.id, coordinator.visitor.now, form.0.on.is_some());
    let to = at(person.id);
    site.services.db.write(move |conn| verbs::set_active(conn, &person, on, by, now)).await?;
    Ok(view::done(&to, if on { "done-reactivated" } else { "done-deactivated" }))
}

/// Sends an invitation, again.
pub async fn invite(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let person = find(&site, *path, &coordinator.visitor).await?.member.person.id;
    let (by, now) = (Actor::from(coordinator.member.person.id), coordinator.visitor.now);
    inviting::invite(&site.services, vec![person], by, now).await?;
    Ok(view::done(&at(person), "done-invited"))
}

pub async fn ask_erasure(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let person = find(&site, *path, &coordinator.visitor).await?.member.person;
    let question = Question {
        title: "person-erase",
        explanation: "person-erase-explanation",
        button: "erase",
        name: person.name,
        back: at(person.id),
    };
    question.ask(&site, &req, &coordinator.visitor)
}

pub async fn erase(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (id, by, now) = (PersonId(*path), coordinator.member.person.id, coordinator.visitor.now);
    if site.services.db.write(move |conn| erasing::erase(conn, id, by.into(), now)).await? {
        Ok(view::done("/admin/people", "done-erased"))
    } else {
        Err(Error::NotFound)
    }
}
