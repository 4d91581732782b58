//! Getting in without a password: a link goes to the address, and whoever reads its mail is let in.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::signing_in::{DeviceMark, PER_ADDRESS, Refusal, site_of};
use super::signing_in_by_mail::CODE;
use super::tokens::{Key, Token};
use crate::domain::people::Email;
use crate::domain::post::kind::Kind;
use crate::mail::messages::{self, To};
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Services};
use crate::store::identity::link_tokens::{self, SignInLink};
use crate::store::identity::throttles::{self, Quota};
use crate::store::programme::projects;
use crate::store::{self, Conn, people};

/// How long a sign-in link and its code work.
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
pub async fn ask(
    services: &Arc<Services>,
    wanted: Wanted,
    asker: Asker,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, Error> {
    if let Some(address) = asker.from {
        let key = services.key.sign("throttle-address", &[&site_of(address)]);
        let allowed = services.db.write(move |conn| throttles::attempt(conn, &key, PER_ADDRESS, now)).await?;
        if let Err(until) = allowed {
            return Ok(Err(Refusal::Throttled { until }));
        }
    }
    if let Ok(email) = asker.email.parse::<Email>() {
        let sending = services.clone();
        let task = async move {
            if let Err(error) = send(&sending, wanted, email, asker.device, now).await {
                tracing::error!(%error, "a mail with a link could not be written");
            }
        };
        services.afterwards.begin("a mail with a link", task);
    }
    Ok(Ok(()))
}

async fn send(
    services: &Services,
    wanted: Wanted,
    email: Email,
    device: Option<DeviceMark>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let throttle = inbox_key(&services.key, &email, device.as_ref());
    let found = services
        .db
        .write(move |conn| -> store::Result<_> {
            let Some(person) = people::by_email(conn, &email)?.filter(|person| person.active) else {
                return Ok(None);
            };
            if throttles::attempt(conn, &throttle, PER_INBOX, now)?.is_err() {
                return Ok(None);
            }
            Ok(people::member(conn, person.id)?.zip(Some(projects::all(conn)?)))
        })
        .await?;
    let Some((member, projects)) = found else { return Ok(()) };
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
            let minutes = SIGN_IN_VALIDITY.num_minutes();
            let write = || messages::sign_in(&services.letters, &to, &link, &code, minutes, now);
            let mail = Outgoing::mail(Kind::SignIn, to.email, write).to(member.person.id);
            let code_hash = services.key.sign(CODE, &[&token.hash(), code.as_bytes()]);
            let write = move |conn: &mut Conn| -> store::Result<()> {
                let link = SignInLink {
                    token_hash: &token.hash(),
                    code_hash: &code_hash,
                    browser_hash: &browser.hash(),
                    person: member.person.id,
                    expires_at: now + SIGN_IN_VALIDITY,
                };
                link_tokens::insert_sign_in(conn, &link, now)?;
                mail.post(conn, None, link.expires_at, now)
            };
            Ok(services.db.write(write).await?)
        }
        Wanted::PasswordReset => {
            let link = services.config.link(&format!("/password-resets/{}", token.reveal()));
            let minutes = RESET_VALIDITY.num_minutes();
            let write = || messages::password_reset(&services.letters, &to, &link, minutes, now);
            let mail = Outgoing::mail(Kind::PasswordReset, to.email, write).to(member.person.id);
            let write = move |conn: &mut Conn| -> store::Result<()> {
                let (hash, expires_at) = (token.hash(), now + RESET_VALIDITY);
                link_tokens::insert_password_reset(conn, &hash, member.person.id, now, expires_at)?;
                mail.post(conn, None, expires_at, now)
            };
            Ok(services.db.write(write).await?)
        }
    }
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
