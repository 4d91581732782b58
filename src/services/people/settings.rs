//! What is a person's own: name, language, mails.

use crate::domain::calendar::schedule::Job;
use crate::domain::kit::{Faults, Name};
use crate::domain::people::preferences::{DigestWish, Every, Scope as Told};
use crate::domain::people::{Locale, Member, Role};
use crate::services::identity::claim::Claim;
use crate::services::identity::sessions::{self, SignIn};
use crate::services::identity::tokens::Token;
use crate::services::reading::publishing_feeds;
use crate::services::{Error, Refusal, Scope};
use crate::store::people;
use crate::store::post::unsubscriptions;

/// What a person can settle, as it is.
pub struct Settings {
    pub mails: Mails,
    /// Whether this person is on a team, and so can be reminded.
    pub files: bool,
    pub password: Proof,
    pub sign_ins: Vec<SignIn>,
    /// What stands in the address of their calendar.
    pub feed: String,
}

/// What is asked of somebody who chooses a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The present one.
    Present,
    /// Nothing: they have just come by mail.
    Nothing,
    /// To come by mail again: they have none.
    Mail,
}

/// Which mails a person wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mails {
    /// None: no digest at all.
    pub digest: Option<Told>,
    pub every: Every,
    pub reminders: bool,
}

/// `present`: the session by which they look at it.
pub fn find(scope: &mut Scope<'_>, member: &Member, present: &Token) -> Result<Settings, Error> {
    let person = &member.person;
    let stopped = |scope: &mut Scope<'_>, kind| unsubscriptions::contains(scope.conn, person.id, kind);
    let digest = if stopped(scope, Job::Digest)? { None } else { Some(person.digest.scope) };
    let mails = Mails { digest, every: person.digest.every, reminders: !stopped(scope, Job::Reminder)? };
    let password = match people::password_hash(scope.conn, person.id)? {
        _ if Claim::new(present.clone()).proves_mail(scope)? => Proof::Nothing,
        Some(_) => Proof::Present,
        None => Proof::Mail,
    };
    Ok(Settings {
        mails,
        files: member.projects_as(Role::Eig).next().is_some(),
        password,
        sign_ins: sessions::list(scope, person.id, present)?,
        feed: publishing_feeds::address_of(scope, person.id)?,
    })
}

/// What a person typed of themselves.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: String,
    pub locale: Locale,
}

/// Another name, another language.
pub fn change_profile(scope: &mut Scope<'_>, member: &Member, typed: &Profile) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let name = faults.keep("name", Name::parse(&typed.name));
    let name = faults.finish(name)?;
    people::rename(scope.conn, member.person.id, name.as_str())?;
    Ok(people::set_locale(scope.conn, member.person.id, Some(typed.locale))?)
}

/// Another language.
pub fn choose_locale(scope: &mut Scope<'_>, member: &Member, locale: Locale) -> Result<(), Error> {
    Ok(people::set_locale(scope.conn, member.person.id, Some(locale))?)
}

/// Other mails.
pub fn choose_mails(scope: &mut Scope<'_>, member: &Member, wanted: Mails) -> Result<(), Error> {
    let id = member.person.id;
    // Who wants the digest again after a while gets it as before.
    let told = wanted.digest.unwrap_or(member.person.digest.scope);
    people::set_digest(scope.conn, id, DigestWish { scope: told, every: wanted.every })?;
    for (kind, wants) in [(Job::Digest, wanted.digest.is_some()), (Job::Reminder, wanted.reminders)] {
        if wants {
            unsubscriptions::delete(scope.conn, id, kind)?;
        } else {
            unsubscriptions::insert(scope.conn, id, kind, scope.now)?;
        }
    }
    Ok(())
}
