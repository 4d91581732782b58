//! A table or a file of projects and people: looked at line by line before anything is written.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Promotion, PromotionId};
use crate::services::people::inviting;
use crate::services::programme::importing::{
    Change, Entry, Fault, File, FileFault, NAME_MAX, Report, Thing, import,
};
use crate::store::privacy::audit::{self, Actor};
use crate::store::programme::{projects, promotions};
use crate::store::{self, Conn};
use crate::web::kit::uploads::Upload;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// The most bytes of a file: fifteen projects with their people take some ten thousand.
const FILE_MAX: usize = 256 * 1024;

#[derive(Serialize)]
struct ImportPage {
    promotions: Vec<Choice>,
    text: String,
    /// What is wrong, line by line: nothing can be written.
    faults: Vec<LineView>,
    /// What would be written.
    plan: Option<Plan>,
}

#[derive(Serialize)]
struct LineView {
    /// 0: nowhere in particular.
    line: u64,
    text: String,
}

#[derive(Serialize)]
struct Plan {
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

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let sent = Sent { text: String::new(), promotion: None };
    respond(&site, &req, &coordinator.visitor, StatusCode::OK, sent, (Vec::new(), None)).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    sent: Sent,
    (faults, plan): (Vec<LineView>, Option<Plan>),
) -> Result<HttpResponse, Error> {
    let all = site.services.db.read(promotions::all).await?;
    let choice = |promotion: &Promotion| Choice {
        value: promotion.id.0.to_string(),
        text: promotion.name.clone(),
        chosen: Some(promotion.id) == sent.promotion,
    };
    let page = ImportPage { promotions: all.iter().map(choice).collect(), text: sent.text, faults, plan };
    view::page_with_status(site, req, visitor, status, "pages/programme/import", &page)
}

/// What somebody pasted or uploaded.
struct Sent {
    text: String,
    /// To which the lines of a table belong.
    promotion: Option<PromotionId>,
}

impl Sent {
    fn of(upload: &Upload) -> Result<Sent, Error> {
        let text = match upload.file[..] {
            [] => upload.field("text").to_owned(),
            ref file => String::from_utf8(file.to_vec()).map_err(|_| Error::NotUtf8)?,
        };
        Ok(Sent { text, promotion: upload.field("promotion").parse().ok().map(PromotionId) })
    }

    /// A table begins with the names of its columns; YAML does not hold two of these on its first line.
    fn is_table(&self) -> bool {
        let head = self.text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_lowercase();
        head.contains("email") && head.contains("project")
    }

    fn read(&self, conn: &mut Conn) -> store::Result<Result<File, Vec<FileFault>>> {
        if self.text.trim().is_empty() {
            return Ok(Err(vec![FileFault { line: 0, column: 0, fault: Fault::Nothing }]));
        }
        if !self.is_table() {
            return Ok(File::read(self.text.as_bytes()));
        }
        let promotion = self.promotion.map_or(Ok(None), |id| promotions::by_id(conn, id))?;
        let Some(promotion) = promotion else {
            return Ok(Err(vec![FileFault { line: 1, column: 1, fault: Fault::NoPromotion }]));
        };
        let mut present = projects::all(conn)?;
        present.retain(|project| project.promotion == promotion.id);
        Ok(File::read_csv(self.text.as_bytes(), &promotion, &present))
    }
}

/// Why the transaction of an import is rolled back.
enum Stop {
    Preview(Box<(String, Report)>),
    Faults(Vec<FileFault>),
    Store(store::Error),
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Stop::Store(error)
    }
}

/// Says what would be written, and writes nothing.
pub async fn preview(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    body: Multipart,
) -> Result<HttpResponse, Error> {
    let visitor = &coordinator.visitor;
    let upload = Upload::read(&site, visitor, body, FILE_MAX).await?;
    let (sent, read) = (Sent::of(&upload)?, Sent::of(&upload)?);
    let (by, now) = (Actor::from(coordinator.member.person.id), visitor.now);
    let tried: Result<(), Stop> = site
        .services
        .db
        .write(move |conn| {
            let file = read.read(conn)?.map_err(Stop::Faults)?;
            let report = import(conn, &file, by, now)?;
            Err(Stop::Preview(Box::new((file.name, report))))
        })
        .await;
    match tried {
        Err(Stop::Preview(told)) => {
            let plan = plan(visitor, told.0, &told.1)?;
            respond(&site, &req, visitor, StatusCode::OK, sent, (Vec::new(), Some(plan))).await
        }
        Err(Stop::Faults(faults)) => refuse(&site, &req, visitor, sent, &faults).await,
        Err(Stop::Store(error)) => Err(error.into()),
        Ok(()) => Err(Error::Unreadable),
    }
}

async fn refuse(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    sent: Sent,
    faults: &[FileFault],
) -> Result<HttpResponse, Error> {
    let line =
        |fault: &FileFault| Ok(LineView { line: fault.line, text: fault_words(visitor, &fault.fault)? });
    let lines = faults.iter().map(line).collect::<Result<_, Error>>()?;
    respond(site, req, visitor, StatusCode::UNPROCESSABLE_ENTITY, sent, (lines, None)).await
}

