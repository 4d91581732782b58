//! A person's data: taken along, subscribed to, erased.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::services::privacy::{erasing, exporting_own_data, renewing_feeds};
use crate::web::identity::farewell;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

/// All that is kept of this person, as a document to take along.
pub async fn export(site: web::Data<Site>, signed_in: SignedIn) -> Result<HttpResponse, Error> {
    let data = site.services.act(signed_in.claim, exporting_own_data::export).await?;
    let json = serde_json::to_vec_pretty(&data).map_err(|error| Error::Rendering(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"bulletins-data.json\""))
        .body(json))
}

/// Ends the calendar's address; a new one takes its place.
pub async fn renew_feed(
    site: web::Data<Site>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    site.services.act(signed_in.claim, renewing_feeds::renew).await?;
    Ok(view::done("/settings", "done-feed"))
}

/// Asks whether somebody really wants to be forgotten.
#[derive(Serialize)]
pub struct ErasurePage {
    /// Whether a last mail tells them.
    is_told: bool,
}

impl Page for ErasurePage {
    const TEMPLATE: &'static str = "pages/privacy/erasure";

    #[cfg(test)]
    fn samples() -> Vec<ErasurePage> {
        vec![ErasurePage { is_told: true }, ErasurePage { is_told: false }]
    }
}

pub async fn ask_erasure(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, claim, .. } = signed_in;
    site.services.read(move |scope| claim.proven(scope)).await?;
    view::show(&site, &req, &visitor, &ErasurePage { is_told: !site.services.keeps_mails })
}

pub async fn erase(
    site: web::Data<Site>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    site.services.act_proven(signed_in.claim, erasing::erase_oneself).await?;
    farewell(&site, view::done("/", "done-own-erased"))
}
