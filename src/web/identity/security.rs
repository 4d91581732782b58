//! Password and sign-ins.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{fault_text, let_in, with_cookies};
use crate::domain::privacy::audit::Action;
use crate::services::identity::resetting_passwords::set_password;
use crate::services::identity::signing_in;
use crate::services::identity::signing_up::{Fault, password_fault};
use crate::store;
use crate::store::identity::sessions;
use crate::store::privacy::audit::{self, Entry};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, SignedIn};
use crate::web::people::settings::{Errors, respond};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct PasswordForm {
    /// Asked of those who have one.
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
    let SignedIn { visitor, member, .. } = &signed_in;
    let (services, id, now) = (&site.services, member.person.id, visitor.now);
    let confirmed = signing_in::confirm_password(services, id, present, now).await?;
    let confirmed = confirmed.map_err(|until| Error::Throttled { until })?;
    let fault = password_fault(password.expose_secret());
    if !confirmed || fault.is_some() {
        let wanted = [Fault::PasswordTooShort, Fault::PasswordTooLong];
        let errors = Errors {
            present_password: (!confirmed)
                .then(|| view::text(visitor, "password-present-wrong", &[]))
                .transpose()?,
            password: fault_text(visitor, &fault.into_iter().collect::<Vec<_>>(), &wanted)?,
            ..Errors::default()
        };
        let name = member.person.name.clone();
        return respond(&site, &req, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, name, errors).await;
    }
    let hash = services.passwords.hash(password).await?;
    services.db.write(move |conn| set_password(conn, id, &hash, now)).await?;
    // Setting it is on record already.
    let_in(&site, &req, visitor, (id, None), "/settings?done=password").await
}

/// Ends one sign-in.
pub async fn end_session(
    site: web::Data<Site>,
    path: web::Path<i64>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (person, session, now) = (signed_in.member.person.id, *path, signed_in.visitor.now);
    let ended = site
        .services
        .db
        .write(move |conn| -> store::Result<bool> {
            let ended = sessions::delete_one(conn, person, session)?;
            if ended {
                audit::record(conn, &Entry::own(person, Action::SessionEnded), now)?;
            }
            Ok(ended)
        })
        .await?;
    if ended { Ok(view::done("/settings", "done-session")) } else { Err(Error::NotFound) }
}

/// Ends them all, this one too.
pub async fn sign_out_everywhere(
    site: web::Data<Site>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (person, now) = (signed_in.member.person.id, signed_in.visitor.now);
    site.services
        .db
        .write(move |conn| -> store::Result<()> {
            sessions::delete_of(conn, person)?;
            audit::record(conn, &Entry::own(person, Action::SignedOutEverywhere), now)
        })
        .await?;
    with_cookies(view::done("/", "done-signed-out-everywhere"), &[visitor::no_session_cookie(&site)])
}
