//! Signing in with a password, staying signed in, signing out.

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use super::passwords::Passwords;
use super::tokens::{Key, Token};
use crate::domain::people::{Email, Member, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Services};
use crate::store::identity::sessions::{self, NewSession};
use crate::store::identity::throttles::{self, Quota};
use crate::store::privacy::audit::{self, Entry};
use crate::store::{self, Conn, Db, people};

/// From one network address (or one IPv6 site): enough for a classroom behind one address.
pub(in crate::services) const PER_ADDRESS: Quota = Quota { burst: 30, interval: TimeDelta::seconds(20) };
/// Against one account from browsers that never signed in to it: some 300 guesses a day, wherever they come from.
const PER_ACCOUNT: Quota = Quota { burst: 10, interval: TimeDelta::minutes(5) };
/// From one browser that has signed in to the account before. Strangers cannot use this up: it keeps the owner in.
const PER_DEVICE: Quota = Quota { burst: 10, interval: TimeDelta::minutes(1) };

/// A session's end is put off at most this often, so that reading pages does not mean writing rows.
const TOUCH_EVERY: TimeDelta = TimeDelta::hours(1);
/// The longest part of a browser's name that is kept.
const USER_AGENT_MAX: usize = 200;

/// Somebody at the door.
pub struct Attempt {
    pub email: String,
    pub password: SecretString,
    pub from: Option<IpAddr>,
    pub device: Option<DeviceMark>,
}

/// Why somebody was not let in.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Address or password is wrong; nobody is told which.
    Wrong,
    /// Too many attempts; the next one counts from then on.
    Throttled { until: DateTime<Utc> },
}

/// Checks a password. Takes as long for an unknown address as for a known one.
pub async fn check_password(
    db: &Db,
    passwords: &Passwords,
    key: &Key,
    attempt: Attempt,
    now: DateTime<Utc>,
) -> Result<Result<PersonId, Refusal>, Error> {
    // Also what is no address at all is throttled and checked against the dummy, so that nothing tells it apart.
    let email = attempt.email.parse::<Email>().ok();
    let account = email.as_ref().map_or_else(|| attempt.email.clone(), |email| email.as_str().to_owned());
    let budgets = budgets(key, &account, &attempt);
    let found = db
        .write(move |conn| -> Result<_, store::Error> {
            for (key_hash, quota) in &budgets {
                if let Err(until) = throttles::attempt(conn, key_hash, *quota, now)? {
                    return Ok(Err(Refusal::Throttled { until }));
                }
            }
            let person = email.map_or(Ok(None), |email| people::by_email(conn, &email))?.filter(|p| p.active);
            let hash = person.as_ref().map_or(Ok(None), |person| people::password_hash(conn, person.id))?;
            Ok(Ok((person.map(|person| person.id), hash)))
        })
        .await?;
    let (id, hash) = match found {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let right = passwords.verify(attempt.password, hash).await?;
    Ok(id.filter(|_| right).ok_or(Refusal::Wrong))
}

/// Whether somebody who is signed in knows their password; true for those who have none.
///
/// # Errors
/// Until when guesses are not looked at: a browser left open is no way to find a password out.
pub async fn confirm_password(
    services: &Services,
    person: PersonId,
    password: SecretString,
    now: DateTime<Utc>,
) -> Result<Result<bool, DateTime<Utc>>, Error> {
    let budget = services.key.sign("throttle-confirmation", &[&person.0.to_be_bytes()]);
    let found = services
        .db
        .write(move |conn| -> store::Result<_> {
            let Some(hash) = people::password_hash(conn, person)? else { return Ok(Ok(None)) };
            Ok(throttles::attempt(conn, &budget, PER_DEVICE, now)?.map(|()| Some(hash)))
        })
        .await?;
    match found {
        Err(until) => Ok(Err(until)),
        Ok(None) => Ok(Ok(true)),
        Ok(hash) => Ok(Ok(services.passwords.verify(password, hash).await?)),
    }
}

fn budgets(key: &Key, account: &str, attempt: &Attempt) -> Vec<([u8; 32], Quota)> {
    let mut budgets = Vec::with_capacity(2);
    if let Some(address) = attempt.from {
        budgets.push((key.sign("throttle-address", &[&site_of(address)]), PER_ADDRESS));
    }
    budgets.push(match attempt.device.as_ref().filter(|device| device.is_of(key, account)) {
        Some(device) => (key.sign("throttle-device", &[account.as_bytes(), &device.nonce]), PER_DEVICE),
        None => (key.sign("throttle-account", &[account.as_bytes()]), PER_ACCOUNT),
    });
    budgets
}

/// An IPv4 address, or the first half of an IPv6 one: a site gets 2^64 of these.
pub(in crate::services) fn site_of(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets()[..8].to_vec(),
    }
}

