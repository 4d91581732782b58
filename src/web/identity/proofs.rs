//! A fresh proof of who is there, before what a browser that was left open must not do.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::sign_in::Back;
use super::sign_in_links::asker;
use super::{local_path, onward};
use crate::services::Refusal;
use crate::services::identity::mailing_links::{self, Wanted};
use crate::services::identity::passkey_offers::Answer;
use crate::services::identity::proving::{self, Shown};
use crate::services::identity::signing_in_by_mail::TypedCode as MailedCode;
use crate::services::identity::typed_codes::TypedCode;
use crate::web::kit::asking_proof::{self, Purpose};
use crate::web::kit::forms::Posted;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::visitor::{self, SignedIn};
use crate::web::{Error, Site};

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    back: web::Query<Back>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let to = local_path(&back.back).to_owned();
    let purpose = Purpose { to, sent: None, is_mailed: false };
    asking_proof::show(&site, &req, &signed_in.visitor, purpose, &[]).await
}

/// Takes a proof, and goes on: to the page that asked for it, or with the form that did, which the browser sends there
/// once more. Or sends a mail that proves it, and shows the page on which its code is typed.
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
    let visitor = &signed_in.visitor;
    let wants_mail = take("proof_mail").is_some();
    let mailed = take("proof_mailed");
    let is_mailed = wants_mail || mailed.is_some();
    let shown = Shown {
        password: take("proof_password").unwrap_or_default().into(),
        code: TypedCode { code: take("proof_code").unwrap_or_default(), device: visitor.device.clone() },
        mailed: mailed.map(|digits| MailedCode {
            digits,
            asked_by: visitor.holder().clone(),
            from: visitor::remote_address(&req, site.services.config.server.trusted_proxies),
        }),
        passkey,
    };
    let purpose = |to, fields| Purpose { to, sent: has_form.then_some(fields), is_mailed };
    if wants_mail {
        let wanted = Wanted::SignIn { browser: visitor.holder().clone() };
        let asker = asker(&site, &req, visitor, signed_in.member.person.email.to_string());
        let faults = match mailing_links::ask(&site.services, wanted, asker).await {
            Ok(()) => Vec::new(),
            // An earlier version let in what no mail can be written to.
            Err(Refusal::Faults(faults)) => faults,
            Err(refusal) => return Err(refusal.into()),
        };
        return asking_proof::show(&site, &req, visitor, purpose(to, fields), &faults).await;
    }
    match proving::prove(&site.services, signed_in.claim, shown, visitor.network).await {
        // 307: with the same fields, among which the form's handler finds its own.
        Ok(_) if has_form => {
            Ok(HttpResponse::TemporaryRedirect().insert_header((header::LOCATION, to)).finish())
        }
        Ok(codes_left) => Ok(onward(&to, codes_left)),
        Err(Refusal::Faults(faults)) => {
            let asked = asking_proof::show(&site, &req, visitor, purpose(to, fields), &faults).await?;
            Ok(security_log::marked(asked, Event::SignInFailed))
        }
        Err(refusal) => Err(refusal.into()),
    }
}
