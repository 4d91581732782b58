//! A passkey is made, proven, removed.

use super::passkey_offers::{Answer, refused, site, take};
use super::tokens::Token;
use super::typed_codes::renew;
use super::{notifying, second_factors};
use crate::domain::identity::Changed;
use crate::domain::identity::passkeys::{Credential, ToProve, ToRegister, Unproven, named_in};
use crate::domain::kit::{Label, Wrong};
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope};
use crate::store::identity::passkeys::{self, NewPasskey};
use crate::store::privacy::audit::{self, Entry};

/// The most passkeys of one person: more than anybody has devices.
const MOST: usize = 20;

/// A passkey that a browser made, and what its owner calls it.
pub struct Made {
    pub name: String,
    pub answer: Answer,
}

/// Keeps a new passkey. Fresh recovery codes, where it is the first factor.
///
/// # Errors
/// The answer is none to what that browser was asked, the passkey is known, or it has no name.
pub fn add(
    scope: &mut Scope<'_>,
    person: PersonId,
    holder: &Token,
    made: &Made,
) -> Result<Option<Vec<String>>, Refusal> {
    let name = Label::parse(&made.name).map_err(|wrong| Refusal::fault("name", wrong))?;
    let challenge: ToRegister = take(scope, person, holder, &made.answer.challenge)?;
    let site = site(scope.services).ok_or(Refusal::NotNow)?;
    let credential = site.finish_registration(&challenge, &made.answer.answer, scope.now).map_err(refused)?;
    if passkeys::of_person(scope.conn, person)?.len() >= MOST {
        return Err(Refusal::NotNow);
    }
    let is_first = !second_factors::has_one(scope, person)?;
    let new = NewPasskey {
        person,
        credential_id: &credential.id(),
        credential: &credential.to_text(),
        name: name.as_str(),
    };
    if !passkeys::insert(scope.conn, &new, scope.now)? {
        return Err(Refusal::fault("passkey", Wrong::new("passkey-known")));
    }
    audit::record(scope.conn, &Entry::own(person, Action::SecondFactorSet), scope.now)?;
    notifying::tell(scope, person, Changed::PasskeyAdded, None)?;
    Ok(if is_first { Some(renew(scope, person)?) } else { None })
}

/// Takes the proof of one of that person's passkeys.
///
/// # Errors
/// The answer proves nothing of the kind.
pub fn prove(
    scope: &mut Scope<'_>,
    person: PersonId,
    holder: &Token,
    answer: &Answer,
) -> Result<(), Refusal> {
    let challenge: ToProve = take(scope, person, holder, &answer.challenge)?;
    let site = site(scope.services).ok_or(Refusal::NotNow)?;
    let id = named_in(&answer.answer);
    let known = passkeys::of_person(scope.conn, person)?.into_iter().find_map(|passkey| {
        let credential = Credential::from_text(&passkey.credential).ok()?;
        (Some(credential.id()) == id).then_some((passkey, credential))
    });
    let (passkey, credential) = known.ok_or_else(|| refused(Unproven::Other))?;
    let used =
        site.finish_authentication(&challenge, &credential, &answer.answer, scope.now).map_err(refused)?;
    // Of two proofs at the same moment whose counters are the same, one is a copy's.
    if !passkeys::note_use(scope.conn, &passkey, &used.to_text(), scope.now)? {
        return Err(refused(Unproven::Counter));
    }
    Ok(())
}

/// What its owner calls that passkey.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn name(scope: &mut Scope<'_>, person: PersonId, id: i64) -> Result<String, Refusal> {
    let known = passkeys::of_person(scope.conn, person)?.into_iter().find(|passkey| passkey.id == id);
    known.map(|passkey| passkey.name).ok_or(Refusal::Gone)
}
