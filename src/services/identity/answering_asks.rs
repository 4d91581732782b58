//! What was asked for at an address is written, where the address is somebody's: by the worker, since whoever asked has
//! their answer already, and neither that nor what runs beside it may tell whether there is such an address.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::signing_in_by_mail::{CODE, CODE_VALIDITY};
use super::tokens::Token;
use crate::domain::people::{Email, Member, Person};
use crate::domain::post::kind::Kind;
use crate::mail::messages::{self, To};
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Scope, Services};
use crate::store::identity::asked_mails::{self, Ask};
use crate::store::identity::link_tokens::{self, SignInLink};
use crate::store::people;

/// How long a sign-in link works.
pub const SIGN_IN_VALIDITY: TimeDelta = TimeDelta::minutes(15);
/// How long a link to choose a new password works.
const RESET_VALIDITY: TimeDelta = TimeDelta::hours(1);

/// Answers all that waits.
///
/// # Errors
/// Each is logged, and what failed is tried again the next time; the first is for those who must tell that there was one.
pub async fn answer(services: &Arc<Services>) -> Result<(), Error> {
    let waiting = services.read(|scope| asked_mails::all(scope.conn)).await?;
    let mut first_error = None;
    for ask in waiting {
        if let Err(error) = answer_one(services, ask).await {
            tracing::error!(%error, "a mail that was asked for could not be written");
            first_error.get_or_insert(error);
        }
    }
    first_error.map_or(Ok(()), Err)
}

async fn answer_one(services: &Arc<Services>, ask: Ask) -> Result<(), Error> {
    let (id, email) = (ask.id, ask.email.clone());
    let reader = services.read(move |scope| addressee(scope, &email)).await?;
    let letter = reader.map(|reader| Letter::to(services, &ask, reader));
    let post = move |scope: &mut Scope<'_>| -> Result<(), Error> {
        match letter {
            // Of two replicas one writes it.
            Some(letter) if asked_mails::take(scope.conn, id)? => letter.post(scope),
            Some(_) => Ok(()),
            None => Ok(asked_mails::take(scope.conn, id).map(|_| ())?),
        }
    };
    services.write(post).await
}

/// Who reads mails to that address, and when that was looked up.
type Addressee = (Member, DateTime<Utc>);

fn addressee(scope: &mut Scope<'_>, email: &Email) -> Result<Option<Addressee>, Error> {
    let person = people::by_email(scope.conn, email)?.filter(|person| person.active);
    let today = scope.today();
    let member = person.map_or(Ok(None), |person| people::member(scope.conn, person.id, today))?;
    let Some(member) = member else { return Ok(None) };
    Ok(Some((member, scope.now)))
}

/// A mail, and the link in it.
struct Letter {
    person: Person,
    token: Token,
    mail: Outgoing,
    opens: Opens,
}

enum Opens {
    /// With the hash of a code, and the browser in which that works.
    Session {
        code_hash: [u8; 32],
        browser_hash: Vec<u8>,
    },
    NewPassword,
}

impl Letter {
    /// Written before the transaction that sends it, which asks whether their reader is reached still.
    fn to(services: &Services, ask: &Ask, (member, now): Addressee) -> Letter {
        let to = To {
            email: &member.person.email,
            name: Some(&member.person.name),
            locale: member.locale(services.config.programme.language),
            unsubscribe: None,
        };
        let token = Token::random();
        let (mail, opens) = match &ask.browser_hash {
            Some(browser_hash) if ask.kind == Kind::SignIn => {
                let code = random_code();
                let link = services.config.link(&format!("/sign-in/{}", token.reveal()));
                let minutes = (SIGN_IN_VALIDITY.num_minutes(), CODE_VALIDITY.num_minutes());
                let write = || messages::sign_in(&services.letters, &to, &link, &code, minutes, now);
                let mail = Outgoing::mail(Kind::SignIn, to.email, write);
                let code_hash = services.key.sign(CODE, &[&token.hash(), code.as_bytes()]);
                (mail, Opens::Session { code_hash, browser_hash: browser_hash.clone() })
            }
            _ => {
                let link = services.config.link(&format!("/password-resets/{}", token.reveal()));
                let minutes = RESET_VALIDITY.num_minutes();
                let write = || messages::password_reset(&services.letters, &to, &link, minutes, now);
                (Outgoing::mail(Kind::PasswordReset, to.email, write), Opens::NewPassword)
            }
        };
        Letter { mail: mail.to(member.person.id), person: member.person, token, opens }
    }

    fn post(self, scope: &mut Scope<'_>) -> Result<(), Error> {
        let Letter { person, token, mail, opens } = self;
        if !is_still_reached(scope, &person)? {
            return Ok(());
        }
        let (hash, now) = (token.hash(), scope.now);
        let expires_at = match opens {
            Opens::Session { code_hash, browser_hash } => {
                let link = SignInLink {
                    token_hash: &hash,
                    code_hash: &code_hash,
                    browser_hash: &browser_hash,
                    person: person.id,
                    expires_at: now + SIGN_IN_VALIDITY,
                };
                link_tokens::insert_sign_in(scope.conn, &link, now)?;
                link.expires_at
            }
            Opens::NewPassword => {
                let expires_at = now + RESET_VALIDITY;
                link_tokens::insert_password_reset(scope.conn, &hash, person.id, now, expires_at)?;
                expires_at
            }
        };
        Ok(mail.post(scope, None, expires_at)?)
    }
}

/// Whether they can get in and have that address still: what goes to a former one must not let its reader in.
pub(in crate::services) fn is_still_reached(scope: &mut Scope<'_>, person: &Person) -> Result<bool, Error> {
    let present = people::hold(scope.conn, person.id)?;
    Ok(present.is_some_and(|present| present.active && present.email == person.email))
}

/// Six digits.
fn random_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}
