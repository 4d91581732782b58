//! Signing in by a mail: its link, or the code in it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::{let_in, local_path};
use crate::domain::privacy::audit::Action;
use crate::services::identity::mailing_links::{self, Asker, Wanted};
use crate::services::identity::signing_in::Refusal;
use crate::services::identity::signing_in_by_mail::{self, TypedCode};
use crate::services::identity::tokens::Token;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    email: String,
    #[serde(default)]
    back: String,
}

#[derive(Serialize)]
struct SentPage<'a> {
    back: &'a str,
    /// What was wrong with the code.
    error: Option<String>,
}

/// Who asks for a mail to that address.
pub fn asker(site: &Site, req: &HttpRequest, email: String) -> Asker {
    Asker {
        email,
        from: visitor::remote_address(req, site.services.config.server.trusted_proxies),
        device: visitor::device_mark(req, site),
    }
}

/// Sends a link and a code; the answer does not tell whether the address is known.
pub async fn ask(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<Asked>,
) -> Result<HttpResponse, Error> {
    let Asked { email, back } = form.0;
    let wanted = Wanted::SignIn { browser: visitor.holder().clone() };
    let asked = mailing_links::ask(&site.services, wanted, asker(&site, &req, email), visitor.now).await?;
    match asked {
        Err(Refusal::Throttled { until }) => Err(Error::Throttled { until }),
        Ok(()) | Err(Refusal::Wrong) => {
            let page = SentPage { back: &back, error: None };
            view::page(&site, &req, &visitor, "pages/identity/sign-in-sent", &page)
        }
    }
}

#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

/// Takes the six digits in place of the link.
pub async fn enter_code(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<Code>,
) -> Result<HttpResponse, Error> {
    let Code { code, back } = form.0;
    let (key, now) = (site.services.key.clone(), visitor.now);
    let typed = TypedCode {
        digits: code,
        browser: visitor.holder().clone(),
        from: visitor::remote_address(&req, site.services.config.server.trusted_proxies),
    };
    let entered =
        site.services.db.write(move |conn| signing_in_by_mail::enter_code(conn, &key, &typed, now)).await?;
    match entered {
        Ok(person) => {
            let how = Some(Action::SignedInByCode);
            let_in(&site, &req, &visitor, (person, how), local_path(&back)).await
        }
        Err(Refusal::Throttled { until }) => Err(Error::Throttled { until }),
        Err(Refusal::Wrong) => {
            let page = SentPage { back: &back, error: Some(view::text(&visitor, "code-wrong", &[])?) };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            view::page_with_status(&site, &req, &visitor, status, "pages/identity/sign-in-sent", &page)
        }
    }
}

#[derive(Serialize)]
struct NothingToTell {}

/// Shows a button: a link scanner must not use the link up.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let now = visitor.now;
    if !site.services.db.read(move |conn| signing_in_by_mail::is_usable(conn, &token, now)).await? {
        return Err(Error::LinkEnded);
    }
    view::page(&site, &req, &visitor, "pages/identity/sign-in-link", &NothingToTell {})
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
    let accepted =
        site.services.db.write(move |conn| signing_in_by_mail::accept(conn, &token.hash(), now)).await?;
    let person = accepted.ok_or(Error::LinkEnded)?;
    let_in(&site, &req, &visitor, (person, Some(Action::SignedInByLink)), "/").await
}
