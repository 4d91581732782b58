//! What a page asks a browser about passkeys, and how the browser's answer is known as the one to that, once.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::tokens::Token;
use crate::domain::identity::passkeys::{Account, Asked, Challenge, Credential, RelyingParty, Unproven};
use crate::domain::kit::Wrong;
use crate::domain::people::{Person, PersonId};
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::passkeys::{self, Passkey};
use crate::store::identity::throttles::{self, Quota};

const PURPOSE: &str = "passkey-challenge";
/// No answer is heard twice while its challenge is good.
const ONCE: Quota = Quota { burst: 1, interval: TimeDelta::minutes(6) };

/// What a page brings to a browser. Both travel in its form, so that looking at it writes nothing.
#[derive(Serialize)]
pub struct Offer {
    /// For the script.
    pub options: String,
    /// What is remembered, signed for that browser and person.
    pub challenge: String,
}

impl Offer {
    #[cfg(test)]
    pub fn sample() -> Offer {
        Offer { options: "{}".into(), challenge: "x.{}".into() }
    }
}

/// What a browser sent.
pub struct Answer {
    pub challenge: String,
    pub answer: String,
}

/// The site as browsers know it; none where they know no passkeys.
pub(super) fn site(services: &Services) -> Option<RelyingParty> {
    RelyingParty::at(&services.config.server.base_url, &services.config.programme.name)
}

/// Asks a browser for a new passkey of that person. `holder`: what the browser is known by. None where browsers know no
/// passkeys.
pub fn for_new(scope: &mut Scope<'_>, person: &Person, holder: &Token) -> Result<Option<Offer>, Error> {
    let Some(site) = site(scope.services) else { return Ok(None) };
    let account = Account { address: person.email.as_str(), name: person.name.as_str() };
    let known = credentials(&passkeys::of_person(scope.conn, person.id)?);
    let asked = asked(site.begin_registration(&account, &known, scope.now));
    Ok(asked.map(|asked| offer(scope, person.id, holder, asked)))
}

/// Asks a browser for the proof of one of that person's passkeys; none where there are none.
pub fn for_proof(scope: &mut Scope<'_>, person: PersonId, holder: &Token) -> Result<Option<Offer>, Error> {
    let known = credentials(&passkeys::of_person(scope.conn, person)?);
    let Some(site) = site(scope.services).filter(|_| !known.is_empty()) else { return Ok(None) };
    let asked = asked(site.begin_authentication(&known, scope.now));
    Ok(asked.map(|asked| offer(scope, person, holder, asked)))
}

/// What cannot be asked must not keep the other ways from being shown.
fn asked<C>(begun: Result<Asked<C>, Unproven>) -> Option<Asked<C>> {
    begun.inspect_err(|why| tracing::error!(cause = %why, "a passkey could not be asked for")).ok()
}

/// Of those that another version wrote, and this one cannot read, nothing is asked.
fn credentials(known: &[Passkey]) -> Vec<Credential> {
    known.iter().filter_map(|passkey| Credential::from_text(&passkey.credential).ok()).collect()
}

fn offer<S: Serialize + DeserializeOwned>(
    scope: &Scope<'_>,
    person: PersonId,
    holder: &Token,
    asked: Asked<Challenge<S>>,
) -> Offer {
    let text = asked.challenge.to_text();
    let parts = [&holder.hash()[..], &person.0.to_be_bytes(), text.as_bytes()];
    let seal = scope.services.key.sign(PURPOSE, &parts);
    Offer { options: asked.options, challenge: format!("{}.{text}", URL_SAFE_NO_PAD.encode(seal)) }
}

/// The challenge that came back, where it was that browser's for that person, and nobody has answered it yet.
pub(super) fn take<S: Serialize + DeserializeOwned>(
    scope: &mut Scope<'_>,
    person: PersonId,
    holder: &Token,
    sent: &str,
) -> Result<Challenge<S>, Refusal> {
    let (seal, text) = sent.split_once('.').ok_or_else(|| refused(Unproven::Unreadable))?;
    let seal = URL_SAFE_NO_PAD.decode(seal).map_err(|_| refused(Unproven::Unreadable))?;
    let key = &scope.services.key;
    let parts = [&holder.hash()[..], &person.0.to_be_bytes(), text.as_bytes()];
    if !key.verifies(PURPOSE, &parts, &seal) {
        return Err(refused(Unproven::Challenge));
    }
    let heard = key.sign("heard-passkey-challenge", &[&seal]);
    if throttles::attempt(scope.conn, &heard, ONCE, scope.now)?.is_err() {
        return Err(refused(Unproven::Challenge));
    }
    Challenge::from_text(text).map_err(refused)
}

/// One sentence for its reader; the log has the cause.
pub(super) fn refused(why: Unproven) -> Refusal {
    tracing::warn!(cause = %why, "a passkey proved nothing");
    Refusal::fault("passkey", Wrong::new("passkey-refused"))
}
