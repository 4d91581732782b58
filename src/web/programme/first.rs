//! What an installation says while nobody coordinates.

use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::services::identity::signing_up;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// Where the link lies with which the first coordinator signs up.
#[derive(Serialize)]
pub struct FirstPage {}

impl Page for FirstPage {
    const TEMPLATE: &'static str = "pages/programme/first";

    fn nobody_coordinates(&self) -> bool {
        true
    }

    #[cfg(test)]
    fn samples() -> Vec<FirstPage> {
        vec![FirstPage {}]
    }
}

/// None: somebody coordinates, and there is more to be said.
pub async fn show(site: &Site, req: &HttpRequest, visitor: &Visitor) -> Result<Option<HttpResponse>, Error> {
    // What this is can be told without a database.
    if site.services.read(signing_up::somebody_coordinates).await.unwrap_or(true) {
        return Ok(None);
    }
    view::show(site, req, visitor, &FirstPage {}).map(Some)
}
