//! What an installation says while nobody coordinates.

use actix_web::{HttpRequest, HttpResponse};

use crate::services::identity::signing_up;
use crate::web::kit::page::bare_page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

bare_page! {
    /// Where the link lies with which the first coordinator signs up.
    FirstPage, "pages/programme/first"
}

/// None: somebody coordinates, and there is more to be said.
pub async fn show(site: &Site, req: &HttpRequest, visitor: &Visitor) -> Result<Option<HttpResponse>, Error> {
    // What this is can be told without a database.
    if site.services.read(signing_up::somebody_coordinates).await.unwrap_or(true) {
        return Ok(None);
    }
    view::show(site, req, visitor, &FirstPage {}).map(Some)
}
