//! Getting in without a password: a link goes to the address, and whoever reads its mail is let in.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::device_marks::DeviceMark;
use super::signing_in::{PER_ADDRESS, site_of};
use super::signing_in_by_mail::{CODE, CODE_VALIDITY};
use super::tokens::{Key, Token};
use crate::domain::people::{Email, Member, Person};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::Project;
use crate::mail::messages::{self, To};
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::link_tokens::{self, SignInLink};
use crate::store::identity::throttles::{self, Quota};
use crate::store::people;
use crate::store::programme::projects;

/// How long a sign-in link works.
const SIGN_IN_VALIDITY: TimeDelta = TimeDelta::minutes(15);
/// How long a link to choose a new password works.
const RESET_VALIDITY: TimeDelta = TimeDelta::hours(1);
/// To one address: enough for somebody whose mail is slow, too little to flood an inbox. Who finds it used up by a
/// stranger has that stranger's mails, whose links let in whoever reads them.
const PER_INBOX: Quota = Quota { burst: 3, interval: TimeDelta::minutes(10) };

/// What a mail with a link is for.
#[derive(Clone)]
pub enum Wanted {
    /// A link, and a code for the browser that asks.
    SignIn {
        browser: Token,
    },
    PasswordReset,
}

/// Who asks for a mail.
pub struct Asker {
    pub email: String,
    pub from: Option<IpAddr>,
    pub device: Option<DeviceMark>,
}

/// Sends a link, if that is somebody's address and they have not just been sent some.
///
/// The answer is the same in any case, in words and in time: what depends on the address is done after it.
pub async fn ask(services: &Arc<Services>, wanted: Wanted, asker: Asker) -> Result<(), Refusal> {
    let Asker { email, from, device } = asker;
    if let Some(address) = from {
        let key = services.key.sign("throttle-address", &[&site_of(address)]);
        let count = move |scope: &mut Scope<'_>| throttles::attempt(scope.conn, &key, PER_ADDRESS, scope.now);
        let allowed: Result<(), DateTime<Utc>> = services.write(count).await?;
        allowed.map_err(|until| Refusal::Throttled { until })?;
    }
    if let Ok(email) = email.parse::<Email>() {
        let sending = services.clone();
        let task = async move {
            if let Err(error) = send(&sending, wanted, email, device).await {
                tracing::error!(%error, "a mail with a link could not be written");
            }
        };
        services.afterwards.begin("a mail with a link", task);
    }
    Ok(())
}

async fn send(
    services: &Arc<Services>,
    wanted: Wanted,
    email: Email,
    device: Option<DeviceMark>,
) -> Result<(), Error> {
    let find = move |scope: &mut Scope<'_>| addressee(scope, &email, device.as_ref());
    let Some((member, projects, now)) = services.write(find).await? else { return Ok(()) };
    let to = To {
        email: &member.person.email,
        name: Some(&member.person.name),
        locale: member.locale(&projects, services.config.programme.language),
        unsubscribe: None,
    };
    let token = Token::random();
    match wanted {
        Wanted::SignIn { browser } => {
            let code = random_code();
            let link = services.config.link(&format!("/sign-in/{}", token.reveal()));
            let minutes = (SIGN_IN_VALIDITY.num_minutes(), CODE_VALIDITY.num_minutes());
            let write = || messages::sign_in(&services.letters, &to, &link, &code, minutes, now);
            let mail = Outgoing::mail(Kind::SignIn, to.email, write).to(member.person.id);
            let code_hash = services.key.sign(CODE, &[&token.hash(), code.as_bytes()]);
            let write = move |scope: &mut Scope<'_>| -> Result<(), Error> {
                if !is_still_reached(scope, &member.person)? {
                    return Ok(());
                }
                let link = SignInLink {
                    token_hash: &token.hash(),
                    code_hash: &code_hash,
                    browser_hash: &browser.hash(),
                    person: member.person.id,
                    expires_at: scope.now + SIGN_IN_VALIDITY,
                };
                link_tokens::insert_sign_in(scope.conn, &link, scope.now)?;
                Ok(mail.post(scope, None, link.expires_at)?)
            };
            services.write(write).await
        }
        Wanted::PasswordReset => {
            let link = services.config.link(&format!("/password-resets/{}", token.reveal()));
            let minutes = RESET_VALIDITY.num_minutes();
            let write = || messages::password_reset(&services.letters, &to, &link, minutes, now);
            let mail = Outgoing::mail(Kind::PasswordReset, to.email, write).to(member.person.id);
            let write = move |scope: &mut Scope<'_>| -> Result<(), Error> {
                if !is_still_reached(scope, &member.person)? {
                    return Ok(());
                }
                let (hash, expires_at) = (token.hash(), scope.now + RESET_VALIDITY);
                let id = member.person.id;
                link_tokens::insert_password_reset(scope.conn, &hash, id, scope.now, expires_at)?;
                Ok(mail.post(scope, None, expires_at)?)
            };
            services.write(write).await
        }
    }
}

/// Who reads mails to that address, unless they have just been sent some, with what their language depends on.
type Addressee = Option<(Member, Vec<Project>, DateTime<Utc>)>;

fn addressee(scope: &mut Scope<'_>, email: &Email, device: Option<&DeviceMark>) -> Result<Addressee, Error> {
    let Some(person) = people::by_email(scope.conn, email)?.filter(|person| person.active) else {
        return Ok(None);
    };
    let throttle = inbox_key(&scope.services.key, email, device);
    if throttles::attempt(scope.conn, &throttle, PER_INBOX, scope.now)?.is_err() {
        return Ok(None);
    }
    let Some(member) = people::member(scope.conn, person.id)? else { return Ok(None) };
    Ok(Some((member, projects::all(scope.conn)?, scope.now)))
}

/// Whether they can get in and have that address still: what goes to a former one must not let its reader in.
pub(in crate::services) fn is_still_reached(scope: &mut Scope<'_>, person: &Person) -> Result<bool, Error> {
    let present = people::hold(scope.conn, person.id)?;
    Ok(present.is_some_and(|present| present.active && present.email == person.email))
}

/// The owner's own browsers are counted apart, so that no stranger uses up what they need.
fn inbox_key(key: &Key, email: &Email, device: Option<&DeviceMark>) -> [u8; 32] {
    let account = email.as_str();
    match device.filter(|device| device.is_of(key, account)) {
        Some(device) => key.sign("throttle-inbox-device", &[account.as_bytes(), &device.nonce]),
        None => key.sign("throttle-inbox", &[account.as_bytes()]),
    }
}

/// Six digits.
fn random_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}
