//! Signing in by a mail: its link, or the code in it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::sign_in_page::SignInPage;
use super::{admit, browser_of, local_path, replaced, with_cookies};
use crate::services::identity::mailing_links::{self, Asker, Wanted};
use crate::services::identity::signing_in_by_mail::{self, TypedCode};
use crate::services::identity::tokens::Token;
use crate::services::{Refusal, Scope};
use crate::web::kit::cookies;
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::security_log::{self, Event};
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

/// A mail is on its way, if the address is somebody's; its code is typed here.
#[derive(Serialize)]
pub struct SentPage {
    back: String,
    form: Form,
}

impl SentPage {
    /// A wrong code is not shown again: it is typed anew.
    fn new(back: String) -> SentPage {
        SentPage { back, form: Form::new([("code", "")]) }
    }
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "pages/identity/sign-in-sent";

    #[cfg(test)]
    fn samples() -> Vec<SentPage> {
        let refused = SentPage::new("/weeks".into());
        vec![
            SentPage::new(String::new()),
            SentPage { form: refused.form.sample_fault("code"), back: refused.back },
        ]
    }
}

/// Who asks for a mail to that address.
pub fn asker(site: &Site, req: &HttpRequest, visitor: &Visitor, email: String) -> Asker {
    Asker {
        email,
        from: visitor::remote_address(req, site.services.config.server.trusted_proxies),
        device: visitor.device.clone(),
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
    ask_for(&site, &req, &visitor, email, back).await
}

/// The same, to that address.
pub async fn ask_for(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    email: String,
    back: String,
) -> Result<HttpResponse, Error> {
    let wanted = Wanted::SignIn { browser: visitor.holder().clone() };
    match mailing_links::ask(&site.services, wanted, asker(site, req, visitor, email.clone())).await {
        Ok(()) => {
            let going = cookies::back_cookie(site, local_path(&back));
            with_cookies(view::show(site, req, visitor, &SentPage::new(back))?, &[going])
        }
        Err(Refusal::Faults(faults)) => SignInPage::new(back, &email).refused(site, req, visitor, &faults),
        Err(refusal) => Err(refusal.into()),
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
    let browser = browser_of(&req, &visitor);
    let typed = TypedCode {
        digits: code,
        asked_by: visitor.holder().clone(),
        from: visitor::remote_address(&req, site.services.config.server.trusted_proxies),
    };
    let enter = move |scope: &mut Scope<'_>| signing_in_by_mail::enter_code(scope, &typed, &browser);
    match site.services.write(enter).await? {
        Ok(entered) => admit(&site, &entered, local_path(&back)),
        Err(Refusal::Faults(faults)) => {
            let SentPage { back, form } = SentPage::new(back);
            let page = SentPage { back, form: form.refused(&visitor, &faults)? };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = view::show_with_status(&site, &req, &visitor, status, &page)?;
            Ok(security_log::marked(shown, Event::SignInFailed))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Whom the link lets in, and a button: a link scanner must not use the link up.
#[derive(Serialize)]
pub struct LinkPage {
    name: String,
    email: String,
    /// Who is signed out by it.
    replaces: Option<String>,
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "pages/identity/sign-in-link";

    #[cfg(test)]
    fn samples() -> Vec<LinkPage> {
        let page = |replaces| LinkPage { name: "Ada".into(), email: "ada@x.example".into(), replaces };
        vec![page(None), page(Some("Chloé".into()))]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let owner = site.services.read(move |scope| signing_in_by_mail::look(scope, &token)).await?;
    let replaces = replaced(&visitor, Some(owner.id));
    let page = LinkPage { name: owner.name, email: owner.email.to_string(), replaces };
    view::show(&site, &req, &visitor, &page)
}

/// Uses the link up, and lets its owner in; on to where they were going who asked for it in this browser.
pub async fn accept(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let browser = browser_of(&req, &visitor);
    let accept = move |scope: &mut Scope<'_>| signing_in_by_mail::accept(scope, &token, &browser);
    let admission = site.services.write(accept).await?;
    let back = cookies::back(&req, &site).unwrap_or_default();
    admit(&site, &admission, local_path(&back))
}
