//! A table or a file of projects and people: looked at line by line before anything is written.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::import_words;
use crate::domain::programme::project::PromotionId;
use crate::services::identity::claim::Claim;
use crate::services::people::inviting;
use crate::services::programme::importing::{self, Change, Entry, FileFault, Pasted, Refused, Thing};
use crate::services::programme::promotions::{self, Listed};
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::parts::Parts;
use crate::web::kit::patience::patiently;
use crate::web::kit::uploads::Upload;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// The most bytes of a file: fifteen projects with their people take some ten thousand.
const FILE_MAX: usize = 256 * 1024;

/// When one mentor follows another in the table to copy.
const HANDED_OVER_IN: Days = Days::new(120);

#[derive(Serialize)]
pub struct ImportPage {
    form: Form,
    /// In the table to copy, the last day of a mentor and the first of the one who follows: both lie ahead.
    until: String,
    from: String,
    /// What is wrong, line by line: nothing can be written.
    faults: Vec<LineView>,
    /// What would be written.
    plan: Option<PlanView>,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "pages/programme/import";

    #[cfg(test)]
    fn samples() -> Vec<ImportPage> {
        let today = "2026-03-04".parse().unwrap();
        let promotion = || Choice { value: "1".into(), text: "EIG 3".into(), chosen: true };
        let page = |promotions, faults, plan| ImportPage {
            faults,
            plan,
            ..ImportPage::new(form("projet;nom", promotions), today)
        };
        let fault = |line| LineView { line, text: "…".into() };
        let row = |line| PlanRow { line, change: "import-created", text: "CartoBio".into() };
        let plan = |newcomers| PlanView {
            promotion: "EIG 3".into(),
            rows: vec![row(0), row(2)],
            created: 2,
            changed: 0,
            unchanged: 1,
            kept: vec!["Ada".into()],
            newcomers,
        };
        vec![
            page(Vec::new(), Vec::new(), None),
            page(vec![promotion()], vec![fault(0), fault(2)], None),
            page(vec![promotion()], Vec::new(), Some(plan(0))),
            page(vec![promotion()], Vec::new(), Some(plan(2))),
        ]
    }
}

impl ImportPage {
    fn new(form: Form, today: NaiveDate) -> ImportPage {
        let last = today + HANDED_OVER_IN;
        let first = last + Days::new(1);
        ImportPage { form, until: last.to_string(), from: first.to_string(), faults: Vec::new(), plan: None }
    }
}

#[derive(Serialize)]
struct LineView {
    /// 0: nowhere in particular.
    line: u64,
    text: String,
}

#[derive(Serialize)]
struct PlanView {
    promotion: String,
    rows: Vec<PlanRow>,
    created: usize,
    changed: usize,
    unchanged: usize,
    kept: Vec<String>,
    newcomers: usize,
}

#[derive(Serialize)]
struct PlanRow {
    line: u64,
    /// The key of a word.
    change: &'static str,
    text: String,
}

fn form(text: &str, promotions: Vec<Choice>) -> Form {
    Form::new([("text", text)]).choosing("promotion", promotions)
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let nothing = Pasted { text: String::new(), promotion: None };
    respond(&site, &req, &coordinator.visitor, StatusCode::OK, &nothing, (Vec::new(), None)).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    pasted: &Pasted,
    (faults, plan): (Vec<LineView>, Option<PlanView>),
) -> Result<HttpResponse, Error> {
    let all = site.services.read(promotions::list).await?;
    let choice = |Listed { promotion, .. }: &Listed| Choice {
        value: promotion.id.0.to_string(),
        text: promotion.name.clone(),
        chosen: Some(promotion.id) == pasted.promotion,
    };
    let form = form(&pasted.text, all.iter().map(choice).collect());
    let page = ImportPage {
        faults,
        plan,
        ..ImportPage::new(form, site.services.rules.today(site.services.clock.now()))
    };
    view::show_with_status(site, req, visitor, status, &page)
}

/// What was pasted into a form, or uploaded with it.
fn pasted(upload: &Upload) -> Result<Arc<Pasted>, Error> {
    let text = match upload.file[..] {
        [] => upload.field("text").to_owned(),
        ref file => String::from_utf8(file.to_vec()).map_err(|_| Error::NotUtf8)?,
    };
    Ok(Arc::new(Pasted { text, promotion: upload.field("promotion").parse().ok().map(PromotionId) }))
}

