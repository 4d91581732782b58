//! Signing in with a password, and signing out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::sign_in_page::SignInPage;
use super::{admit, browser_of, farewell, local_path, sign_in_links};
use crate::services::identity::sessions;
use crate::services::identity::signing_in::{self, Attempt};
use crate::services::{Error as Failure, Refusal, Scope};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    pub back: String,
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
    view::show(&site, &req, &visitor, &SignInPage::new(back.into_inner().back, ""))
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

/// With a password; without one, by a mail, as most people do.
pub async fn enter(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<SignIn>,
) -> Result<HttpResponse, Error> {
    let SignIn { email, password, back } = form.0;
    if password.expose_secret().is_empty() && !email.trim().is_empty() {
        return sign_in_links::ask_for(&site, &req, &visitor, email, back).await;
    }
    let attempt = Attempt {
        email: email.clone(),
        password,
        from: visitor::remote_address(&req, site.services.config.server.trusted_proxies),
        device: visitor.device.clone(),
    };
    match signing_in::sign_in(&site.services, attempt, browser_of(&req, &visitor)).await {
        Ok(entered) => admit(&site, &entered, local_path(&back)),
        Err(Refusal::Faults(faults)) => {
            let page = SignInPage::new(back, &email).by_password();
            Ok(security_log::marked(page.refused(&site, &req, &visitor, &faults)?, Event::SignInFailed))
        }
        Err(Refusal::Guessed { until }) => {
            let page = SignInPage::new(back, &email).after_guesses(view::local(&site, until));
            let page = view::show_with_status(&site, &req, &visitor, StatusCode::TOO_MANY_REQUESTS, &page)?;
            Ok(security_log::marked(page, Event::Throttled))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn sign_out(
    site: web::Data<Site>,
    visitor: Visitor,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    if let Some(session) = visitor.session.clone() {
        let end = move |scope: &mut Scope<'_>| -> Result<(), Failure> { sessions::sign_out(scope, &session) };
        site.services.write(end).await?;
    }
    farewell(&site, view::see_other("/"))
}
