//! Password and sign-ins.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::SecretString;
use serde::Deserialize;

use super::{browser_of, farewell, welcome};
use crate::services::Refusal;
use crate::services::identity::changing_passwords::{self, Typed};
use crate::services::identity::sessions;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::people::settings::{Shown, respond};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    present: SecretString,
    #[serde(default)]
    password: SecretString,
}

/// Sets a password; every other sign-in ends, and this one is made anew.
pub async fn change_password(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<PasswordForm>,
) -> Result<HttpResponse, Error> {
    let PasswordForm { present, password } = form.0;
    let (claim, browser) = (signed_in.claim.clone(), browser_of(&req, &signed_in.visitor));
    let typed = Typed { present, password };
    match changing_passwords::change(&site.services, claim, typed, browser).await {
        Ok(entered) => welcome(&site, &entered, "/settings?done=password"),
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = respond(&site, &req, &signed_in, status, &Shown::default(), &faults).await?;
            let was_guessed = faults.iter().any(|fault| fault.field == "present");
            Ok(if was_guessed { security_log::marked(shown, Event::SignInFailed) } else { shown })
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Ends one sign-in.
pub async fn end_session(
    site: web::Data<Site>,
    path: web::Path<i64>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = *path;
    site.services.act_proven(signed_in.claim, move |scope, member| sessions::end(scope, member, id)).await?;
    Ok(view::done("/settings", "done-session"))
}

/// Ends them all, this one too.
pub async fn sign_out_everywhere(
    site: web::Data<Site>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    site.services.act_proven(signed_in.claim, sessions::end_all).await?;
    farewell(&site, view::done("/", "done-signed-out-everywhere"))
}
