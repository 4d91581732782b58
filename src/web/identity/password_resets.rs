//! A forgotten password, and another in its place.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::sign_in_links::asker;
use super::{fault_text, let_in};
use crate::services::identity::mailing_links::{self, Wanted};
use crate::services::identity::signing_in::Refusal;
use crate::services::identity::signing_up::{Fault, password_fault};
use crate::services::identity::tokens::Token;
use crate::services::identity::{passwords, resetting_passwords};
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
struct AskPage {
    /// The mail is on its way, if there is such an address.
    sent: bool,
}

pub async fn show_ask(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    view::page(&site, &req, &visitor, "pages/identity/password-reset-ask", &AskPage { sent: false })
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    email: String,
}

/// Sends a link; the answer does not tell whether the address is known.
pub async fn ask(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<Asked>,
) -> Result<HttpResponse, Error> {
    let asker = asker(&site, &req, form.0.email);
    match mailing_links::ask(&site.services, Wanted::PasswordReset, asker, visitor.now).await? {
        Err(Refusal::Throttled { until }) => Err(Error::Throttled { until }),
        Ok(()) | Err(Refusal::Wrong) => {
            view::page(&site, &req, &visitor, "pages/identity/password-reset-ask", &AskPage { sent: true })
        }
    }
}

#[derive(Serialize)]
struct ResetPage {
    /// For password managers.
    email: String,
    min_length: usize,
    error: Option<String>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let email = owner_of(&site, &path, &visitor).await?;
    let page = ResetPage { email, min_length: passwords::MIN_LENGTH, error: None };
    view::page(&site, &req, &visitor, "pages/identity/password-reset", &page)
}

async fn owner_of(site: &Site, token: &str, visitor: &Visitor) -> Result<String, Error> {
    let token = Token::read(token).ok_or(Error::LinkEnded)?;
    let now = visitor.now;
    let owner = site.services.db.read(move |conn| resetting_passwords::whose(conn, &token, now)).await?;
    owner.map(|person| person.email.to_string()).ok_or(Error::LinkEnded)
}

#[derive(Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    password: SecretString,
}

/// Sets the password, signs its owner out everywhere and in here.
pub async fn accept(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    form: Posted<NewPassword>,
) -> Result<HttpResponse, Error> {
    let email = owner_of(&site, &path, &visitor).await?;
    let password = form.0.password;
    if let Some(fault) = password_fault(password.expose_secret()) {
        let error = fault_text(&visitor, &[fault], &[Fault::PasswordTooShort, Fault::PasswordTooLong])?;
        let page = ResetPage { email, min_length: passwords::MIN_LENGTH, error };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return view::page_with_status(&site, &req, &visitor, status, "pages/identity/password-reset", &page);
    }
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let (hash, now) = (site.services.passwords.hash(password).await?, visitor.now);
    let reset =
        site.services.db.write(move |conn| resetting_passwords::reset(conn, &token, &hash, now)).await?;
    // Setting a password is on record already.
    let_in(&site, &req, &visitor, (reset.ok_or(Error::LinkEnded)?, None), "/").await
}
