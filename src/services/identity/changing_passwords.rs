//! Somebody who is signed in chooses a password, or another one.

use std::sync::Arc;

use secrecy::SecretString;

use super::claim::Claim;
use super::resetting_passwords::set_password;
use super::sessions::{self, Browser, Entered};
use super::{guessing, notifying, proving};
use crate::domain::identity::{Changed, Network, Password};
use crate::domain::kit::{Fault, Faults, Wrong};
use crate::domain::people::Member;
use crate::services::{Refusal, Scope, Services};
use crate::store::people;

/// What somebody typed to change their password.
pub struct Typed {
    /// Asked of those who have one, unless they have just come by mail.
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
    let shown = claim.clone();
    let owner = services.read(move |scope| shown.member(scope)).await?.person;
    let mut faults = Faults::default();
    let confirmed = confirm(services, claim.clone(), typed.present, browser.network).await?;
    if let Err(Fault { field, wrong }) = confirmed {
        faults.add(field, wrong);
    }
    let words = guessing::words(&services.config, &owner.name, owner.email.as_str());
    let password = faults.keep("password", Password::parse(typed.password, &words));
    let hash = services.passwords.hash(faults.finish(password)?).await?;
    // Where the password has been changed meanwhile, the session has ended with the former one.
    let set = move |scope: &mut Scope<'_>, member: &Member| {
        people::hold(scope.conn, member.person.id)?;
        set_password(scope, member.person.id, &hash)?;
        notifying::tell(scope, member.person.id, Changed::Password, Some(&browser.user_agent))?;
        // Setting it is on record already.
        sessions::open(scope, member.person.id, &browser, None)
    };
    services.act(claim, set).await
}

/// Whether somebody who is signed in shows that the account is theirs, by a mail or by the password that they have; if not,
/// what is wrong with which field. An open browser is no proof.
///
/// # Errors
/// There were too many attempts.
async fn confirm(
    services: &Arc<Services>,
    claim: Claim,
    typed: SecretString,
    from: Option<Network>,
) -> Result<Result<(), Fault>, Refusal> {
    let shown = claim.clone();
    if services.read(move |scope| shown.proves_mail(scope)).await? {
        return Ok(Ok(()));
    }
    let refused = |field, key| Ok(Err(Fault { field, wrong: Wrong::new(key) }));
    match proving::knows_password(services, claim, typed, from).await? {
        Some(true) => Ok(Ok(())),
        Some(false) => refused("present", "password-present-wrong"),
        None => refused("password", "password-unproved"),
    }
}