/// Says what would be written, and writes nothing.
pub async fn preview(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    body: Parts,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, .. } = coordinator;
    let upload = Upload::read(&site, &visitor, body, FILE_MAX).await?;
    let looked = look(site.clone(), req.clone(), visitor.clone(), claim, pasted(&upload)?);
    patiently(&site, &req, &visitor, looked).await
}

async fn look(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    claim: Claim,
    pasted: Arc<Pasted>,
) -> Result<HttpResponse, Error> {
    let tried = pasted.clone();
    let rehearsed = site
        .services
        .rehearse(move |scope| {
            let by = claim.coordinator(scope)?;
            importing::plan(scope, &by, &tried)
        })
        .await;
    match rehearsed {
        Ok(plan) => {
            let plan = PlanView::new(&visitor, &plan)?;
            respond(&site, &req, &visitor, StatusCode::OK, &pasted, (Vec::new(), Some(plan))).await
        }
        Err(Refused::Faults(faults)) => refuse(&site, &req, &visitor, &pasted, &faults).await,
        Err(Refused::Failed(error)) => Err(error.into()),
    }
}

impl PlanView {
    fn new(visitor: &Visitor, plan: &importing::Plan) -> Result<PlanView, Error> {
        let report = &plan.report;
        let row = |entry: &Entry| {
            let change = match entry.change {
                Change::Created => "import-created",
                Change::Changed => "import-changed",
                Change::Unchanged => "import-unchanged",
            };
            Ok(PlanRow { line: entry.line, change, text: import_words::thing(visitor, &entry.thing)? })
        };
        let kept = report.kept.iter().map(|thing| import_words::thing(visitor, thing));
        Ok(PlanView {
            promotion: plan.promotion.to_string(),
            rows: report.entries.iter().map(row).collect::<Result<_, Error>>()?,
            created: report.count(Change::Created),
            changed: report.count(Change::Changed),
            unchanged: report.count(Change::Unchanged),
            kept: kept.collect::<Result<_, _>>()?,
            newcomers: report.newcomers.len(),
        })
    }
}

async fn refuse(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    pasted: &Pasted,
    faults: &[FileFault],
) -> Result<HttpResponse, Error> {
    let line = |fault: &FileFault| {
        Ok(LineView { line: fault.line, text: import_words::fault(visitor, &fault.fault)? })
    };
    let lines = faults.iter().map(line).collect::<Result<_, Error>>()?;
    respond(site, req, visitor, StatusCode::UNPROCESSABLE_ENTITY, pasted, (lines, None)).await
}

/// Writes what the preview showed.
pub async fn apply(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    body: Parts,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, claim, .. } = coordinator;
    let upload = Upload::read(&site, &visitor, body, FILE_MAX).await?;
    let invites = !upload.field("invite").is_empty();
    let written = write(site.clone(), req.clone(), visitor.clone(), (claim, invites), pasted(&upload)?);
    patiently(&site, &req, &visitor, written).await
}

/// `invites`: whoever is new is told by mail at once.
async fn write(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    (claim, invites): (Claim, bool),
    pasted: Arc<Pasted>,
) -> Result<HttpResponse, Error> {
    let given = pasted.clone();
    let written = site
        .services
        .coordinate_proven(claim.clone(), move |scope, by| importing::apply(scope, by, &given))
        .await;
    let report = match written {
        Ok(report) => report,
        Err(Refused::Faults(faults)) => return refuse(&site, &req, &visitor, &pasted, &faults).await,
        Err(Refused::Failed(error)) => return Err(error.into()),
    };
    let is_new = |entry: &&Entry| entry.change == Change::Created && matches!(entry.thing, Thing::Project(_));
    let (projects, people) = (report.entries.iter().filter(is_new).count(), report.newcomers.len());
    let invited =
        if invites { inviting::invite(&site.services, claim, report.newcomers).await?.count } else { 0 };
    Ok(view::done_with("/admin/projects", "done-imported", [projects, people, invited]))
}
