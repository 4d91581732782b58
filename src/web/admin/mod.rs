//! What coordinators run the programme with.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::visitor::{Coordinator, Visitor};
use super::{Error, Site, view};
use crate::services::administering::{Fault, Refusal};
use crate::services::protecting_coordinators::LastCoordinator;
use crate::store;

pub mod audit;
pub mod import;
pub mod logos;
pub mod mails;
pub mod people;
pub mod person;
mod project_form;
pub mod project_pauses;
pub mod projects;
pub mod promotions;
pub mod schedule;
pub mod steps;

impl From<Refusal> for Error {
    /// For what was not typed into a form: the form's own faults are shown beside its fields.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Gone => Error::NotFound,
            Refusal::NotNow => Error::NotNow,
            Refusal::Faults(_) => Error::Unreadable,
            Refusal::Store(error) => error.into(),
        }
    }
}

impl From<LastCoordinator> for Error {
    fn from(refusal: LastCoordinator) -> Self {
        match refusal {
            LastCoordinator::Refused => Error::LastCoordinator,
            LastCoordinator::Store(error) => error.into(),
        }
    }
}

/// Where a coordinator begins, and what is left to do in a new installation.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    #[derive(Serialize)]
    struct AdminPage {
        steps: Option<steps::Steps>,
    }
    let steps = site.services.db.read(|conn| -> store::Result<_> { steps::Steps::of(conn) }).await?;
    view::page(&site, &req, &coordinator.visitor, "pages/admin", &AdminPage { steps })
}

/// A field of a form as it was typed, and what is wrong with it.
#[derive(Serialize)]
struct FieldView {
    value: String,
    error: Option<String>,
}

impl FieldView {
    fn new(visitor: &Visitor, name: &str, value: &str, faults: &[Fault]) -> Result<FieldView, Error> {
        let fault = faults.iter().find(|fault| fault.field == name);
        let limits = [
            ("max", crate::services::importing::NAME_MAX.to_string()),
            ("most", crate::services::administering::projects::DESCRIPTION_MAX.to_string()),
        ];
        let limits = [(limits[0].0, limits[0].1.as_str()), (limits[1].0, limits[1].1.as_str())];
        let error = fault.map(|fault| view::text(visitor, fault.key, &limits)).transpose()?;
        Ok(FieldView { value: value.to_owned(), error })
    }
}

/// A question before something that cannot be taken back.
#[derive(Serialize)]
struct Question {
    /// The keys of its texts, and of its button's.
    title: &'static str,
    explanation: &'static str,
    button: &'static str,
    /// What it is about.
    name: String,
    /// Where one goes back to.
    back: String,
}

impl Question {
    fn ask(&self, site: &Site, req: &HttpRequest, visitor: &Visitor) -> Result<HttpResponse, Error> {
        view::page(site, req, visitor, "pages/question", self)
    }
}
