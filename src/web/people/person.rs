//! One person: who they are, what they do, and whether they get in.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::everybody::{RoleView, project_choices};
use crate::domain::people::{Member, PersonId, Role};
use crate::services::people::administering::{self as verbs, Post, Profile};
use crate::services::people::everybody::{self, Found};
use crate::services::people::inviting;
use crate::services::privacy::erasing;
use crate::services::{Refusal, Scope};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::Question;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct PersonPage {
    id: i64,
    name: String,
    coordinator: bool,
    active: bool,
    roles: Vec<RoleView>,
    /// Whether there is a project on which a role can be given.
    has_projects: bool,
    /// When this person was last here.
    seen_at: Option<String>,
    /// Whether this person has a second factor, which they may have lost.
    second_factor: bool,
    /// The coordinator's own page.
    own: bool,
    form: Form,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "pages/people/person";

    #[cfg(test)]
    fn samples() -> Vec<PersonPage> {
        let choice = || Choice { value: "eig".into(), text: "EIG".into(), chosen: false };
        let form = || {
            Form::new([("name", "Ada"), ("email", "ada@x.example")])
                .choosing("locale", Choice::locales(crate::domain::people::Locale::Fr))
                .choosing("role", vec![choice()])
                .choosing("project", vec![choice()])
        };
        let page = |own, form| PersonPage {
            id: 1,
            name: "Ada".into(),
            coordinator: own,
            active: true,
            roles: vec![RoleView::sample()],
            has_projects: own,
            seen_at: None,
            second_factor: own,
            own,
            form,
        };
        let kept_out = PersonPage { active: false, roles: Vec::new(), ..page(false, form()) };
        let seen = PersonPage { seen_at: Some("2026-03-06T13:55:00".into()), ..page(false, form()) };
        vec![
            page(true, form()),
            kept_out,
            seen,
            page(true, form().sample_fault("name").sample_fault("email")),
        ]
    }
}

async fn find(site: &Site, id: PersonId) -> Result<Found, Refusal> {
    site.services.read(move |scope| everybody::find(scope, id)).await
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
    let found = find(&site, PersonId(*path)).await?;
    let person = &found.person;
    let typed = Profile { name: person.name.clone(), email: person.email.to_string(), locale: person.locale };
    let form = form(&site, &coordinator.visitor, &typed, &found)?;
    respond(&site, &req, &coordinator, StatusCode::OK, (found, form))
}

fn form(site: &Site, visitor: &Visitor, typed: &Profile, found: &Found) -> Result<Form, Error> {
    let role = |role: Role| {
        let text = view::text(visitor, &format!("role-{role}"), &[])?;
        Ok(Choice { value: role.to_string(), text, chosen: false })
    };
    let roles = Role::ALL.into_iter().map(role).collect::<Result<_, Error>>()?;
    let locale = typed.locale.unwrap_or(site.services.config.programme.language);
    Ok(Form::new([("name", typed.name.as_str()), ("email", &typed.email)])
        .choosing("locale", Choice::locales(locale))
        .choosing("role", roles)
        .choosing("project", project_choices(&found.projects, "")))
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    coordinator: &Coordinator,
    status: StatusCode,
    (found, form): (Found, Form),
) -> Result<HttpResponse, Error> {
    let Found { person, roles, seen_at, projects, second_factor } = found;
    let page = PersonPage {
        id: person.id.0,
        name: person.name,
        coordinator: person.coordinator,
        active: person.active,
        roles: roles.into_iter().map(RoleView::from).collect(),
        has_projects: !projects.is_empty(),
        seen_at: seen_at.map(|at| view::local(site, at)),
        second_factor,
        own: person.id == coordinator.member.person.id,
        form,
    };
    view::show_with_status(site, req, &coordinator.visitor, status, &page)
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
    let ProfileForm { name, email, locale } = form.0;
    let (id, typed) = (PersonId(*path), Arc::new(Profile { name, email, locale: locale.parse().ok() }));
    let given = typed.clone();
    let (services, claim) = (&site.services, coordinator.claim.clone());
    match services.coordinate_proven(claim, move |scope, by| verbs::change(scope, by, id, &given)).await {
        Ok(()) => Ok(view::done(&at(id), "done-saved")),
        Err(Refusal::Faults(faults)) => {
            let found = find(&site, id).await?;
            let visitor = &coordinator.visitor;
            let form = self::form(&site, visitor, &typed, &found)?.refused(visitor, &faults)?;
            respond(&site, &req, &coordinator, StatusCode::UNPROCESSABLE_ENTITY, (found, form))
        }
        Err(refusal) => Err(refusal.into()),
    }
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
    let RoleForm { role, project, take } = form.0;
    let (id, takes) = (PersonId(*path), take.is_some());
    let post = Post { role: role.parse().map_err(|_| Error::Unreadable)?, project };
    let change = move |scope: &mut Scope<'_>, by: &Member| {
        if takes { verbs::take_role(scope, by, id, &post) } else { verbs::give_role(scope, by, id, &post) }
    };
    site.services.coordinate_proven(coordinator.claim, change).await?;
    Ok(view::done(&at(id), if takes { "done-role-taken" } else { "done-role-given" }))
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
    let (id, on) = (PersonId(*path), form.0.on.is_some());
    let services = &site.services;
    services
        .coordinate_proven(coordinator.claim, move |scope, by| verbs::set_coordinator(scope, by, id, on))
        .await?;
    // Who is a coordinator no more cannot see this page.
    let to = if id == coordinator.member.person.id && !on { "/".to_owned() } else { at(id) };
    Ok(view::done(&to, if on { "done-coordinator" } else { "done-no-coordinator" }))
}

/// Keeps a person out, or lets them in again.
pub async fn set_active(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<Switch>,
) -> Result<HttpResponse, Error> {
    let (id, on) = (PersonId(*path), form.0.on.is_some());
    let services = &site.services;
    services
        .coordinate_proven(coordinator.claim, move |scope, by| verbs::set_active(scope, by, id, on))
        .await?;
    Ok(view::done(&at(id), if on { "done-reactivated" } else { "done-deactivated" }))
}

/// Sends an invitation, again.
pub async fn invite(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = find(&site, PersonId(*path)).await?.person.id;
    match inviting::invite(&site.services, coordinator.claim, vec![id]).await? {
        // Kept out, they cannot accept it.
        0 => Err(Error::NotNow),
        _ => Ok(view::done(&at(id), "done-invited")),
    }
}

pub async fn ask_erasure(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let person = find(&site, PersonId(*path)).await?.person;
    let claim = coordinator.claim.clone();
    site.services.read(move |scope| claim.proven(scope)).await?;
    let question = Question {
        title: "person-erase",
        explanation: match site.services.keeps_mails {
            true => "person-erase-explanation-untold",
            false => "person-erase-explanation",
        },
        button: "erase",
        name: person.name,
        back: at(person.id),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
}

pub async fn erase(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = PersonId(*path);
    site.services
        .coordinate_proven(coordinator.claim, move |scope, by| erasing::erase(scope, by, id))
        .await?;
    Ok(view::done("/admin/people", "done-erased"))
}
