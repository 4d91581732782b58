//! A forgotten password, and another in its place.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::sign_in_links::asker;
use super::{admit, browser_of, replaced};
use crate::domain::identity::Password;
use crate::services::Refusal;
use crate::services::identity::mailing_links::{self, Wanted};
use crate::services::identity::resetting_passwords;
use crate::services::identity::tokens::Token;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct AskPage {
    /// The mail is on its way, if there is such an address.
    sent: bool,
    form: Form,
}

impl AskPage {
    fn new(sent: bool, email: &str) -> AskPage {
        AskPage { sent, form: Form::new([("email", email)]) }
    }
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "pages/identity/password-reset-ask";

    #[cfg(test)]
    fn samples() -> Vec<AskPage> {
        let refused = AskPage::new(false, "ada");
        vec![
            AskPage::new(false, ""),
            AskPage::new(true, ""),
            AskPage { form: refused.form.sample_fault("email"), ..refused },
        ]
    }
}

pub async fn show_ask(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    view::show(&site, &req, &visitor, &AskPage::new(false, ""))
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
    let email = form.0.email;
    let asker = asker(&site, &req, &visitor, email.clone());
    match mailing_links::ask(&site.services, Wanted::PasswordReset, asker).await {
        Ok(()) => view::show(&site, &req, &visitor, &AskPage::new(true, "")),
        Err(Refusal::Faults(faults)) => {
            let page = AskPage::new(false, &email);
            let page = AskPage { form: page.form.refused(&visitor, &faults)?, ..page };
            view::show_with_status(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

#[derive(Serialize)]
pub struct ResetPage {
    /// For password managers.
    email: String,
    /// Who is signed out by it.
    replaces: Option<String>,
    min_length: usize,
    form: Form,
}

impl ResetPage {
    fn new(email: String, replaces: Option<String>) -> ResetPage {
        let form = Form::new([("password", "")]);
        ResetPage { email, replaces, min_length: Password::MIN, form }
    }
}

impl Page for ResetPage {
    const TEMPLATE: &'static str = "pages/identity/password-reset";

    #[cfg(test)]
    fn samples() -> Vec<ResetPage> {
        let page = || ResetPage::new("ada@x.example".into(), Some("Chloé".into()));
        vec![
            ResetPage { replaces: None, ..page() },
            page(),
            ResetPage { form: page().form.sample_fault("password"), ..page() },
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let page = page_of(&site, &visitor, &path).await?;
    view::show(&site, &req, &visitor, &page)
}

async fn page_of(site: &Site, visitor: &Visitor, token: &str) -> Result<ResetPage, Error> {
    let token = Token::read(token).ok_or(Error::LinkEnded)?;
    let owner = site.services.read(move |scope| resetting_passwords::owner(scope, &token)).await?;
    Ok(ResetPage::new(owner.email.to_string(), replaced(visitor, Some(owner.id))))
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
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let browser = browser_of(&req, &visitor);
    match resetting_passwords::reset(&site.services, token, form.0.password, browser).await {
        Ok(entered) => admit(&site, &entered, "/"),
        Err(Refusal::Faults(faults)) => {
            let page = page_of(&site, &visitor, &path).await?;
            let page = ResetPage { form: page.form.refused(&visitor, &faults)?, ..page };
            view::show_with_status(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
