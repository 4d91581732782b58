//! What asks for a fresh proof gets it first, and is done then: nothing that was typed is lost.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::again::Again;
use super::errors::Error;
use super::form::Form;
use super::page::Page;
use super::sent::Sent;
use super::site::Site;
use super::view;
use super::visitor::Visitor;
use crate::domain::kit::Fault;
use crate::services::identity::passkey_offers::Offer;
use crate::services::identity::proving::{self, Ways};

/// Asks somebody who is signed in to prove that it is still them.
#[derive(Serialize)]
pub struct ProofPage {
    has_password: bool,
    has_code: bool,
    passkey: Option<Offer>,
    /// Whether a mail proves it, since none of that is there.
    has_mail: bool,
    /// Whether one is on its way, and its code is typed here.
    is_mailed: bool,
    email: String,
    /// Where they want to go.
    to: String,
    /// What is to be sent there; none: it is a page to look at.
    sent: Option<Vec<Field>>,
    /// What was sent with a file, which no browser sends twice by itself.
    again: Option<Again>,
    form: Form,
}

#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
}

impl Page for ProofPage {
    const TEMPLATE: &'static str = "pages/identity/proof";

    #[cfg(test)]
    fn samples() -> Vec<ProofPage> {
        let page = |has_password, has_code| ProofPage {
            has_password,
            has_code,
            passkey: has_code.then(Offer::sample),
            has_mail: !has_password && !has_code,
            is_mailed: false,
            email: "ada@x.example".into(),
            to: "/admin/people/1".into(),
            sent: None,
            again: None,
            form: form(),
        };
        let sent = || Some(vec![Field { name: "on".into(), value: "1".into() }]);
        let wrong = |field| form().sample_fault(field);
        vec![
            page(true, true),
            page(false, false),
            ProofPage { has_mail: false, ..page(false, false) },
            ProofPage { sent: sent(), form: wrong("proof_code"), ..page(true, true) },
            ProofPage { sent: sent(), is_mailed: true, form: wrong("proof_mailed"), ..page(false, false) },
            ProofPage { again: Some(Again::sample(true)), ..page(true, false) },
        ]
    }
}

/// A wrong proof is not shown again: it is typed anew.
fn form() -> Form {
    Form::new([("proof_password", ""), ("proof_code", ""), ("proof_mailed", "")])
}

impl ProofPage {
    async fn new(site: &Site, visitor: &Visitor, to: String) -> Result<ProofPage, Error> {
        let person = visitor.member.as_ref().map(|member| &member.person).ok_or(Error::SignedOut)?;
        let (id, email) = (person.id, person.email.to_string());
        let holder = visitor.holder().clone();
        let ways = site.services.read(move |scope| proving::ways(scope, id, &holder)).await?;
        let Ways { password, code, passkey, mail } = ways;
        Ok(ProofPage {
            has_password: password,
            has_code: code,
            passkey,
            has_mail: mail,
            is_mailed: false,
            email,
            to,
            sent: None,
            again: None,
            form: form(),
        })
    }
}

/// What a proof is asked for.
pub struct Purpose {
    /// Where one goes on to.
    pub to: String,
    /// What is to be sent there once it is given.
    pub sent: Option<BTreeMap<String, String>>,
    /// Whether a mail with a code is on its way.
    pub is_mailed: bool,
}

/// Shows the form for a proof, with what it is for, and what is wrong.
pub async fn show(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    Purpose { to, sent, is_mailed }: Purpose,
    faults: &[Fault],
) -> Result<HttpResponse, Error> {
    let page = ProofPage::new(site, visitor, to).await?;
    let sent = sent.map(|sent| sent.into_iter().map(|(name, value)| Field { name, value }).collect());
    let page = ProofPage { sent, is_mailed, form: page.form.refused(visitor, faults)?, ..page };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    view::show_with_status(site, req, visitor, status, &page)
}

/// Answers a request that came without a fresh proof: a page waits until it is given, a form is taken along.
///
/// # Errors
/// Those of the database; what was sent stays with the caller then. [`Error::SignedOut`] of who is not signed in.
pub async fn ask(site: &Site, req: &HttpRequest, sent: &mut Option<Sent>) -> Result<HttpResponse, Error> {
    let to = req.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    if req.method().is_safe() {
        return Ok(view::see_other(&view::address("/proof", &[("back", &to)])));
    }
    let visitor = Visitor::of_answered(req, site).await;
    let mut page = ProofPage::new(site, &visitor, to.clone()).await?;
    if let Some(sent) = sent.take() {
        let has_file = sent.has_file();
        let fields = sent.fields().await;
        if has_file {
            page.again = Again::new(&to, true, &fields, |token| visitor.sent_own_form(site, token));
        } else {
            let taken_along = fields.into_iter().filter(|(name, _)| name != "csrf");
            page.sent = Some(taken_along.map(|(name, value)| Field { name, value }).collect());
        }
    }
    view::show_with_status(site, req, &visitor, StatusCode::FORBIDDEN, &page)
}
