//! The days on which somebody is away, among their settings.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

use super::settings::{self, Shown};
use crate::services::Refusal;
use crate::services::people::absences::{self as verbs, Typed};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct DaysForm {
    #[serde(default)]
    away_first: String,
    #[serde(default)]
    away_last: String,
}

pub async fn add(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<DaysForm>,
) -> Result<HttpResponse, Error> {
    let DaysForm { away_first: first, away_last: last } = form.0;
    let typed = Typed { first, last };
    let (services, claim, given) = (&site.services, signed_in.claim.clone(), typed.clone());
    match services.act(claim, move |scope, member| verbs::add(scope, member, &given)).await {
        Ok(()) => Ok(view::done("/settings", "done-away")),
        Err(Refusal::Faults(faults)) => {
            let shown = Shown { away: Some(&typed), ..Shown::default() };
            settings::respond(&site, &req, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, &shown, &faults)
                .await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<String>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let first: NaiveDate = path.parse().map_err(|_| Error::NotFound)?;
    site.services.act(signed_in.claim, move |scope, member| verbs::remove(scope, member, first)).await?;
    Ok(view::done("/settings", "done-back"))
}
