//! Where coordinators begin.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::steps::Steps;
use crate::store;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// Where a coordinator begins, and what is left to do in a new installation.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    #[derive(Serialize)]
    struct AdminPage {
        steps: Option<Steps>,
    }
    let steps = site.services.db.read(|conn| -> store::Result<_> { Steps::of(conn) }).await?;
    view::page(&site, &req, &coordinator.visitor, "pages/programme/start", &AdminPage { steps })
}
