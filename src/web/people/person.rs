//! One person: who they are, what they do, and whether they get in.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::choices::{any, one_project};
use super::everybody::invited;
use super::words::{self, RoleView, day};
use crate::domain::kit::Fault;
use crate::domain::people::presence::Standing;
use crate::domain::people::{PersonId, Role};
use crate::domain::programme::project::Project;
use crate::services::people::administering::{self as verbs, Profile};
use crate::services::people::everybody::{self, Found, Stood};
use crate::services::people::inviting;
use crate::services::people::roles::Days;
use crate::services::people::standing_in::Pair;
use crate::services::privacy::erasing;
use crate::services::{Refusal, Scope};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::{Question, Sent};
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
    /// Those of mentors in whose place this person reads.
    stood: Vec<StoodView>,
    /// Who reads in the place of this person.
    stand_in: Option<StandInView>,
    /// Whether a role is left to end.
    can_leave: bool,
    /// The last day of all that are left, in words; none: one of them is open.
    leaves: Option<String>,
    /// Whether there is a project on which a role can be given.
    has_projects: bool,
    /// Whether this person has come, is waited for, or has gone: in words.
    standing: String,
    /// When this person was last invited, of whom nothing has been heard yet.
    invited_at: Option<String>,
    /// Whether a mail came back from this person's address, since nobody is there.
    unreached: bool,
    /// Whether this person has a second factor, which they may have lost.
    second_factor: bool,
    /// The coordinator's own page.
    own: bool,
    form: Form,
}

#[derive(Serialize)]
struct StoodView {
    role: RoleView,
    mentor: String,
    until: String,
}

#[derive(Serialize)]
struct StandInView {
    id: i64,
    name: String,
    until: String,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "pages/people/person";

    #[cfg(test)]
    fn samples() -> Vec<PersonPage> {
        let choice = || Choice { value: "eig".into(), text: "EIG".into(), chosen: false };
        let form = || {
            fields(&Shown::default())
                .choosing("locale", Choice::locales(crate::domain::people::Locale::Fr))
                .choosing("role", vec![choice()])
                .choosing("project", vec![choice()])
        };
        let until = || "12 mars 2026".to_owned();
        let page = |own, form| PersonPage {
            id: 1,
            name: "Ada".into(),
            coordinator: own,
            active: true,
            roles: vec![RoleView::sample(), RoleView::sample_left()],
            stood: vec![StoodView { role: RoleView::sample(), mentor: "Mina".into(), until: until() }],
            stand_in: own.then(|| StandInView { id: 2, name: "Ben".into(), until: until() }),
            can_leave: own,
            leaves: own.then(until),
            has_projects: own,
            standing: "invité".into(),
            invited_at: own.then(|| "2026-03-04T09:00:00".into()),
            unreached: own,
            second_factor: own,
            own,
            form,
        };
        let kept_out =
            PersonPage { active: false, roles: Vec::new(), stood: Vec::new(), ..page(false, form()) };
        let refused = ["name", "email", "until_day", "last_day"].into_iter().fold(form(), Form::sample_fault);
        vec![page(true, form()), kept_out, page(true, refused)]
    }
}

pub(super) async fn find(site: &Site, id: PersonId) -> Result<Found, Refusal> {
    site.services.read(move |scope| everybody::find(scope, id)).await
}

/// The same for a coordinator who has lately proven who they are: before a question to which the answer needs that.
pub(super) async fn find_proven(
    site: &Site,
    coordinator: &Coordinator,
    id: PersonId,
) -> Result<Found, Refusal> {
    let claim = coordinator.claim.clone();
    let find = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        claim.proven_coordinator(scope)?;
        everybody::find(scope, id)
    };
    site.services.read(find).await
}

pub(super) fn at(person: PersonId) -> String {
    format!("/admin/people/{}", person.0)
}

/// What stands in the forms of the page.
#[derive(Default)]
pub(super) struct Shown {
    pub profile: Profile,
    pub role: String,
    pub project: String,
    pub days: Days,
    pub last_day: String,
}

