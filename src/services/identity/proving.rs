//! Somebody who is signed in proves that it is still them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::claim::Claim;
use super::passkey_offers::{self, Answer, Offer};
use super::passkeys;
use super::second_factors;
use super::signing_in::PER_DEVICE;
use super::tokens::Token;
use super::typed_codes::{self, TypedCode};
use crate::domain::kit::Wrong;
use crate::domain::people::{Member, PersonId};
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::throttles;
use crate::store::people;

/// By what somebody can. By none of these: they sign in anew by mail.
pub struct Ways {
    pub password: bool,
    pub code: bool,
    pub passkey: Option<Offer>,
}

/// `holder`: by what their browser is known.
pub fn ways(scope: &mut Scope<'_>, person: PersonId, holder: &Token) -> Result<Ways, Error> {
    let factors = second_factors::of(scope, person)?;
    Ok(Ways {
        password: people::password_hash(scope.conn, person)?.is_some(),
        code: factors.app.is_some() || factors.codes_left > 0,
        passkey: passkey_offers::for_proof(scope, person, holder)?,
    })
}

/// What somebody typed, or their browser sent; one of them will do.
pub struct Shown {
    pub password: SecretString,
    pub code: TypedCode,
    pub passkey: Option<(Token, Answer)>,
}

/// # Errors
/// Neither is right, or there were too many attempts: a browser left open is no way to find either out.
pub async fn prove(services: &Arc<Services>, claim: Claim, shown: Shown) -> Result<(), Refusal> {
    if let Some((holder, answer)) = shown.passkey {
        by_passkey(services, claim, holder, answer).await
    } else if shown.code.code.trim().is_empty() {
        by_password(services, claim, shown.password).await
    } else {
        by_code(services, claim, shown.code).await
    }
}

async fn by_password(services: &Arc<Services>, claim: Claim, typed: SecretString) -> Result<(), Refusal> {
    let wrong = || Refusal::fault("proof_password", Wrong::new("password-present-wrong"));
    if typed.expose_secret().is_empty() {
        return Err(Refusal::fault("proof_password", Wrong::new("proof-missing")));
    }
    type Counted = Result<Option<String>, DateTime<Utc>>;
    let count = |scope: &mut Scope<'_>, member: &Member| -> Result<Counted, Error> {
        let id = member.person.id;
        let budget = scope.services.key.sign("throttle-confirmation", &[&id.0.to_be_bytes()]);
        let counted = throttles::attempt(scope.conn, &budget, PER_DEVICE, scope.now)?;
        let hash = people::password_hash(scope.conn, id)?;
        Ok(counted.map(|()| hash))
    };
    // What was counted stays so whatever comes of it.
    let counted = services.act(claim.clone(), count).await?;
    let hash = counted.map_err(|until| Refusal::Throttled { until })?;
    if !services.passwords.verify(typed, hash).await? {
        return Err(wrong());
    }
    // Where the password has been changed meanwhile, the session has ended with the former one.
    services.act(claim.clone(), move |scope, _| Ok(claim.prove(scope)?)).await
}

async fn by_code(services: &Arc<Services>, claim: Claim, typed: TypedCode) -> Result<(), Refusal> {
    let shown = claim.clone();
    let take = move |scope: &mut Scope<'_>, member: &Member| -> Result<Result<(), Refusal>, Refusal> {
        let taken = typed_codes::use_up(scope, &member.person, &typed)?;
        if taken.is_ok() {
            shown.prove(scope)?;
        }
        Ok(taken)
    };
    match services.act(claim, take).await? {
        Err(Refusal::Faults(_)) => Err(Refusal::fault("proof_code", Wrong::new("second-code-wrong"))),
        taken => taken,
    }
}

async fn by_passkey(
    services: &Arc<Services>,
    claim: Claim,
    holder: Token,
    answer: Answer,
) -> Result<(), Refusal> {
    let shown = claim.clone();
    let take = move |scope: &mut Scope<'_>, member: &Member| -> Result<(), Refusal> {
        passkeys::prove(scope, member.person.id, &holder, &answer)?;
        Ok(shown.prove(scope)?)
    };
    services.act(claim, take).await
}
