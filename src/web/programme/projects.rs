//! Projects: added, described, deleted while they have filed nothing.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::project_form::{FormView, ProjectForm, chats};
use crate::domain::calendar::Week;
use crate::domain::people::Role;
use crate::domain::post::notification::Notification;
use crate::domain::programme::project::{Project, Promotion, PromotionId};
use crate::services::programme::fault::{Fault, Refusal};
use crate::services::programme::projects::{self as verbs, Typed};
use crate::store::calendar::pauses::{self, Pause};
use crate::store::programme::{projects, promotions};
use crate::store::{self, people};
use crate::views::ProjectView;
use crate::web::calendar::schedule::{REASON_MAX, WEEKS_AHEAD};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
struct ProjectsPage {
    promotions: Vec<OfPromotion>,
    form: Option<FormView>,
}

/// The projects of a promotion.
#[derive(Serialize)]
struct OfPromotion {
    name: String,
    /// The key of its stage's word.
    stage: String,
    projects: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    project: ProjectView,
    eigs: usize,
    mentors: usize,
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    respond_with_list(&site, &req, &coordinator.visitor, StatusCode::OK, None).await
}

async fn respond_with_list(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    typed: Option<(&Typed, &[Fault])>,
) -> Result<HttpResponse, Error> {
    let (all, promotions, memberships) = site
        .services
        .db
        .read(|conn| -> store::Result<_> {
            Ok((projects::all(conn)?, promotions::all(conn)?, people::memberships(conn)?))
        })
        .await?;
    let count = |project: &Project, role| {
        memberships.iter().filter(|m| m.project == project.id && m.role == role).count()
    };
    let row = |project: &Project| Row {
        project: project.into(),
        eigs: count(project, Role::Eig),
        mentors: count(project, Role::Mentor),
    };
    let blank;
    let (typed, faults) = match typed {
        Some(typed) => typed,
        None => {
            blank = Typed {
                promotion: promotions.first().map_or(PromotionId(0), |promotion| promotion.id),
                name: String::new(),
                administration: String::new(),
                description: String::new(),
                ends_on: String::new(),
                locale: String::new(),
                notification: Notification::default().to_string(),
            };
            (&blank, &[][..])
        }
    };
    let page = ProjectsPage {
        form: match promotions[..] {
            [] => None,
            _ => Some(FormView::new(visitor, typed, &promotions, &chats(site), faults)?),
        },
        promotions: promotions
            .iter()
            .map(|promotion| OfPromotion {
                name: promotion.name.clone(),
                stage: format!("stage-{}", promotion.stage),
                projects: all.iter().filter(|project| project.promotion == promotion.id).map(row).collect(),
            })
            .collect(),
    };
    view::page_with_status(site, req, visitor, status, "pages/programme/projects", &page)
}

pub async fn create(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    form: Posted<ProjectForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member, .. } = coordinator;
    let (typed, by, now) = (Arc::new(form.0.typed(None)), member.person.id, visitor.now);
    let given = typed.clone();
    match site.services.db.write(move |conn| verbs::create(conn, &given, by, now)).await {
        Ok(slug) => Ok(view::done(&format!("/admin/projects/{slug}"), "done-created")),
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            respond_with_list(&site, &req, &visitor, status, Some((&typed, &faults))).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Serialize)]
struct ProjectPage {
    project: ProjectView,
    form: FormView,
    people: Vec<PersonRow>,
    pauses: Vec<PauseRow>,
    /// The weeks that can be paused.
    weeks: Vec<String>,
    reason_max: usize,
    can_be_deleted: bool,
}

#[derive(Serialize)]
struct PersonRow {
    id: i64,
    name: String,
    /// The key of the role's word.
    role: String,
}

#[derive(Serialize)]
struct PauseRow {
    week: String,
    reason: String,
    /// It can still be ended.
    open: bool,
}

/// A project with what its page shows.
struct Found {
    project: Project,
    typed: Typed,
    promotions: Vec<Promotion>,
    people: Vec<PersonRow>,
    pauses: Vec<Pause>,
    has_history: bool,
}