/// Writes what the preview showed.
pub async fn apply(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
    body: Multipart,
) -> Result<HttpResponse, Error> {
    let visitor = &coordinator.visitor;
    let upload = Upload::read(&site, visitor, body, FILE_MAX).await?;
    let (sent, read) = (Sent::of(&upload)?, Sent::of(&upload)?);
    let (by, now) = (coordinator.member.person.id, visitor.now);
    let written = site.services.db.write(move |conn| write(conn, &read, by, now)).await;
    let newcomers = match written {
        Ok(newcomers) => newcomers,
        Err(Stop::Faults(faults)) => return refuse(&site, &req, visitor, sent, &faults).await,
        Err(Stop::Store(error)) => return Err(error.into()),
        Err(Stop::Preview(_)) => return Err(Error::Unreadable),
    };
    if !upload.field("invite").is_empty() {
        inviting::invite(&site.services, newcomers, Actor::from(by), now).await?;
    }
    Ok(view::done("/admin/projects", "done-imported"))
}

fn write(conn: &mut Conn, sent: &Sent, by: PersonId, now: DateTime<Utc>) -> Result<Vec<PersonId>, Stop> {
    let file = sent.read(conn)?.map_err(Stop::Faults)?;
    let report = import(conn, &file, by.into(), now)?;
    let entry = audit::Entry::new(by, Action::FileImported).with(report.summary(&file.name));
    audit::record(conn, &entry, now)?;
    Ok(report.newcomers)
}

fn plan(visitor: &Visitor, promotion: String, report: &Report) -> Result<Plan, Error> {
    let row = |entry: &Entry| {
        Ok(PlanRow {
            line: entry.line,
            change: match entry.change {
                Change::Created => "import-created",
                Change::Changed => "import-changed",
                Change::Unchanged => "import-unchanged",
            },
            text: thing_words(visitor, &entry.thing)?,
        })
    };
    Ok(Plan {
        promotion,
        rows: report.entries.iter().map(row).collect::<Result<_, Error>>()?,
        created: report.count(Change::Created),
        changed: report.count(Change::Changed),
        unchanged: report.count(Change::Unchanged),
        kept: report.kept.iter().map(|thing| thing_words(visitor, thing)).collect::<Result<_, _>>()?,
        newcomers: report.newcomers.len(),
    })
}

fn thing_words(visitor: &Visitor, thing: &Thing) -> Result<String, Error> {
    match thing {
        Thing::Promotion(name) => view::text(visitor, "import-promotion", &[("name", name)]),
        Thing::Project(name) => view::text(visitor, "import-project", &[("name", name)]),
        Thing::Person { name, email } => {
            view::text(visitor, "import-person", &[("name", name), ("email", email.as_str())])
        }
        Thing::Role { email, role, project } => {
            let role = view::text(visitor, &format!("role-{role}"), &[])?;
            let words = [("email", email.as_str()), ("role", role.as_str()), ("project", project.as_str())];
            view::text(visitor, "import-role", &words)
        }
    }
}

fn fault_words(visitor: &Visitor, fault: &Fault) -> Result<String, Error> {
    let say = |key: &str, arguments: &[(&'static str, &str)]| view::text(visitor, key, arguments);
    let line = |line: &u64| line.to_string();
    match fault {
        Fault::NotUtf8 => say("import-not-utf8", &[]),
        Fault::Form(text) => say("import-form", &[("text", text)]),
        Fault::Empty(what) => say("import-empty", &[("what", &say(what.key(), &[])?)]),
        Fault::TooLong(what) => {
            say("import-too-long", &[("what", &say(what.key(), &[])?), ("max", &NAME_MAX.to_string())])
        }
        Fault::EndsBeforeStart => say("promotion-ends-before", &[]),
        Fault::ProjectTwice { line: first } => say("import-project-twice", &[("line", &line(first))]),
        Fault::NeedsLetter => say("project-name-letter", &[]),
        Fault::OutsidePromotion => say("project-ends-outside", &[]),
        Fault::AddressTwice => say("import-address-twice", &[]),
        Fault::NotAnAddress(text) => say("import-no-address", &[("text", text)]),
        Fault::UnknownLanguage(text) => say("import-language", &[("text", text)]),
        Fault::OtherName { name, line: first } => {
            say("import-other-name", &[("name", name), ("line", &line(first))])
        }
        Fault::NotADay(text) => say("import-no-day", &[("text", text)]),
        Fault::UnknownNotification(text) => say("import-notification", &[("text", text)]),
        Fault::UnknownColumn(text) => say("import-column", &[("text", text)]),
        Fault::NoColumn(name) => say("import-no-column", &[("text", name)]),
        Fault::UnknownRole(text) => say("import-unknown-role", &[("text", text)]),
        Fault::OtherAdministration { line: first } => {
            say("import-other-administration", &[("line", &line(first))])
        }
        Fault::Nothing => say("import-nothing", &[]),
        Fault::NoPromotion => say("import-choose-promotion", &[]),
    }
}
