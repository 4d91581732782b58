//! Somebody gets in for the first time, by a link that works once.

use chrono::{DateTime, TimeDelta, Utc};

use super::passwords::{MAX_LENGTH, MIN_LENGTH};
use super::resetting_passwords::set_password;
use super::tokens::Token;
use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale, PersonId};
use crate::domain::privacy::audit::Action;
use crate::store::identity::link_tokens::{self, Invited};
use crate::store::people::{self, NewPerson};
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::{self, Conn};

/// How long a sign-up link works: long enough for a holiday week.
pub(in crate::services) const VALIDITY: TimeDelta = TimeDelta::days(14);

/// A fresh sign-up link for that person; earlier ones stop working.
pub fn invite(conn: &mut Conn, invited: Invited, now: DateTime<Utc>) -> store::Result<Token> {
    link_tokens::revoke_sign_ups(conn, invited)?;
    let token = Token::random();
    link_tokens::insert_sign_up(conn, &token.hash(), invited, now, now + VALIDITY)?;
    Ok(token)
}

/// The link for the first coordinator of a new installation; none once there is a coordinator.
pub fn invite_first_coordinator(conn: &mut Conn, now: DateTime<Utc>) -> store::Result<Option<Token>> {
    if people::has_coordinator(conn)? {
        return Ok(None);
    }
    invite(conn, Invited::FirstCoordinator, now).map(Some)
}

/// Whom the link is for; none: it has been used, has expired, or never was.
pub fn invited(conn: &mut Conn, token: &Token, now: DateTime<Utc>) -> store::Result<Option<Invited>> {
    match link_tokens::sign_up(conn, &token.hash(), now)? {
        // Somebody else may have been made coordinator on the command line since.
        Some(Invited::FirstCoordinator) if people::has_coordinator(conn)? => Ok(None),
        invited => Ok(invited),
    }
}

/// What is wrong with what somebody typed to sign up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NameMissing,
    NameInvalid,
    EmailInvalid,
    PasswordTooShort,
    PasswordTooLong,
}

/// What somebody typed to sign up; the address is asked of the first coordinator alone.
pub struct Typed<'a> {
    pub name: &'a str,
    pub email: Option<&'a str>,
    /// Empty: a link sent by mail will do. The first coordinator needs one, while nothing may be able to send mails.
    pub password: &'a str,
    pub locale: Locale,
}

/// A checked [`Typed`], without its password.
pub struct Newcomer {
    pub name: String,
    pub email: Option<Email>,
    pub locale: Locale,
}

/// What is wrong with a person's name.
pub fn name_fault(name: &str) -> Option<Fault> {
    let name = name.trim();
    if name.is_empty() {
        return Some(Fault::NameMissing);
    }
    let fits = name.chars().count() <= Name::MAX && !name.contains(char::is_control);
    (!fits).then_some(Fault::NameInvalid)
}

/// What is wrong with a password.
pub fn password_fault(password: &str) -> Option<Fault> {
    match password.chars().count() {
        length if length < MIN_LENGTH => Some(Fault::PasswordTooShort),
        length if length > MAX_LENGTH => Some(Fault::PasswordTooLong),
        _ => None,
    }
}

impl Typed<'_> {
    pub fn check(&self) -> Result<Newcomer, Vec<Fault>> {
        let email = self.email.map(str::parse::<Email>).transpose();
        let needs_password = self.email.is_some() || !self.password.is_empty();
        let faults: Vec<Fault> = [
            name_fault(self.name),
            email.is_err().then_some(Fault::EmailInvalid),
            password_fault(self.password).filter(|_| needs_password),
        ]
        .into_iter()
        .flatten()
        .collect();
        match email {
            Ok(email) if faults.is_empty() => {
                Ok(Newcomer { name: self.name.trim().to_owned(), email, locale: self.locale })
            }
            _ => Err(faults),
        }
    }
}

/// Uses the link: the person gets that name, language and password, and is made coordinator if the link was for the
/// first one.
///
/// None if the link cannot be used (any more).
pub fn sign_up(
    conn: &mut Conn,
    token: &Token,
    newcomer: &Newcomer,
    password_hash: Option<&str>,
    now: DateTime<Utc>,
) -> store::Result<Option<PersonId>> {
    let Some(invited) = invited(conn, token, now)? else { return Ok(None) };
    if !link_tokens::use_sign_up(conn, &token.hash(), now)? {
        return Ok(None);
    }
    let id = match invited {
        Invited::Person(id) => rename(conn, id, newcomer)?,
        Invited::FirstCoordinator => make_coordinator(conn, newcomer, now)?,
    };
    if let Some(id) = id {
        audit::record(conn, &Entry::own(id, Action::SignedUp), now)?;
        if let Some(hash) = password_hash {
            set_password(conn, id, hash, now)?;
        }
    }
    Ok(id)
}

fn rename(conn: &mut Conn, id: PersonId, newcomer: &Newcomer) -> store::Result<Option<PersonId>> {
    let Some(mut person) = people::by_id(conn, id)?.filter(|person| person.active) else { return Ok(None) };
    person.name.clone_from(&newcomer.name);
    person.locale = Some(newcomer.locale);
    people::update(conn, &person)?;
    Ok(Some(id))
}

fn make_coordinator(
    conn: &mut Conn,
    newcomer: &Newcomer,
    now: DateTime<Utc>,
) -> store::Result<Option<PersonId>> {
    let Some(email) = &newcomer.email else { return Ok(None) };
    if let Some(mut person) = people::by_email(conn, email)? {
        person.coordinator = true;
        people::update(conn, &person)?;
        return rename(conn, person.id, newcomer);
    }
    let new = NewPerson { name: &newcomer.name, email, locale: Some(newcomer.locale), coordinator: true };
    people::insert(conn, &new, now).map(Some)
}

/// Somebody whom the operator adds.
pub struct NewMember {
    pub email: Email,
    /// Needed for somebody new.
    pub name: Option<String>,
    pub coordinator: bool,
    pub locale: Option<Locale>,
}

/// Why somebody could not be added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("there is nobody with that address yet: give --name NAME to add them")]
    NameNeeded,
    #[error("a name has 1 to {} characters and no line ends", Name::MAX)]
    NameInvalid,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Adds somebody, or changes what is given of somebody known, and invites them.
pub fn add(conn: &mut Conn, new: NewMember, now: DateTime<Utc>) -> Result<Token, AddError> {
    let name = new.name.as_deref().map(str::trim);
    if name.is_some_and(|name| name_fault(name).is_some()) {
        return Err(AddError::NameInvalid);
    }
    let id = match people::by_email(conn, &new.email)? {
        Some(mut person) => {
            person.name = name.map_or(person.name, str::to_owned);
            person.coordinator |= new.coordinator;
            person.locale = new.locale.or(person.locale);
            people::update(conn, &person)?;
            person.id
        }
        None => {
            let name = name.ok_or(AddError::NameNeeded)?;
            let person =
                NewPerson { name, email: &new.email, locale: new.locale, coordinator: new.coordinator };
            let id = people::insert(conn, &person, now)?;
            audit::record(conn, &Entry::new(Actor::CommandLine, Action::PersonAdded).to(id), now)?;
            id
        }
    };
    if new.coordinator {
        audit::record(conn, &Entry::new(Actor::CommandLine, Action::CoordinatorMade).to(id), now)?;
    }
    audit::record(conn, &Entry::new(Actor::CommandLine, Action::Invited).to(id), now)?;
    Ok(invite(conn, Invited::Person(id), now)?)
}
