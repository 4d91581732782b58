//! One's own passkeys: made, and removed.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::recovery_codes;
use crate::domain::kit::Fault;
use crate::services::identity::passkey_offers::{self, Answer, Offer};
use crate::services::identity::passkeys::{self, Made};
use crate::services::identity::removing_factors;
use crate::services::{Error as Failure, Refusal, Scope};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

const HERE: &str = "/settings/second-factor";

#[derive(Serialize)]
pub struct PasskeyPage {
    /// None where the site's address is one for which browsers have no passkeys.
    offer: Option<Offer>,
    form: Form,
}

impl Page for PasskeyPage {
    const TEMPLATE: &'static str = "pages/identity/passkey";

    #[cfg(test)]
    fn samples() -> Vec<PasskeyPage> {
        let form = || Form::new([("name", "Clé")]);
        let page = |form| PasskeyPage { offer: Some(Offer::sample()), form };
        vec![page(form()), page(form().sample_fault("name")), PasskeyPage { offer: None, form: form() }]
    }
}

/// What the browser sent of a passkey, whatever else its form holds.
#[derive(Deserialize)]
pub struct PasskeyAnswer {
    #[serde(default)]
    passkey_challenge: String,
    #[serde(default)]
    passkey_answer: String,
}

impl PasskeyAnswer {
    pub fn read(self) -> Answer {
        Answer { challenge: self.passkey_challenge, answer: self.passkey_answer }
    }
}

#[derive(Deserialize)]
pub struct NewPasskey {
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    answer: PasskeyAnswer,
}

impl NewPasskey {
    pub fn read(self) -> Made {
        Made { name: self.name, answer: self.answer.read() }
    }
}

/// Has the browser asked for a new passkey.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &signed_in, "", &[]).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    signed_in: &SignedIn,
    name: &str,
    faults: &[Fault],
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, claim, .. } = signed_in;
    let (claim, holder) = (claim.clone(), visitor.holder().clone());
    let offer = move |scope: &mut Scope<'_>| -> Result<_, Failure> {
        let person = claim.proven(scope)?.person;
        passkey_offers::for_new(scope, &person, &holder)
    };
    let offer = site.services.read(offer).await?;
    let page = PasskeyPage { offer, form: Form::new([("name", name)]).refused(visitor, faults)? };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    view::show_with_status(site, req, visitor, status, &page)
}

pub async fn add(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<NewPasskey>,
) -> Result<HttpResponse, Error> {
    let made = form.0.read();
    let (claim, holder) = (signed_in.claim.clone(), signed_in.visitor.holder().clone());
    let name = made.name.clone();
    let add = site
        .services
        .act_proven(claim, move |scope, member| passkeys::add(scope, member.person.id, &holder, &made));
    match add.await {
        Ok(Some(codes)) => recovery_codes::show(&site, &req, &signed_in.visitor, codes, HERE),
        Ok(None) => Ok(view::done(HERE, "done-passkey")),
        Err(Refusal::Faults(faults)) => respond(&site, &req, &signed_in, &name, &faults).await,
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<i64>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let (claim, id) = (signed_in.claim.clone(), *path);
    let name = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        let person = claim.proven(scope)?.person.id;
        passkeys::name(scope, person, id)
    };
    let question = Question {
        title: "passkey-remove",
        explanation: "passkey-remove-explanation",
        button: "remove",
        name: site.services.read(name).await?,
        sent: None,
        back: HERE.to_owned(),
    };
    view::show(&site, &req, &signed_in.visitor, &question)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<i64>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = *path;
    let remove = move |scope: &mut Scope<'_>, member: &_| removing_factors::remove_passkey(scope, member, id);
    site.services.act_proven(signed_in.claim, remove).await?;
    Ok(view::done(HERE, "done-passkey-removed"))
}