/// What a browser keeps to show that it has signed in to an account before.
///
/// As in OWASP's "device cookies": guesses by strangers are counted apart from the owner's slips.
#[derive(Clone)]
pub struct DeviceMark {
    pub(in crate::services) nonce: [u8; 16],
    signature: [u8; 32],
}

impl DeviceMark {
    pub fn issue(key: &Key, email: &Email) -> DeviceMark {
        let nonce: [u8; 16] = rand::random();
        DeviceMark { nonce, signature: key.sign("device", &[email.as_str().as_bytes(), &nonce]) }
    }

    /// For the cookie.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.nonce.as_slice(), &self.signature].concat())
    }

    /// What a browser sent; none if it cannot be a mark.
    pub fn read(text: &str) -> Option<DeviceMark> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, signature) = bytes.split_at_checked(16)?;
        Some(DeviceMark { nonce: nonce.try_into().ok()?, signature: signature.try_into().ok()? })
    }

    pub(in crate::services) fn is_of(&self, key: &Key, account: &str) -> bool {
        key.verifies("device", &[account.as_bytes(), &self.nonce], &self.signature)
    }
}

/// A browser in which somebody signs in.
pub struct Browser {
    pub user_agent: String,
    /// Of the session that it had before: it ends.
    pub former: Option<Token>,
    pub validity: TimeDelta,
}

/// Signs a person in: a new session, whatever the browser had before.
///
/// `how` is kept on record; none where that has been done otherwise.
pub fn open_session(
    conn: &mut Conn,
    person: PersonId,
    browser: &Browser,
    how: Option<Action>,
    now: DateTime<Utc>,
) -> store::Result<Token> {
    if let Some(former) = &browser.former {
        sessions::delete(conn, &former.hash())?;
    }
    if let Some(how) = how {
        audit::record(conn, &Entry::own(person, how), now)?;
    }
    let token = Token::random();
    let user_agent: String = browser.user_agent.chars().take(USER_AGENT_MAX).collect();
    let expires_at = now + browser.validity;
    let new = NewSession { token_hash: &token.hash(), person, user_agent: &user_agent, expires_at };
    sessions::insert(conn, &new, now)?;
    Ok(token)
}

/// Who is signed in with that token, if anybody; their session lives on.
pub async fn resume(
    db: &Db,
    token: &Token,
    validity: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Option<Member>, Error> {
    let hash = token.hash();
    let found = db
        .read(move |conn| -> store::Result<_> {
            let Some(session) = sessions::find(conn, &hash, now)? else { return Ok(None) };
            let member = people::member(conn, session.person)?.filter(|member| member.person.active);
            Ok(member.map(|member| (member, session.seen_at)))
        })
        .await?;
    let Some((member, seen_at)) = found else { return Ok(None) };
    if now - seen_at >= TOUCH_EVERY {
        db.write(move |conn| sessions::touch(conn, &hash, now, now + validity)).await?;
    }
    Ok(Some(member))
}

/// Ends that session.
pub fn sign_out(conn: &mut Conn, person: PersonId, token: &Token, now: DateTime<Utc>) -> store::Result<()> {
    audit::record(conn, &Entry::own(person, Action::SignedOut), now)?;
    sessions::delete(conn, &token.hash())
}

/// What ties the forms that a browser is shown to that browser.
///
/// Masked anew each time: pages are compressed, and the size of what repeats would give it away (as BREACH does).
pub fn form_token(key: &Key, browser: &Token) -> String {
    let mask: [u8; 32] = rand::random();
    let masked = masked(&key.sign("form", &[&browser.hash()]), &mask);
    URL_SAFE_NO_PAD.encode([mask, masked].concat())
}

/// Whether a form that came back was shown to that browser.
pub fn form_token_is_right(key: &Key, browser: &Token, sent: &str) -> bool {
    let sent: Option<[u8; 64]> = URL_SAFE_NO_PAD.decode(sent).ok().and_then(|bytes| bytes.try_into().ok());
    sent.is_some_and(|sent| {
        let (mask, signature) = sent.split_at(32);
        key.verifies("form", &[&browser.hash()], &masked(signature, mask))
    })
}

fn masked(bytes: &[u8], mask: &[u8]) -> [u8; 32] {
    std::array::from_fn(|at| bytes[at] ^ mask[at])
}
