//! Roles of a person: given, given other days, taken; and their departure from all of them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::person::{self, Shown};
use super::words::RoleView;
use crate::domain::kit::Fault;
use crate::domain::people::{Member, PersonId, Role};
use crate::services::people::everybody::{Found, Held};
use crate::services::people::roles::{self as verbs, Chosen, Days, Post};
use crate::services::{Refusal, Scope};
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// A role that somebody has, had or will have.
#[derive(Serialize)]
pub struct RolePage {
    id: i64,
    name: String,
    role: RoleView,
    form: Form,
}

impl Page for RolePage {
    const TEMPLATE: &'static str = "pages/people/role";

    #[cfg(test)]
    fn samples() -> Vec<RolePage> {
        let page = |role, form| RolePage { id: 1, name: "Ada".into(), role, form };
        let form = || form(&Days::default());
        let refused = form().sample_fault("until_day");
        vec![page(RoleView::sample(), form()), page(RoleView::sample_left(), refused)]
    }
}

fn form(days: &Days) -> Form {
    Form::new([("from_day", days.from.as_str()), ("until_day", &days.until)])
}

#[derive(Deserialize)]
pub struct RoleForm {
    #[serde(default)]
    role: String,
    #[serde(default)]
    project: String,
    #[serde(default)]
    from_day: String,
    #[serde(default)]
    until_day: String,
    /// To take the role rather than to give it.
    take: Option<String>,
}

/// Gives a role on a project, or takes it.
pub async fn give(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<RoleForm>,
) -> Result<HttpResponse, Error> {
    let RoleForm { role, project, from_day, until_day, take } = form.0;
    let (id, takes) = (PersonId(*path), take.is_some());
    let chosen = Chosen { role: role.clone(), project: project.clone() };
    let days = Days { from: from_day, until: until_day };
    let given = days.clone();
    let change = move |scope: &mut Scope<'_>, by: &Member| match takes {
        true => verbs::take(scope, by, id, &chosen),
        false => verbs::give_for(scope, by, id, &chosen, &given),
    };
    match site.services.coordinate_proven(coordinator.claim.clone(), change).await {
        Ok(()) => Ok(view::done(&person::at(id), if takes { "done-role-taken" } else { "done-role-given" })),
        Err(Refusal::Faults(faults)) => {
            let found = person::find(&site, id).await?;
            let shown = Shown { role, project, days, ..Shown::of(&found) };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            person::respond(&site, &req, &coordinator, status, found, &shown, &faults)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Deserialize)]
pub struct Departure {
    #[serde(default)]
    last_day: String,
}

/// Ends all roles of a person with a day.
pub async fn leave(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<Departure>,
) -> Result<HttpResponse, Error> {
    let (id, last_day) = (PersonId(*path), form.0.last_day);
    let (services, typed) = (&site.services, last_day.clone());
    let leave = move |scope: &mut Scope<'_>, by: &Member| verbs::leave(scope, by, id, &typed);
    match services.coordinate_proven(coordinator.claim.clone(), leave).await {
        Ok(()) => Ok(view::done(&person::at(id), "done-left")),
        Err(Refusal::Faults(faults)) => {
            let found = person::find(&site, id).await?;
            let shown = Shown { last_day, ..Shown::of(&found) };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            person::respond(&site, &req, &coordinator, status, found, &shown, &faults)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The place of a role: a person, a project's slug, and the role's name.
type Place = web::Path<(i64, String, String)>;

fn post_at((_, project, role): &(i64, String, String)) -> Result<Post, Error> {
    let role: Role = role.parse().map_err(|_| Error::NotFound)?;
    Ok(Post { role, project: project.clone() })
}

/// The role with whose it is.
async fn find(site: &Site, place: &(i64, String, String)) -> Result<(Found, Held), Error> {
    let post = post_at(place)?;
    let found = person::find(site, PersonId(place.0)).await?;
    let is_it = |held: &&Held| held.membership.role == post.role && held.slug == post.project;
    let held = found.roles.iter().find(is_it).cloned().ok_or(Error::NotFound)?;
    Ok((found, held))
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: Place,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (found, held) = find(&site, &path).await?;
    let typed = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let days = Days { from: typed(held.membership.from_day), until: typed(held.membership.until_day) };
    respond(&site, &req, &coordinator.visitor, StatusCode::OK, (found, held), &days, &[])
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    (found, held): (Found, Held),
    days: &Days,
    faults: &[Fault],
) -> Result<HttpResponse, Error> {
    let page = RolePage {
        id: found.person.id.0,
        name: found.person.name,
        role: RoleView::new(visitor, held, found.today)?,
        form: form(days).refused(visitor, faults)?,
    };
    view::show_with_status(site, req, visitor, status, &page)
}

#[derive(Deserialize)]
pub struct DaysForm {
    #[serde(default)]
    from_day: String,
    #[serde(default)]
    until_day: String,
}

/// Gives a role other days.
pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: Place,
    coordinator: Coordinator,
    sent: Posted<DaysForm>,
) -> Result<HttpResponse, Error> {
    let (id, post) = (PersonId(path.0), post_at(&path)?);
    let days = Days { from: sent.0.from_day, until: sent.0.until_day };
    let (services, given) = (&site.services, days.clone());
    let change = move |scope: &mut Scope<'_>, by: &Member| verbs::change_days(scope, by, id, &post, &given);
    match services.coordinate_proven(coordinator.claim.clone(), change).await {
        Ok(()) => Ok(view::done(&person::at(id), "done-saved")),
        Err(Refusal::Faults(faults)) => {
            let found = find(&site, &path).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            respond(&site, &req, &coordinator.visitor, status, found, &days, &faults)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
