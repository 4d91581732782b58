//! Somebody gets in for the first time, by a link that works once.

use chrono::{DateTime, TimeDelta, Utc};

use super::passwords::{MAX_LENGTH, MIN_LENGTH};
use super::tokens::Token;
use crate::domain::people::{Email, Locale, PersonId};
use crate::store::link_tokens::{self, Invited};
use crate::store::people::{self, NewPerson};
use crate::store::{self, Conn, sessions};

/// How long a sign-up link works: long enough for a holiday week.
const VALIDITY: TimeDelta = TimeDelta::days(14);

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
    pub password: &'a str,
}

/// A checked [`Typed`], without its password.
pub struct Newcomer {
    pub name: String,
    pub email: Option<Email>,
    pub locale: Locale,
}

impl Typed<'_> {
    /// The most characters of a name.
    pub const NAME_MAX: usize = 200;

    /// Whether a trimmed text can be a person's name.
    fn is_name(text: &str) -> bool {
        (1..=Self::NAME_MAX).contains(&text.chars().count()) && !text.contains(char::is_control)
    }

    pub fn check(&self, locale: Locale) -> Result<Newcomer, Vec<Fault>> {
        let name = self.name.trim();
        let email = self.email.map(str::parse::<Email>).transpose();
        let length = self.password.chars().count();
        let faults: Vec<Fault> = [
            (name.is_empty(), Fault::NameMissing),
            (!name.is_empty() && !Self::is_name(name), Fault::NameInvalid),
            (email.is_err(), Fault::EmailInvalid),
            (length < MIN_LENGTH, Fault::PasswordTooShort),
            (length > MAX_LENGTH, Fault::PasswordTooLong),
        ]
        .into_iter()
        .filter_map(|(wrong, fault)| wrong.then_some(fault))
        .collect();
        match email {
            Ok(email) if faults.is_empty() => Ok(Newcomer { name: name.to_owned(), email, locale }),
            _ => Err(faults),
        }
    }
}

/// Uses the link: the person gets that name and password, and is made coordinator if the link was for the first one.
///
/// None if the link cannot be used (any more).
pub fn sign_up(
    conn: &mut Conn,
    token: &Token,
    newcomer: &Newcomer,
    password_hash: &str,
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
        people::set_password_hash(conn, id, password_hash)?;
        // Whoever knew the old password is out.
        sessions::delete_of(conn, id)?;
    }
    Ok(id)
}

fn rename(conn: &mut Conn, id: PersonId, newcomer: &Newcomer) -> store::Result<Option<PersonId>> {
    let Some(mut person) = people::by_id(conn, id)? else { return Ok(None) };
    person.name.clone_from(&newcomer.name);
    person.locale = person.locale.or(Some(newcomer.locale));
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
    #[error("a name has 1 to {} characters and no line ends", Typed::NAME_MAX)]
    NameInvalid,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Adds somebody, or changes what is given of somebody known, and invites them.
pub fn add(conn: &mut Conn, new: NewMember, now: DateTime<Utc>) -> Result<Token, AddError> {
    let name = new.name.as_deref().map(str::trim);
    if name.is_some_and(|name| !Typed::is_name(name)) {
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
            let new = NewPerson { name, email: &new.email, locale: new.locale, coordinator: new.coordinator };
            people::insert(conn, &new, now)?
        }
    };
    Ok(invite(conn, Invited::Person(id), now)?)
}