impl Shown {
    /// As the person is.
    pub fn of(found: &Found) -> Shown {
        let person = &found.person;
        let profile =
            Profile { name: person.name.clone(), email: person.email.to_string(), locale: person.locale };
        Shown { profile, last_day: found.today.to_string(), ..Shown::default() }
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let found = find(&site, PersonId(*path)).await?;
    let shown = Shown::of(&found);
    respond(&site, &req, &coordinator, StatusCode::OK, found, &shown, &[])
}

fn fields(shown: &Shown) -> Form {
    Form::new([
        ("name", shown.profile.name.as_str()),
        ("email", &shown.profile.email),
        ("from_day", &shown.days.from),
        ("until_day", &shown.days.until),
        ("last_day", &shown.last_day),
    ])
}

fn form(site: &Site, visitor: &Visitor, shown: &Shown, projects: &[Project]) -> Result<Form, Error> {
    let role = |role: Role| {
        let text = view::text(visitor, &format!("role-{role}"), &[])?;
        Ok(Choice { value: role.to_string(), text, chosen: role.as_str() == shown.role })
    };
    let roles = Role::ALL.into_iter().map(role).collect::<Result<Vec<_>, Error>>()?;
    let locale = shown.profile.locale.unwrap_or(site.services.config.programme.language);
    Ok(fields(shown)
        .choosing("locale", Choice::locales(locale))
        .choosing("role", any(visitor, "role-choose", roles)?)
        .choosing("project", one_project(visitor, everybody::joinable(projects), &shown.project)?))
}

/// The page, with what was typed and what is wrong with it.
pub(super) fn respond(
    site: &Site,
    req: &HttpRequest,
    coordinator: &Coordinator,
    status: StatusCode,
    found: Found,
    shown: &Shown,
    faults: &[Fault],
) -> Result<HttpResponse, Error> {
    let visitor = &coordinator.visitor;
    let form = form(site, visitor, shown, &found.projects)?.refused(visitor, faults)?;
    let Found { person, today, roles, stood, stand_in, standing, unreached, projects, second_factor } = found;
    let stood_view = |Stood { held, mentor }| {
        let until = held.membership.until_day.map(|until| day(visitor, until)).unwrap_or_default();
        Ok::<_, Error>(StoodView { role: RoleView::new(visitor, held, today)?, mentor, until })
    };
    let left = roles.iter().filter(|held| !held.membership.is_past(today));
    let last_days: Option<Vec<_>> = left.map(|held| held.membership.until_day).collect();
    let leaves = last_days.and_then(|days| days.into_iter().max());
    let roles = RoleView::all(visitor, roles, today)?;
    let page = PersonPage {
        id: person.id.0,
        name: person.name,
        coordinator: person.coordinator,
        active: person.active,
        can_leave: roles.iter().any(|role| !role.has_left),
        leaves: leaves.map(|last| day(visitor, last)),
        roles,
        stood: stood.into_iter().map(stood_view).collect::<Result<_, _>>()?,
        stand_in: stand_in.map(|Pair { stand_in, until }| StandInView {
            id: stand_in.id.0,
            name: stand_in.name,
            until: day(visitor, until),
        }),
        has_projects: everybody::joinable(&projects).next().is_some(),
        invited_at: match standing {
            Standing::Invited(at) => Some(view::local(site, at)),
            _ => None,
        },
        standing: words::standing(site, visitor, standing)?,
        unreached,
        second_factor,
        own: person.id == coordinator.member.person.id,
        form,
    };
    view::show_with_status(site, req, visitor, status, &page)
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
            let shown = Shown { profile: Profile::clone(&typed), ..Shown::of(&found) };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            respond(&site, &req, &coordinator, status, found, &shown, &faults)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Deserialize)]
pub struct Switch {
    /// Present: on.
    on: Option<String>,
}

/// Asks before a person is made a coordinator, or one no more.
pub async fn ask_coordinator(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let person = find_proven(&site, &coordinator, PersonId(*path)).await?.person;
    let [title, explanation, button] = match person.coordinator {
        true => ["coordinator-unmake-ask", "coordinator-unmake-explanation", "coordinator-unmake"],
        false => ["coordinator-make-ask", "coordinator-make-explanation", "coordinator-make"],
    };
    let question = Question {
        title,
        explanation,
        button,
        back: at(person.id),
        name: person.name,
        sent: (!person.coordinator).then_some(Sent { field: "on", value: "1" }),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
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

/// Asks before a person is kept out.
pub async fn ask_inactive(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let person = find_proven(&site, &coordinator, PersonId(*path)).await?.person;
    if !person.active {
        return Ok(view::see_other(&at(person.id)));
    }
    let question = Question {
        title: "deactivate-ask",
        explanation: "deactivate-ask-explanation",
        button: "deactivate",
        back: at(person.id),
        name: person.name,
        sent: None,
    };
    view::show(&site, &req, &coordinator.visitor, &question)
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
    let sent = inviting::invite(&site.services, coordinator.claim, vec![id]).await?;
    // Kept out, they cannot accept it.
    if sent.count == 0 { Err(Error::NotNow) } else { Ok(view::done(&at(id), invited(sent))) }
}

pub async fn ask_erasure(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let person = find_proven(&site, &coordinator, PersonId(*path)).await?.person;
    let question = Question {
        title: "person-erase",
        explanation: match site.services.keeps_mails {
            true => "person-erase-explanation-untold",
            false => "person-erase-explanation",
        },
        button: "erase",
        name: person.name,
        sent: None,
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
