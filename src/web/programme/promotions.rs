//! Promotions: created, described, deleted.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::stages::{self, Move};
use super::steps::StepsView;
use crate::domain::programme::project::{PromotionId, Stage};
use crate::services::Refusal;
use crate::services::programme::promotions::{self as verbs, Listed, Typed};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// How many promotions a page lists.
const PAGE: usize = 20;

#[derive(Deserialize)]
pub struct Wanted {
    /// From 0.
    #[serde(default)]
    page: usize,
}

#[derive(Serialize)]
pub struct PromotionsPage {
    promotions: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
    form: Form,
    setup: Option<StepsView>,
}

impl Page for PromotionsPage {
    const TEMPLATE: &'static str = "pages/programme/promotions";

    #[cfg(test)]
    fn samples() -> Vec<PromotionsPage> {
        let form = || form(&Typed::default());
        vec![
            PromotionsPage {
                promotions: Vec::new(),
                previous: None,
                next: None,
                form: form(),
                setup: Some(StepsView::sample()),
            },
            PromotionsPage {
                promotions: Stage::ALL.map(Row::sample).into(),
                previous: Some("/admin/promotions".into()),
                next: Some("/admin/promotions?page=2".into()),
                form: form().sample_fault("name").sample_fault("ends_on"),
                setup: None,
            },
        ]
    }
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    starts_on: String,
    ends_on: String,
    /// The key of its word.
    stage: String,
    /// The day on which it was closed; none: it is under way.
    closed_on: Option<String>,
    is_archived: bool,
    projects: usize,
    /// It is in preparation, and has no project yet.
    is_empty: bool,
    next: Vec<Move>,
}

impl From<&Listed> for Row {
    fn from(Listed { promotion, projects, without_team }: &Listed) -> Self {
        Row {
            id: promotion.id.0,
            name: promotion.name.clone(),
            starts_on: promotion.starts_on.to_string(),
            ends_on: promotion.ends_on.to_string(),
            stage: format!("stage-{}", promotion.stage),
            closed_on: promotion.closed_on.map(|day| day.to_string()),
            is_archived: promotion.is_archived(),
            projects: *projects,
            is_empty: promotion.stage == Stage::Draft && *projects == 0,
            next: stages::moves(promotion.stage, *projects, without_team),
        }
    }
}

#[cfg(test)]
impl Row {
    fn sample(stage: Stage) -> Row {
        Row {
            id: 1,
            name: "EIG 3".into(),
            starts_on: "2019-01-07".into(),
            ends_on: "2019-11-08".into(),
            stage: format!("stage-{stage}"),
            closed_on: (stage >= Stage::Closed).then(|| "2019-10-30".into()),
            is_archived: stage == Stage::Archived,
            projects: 15,
            is_empty: stage == Stage::Draft,
            next: stages::moves(stage, 15, &[]),
        }
    }
}

fn form(typed: &Typed) -> Form {
    let Typed { name, starts_on, ends_on } = typed;
    Form::new([("name", name.as_str()), ("starts_on", starts_on), ("ends_on", ends_on)])
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (visitor, form) = (&coordinator.visitor, form(&Typed::default()));
    respond_with_list(&site, &req, visitor, StatusCode::OK, (form, wanted.page)).await
}

async fn respond_with_list(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    (form, number): (Form, usize),
) -> Result<HttpResponse, Error> {
    let all = site.services.read(verbs::list).await?;
    let number = number.min(all.len().saturating_sub(1) / PAGE);
    let at = |number: usize| view::address("/admin/promotions", &[("page", &number.to_string())]);
    let page = PromotionsPage {
        promotions: all.iter().skip(number * PAGE).take(PAGE).map(Row::from).collect(),
        previous: number.checked_sub(1).map(at),
        next: ((number + 1) * PAGE < all.len()).then(|| at(number + 1)),
        form,
        setup: StepsView::left(site, req).await?,
    };
    view::show_with_status(site, req, visitor, status, &page)
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
    sent: Posted<PromotionForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, .. } = coordinator;
    let typed = Arc::new(Typed::from(sent.0));
    let given = typed.clone();
    match site.services.coordinate(claim, move |scope, by| verbs::create(scope, by, &given)).await {
        Ok(_) => Ok(view::done("/admin/promotions", "done-created")),
        Err(Refusal::Faults(faults)) => {
            let form = form(&typed).refused(&visitor, &faults)?;
            respond_with_list(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, (form, 0)).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Serialize)]
pub struct PromotionPage {
    promotion: Row,
    form: Form,
    can_be_deleted: bool,
}

impl Page for PromotionPage {
    const TEMPLATE: &'static str = "pages/programme/promotion";

    #[cfg(test)]
    fn samples() -> Vec<PromotionPage> {
        let form = || form(&Typed::default());
        vec![
            PromotionPage { promotion: Row::sample(Stage::Draft), form: form(), can_be_deleted: true },
            PromotionPage {
                promotion: Row::sample(Stage::Closed),
                form: form().sample_fault("starts_on"),
                can_be_deleted: false,
            },
        ]
    }
}

async fn find(site: &Site, id: PromotionId) -> Result<Listed, Refusal> {
    site.services.read(move |scope| verbs::find(scope, id)).await
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let listed = find(&site, PromotionId(*path)).await?;
    let promotion = &listed.promotion;
    let typed = Typed {
        name: promotion.name.clone(),
        starts_on: promotion.starts_on.to_string(),
        ends_on: promotion.ends_on.to_string(),
    };
    respond_with_one(&site, &req, &coordinator.visitor, StatusCode::OK, &listed, form(&typed))
}

fn respond_with_one(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    listed: &Listed,
    form: Form,
) -> Result<HttpResponse, Error> {
    let page = PromotionPage { promotion: listed.into(), form, can_be_deleted: listed.projects == 0 };
    view::show_with_status(site, req, visitor, status, &page)
}

pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
    sent: Posted<PromotionForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, .. } = coordinator;
    let (id, typed) = (PromotionId(*path), Arc::new(Typed::from(sent.0)));
    let given = typed.clone();
    match site.services.coordinate(claim, move |scope, by| verbs::change(scope, by, id, &given)).await {
        Ok(()) => Ok(view::done(&format!("/admin/promotions/{}", id.0), "done-saved")),
        Err(Refusal::Faults(faults)) => {
            let form = form(&typed).refused(&visitor, &faults)?;
            let listed = find(&site, id).await?;
            respond_with_one(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &listed, form)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Listed { promotion, projects, .. } = find(&site, PromotionId(*path)).await?;
    if projects > 0 {
        return Err(Error::NotNow);
    }
    let question = Question {
        title: "promotion-delete",
        explanation: "promotion-delete-explanation",
        button: "delete",
        name: promotion.name,
        sent: None,
        back: format!("/admin/promotions/{}", promotion.id.0),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = PromotionId(*path);
    site.services.coordinate(coordinator.claim, move |scope, by| verbs::delete(scope, by, id)).await?;
    Ok(view::done("/admin/promotions", "done-deleted"))
}
