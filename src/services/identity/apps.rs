//! The app that shows somebody's codes is set up, or another in its place.

use super::typed_codes::{digits, renew, wrong};
use super::{app_secrets, notifying, second_factors};
use crate::domain::identity::Changed;
use crate::domain::identity::authenticator::Secret;
use crate::domain::people::{Member, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope};
use crate::store::people;
use crate::store::privacy::audit::{self, Entry};

/// A secret that was shown, and the code that an app made of it.
pub struct NewApp {
    pub secret: Secret,
    pub code: String,
}

/// Keeps the app whose code proves that it has the secret. Fresh recovery codes, where it is the first factor.
///
/// # Errors
/// The code is not one of that secret: its clock may be off, or another secret was read.
pub fn set_up(scope: &mut Scope<'_>, person: PersonId, new: &NewApp) -> Result<Option<Vec<String>>, Refusal> {
    let step =
        new.secret.step_of(&digits(&new.code), scope.services.clock_of_apps.now()).ok_or_else(wrong)?;
    people::hold(scope.conn, person)?;
    let is_first = !second_factors::has_one(scope, person)?;
    app_secrets::keep(scope, person, &new.secret, step)?;
    audit::record(scope.conn, &Entry::own(person, Action::SecondFactorSet), scope.now)?;
    notifying::tell(scope, person, Changed::AuthenticatorSet, None)?;
    Ok(if is_first { Some(renew(scope, person)?) } else { None })
}

/// Ten other recovery codes.
///
/// # Errors
/// [`Refusal::NotNow`] where there is no second factor that could be lost.
pub fn renew_codes(scope: &mut Scope<'_>, member: &Member) -> Result<Vec<String>, Refusal> {
    let id = member.person.id;
    if !second_factors::has_one(scope, id)? {
        return Err(Refusal::NotNow);
    }
    notifying::tell(scope, id, Changed::RecoveryCodesMade, None)?;
    Ok(renew(scope, id)?)
}
