//! Promotions: created, opened, closed, archived.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::programme::project::{Promotion, PromotionId, Stage};
use crate::services::programme::fault::{Fault, Refusal};
use crate::services::programme::promotions::{self as verbs, Typed};
use crate::store;
use crate::store::programme::{projects, promotions};
use crate::web::kit::field::FieldView;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
struct PromotionsPage {
    promotions: Vec<Row>,
    form: FormView,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    starts_on: String,
    ends_on: String,
    /// The key of its word.
    stage: String,
    projects: usize,
    next: Vec<Move>,
}

/// A stage to which a promotion can be taken.
#[derive(Serialize)]
struct Move {
    stage: &'static str,
    /// The key of the button.
    key: String,
}

impl Row {
    fn new(promotion: &Promotion, projects: usize) -> Row {
        Row {
            id: promotion.id.0,
            name: promotion.name.clone(),
            starts_on: promotion.starts_on.to_string(),
            ends_on: promotion.last_day().to_string(),
            stage: format!("stage-{}", promotion.stage),
            projects,
            next: promotion
                .stage
                .next()
                .iter()
                .map(|stage| Move {
                    stage: stage.as_str(),
                    key: match (promotion.stage, stage) {
                        (Stage::Archived, _) => "stage-restore".to_owned(),
                        (Stage::Closed, Stage::Open) => "stage-reopen".to_owned(),
                        _ => format!("stage-to-{stage}"),
                    },
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct FormView {
    name: FieldView,
    starts_on: FieldView,
    ends_on: FieldView,
}

impl FormView {
    fn new(visitor: &Visitor, typed: &Typed, faults: &[Fault]) -> Result<FormView, Error> {
        Ok(FormView {
            name: FieldView::new(visitor, "name", &typed.name, faults)?,
            starts_on: FieldView::new(visitor, "starts_on", &typed.starts_on, faults)?,
            ends_on: FieldView::new(visitor, "ends_on", &typed.ends_on, faults)?,
        })
    }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let nothing = Typed { name: String::new(), starts_on: String::new(), ends_on: String::new() };
    respond_with_list(&site, &req, &coordinator.visitor, StatusCode::OK, &nothing, &[]).await
}

async fn respond_with_list(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    typed: &Typed,
    faults: &[Fault],
) -> Result<HttpResponse, Error> {
    let (all, projects) = site
        .services
        .db
        .read(|conn| -> store::Result<_> { Ok((promotions::all(conn)?, projects::all(conn)?)) })
        .await?;
    let count = |id| projects.iter().filter(|project| project.promotion == id).count();
    let page = PromotionsPage {
        promotions: all.iter().map(|promotion| Row::new(promotion, count(promotion.id))).collect(),
        form: FormView::new(visitor, typed, faults)?,
    };
    view::page_with_status(site, req, visitor, status, "pages/programme/promotions", &page)
}

#[derive(Deserialize)]
pub struct PromotionForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    starts_on: String,
    #[serde(default)]
    ends_on: String,
}

impl From<PromotionForm> for Typed {
    fn from(form: PromotionForm) -> Self {
        Typed { name: form.name, starts_on: form.starts_on, ends_on: form.ends_on }
    }
}

pub async fn create(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    form: Posted<PromotionForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member } = coordinator;
    let (typed, by, now) = (std::sync::Arc::new(Typed::from(form.0)), member.person.id, visitor.now);
    let given = typed.clone();
    match site.services.db.write(move |conn| verbs::create(conn, &given, by, now)).await {
        Ok(_) => Ok(view::done("/admin/promotions", "done-created")),
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            respond_with_list(&site, &req, &visitor, status, &typed, &faults).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Serialize)]
struct PromotionPage {
    promotion: Row,
    form: FormView,
    can_be_deleted: bool,
}

async fn find(site: &Site, id: PromotionId) -> Result<(Promotion, usize), Error> {
    let found = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            let count = projects::all(conn)?.iter().filter(|project| project.promotion == id).count();
            Ok(promotions::by_id(conn, id)?.map(|promotion| (promotion, count)))
        })
        .await?;
    found.ok_or(Error::NotFound)
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (promotion, projects) = find(&site, PromotionId(*path)).await?;
    let typed = Typed {
        name: promotion.name.clone(),
        starts_on: promotion.starts_on.to_string(),
        ends_on: promotion.ends_on.to_string(),
    };
    let place = (&promotion, projects);
    respond_with_one(&site, &req, &coordinator.visitor, StatusCode::OK, place, (&typed, &[]))
}

fn respond_with_one(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    (promotion, projects): (&Promotion, usize),
    (typed, faults): (&Typed, &[Fault]),
) -> Result<HttpResponse, Error> {
    let page = PromotionPage {
        promotion: Row::new(promotion, projects),
        form: FormView::new(visitor, typed, faults)?,
        can_be_deleted: projects == 0,
    };
    view::page_with_status(site, req, visitor, status, "pages/programme/promotion", &page)
}

pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<PromotionForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member } = coordinator;
    let id = PromotionId(*path);
    let (promotion, projects) = find(&site, id).await?;
    let (typed, by, now) = (std::sync::Arc::new(Typed::from(form.0)), member.person.id, visitor.now);
    let given = typed.clone();
    match site.services.db.write(move |conn| verbs::change(conn, id, &given, by, now)).await {
        Ok(()) => Ok(view::done(&format!("/admin/promotions/{}", id.0), "done-saved")),
        Err(Refusal::Faults(faults)) => {
            let (status, place) = (StatusCode::UNPROCESSABLE_ENTITY, (&promotion, projects));
            respond_with_one(&site, &req, &visitor, status, place, (&typed, &faults))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Deserialize)]
pub struct StageForm {
    #[serde(default)]
    stage: String,
}

/// Takes a promotion to its next stage, or back.
pub async fn advance(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<StageForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member } = coordinator;
    let to: Stage = form.0.stage.parse().map_err(|_| Error::Unreadable)?;
    let (id, by, now) = (PromotionId(*path), member.person.id, visitor.now);
    let today = site.services.calendar.today(now);
    let (before, _) = find(&site, id).await?;
    site.services.db.write(move |conn| verbs::advance(conn, id, to, today, by, now)).await?;
    let notice = match (before.stage, to) {
        (Stage::Archived, _) => "done-restored",
        (_, Stage::Draft) => "done-drafted",
        (_, Stage::Open) => "done-opened",
        (_, Stage::Closed) => "done-closed",
        (_, Stage::Archived) => "done-archived",
    };
    Ok(view::done("/admin/promotions", notice))
}

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (promotion, projects) = find(&site, PromotionId(*path)).await?;
    if projects > 0 {
        return Err(Error::NotNow);
    }
    let question = Question {
        title: "promotion-delete",
        explanation: "promotion-delete-explanation",
        button: "delete",
        name: promotion.name,
        back: format!("/admin/promotions/{}", promotion.id.0),
    };
    question.ask(&site, &req, &coordinator.visitor)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (id, by, now) = (PromotionId(*path), coordinator.member.person.id, coordinator.visitor.now);
    site.services.db.write(move |conn| verbs::delete(conn, id, by, now)).await?;
    Ok(view::done("/admin/promotions", "done-deleted"))
}
