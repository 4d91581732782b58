//! Somebody gets in for the first time, by a link that works once.

use std::sync::Arc;

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};

use super::entering::{self, Admission};
use super::guessing;
use super::resetting_passwords::set_password;
use super::sessions::Browser;
use super::tokens::Token;
use crate::config::Config;
use crate::domain::identity::Password;
use crate::domain::kit::{Faults, Name};
use crate::domain::people::{Email, Locale, Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::people::protecting_coordinators::take_turns;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store;
use crate::store::identity::link_tokens::{self, Invited};
use crate::store::people::{self, NewPerson};
use crate::store::privacy::audit::{self, Actor, Entry};

/// How long a sign-up link works: long enough for a holiday week.
pub(in crate::services) const VALIDITY: TimeDelta = TimeDelta::days(14);

/// A fresh sign-up link for that person; earlier ones stop working.
pub fn invite(scope: &mut Scope<'_>, by: Actor, person: PersonId) -> Result<Token, Error> {
    let token = Token::random();
    insert(scope, &token, Invited::Person(person))?;
    audit::record(scope.conn, &Entry::new(by, Action::Invited).to(person), scope.now)?;
    Ok(token)
}

/// The same under a token that has been written into a mail.
pub(in crate::services) fn insert(
    scope: &mut Scope<'_>,
    token: &Token,
    invited: Invited,
) -> store::Result<()> {
    link_tokens::revoke_sign_ups(scope.conn, invited)?;
    link_tokens::insert_sign_up(scope.conn, &token.hash(), invited, scope.now, scope.now + VALIDITY)
}

/// False in a new installation, until the first coordinator has signed up.
pub fn somebody_coordinates(scope: &mut Scope<'_>) -> Result<bool, Error> {
    Ok(people::has_coordinator(scope.conn)?)
}

/// A link for the first coordinator of a new installation; none once there is a coordinator. Those of earlier starts hold
/// beside it: a restart ends nothing that somebody was told to use. The first one that is used ends all.
pub fn invite_first_coordinator(scope: &mut Scope<'_>) -> Result<Option<Token>, Error> {
    if people::has_coordinator(scope.conn)? {
        return Ok(None);
    }
    let token = Token::random();
    let until = scope.now + VALIDITY;
    link_tokens::insert_sign_up(scope.conn, &token.hash(), Invited::FirstCoordinator, scope.now, until)?;
    Ok(Some(token))
}

/// Whom a link is for.
pub enum Invitee {
    Known(Person),
    FirstCoordinator,
}

/// # Errors
/// [`Refusal::LinkEnded`]
pub fn invitee(scope: &mut Scope<'_>, token: &Token) -> Result<Invitee, Refusal> {
    match link_tokens::sign_up(scope.conn, &token.hash(), scope.now)? {
        Some(Invited::Person(id)) => {
            let person = people::by_id(scope.conn, id)?.filter(|person| person.active);
            person.map(Invitee::Known).ok_or(Refusal::LinkEnded)
        }
        // Somebody else may have been made coordinator on the command line since.
        Some(Invited::FirstCoordinator) if !people::has_coordinator(scope.conn)? => {
            Ok(Invitee::FirstCoordinator)
        }
        _ => Err(Refusal::LinkEnded),
    }
}

/// What somebody typed to sign up.
pub struct Typed {
    pub name: String,
    /// Asked of the first coordinator alone; of others the address is known.
    pub email: String,
    /// Empty: a link sent by mail will do. The first coordinator needs one, while nothing may be able to send mails.
    pub password: SecretString,
    pub locale: Locale,
}

/// What was typed, once it is right.
struct Newcomer {
    name: Name,
    /// Of the first coordinator.
    email: Option<Email>,
    password: Option<Password>,
}

impl Typed {
    fn check(&self, invitee: &Invitee, config: &Config) -> Result<Newcomer, Refusal> {
        let is_first = matches!(invitee, Invitee::FirstCoordinator);
        let mut faults = Faults::default();
        let name = faults.keep("name", Name::parse(&self.name));
        let email = is_first.then(|| Email::parse(&self.email)).transpose();
        let email = faults.keep("email", email);
        let wants_password = is_first || !self.password.expose_secret().is_empty();
        let address = match invitee {
            Invitee::Known(person) => person.email.as_str(),
            Invitee::FirstCoordinator => &self.email,
        };
        let words = guessing::words(config, &self.name, address);
        let password = wants_password.then(|| Password::parse(self.password.clone(), &words)).transpose();
        let password = faults.keep("password", password);
        let whole = name.zip(email.zip(password));
        Ok(faults.finish(whole.map(|(name, (email, password))| Newcomer { name, email, password }))?)
    }
}

/// Uses the link: the person gets that name, language and password, is made coordinator if the link was for the first
/// one, and is let in.
pub async fn sign_up(
    services: &Arc<Services>,
    token: Token,
    typed: Typed,
    browser: Browser,
) -> Result<Admission, Refusal> {
    let shown = token.clone();
    let invitee = services.read(move |scope| self::invitee(scope, &shown)).await?;
    let Newcomer { name, email, password } = typed.check(&invitee, &services.config)?;
    let hash = match password {
        Some(password) => Some(services.passwords.hash(password).await?),
        None => None,
    };
    let new = Checked { name, email, locale: typed.locale, hash };
    services.write(move |scope| use_up(scope, &token, &new, &browser)).await
}

struct Checked {
    name: Name,
    email: Option<Email>,
    locale: Locale,
    /// Of the password.
    hash: Option<String>,
}

fn use_up(
    scope: &mut Scope<'_>,
    token: &Token,
    new: &Checked,
    browser: &Browser,
) -> Result<Admission, Refusal> {
    let person = match invitee(scope, token)? {
        Invitee::Known(person) => {
            // The person first, then their links: whoever keeps them out takes both in that order too.
            people::hold(scope.conn, person.id)?;
            person.id
        }
        Invitee::FirstCoordinator => first_coordinator(scope, new)?,
    };
    if !link_tokens::use_sign_up(scope.conn, &token.hash(), scope.now)? {
        return Err(Refusal::LinkEnded);
    }
    link_tokens::revoke_sign_ups(scope.conn, Invited::FirstCoordinator)?;
    people::rename(scope.conn, person, new.name.as_str())?;
    people::set_locale(scope.conn, person, Some(new.locale))?;
    audit::record(scope.conn, &Entry::own(person, Action::SignedUp), scope.now)?;
    if let Some(hash) = &new.hash {
        set_password(scope, person, hash)?;
    }
    // Signing up is on record already.
    match entering::enter(scope, person, browser, None) {
        Err(Refusal::Gone) => Err(Refusal::LinkEnded),
        entered => entered,
    }
}

/// Somebody new, or somebody known who is made it.
fn first_coordinator(scope: &mut Scope<'_>, new: &Checked) -> Result<PersonId, Refusal> {
    take_turns(scope)?;
    // Of two who sign up with two such links at the same moment one comes first.
    if people::has_coordinator(scope.conn)? {
        return Err(Refusal::LinkEnded);
    }
    let email = new.email.as_ref().ok_or(Refusal::LinkEnded)?;
    if let Some(known) = people::by_email(scope.conn, email)? {
        people::set_coordinator(scope.conn, known.id, true)?;
        return Ok(known.id);
    }
    let new = NewPerson { name: new.name.as_str(), email, locale: Some(new.locale), coordinator: true };
    Ok(people::insert(scope.conn, &new, scope.now)?)
}
