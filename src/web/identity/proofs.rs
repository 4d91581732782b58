//! A fresh proof of who is there, before what a browser that was left open must not do.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::local_path;
use super::sign_in::Back;
use crate::services::Refusal;
use crate::services::identity::passkey_offers::Answer;
use crate::services::identity::proving::{self, Shown};
use crate::services::identity::typed_codes::TypedCode;
use crate::web::kit::asking_proof;
use crate::web::kit::forms::Posted;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    back: web::Query<Back>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let to = local_path(&back.back).to_owned();
    asking_proof::show(&site, &req, &signed_in.visitor, (to, None), &[]).await
}

/// Takes a proof, and goes on: to the page that asked for it, or with the form that did, which the browser sends there
/// once more.
pub async fn prove(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<BTreeMap<String, String>>,
) -> Result<HttpResponse, Error> {
    let mut fields = form.0;
    let mut take = |name: &str| fields.remove(name);
    let to = local_path(&take("proof_to").unwrap_or_default()).to_owned();
    let has_form = take("proof_sends").is_some();
    let passkey = take("proof_answer").map(|answer| {
        let challenge = take("proof_challenge").unwrap_or_default();
        (signed_in.visitor.holder().clone(), Answer { challenge, answer })
    });
    let shown = Shown {
        password: take("proof_password").unwrap_or_default().into(),
        code: TypedCode {
            code: take("proof_code").unwrap_or_default(),
            device: signed_in.visitor.device.clone(),
        },
        passkey,
    };
    match proving::prove(&site.services, signed_in.claim, shown).await {
        // 307: with the same fields, among which the form's handler finds its own.
        Ok(()) if has_form => {
            Ok(HttpResponse::TemporaryRedirect().insert_header((header::LOCATION, to)).finish())
        }
        Ok(()) => Ok(view::see_other(&to)),
        Err(Refusal::Faults(faults)) => {
            let sent = has_form.then_some(fields);
            let asked = asking_proof::show(&site, &req, &signed_in.visitor, (to, sent), &faults).await?;
            Ok(security_log::marked(asked, Event::SignInFailed))
        }
        Err(refusal) => Err(refusal.into()),
    }
}
