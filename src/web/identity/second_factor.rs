//! One's own second factor: looked at, set up, removed.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::app_setup::{AppForm, AppSetup};
use super::recovery_codes;
use crate::domain::identity::authenticator::Secret;
use crate::services::Refusal;
use crate::services::identity::second_factors::{self, Factors};
use crate::services::identity::{apps, removing_factors};
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::question::Question;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

const HERE: &str = "/settings/second-factor";

#[derive(Serialize)]
pub struct FactorPage {
    /// Since when there is an app.
    app: Option<String>,
    passkeys: Vec<PasskeyRow>,
    codes_left: usize,
    /// Whether there is anything for which recovery codes are good.
    has_factor: bool,
    /// Whether one may be removed.
    may_remove: bool,
}

#[derive(Serialize)]
struct PasskeyRow {
    id: i64,
    name: String,
    since: String,
    used_at: Option<String>,
}

impl Page for FactorPage {
    const TEMPLATE: &'static str = "pages/identity/second-factor";

    #[cfg(test)]
    fn samples() -> Vec<FactorPage> {
        let app = || Some("2026-03-06T13:55:00".to_owned());
        let passkey =
            |used_at| PasskeyRow { id: 1, name: "Clé".into(), since: "2026-03-06T13:55:00".into(), used_at };
        let passkeys = || vec![passkey(None), passkey(app())];
        vec![
            FactorPage {
                app: None,
                passkeys: Vec::new(),
                codes_left: 0,
                has_factor: false,
                may_remove: true,
            },
            FactorPage {
                app: app(),
                passkeys: Vec::new(),
                codes_left: 9,
                has_factor: true,
                may_remove: false,
            },
            FactorPage { app: None, passkeys: passkeys(), codes_left: 9, has_factor: true, may_remove: true },
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let id = signed_in.member.person.id;
    let factors = site.services.read(move |scope| second_factors::of(scope, id)).await?;
    let may_remove = second_factors::may_remove_one(&site.services, &signed_in.member.person, &factors);
    let Factors { app, passkeys, codes_left } = factors;
    let has_factor = app.is_some() || !passkeys.is_empty();
    let rows = passkeys.into_iter().map(|passkey| PasskeyRow {
        id: passkey.id,
        name: passkey.name,
        since: view::local(&site, passkey.created_at),
        used_at: passkey.used_at.map(|at| view::local(&site, at)),
    });
    let passkeys = rows.collect();
    let page = FactorPage {
        app: app.map(|at| view::local(&site, at)),
        passkeys,
        codes_left,
        has_factor,
        may_remove,
    };
    view::show(&site, &req, &signed_in.visitor, &page)
}

#[derive(Serialize)]
pub struct AppPage {
    setup: AppSetup,
    form: Form,
}

impl Page for AppPage {
    const TEMPLATE: &'static str = "pages/identity/app";

    #[cfg(test)]
    fn samples() -> Vec<AppPage> {
        let page = |form| AppPage { setup: AppSetup::sample(), form };
        let form = || Form::new([("code", "")]);
        vec![page(form()), page(form().sample_fault("code"))]
    }
}

/// Shows a secret, and asks for the first code that an app makes of it.
pub async fn show_app(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let claim = signed_in.claim.clone();
    let person = site.services.read(move |scope| claim.proven(scope)).await?.person;
    let setup = AppSetup::new(&site, &person, &Secret::random());
    view::show(&site, &req, &signed_in.visitor, &AppPage { setup, form: Form::new([("code", "")]) })
}

pub async fn set_up_app(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<AppForm>,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, claim } = signed_in;
    let new = form.0.read()?;
    let secret = new.secret.clone();
    let set_up =
        site.services.act_proven(claim, move |scope, member| apps::set_up(scope, member.person.id, &new));
    match set_up.await {
        Ok(Some(codes)) => recovery_codes::show(&site, &req, &visitor, codes, HERE),
        Ok(None) => Ok(view::done(HERE, "done-app")),
        Err(Refusal::Faults(faults)) => {
            let setup = AppSetup::new(&site, &member.person, &secret);
            let form = Form::new([("code", "")]).refused(&visitor, &faults)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            view::show_with_status(&site, &req, &visitor, status, &AppPage { setup, form })
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn ask_app_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let claim = signed_in.claim.clone();
    site.services.read(move |scope| claim.proven(scope)).await?;
    let question = Question {
        title: "app-remove",
        explanation: "app-remove-explanation",
        button: "remove",
        name: String::new(),
        sent: None,
        back: HERE.to_owned(),
    };
    view::show(&site, &req, &signed_in.visitor, &question)
}

pub async fn remove_app(
    site: web::Data<Site>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    site.services.act_proven(signed_in.claim, removing_factors::remove_app).await?;
    Ok(view::done(HERE, "done-app-removed"))
}

/// Shows ten other recovery codes.
pub async fn renew_codes(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let codes = site.services.act_proven(signed_in.claim, apps::renew_codes).await?;
    recovery_codes::show(&site, &req, &signed_in.visitor, codes, HERE)
}
