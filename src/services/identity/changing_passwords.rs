//! Somebody who is signed in chooses a password, or another one.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::claim::Claim;
use super::guessing;
use super::notifying;
use super::resetting_passwords::set_password;
use super::sessions::{self, Browser, Entered};
use super::signing_in::PER_DEVICE;
use crate::domain::identity::{Changed, Password};
use crate::domain::kit::{Fault, Faults, Wrong};
use crate::domain::people::Member;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::throttles;
use crate::store::people;

/// What somebody typed to change their password.
pub struct Typed {
    /// Asked of those who have one, unless they have just come by mail.
    pub present: SecretString,
    pub password: SecretString,
}

/// By what somebody who is signed in shows that the account is theirs: an open browser is no proof.
enum Proof {
    /// They have just come by mail.
    Mail,
    /// They know the password with that hash.
    Password(String),
    /// They have none, and came by mail too long ago.
    None,
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
    if let Err(Fault { field, wrong }) = confirm(services, claim.clone(), typed.present).await? {
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

/// Whether somebody who is signed in shows that the account is theirs; if not, what is wrong with which field.
///
/// # Errors
/// There were too many attempts: a browser left open is no way to find a password out.
async fn confirm(
    services: &Arc<Services>,
    claim: Claim,
    typed: SecretString,
) -> Result<Result<(), Fault>, Refusal> {
    let shown = claim.clone();
    let count =
        move |scope: &mut Scope<'_>, member: &Member| -> Result<Result<Proof, DateTime<Utc>>, Error> {
            if shown.proves_mail(scope)? {
                return Ok(Ok(Proof::Mail));
            }
            let id = member.person.id;
            let Some(hash) = people::password_hash(scope.conn, id)? else { return Ok(Ok(Proof::None)) };
            let budget = scope.services.key.sign("throttle-confirmation", &[&id.0.to_be_bytes()]);
            let counted = throttles::attempt(scope.conn, &budget, PER_DEVICE, scope.now)?;
            Ok(counted.map(|()| Proof::Password(hash)))
        };
    // What was counted stays so whatever comes of it.
    let counted = services.act(claim, count).await?;
    let refused = |field, key| Ok(Err(Fault { field, wrong: Wrong::new(key) }));
    match counted.map_err(|until| Refusal::Throttled { until })? {
        Proof::Mail => Ok(Ok(())),
        Proof::None => refused("password", "password-unproved"),
        Proof::Password(hash) => match services.passwords.verify(typed, Some(hash)).await? {
            true => Ok(Ok(())),
            false => refused("present", "password-present-wrong"),
        },
    }
}
