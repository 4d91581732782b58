//! A project: described, deleted while it has filed nothing.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::project_form::{self, ProjectForm};
use super::steps::StepsView;
use crate::domain::kit::{Description, Fault};
use crate::services::Refusal;
use crate::services::programme::projects::{self as verbs, Has, Typed, Whole};
use crate::views::ProjectView;
use crate::web::calendar::pausing_view::PausingView;
use crate::web::calendar::team_absences::AbsencesView;
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::people::words;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct ProjectPage {
    project: ProjectView,
    form: Form,
    description_max: usize,
    people: Vec<PersonRow>,
    pauses: Vec<PauseRow>,
    pausing: Option<PausingView>,
    absences: AbsencesView,
    can_be_deleted: bool,
    setup: Option<StepsView>,
}

impl Page for ProjectPage {
    const TEMPLATE: &'static str = "pages/programme/project";

    #[cfg(test)]
    fn samples() -> Vec<ProjectPage> {
        let page = |form, full: bool, absences| ProjectPage {
            absences,
            project: ProjectView::sample(),
            form,
            description_max: Description::MAX,
            people: full
                .then(|| PersonRow {
                    id: 1,
                    name: "Ada".into(),
                    role: "role-eig".into(),
                    days: Some("depuis le 5 janvier 2026".into()),
                })
                .into_iter()
                .collect(),
            pauses: [true, false]
                .map(|open| PauseRow { week: "2026-W10".into(), reason: "Ponts".into(), open })
                .into_iter()
                .filter(|_| full)
                .collect(),
            pausing: PausingView::sample().filter(|_| full),
            can_be_deleted: !full,
            setup: (!full).then(StepsView::sample),
        };
        let [nobody_away, some_away] = AbsencesView::samples();
        vec![
            page(project_form::sample(), false, nobody_away),
            page(project_form::sample().sample_fault("ends_on"), true, some_away),
        ]
    }
}

#[derive(Serialize)]
struct PersonRow {
    id: i64,
    name: String,
    /// The key of the role's word.
    role: String,
    /// Its days in words; none: it has neither first nor last.
    days: Option<String>,
}

#[derive(Serialize)]
struct PauseRow {
    week: String,
    reason: String,
    /// It can still be ended.
    open: bool,
}

async fn find(site: &Site, slug: String) -> Result<Whole, Refusal> {
    site.services.read(move |scope| verbs::whole(scope, &slug)).await
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let whole = find(&site, path.into_inner()).await?;
    respond_with_one(&site, &req, &coordinator.visitor, StatusCode::OK, whole, None).await
}

async fn respond_with_one(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    whole: Whole,
    typed: Option<(&Typed, &[Fault])>,
) -> Result<HttpResponse, Error> {
    let (typed, faults) = typed.unwrap_or((&whole.typed, &[]));
    let today = visitor.now.with_timezone(&site.services.config.programme.timezone).date_naive();
    let person = |Has { person, name, held, mentor }: Has| -> Result<PersonRow, Error> {
        let days = match mentor {
            Some(mentor) => Some(words::in_place_of(visitor, &mentor, &held)?),
            None => words::days(visitor, &held, today)?,
        };
        Ok(PersonRow { id: person.0, name, role: format!("role-{}", held.role), days })
    };
    let page = ProjectPage {
        project: (&whole.project).into(),
        form: project_form::form(site, visitor, typed, Vec::new(), &whole.coordinators)?
            .refused(visitor, faults)?,
        description_max: Description::MAX,
        people: whole.people.into_iter().map(person).collect::<Result<_, _>>()?,
        pauses: whole
            .pauses
            .into_iter()
            .map(|(pause, open)| PauseRow { week: pause.week.to_string(), reason: pause.reason, open })
            .collect(),
        pausing: PausingView::new(
            format!("/admin/projects/{}/pauses", whole.project.slug),
            &whole.weeks,
            today,
        ),
        absences: (&whole.absences).into(),
        can_be_deleted: whole.can_be_deleted,
        setup: StepsView::left(site, req).await?,
    };
    view::show_with_status(site, req, visitor, status, &page)
}

pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
    sent: Posted<ProjectForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, .. } = coordinator;
    let (slug, typed) = (path.into_inner(), Arc::new(Typed::from(sent.0)));
    let (given, at) = (typed.clone(), slug.clone());
    match site.services.coordinate(claim, move |scope, by| verbs::change(scope, by, &at, &given)).await {
        Ok(()) => Ok(view::done(&format!("/admin/projects/{slug}"), "done-saved")),
        Err(Refusal::Faults(faults)) => {
            let (whole, status) = (find(&site, slug).await?, StatusCode::UNPROCESSABLE_ENTITY);
            respond_with_one(&site, &req, &visitor, status, whole, Some((&typed, &faults))).await
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
    let Whole { project, can_be_deleted, .. } = find(&site, path.into_inner()).await?;
    if !can_be_deleted {
        return Err(Error::NotNow);
    }
    let question = Question {
        title: "project-delete",
        explanation: "project-delete-explanation",
        button: "delete",
        name: project.name,
        sent: None,
        back: format!("/admin/projects/{}", project.slug),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    site.services.coordinate(coordinator.claim, move |scope, by| verbs::delete(scope, by, &path)).await?;
    Ok(view::done("/admin/projects", "done-deleted"))
}
