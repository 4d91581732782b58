//! Signing in with a password.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::SecretString;

use super::device_marks::DeviceMark;
use super::entering::{self, Admission};
use super::recording_attempts;
use super::sessions::Browser;
use super::throttling::count_network;
use super::tokens::Key;
use crate::domain::identity::Network;
use crate::domain::kit::Wrong;
use crate::domain::people::{Email, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::throttles::{self, Quota};
use crate::store::people;

/// Against one account from browsers that never signed in to it: some 300 guesses a day, wherever they come from.
const PER_ACCOUNT: Quota = Quota { burst: 10, interval: TimeDelta::minutes(5) };
/// From one browser that has signed in to the account before. Strangers cannot use this up: it keeps the owner in.
pub(in crate::services) const PER_DEVICE: Quota = Quota { burst: 10, interval: TimeDelta::minutes(1) };

/// Somebody at the door.
pub struct Attempt {
    pub email: String,
    pub password: SecretString,
    pub from: Option<IpAddr>,
    pub device: Option<DeviceMark>,
}

/// Lets somebody in who knows their password. Takes as long for an unknown address as for a known one.
///
/// # Errors
/// Address or password is wrong (nobody is told which), or there were too many attempts.
pub async fn sign_in(
    services: &Arc<Services>,
    attempt: Attempt,
    browser: Browser,
) -> Result<Admission, Refusal> {
    let wrong = || Refusal::fault("email", Wrong::new("sign-in-wrong"));
    let Attempt { email, password, from, device } = attempt;
    let typed = email.clone();
    let counted = move |scope: &mut Scope<'_>| count(scope, &email, from, device.as_ref());
    // What was counted stays so whatever comes of it.
    let known = services.write(counted).await??;
    let (id, hash) = known.unzip();
    let hash = hash.flatten();
    let is_right = services.passwords.verify(password, hash.clone()).await?;
    if !is_right {
        let failed = move |scope: &mut Scope<'_>| {
            recording_attempts::failed(scope, id, typed.as_bytes(), from.map(Network::of))
        };
        services.write(failed).await?;
    }
    let Some(id) = id.filter(|_| is_right) else { return Err(wrong()) };
    let enter = move |scope: &mut Scope<'_>| enter(scope, id, hash.as_deref(), &browser);
    match services.write(enter).await {
        // Kept out while the password was checked, or it is another one by now.
        Err(Refusal::Gone) => Err(wrong()),
        entered => entered,
    }
}

/// An account and what its password is checked against.
type Account = (PersonId, Option<String>);

/// Counts an attempt; whose account it is for.
fn count(
    scope: &mut Scope<'_>,
    typed: &str,
    from: Option<IpAddr>,
    device: Option<&DeviceMark>,
) -> Result<Result<Option<Account>, Refusal>, Error> {
    // Also what is no address at all is throttled and checked against the dummy, so that nothing tells it apart.
    let email = typed.parse::<Email>().ok();
    let account = email.as_ref().map_or(typed, Email::as_str);
    if let Err(until) = count_network(scope, from)? {
        return Ok(Err(Refusal::Throttled { until }));
    }
    let (budget, quota) = budget(&scope.services.key, account, device);
    if let Err(until) = throttles::attempt(scope.conn, &budget, quota, scope.now)? {
        return Ok(Err(Refusal::Guessed { until }));
    }
    let person = email.map_or(Ok(None), |email| people::by_email(scope.conn, &email))?;
    let Some(person) = person.filter(|person| person.active) else { return Ok(Ok(None)) };
    Ok(Ok(Some((person.id, people::password_hash(scope.conn, person.id)?))))
}

/// Guesses from strange browsers are counted apart from those of the owner's own.
fn budget(key: &Key, account: &str, device: Option<&DeviceMark>) -> ([u8; 32], Quota) {
    match device.filter(|device| device.is_of(key, account)) {
        Some(device) => (key.sign("throttle-device", &[account.as_bytes(), &device.nonce]), PER_DEVICE),
        None => (key.sign("throttle-account", &[account.as_bytes()]), PER_ACCOUNT),
    }
}

/// Opens a session for somebody whose password was found right: `checked` against that hash.
///
/// # Errors
/// [`Refusal::Gone`] where they are kept out by now, or have another password.
pub fn enter(
    scope: &mut Scope<'_>,
    person: PersonId,
    checked: Option<&str>,
    browser: &Browser,
) -> Result<Admission, Refusal> {
    people::hold(scope.conn, person)?;
    if people::password_hash(scope.conn, person)?.as_deref() != checked {
        return Err(Refusal::Gone);
    }
    entering::enter(scope, person, browser, Some(Action::SignedInByPassword))
}