pub async fn find_project(site: &Site, slug: String) -> Result<Project, Error> {
    let found = site.services.db.read(move |conn| projects::by_slug(conn, &slug)).await?;
    found.ok_or(Error::NotFound)
}

async fn find(site: &Site, slug: String) -> Result<Found, Error> {
    let project = find_project(site, slug).await?;
    let found = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            let own_end = projects::own_end(conn, project.id)?;
            let everybody = people::everybody(conn)?;
            let people = everybody.iter().flat_map(|member| {
                let of_project = member.memberships.iter().filter(|m| m.project == project.id);
                of_project.map(|m| PersonRow {
                    id: member.person.id.0,
                    name: member.person.name.clone(),
                    role: format!("role-{}", m.role),
                })
            });
            Ok(Found {
                typed: Typed {
                    promotion: project.promotion,
                    name: project.name.clone(),
                    administration: project.administration.clone(),
                    description: project.description.clone(),
                    ends_on: own_end.map(|day| day.to_string()).unwrap_or_default(),
                    locale: project.locale.map(|locale| locale.code().to_owned()).unwrap_or_default(),
                    notification: project.notification.to_string(),
                },
                people: people.collect(),
                promotions: promotions::all(conn)?,
                pauses: pauses::of_project(conn, project.id)?,
                has_history: projects::has_history(conn, project.id)?,
                project,
            })
        })
        .await?;
    Ok(found)
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let found = find(&site, path.into_inner()).await?;
    respond_with_one(&site, &req, &coordinator.visitor, StatusCode::OK, found, None)
}

fn respond_with_one(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    found: Found,
    typed: Option<(&Typed, &[Fault])>,
) -> Result<HttpResponse, Error> {
    let (typed, faults) = typed.unwrap_or((&found.typed, &[]));
    let (calendar, now) = (&site.services.rules, visitor.now);
    let own: Vec<Promotion> =
        found.promotions.into_iter().filter(|promotion| promotion.id == found.project.promotion).collect();
    let is_open = |week: Week| calendar.can_be_paused(week, now);
    let ahead =
        std::iter::successors(Some(calendar.week_at(now)), |week| Some(week.next())).take(WEEKS_AHEAD);
    let can_be_paused = |week: &Week| found.project.is_active_in(*week) && is_open(*week);
    let page = ProjectPage {
        project: (&found.project).into(),
        form: FormView::new(visitor, typed, &own, &chats(site), faults)?,
        people: found.people,
        weeks: ahead.filter(can_be_paused).map(|week| week.to_string()).collect(),
        pauses: found
            .pauses
            .into_iter()
            .map(|pause| PauseRow {
                week: pause.week.to_string(),
                reason: pause.reason,
                open: is_open(pause.week),
            })
            .collect(),
        reason_max: REASON_MAX,
        can_be_deleted: !found.has_history,
    };
    view::page_with_status(site, req, visitor, status, "pages/programme/project", &page)
}

pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
    form: Posted<ProjectForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member, .. } = coordinator;
    let found = find(&site, path.into_inner()).await?;
    let project = &found.project;
    let (id, at) = (project.id, format!("/admin/projects/{}", project.slug));
    let (typed, by, now) = (Arc::new(form.0.typed(Some(project.promotion))), member.person.id, visitor.now);
    let given = typed.clone();
    match site.services.db.write(move |conn| verbs::change(conn, id, &given, by, now)).await {
        Ok(()) => Ok(view::done(&at, "done-saved")),
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            respond_with_one(&site, &req, &visitor, status, found, Some((&typed, &faults)))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Found { project, has_history, .. } = find(&site, path.into_inner()).await?;
    if has_history {
        return Err(Error::NotNow);
    }
    let question = Question {
        title: "project-delete",
        explanation: "project-delete-explanation",
        button: "delete",
        name: project.name,
        back: format!("/admin/projects/{}", project.slug),
    };
    question.ask(&site, &req, &coordinator.visitor)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let project = find_project(&site, path.into_inner()).await?;
    let (by, now) = (coordinator.member.person.id, coordinator.visitor.now);
    site.services.db.write(move |conn| verbs::delete(conn, &project, by, now)).await?;
    Ok(view::done("/admin/projects", "done-deleted"))
}
