//! Promotions: created, opened, closed, archived.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::steps::StepsView;
use crate::domain::programme::project::{PromotionId, Stage};
use crate::services::Refusal;
use crate::services::programme::promotions::{self as verbs, Listed, Typed};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::{Question, Sent};
use crate::web::kit::view;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct PromotionsPage {
    promotions: Vec<Row>,
    form: Form,
    setup: Option<StepsView>,
}

impl Page for PromotionsPage {
    const TEMPLATE: &'static str = "pages/programme/promotions";

    #[cfg(test)]
    fn samples() -> Vec<PromotionsPage> {
        let form = || form(&Typed::default());
        vec![
            PromotionsPage { promotions: Vec::new(), form: form(), setup: Some(StepsView::sample()) },
            PromotionsPage {
                promotions: Stage::ALL.map(Row::sample).into(),
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
    projects: usize,
    next: Vec<Move>,
}

/// A stage to which a promotion can be taken.
#[derive(Serialize)]
struct Move {
    stage: &'static str,
    /// The key of the button.
    key: String,
    /// It ends something, and is asked about first.
    asks: bool,
    /// What a promotion in preparation waits for.
    opens: bool,
}

impl From<&Listed> for Row {
    fn from(Listed { promotion, projects }: &Listed) -> Self {
        Row {
            id: promotion.id.0,
            name: promotion.name.clone(),
            starts_on: promotion.starts_on.to_string(),
            ends_on: promotion.last_day().to_string(),
            stage: format!("stage-{}", promotion.stage),
            projects: *projects,
            next: moves(promotion.stage),
        }
    }
}

fn moves(present: Stage) -> Vec<Move> {
    let key = |to: &Stage| match (present, to) {
        (Stage::Archived, _) => "stage-restore".to_owned(),
        (Stage::Closed, Stage::Open) => "stage-reopen".to_owned(),
        _ => format!("stage-to-{to}"),
    };
    let to = |to: &Stage| Move {
        stage: to.as_str(),
        key: key(to),
        asks: ending(present, *to).is_some(),
        opens: present == Stage::Draft,
    };
    present.next().iter().map(to).collect()
}

/// The keys of the question about a move that ends something: its title, what it does, and its button; none: it ends nothing.
fn ending(present: Stage, to: Stage) -> Option<[&'static str; 3]> {
    match (present, to) {
        (Stage::Open, Stage::Closed) => {
            Some(["promotion-close", "promotion-close-explanation", "stage-to-closed"])
        }
        (Stage::Open, Stage::Draft) => {
            Some(["promotion-withdraw", "promotion-withdraw-explanation", "stage-to-draft"])
        }
        (_, Stage::Archived) => {
            Some(["promotion-archive", "promotion-archive-explanation", "stage-to-archived"])
        }
        _ => None,
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
            projects: 15,
            next: moves(stage),
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
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    respond_with_list(&site, &req, &coordinator.visitor, StatusCode::OK, form(&Typed::default())).await
}

async fn respond_with_list(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    form: Form,
) -> Result<HttpResponse, Error> {
    let all = site.services.read(verbs::list).await?;
    let setup = StepsView::left(site, req).await?;
    let page = PromotionsPage { promotions: all.iter().map(Row::from).collect(), form, setup };
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
            respond_with_list(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, form).await
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

#[derive(Deserialize)]
pub struct StageForm {
    #[serde(default)]
    stage: String,
}

/// Asks before a move that ends something. Whoever comes here without one is led to where the moves stand.
pub async fn ask_advance(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    asked: web::Query<StageForm>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Listed { promotion, .. } = find(&site, PromotionId(*path)).await?;
    let to = asked.stage.parse().ok().filter(|to| promotion.stage.next().contains(to));
    let asks = to.and_then(|to| Some((to, ending(promotion.stage, to)?)));
    let Some((to, [title, explanation, button])) = asks else {
        return Ok(view::see_other("/admin/promotions"));
    };
    let question = Question {
        title,
        explanation,
        button,
        name: promotion.name,
        sent: Some(Sent { field: "stage", value: to.as_str() }),
        back: "/admin/promotions".to_owned(),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
}

/// Takes a promotion to its next stage, or back.
pub async fn advance(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    sent: Posted<StageForm>,
) -> Result<HttpResponse, Error> {
    let to: Stage = sent.0.stage.parse().map_err(|_| Error::Unreadable)?;
    let id = PromotionId(*path);
    let services = &site.services;
    let before =
        services.coordinate(coordinator.claim, move |scope, by| verbs::advance(scope, by, id, to)).await?;
    let notice = match (before, to) {
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
    let Listed { promotion, projects } = find(&site, PromotionId(*path)).await?;
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
