//! Signing in without a password: a link goes to the address, and whoever reads its mail is let in.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::signing_in::{PER_ADDRESS, Refusal, site_of};
use super::tokens::Token;
use super::{Error, Services};
use crate::domain::people::{Email, PersonId};
use crate::mail::messages::{self, To};
use crate::store::outbox::{self, NewMail};
use crate::store::throttles::{self, Quota};
use crate::store::{self, Conn, link_tokens, people};

/// How long a link works.
const VALIDITY: TimeDelta = TimeDelta::minutes(15);
/// To one address: enough for somebody whose mail is slow, too little to flood an inbox.
const PER_INBOX: Quota = Quota { burst: 3, interval: TimeDelta::minutes(10) };

/// Sends a link, if that is somebody's address and they have not just been sent some.
///
/// The answer is the same in any case, in words and in time: what depends on the address is done after it.
pub async fn ask(
    services: &Arc<Services>,
    email: &str,
    from: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<Result<(), Refusal>, Error> {
    if let Some(address) = from {
        let key = services.key.sign("throttle-address", &[&site_of(address)]);
        let allowed = services.db.write(move |conn| throttles::attempt(conn, &key, PER_ADDRESS, now)).await?;
        if let Err(until) = allowed {
            return Ok(Err(Refusal::Throttled { until }));
        }
    }
    if let Ok(email) = email.parse::<Email>() {
        let sending = services.clone();
        let task = async move {
            if let Err(error) = send(&sending, email, now).await {
                tracing::error!(%error, "a sign-in link could not be written");
            }
        };
        actix_web::rt::spawn(services.afterwards.track_future(task));
    }
    Ok(Ok(()))
}

async fn send(services: &Services, email: Email, now: DateTime<Utc>) -> Result<(), Error> {
    let key = services.key.sign("throttle-inbox", &[email.as_str().as_bytes()]);
    let person = services
        .db
        .write(move |conn| -> store::Result<_> {
            match people::by_email(conn, &email)? {
                Some(person) => Ok(throttles::attempt(conn, &key, PER_INBOX, now)?.ok().map(|()| person)),
                None => Ok(None),
            }
        })
        .await?;
    let Some(person) = person else { return Ok(()) };
    let token = Token::random();
    let to = To {
        email: &person.email,
        name: Some(&person.name),
        locale: person.locale.unwrap_or(services.config.programme.language),
        unsubscribe: None,
    };
    let link = services.config.link(&format!("/sign-in/{}", token.reveal()));
    let letter = messages::sign_in(&services.letters, &to, &link, VALIDITY.num_minutes(), now)?;
    let mail = NewMail {
        run: None,
        kind: letter.kind,
        recipient: letter.recipient.to_string(),
        person: Some(person.id),
        about: None,
        message_id: letter.message_id,
        content: letter.content,
        expires_at: now + VALIDITY,
    };
    let write = move |conn: &mut Conn| -> store::Result<()> {
        link_tokens::insert_sign_in(conn, &token.hash(), person.id, now, now + VALIDITY)?;
        outbox::insert(conn, &mail, now)
    };
    Ok(services.db.write(write).await?)
}

/// Whether the link can be used: looking at it changes nothing.
pub fn is_usable(conn: &mut Conn, token: &Token, now: DateTime<Utc>) -> store::Result<bool> {
    Ok(link_tokens::sign_in(conn, &token.hash(), now)?.is_some())
}

/// Uses the link up; none if it cannot be used (any more).
pub fn accept(conn: &mut Conn, token: &Token, now: DateTime<Utc>) -> store::Result<Option<PersonId>> {
    let person = link_tokens::sign_in(conn, &token.hash(), now)?;
    let used = link_tokens::use_sign_in(conn, &token.hash(), now)?;
    Ok(person.filter(|_| used))
}
