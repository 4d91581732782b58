//! Somebody who is signed in chooses a password, or another one.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::claim::Claim;
use super::resetting_passwords::set_password;
use super::sessions::{self, Browser, Entered};
use super::signing_in::PER_DEVICE;
use crate::domain::identity::Password;
use crate::domain::kit::{Faults, Wrong};
use crate::domain::people::Member;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::throttles;
use crate::store::people;

/// What somebody typed to change their password.
pub struct Typed {
    /// Asked of those who have one.
    pub present: SecretString,
    pub password: SecretString,
}

/// Sets a password; every other sign-in ends, and this one is made anew.
pub async fn change(
    services: &Arc<Services>,
    claim: Claim,
    typed: Typed,
    browser: Browser,
) -> Result<Entered, Refusal> {
    let mut faults = Faults::default();
    let is_known = confirm(services, claim.clone(), typed.present).await?;
    if !is_known {
        faults.add("present", Wrong::new("password-present-wrong"));
    }
    let password = faults.keep("password", Password::parse(typed.password));
    let hash = services.passwords.hash(faults.finish(password)?).await?;
    // Where the password has been changed meanwhile, the session has ended with the former one.
    let set = move |scope: &mut Scope<'_>, member: &Member| {
        people::hold(scope.conn, member.person.id)?;
        set_password(scope, member.person.id, &hash)?;
        // Setting it is on record already.
        sessions::open(scope, member.person.id, &browser, None)
    };
    services.act(claim, set).await
}

/// Whether somebody who is signed in knows their password; true for those who have none.
///
/// # Errors
/// There were too many attempts: a browser left open is no way to find a password out.
async fn confirm(services: &Arc<Services>, claim: Claim, typed: SecretString) -> Result<bool, Refusal> {
    let count = |scope: &mut Scope<'_>, member: &Member| -> Result<Result<_, DateTime<Utc>>, Error> {
        let id = member.person.id;
        let Some(hash) = people::password_hash(scope.conn, id)? else { return Ok(Ok(None)) };
        let budget = scope.services.key.sign("throttle-confirmation", &[&id.0.to_be_bytes()]);
        Ok(throttles::attempt(scope.conn, &budget, PER_DEVICE, scope.now)?.map(|()| Some(hash)))
    };
    // What was counted stays so whatever comes of it.
    let counted = services.act(claim, count).await?;
    match counted.map_err(|until| Refusal::Throttled { until })? {
        None => Ok(true),
        hash => Ok(services.passwords.verify(typed, hash).await?),
    }
}
