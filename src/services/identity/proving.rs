//! Somebody who is signed in proves that it is still them.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::claim::Claim;
use super::passkey_offers::{self, Answer, Offer};
use super::signing_in::PER_DEVICE;
use super::tokens::Token;
use super::typed_codes::{self, TypedCode, Used};
use super::{passkeys, recording_attempts, second_factors, signing_in_by_mail};
use crate::domain::identity::Network;
use crate::domain::kit::{Fault, Wrong};
use crate::domain::people::{Member, PersonId};
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::throttles;
use crate::store::people;

/// By what somebody can.
pub struct Ways {
    pub password: bool,
    pub code: bool,
    pub passkey: Option<Offer>,
    /// By a code that goes to their address, where they have nothing else: a second factor is not proven by less.
    pub mail: bool,
}

/// `holder`: by what their browser is known.
pub fn ways(scope: &mut Scope<'_>, person: PersonId, holder: &Token) -> Result<Ways, Error> {
    let factors = second_factors::of(scope, person)?;
    let password = people::password_hash(scope.conn, person)?.is_some();
    let code = factors.app.is_some() || factors.codes_left > 0;
    Ok(Ways {
        password,
        code,
        passkey: passkey_offers::for_proof(scope, person, holder)?,
        mail: !password && !code && factors.passkeys.is_empty(),
    })
}

/// What somebody typed, or their browser sent; one of them will do.
pub struct Shown {
    pub password: SecretString,
    pub code: TypedCode,
    /// Where it was asked for, typed or not.
    pub mailed: Option<signing_in_by_mail::TypedCode>,
    pub passkey: Option<(Token, Answer)>,
}

/// How many recovery codes are left, where one was used.
pub type CodesLeft = Option<usize>;

/// `from`: where a proof that is none comes from; that is put on record.
///
/// # Errors
/// None is right, or there were too many attempts: a browser left open is no way to find any of them out.
pub async fn prove(
    services: &Arc<Services>,
    claim: Claim,
    shown: Shown,
    from: Option<Network>,
) -> Result<CodesLeft, Refusal> {
    let Shown { password, code, mailed, passkey } = shown;
    let missing = |field| Err(Refusal::fault(field, Wrong::new("proof-missing")));
    if let Some((holder, answer)) = passkey {
        by_passkey(services, claim, (holder, answer), from).await
    } else if let Some(mailed) = mailed {
        if mailed.digits.trim().is_empty() {
            return missing("proof_mailed");
        }
        by_mailed_code(services, claim, mailed).await
    } else if !code.code.trim().is_empty() {
        by_code(services, claim, code, from).await
    } else if password.expose_secret().is_empty() {
        missing("proof_password")
    } else {
        by_password(services, claim, password, from).await
    }
}

async fn by_password(
    services: &Arc<Services>,
    claim: Claim,
    typed: SecretString,
    from: Option<Network>,
) -> Result<CodesLeft, Refusal> {
    match knows_password(services, claim.clone(), typed, from).await? {
        Some(true) => {}
        _ => return Err(Refusal::fault("proof_password", Wrong::new("password-present-wrong"))),
    }
    // Where the password has been changed meanwhile, the session has ended with the former one.
    services.act(claim.clone(), move |scope, _| Ok(claim.prove(scope)?)).await.map(|()| None)
}

/// Whether that is their password; none: they have none.
///
/// # Errors
/// There were too many attempts: a browser left open is no way to find a password out.
pub(super) async fn knows_password(
    services: &Arc<Services>,
    claim: Claim,
    typed: SecretString,
    from: Option<Network>,
) -> Result<Option<bool>, Refusal> {
    type Counted = Result<Option<String>, DateTime<Utc>>;
    let count = |scope: &mut Scope<'_>, member: &Member| -> Result<Counted, Error> {
        let id = member.person.id;
        let Some(hash) = people::password_hash(scope.conn, id)? else { return Ok(Ok(None)) };
        let budget = scope.services.key.sign("throttle-confirmation", &[&id.0.to_be_bytes()]);
        Ok(throttles::attempt(scope.conn, &budget, PER_DEVICE, scope.now)?.map(|()| Some(hash)))
    };
    // What was counted stays so whatever comes of it.
    let counted = services.act(claim.clone(), count).await?;
    let Some(hash) = counted.map_err(|until| Refusal::Throttled { until })? else { return Ok(None) };
    let is_right = services.passwords.verify(typed, Some(hash)).await?;
    if !is_right {
        let tell = move |scope: &mut Scope<'_>, member: &Member| {
            recording_attempts::failed(scope, Some(member.person.id), &[], from)
        };
        services.act(claim, tell).await?;
    }
    Ok(Some(is_right))
}

async fn by_code(
    services: &Arc<Services>,
    claim: Claim,
    typed: TypedCode,
    from: Option<Network>,
) -> Result<CodesLeft, Refusal> {
    let shown = claim.clone();
    let take = move |scope: &mut Scope<'_>, member: &Member| -> Result<Result<CodesLeft, Refusal>, Refusal> {
        let used = typed_codes::use_up(scope, &member.person, &typed)?;
        let used = recording_attempts::heard(scope, member.person.id, from, used)?;
        if used.is_ok() {
            shown.prove(scope)?;
        }
        Ok(used.map(Used::codes_left))
    };
    at_field("proof_code", services.act(claim, take).await?)
}

/// What was sent to them: a code that was asked for in that very browser.
async fn by_mailed_code(
    services: &Arc<Services>,
    claim: Claim,
    typed: signing_in_by_mail::TypedCode,
) -> Result<CodesLeft, Refusal> {
    let shown = claim.clone();
    let take = move |scope: &mut Scope<'_>, member: &Member| -> Result<Result<(), Refusal>, Refusal> {
        let id = member.person.id;
        if !ways(scope, id, &typed.asked_by)?.mail {
            return Ok(Err(Refusal::NotNow));
        }
        let used = signing_in_by_mail::use_code(scope, &typed, Some(id))?;
        if used.is_ok() {
            shown.prove_by_mail(scope)?;
        }
        Ok(used.map(|_| ()))
    };
    at_field("proof_mailed", services.act(claim, take).await?).map(|()| None)
}

async fn by_passkey(
    services: &Arc<Services>,
    claim: Claim,
    (holder, answer): (Token, Answer),
    from: Option<Network>,
) -> Result<CodesLeft, Refusal> {
    let shown = claim.clone();
    let take = move |scope: &mut Scope<'_>, member: &Member| -> Result<Result<(), Refusal>, Refusal> {
        let proven = passkeys::prove(scope, member.person.id, &holder, &answer);
        let proven = recording_attempts::heard(scope, member.person.id, from, proven)?;
        if proven.is_ok() {
            shown.prove(scope)?;
        }
        Ok(proven)
    };
    services.act(claim, take).await?.map(|()| None)
}

/// What is wrong, at the field of this form.
fn at_field<T>(field: &'static str, taken: Result<T, Refusal>) -> Result<T, Refusal> {
    let at_field = |faults: Vec<Fault>| faults.into_iter().map(|fault| Fault { field, ..fault }).collect();
    taken.map_err(|refusal| match refusal {
        Refusal::Faults(faults) => Refusal::Faults(at_field(faults)),
        refusal => refusal,
    })
}
