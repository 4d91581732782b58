//! Signing in with a password, and signing out.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{admit, browser_of, farewell, local_path, sign_in_links};
use crate::services::identity::sessions;
use crate::services::identity::signing_in::{self, Attempt};
use crate::services::{Error as Failure, Refusal, Scope};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    pub back: String,
}

#[derive(Serialize)]
pub struct SignInPage {
    back: String,
    /// From when on a password may be tried again; until then a mail lets its reader in.
    guessed_until: Option<String>,
    /// Whether the field for a password is in sight: most have none.
    by_password: bool,
    form: Form,
}

impl SignInPage {
    fn new(back: String, email: &str) -> SignInPage {
        let form = Form::new([("email", email), ("password", "")]);
        SignInPage { back, guessed_until: None, by_password: false, form }
    }
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "pages/identity/sign-in";

    #[cfg(test)]
    fn samples() -> Vec<SignInPage> {
        let refused = SignInPage::new("/weeks".into(), "ada@x.example");
        vec![
            SignInPage::new(String::new(), ""),
            SignInPage { form: refused.form.sample_fault("email"), by_password: true, ..refused },
            SignInPage {
                guessed_until: Some("2026-03-06T14:05:00".into()),
                ..SignInPage::new(String::new(), "")
            },
        ]
    }
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
            let page = SignInPage::new(back, &email);
            let page = SignInPage { form: page.form.refused(&visitor, &faults)?, by_password: true, ..page };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = view::show_with_status(&site, &req, &visitor, status, &page)?;
            Ok(security_log::marked(shown, Event::SignInFailed))
        }
        Err(Refusal::Guessed { until }) => {
            let guessed_until = Some(view::local(&site, until));
            let page = SignInPage { guessed_until, ..SignInPage::new(back, &email) };
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
