//! Signing in by a link that comes by mail.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::accounts::let_in;
use super::forms::{Nothing, Posted};
use super::visitor::{self, Visitor};
use super::{Error, Site, view};
use crate::services::mailing_sign_in;
use crate::services::signing_in::Refusal;
use crate::services::tokens::Token;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    email: String,
}

#[derive(Serialize)]
struct NothingToTell {}

/// Sends a link; the answer does not tell whether the address is known.
pub async fn ask(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<Asked>,
) -> Result<HttpResponse, Error> {
    let from = visitor::remote_address(&req, site.services.config.server.trusted_proxies);
    match mailing_sign_in::ask(&site.services, &form.0.email, from, visitor.now).await? {
        Err(Refusal::Throttled { until }) => Err(Error::Throttled { until }),
        Ok(()) | Err(Refusal::Wrong) => {
            view::page(&site, &req, &visitor, "pages/sign-in-sent", &NothingToTell {})
        }
    }
}

/// Shows a button: a link scanner must not use the link up.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let now = visitor.now;
    if !site.services.db.read(move |conn| mailing_sign_in::is_usable(conn, &token, now)).await? {
        return Err(Error::LinkEnded);
    }
    view::page(&site, &req, &visitor, "pages/sign-in-link", &NothingToTell {})
}

/// Uses the link up, and lets its owner in.
pub async fn accept(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let now = visitor.now;
    let person = site.services.db.write(move |conn| mailing_sign_in::accept(conn, &token, now)).await?;
    let_in(&site, &req, &visitor, person.ok_or(Error::LinkEnded)?, "/").await
}
