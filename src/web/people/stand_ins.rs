//! A mentor names who stands in for them, or ends it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::settings::{self, Shown};
use crate::services::Refusal;
use crate::services::people::standing_in::{self as verbs, Typed};
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct StandInForm {
    #[serde(default)]
    stand_in_name: String,
    #[serde(default)]
    stand_in_email: String,
    #[serde(default)]
    stand_in_until: String,
    /// To end it.
    end: Option<String>,
}

/// Hands rights and mails to somebody, which asks for a fresh proof; to end that does not.
pub async fn change(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<StandInForm>,
) -> Result<HttpResponse, Error> {
    let StandInForm { stand_in_name: name, stand_in_email: email, stand_in_until: until, end } = form.0;
    let (services, claim) = (&site.services, signed_in.claim.clone());
    if end.is_some() {
        services.act(claim, verbs::end).await?;
        return Ok(view::done("/settings", "done-no-stand-in"));
    }
    let typed = Typed { name, email, until };
    let given = typed.clone();
    match services.act_proven(claim, move |scope, mentor| verbs::name(scope, mentor, &given)).await {
        Ok(()) => Ok(view::done("/settings", "done-stand-in")),
        Err(Refusal::Faults(faults)) => {
            let shown = Shown { stand_in: Some(&typed), ..Shown::default() };
            settings::respond(&site, &req, &signed_in, StatusCode::UNPROCESSABLE_ENTITY, &shown, &faults)
                .await
        }
        Err(refusal) => Err(refusal.into()),
    }
}
