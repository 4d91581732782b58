//! Signing in with a password, and signing out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{let_in, local_path, with_cookies};
use crate::domain::privacy::audit::Action;
use crate::services::identity::signing_in::{self, Attempt, Refusal};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

#[derive(Serialize)]
struct SignInPage<'a> {
    email: &'a str,
    back: &'a str,
    /// What went wrong before.
    error: Option<String>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    back: web::Query<Back>,
) -> Result<HttpResponse, Error> {
    if visitor.member.is_some() {
        return Ok(view::see_other(local_path(&back.back)));
    }
    let page = SignInPage { email: "", back: &back.back, error: None };
    view::page(&site, &req, &visitor, "pages/identity/sign-in", &page)
}

#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    back: String,
}

pub async fn enter(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<SignIn>,
) -> Result<HttpResponse, Error> {
    let SignIn { email, password, back } = form.0;
    let services = &site.services;
    let attempt = Attempt {
        email: email.clone(),
        password,
        from: visitor::remote_address(&req, services.config.server.trusted_proxies),
        device: visitor::device_mark(&req, &site),
    };
    let checked =
        signing_in::check_password(&services.db, &services.passwords, &services.key, attempt, visitor.now)
            .await?;
    match checked {
        Ok(person) => {
            let how = Some(Action::SignedInByPassword);
            let_in(&site, &req, &visitor, (person, how), local_path(&back)).await
        }
        Err(Refusal::Throttled { until }) => Err(Error::Throttled { until }),
        Err(Refusal::Wrong) => {
            let error = Some(view::text(&visitor, "sign-in-wrong", &[])?);
            let page = SignInPage { email: &email, back: &back, error };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            view::page_with_status(&site, &req, &visitor, status, "pages/identity/sign-in", &page)
        }
    }
}

pub async fn sign_out(
    site: web::Data<Site>,
    visitor: Visitor,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    if let (Some(token), Some(member)) = (visitor.session.clone(), &visitor.member) {
        let (person, now) = (member.person.id, visitor.now);
        site.services.db.write(move |conn| signing_in::sign_out(conn, person, &token, now)).await?;
    }
    with_cookies(view::see_other("/"), &[visitor::no_session_cookie(&site)])
}
