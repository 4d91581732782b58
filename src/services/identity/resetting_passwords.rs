//! Somebody forgot their password, and chooses another by a link sent to their address.

use std::sync::Arc;

use secrecy::SecretString;

use super::entering::{self, Admission};
use super::guessing;
use super::notifying;
use super::sessions::Browser;
use super::tokens::Token;
use crate::domain::identity::{Changed, Password};
use crate::domain::kit::Faults;
use crate::domain::people::{Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::{link_tokens, sessions as stored};
use crate::store::people;
use crate::store::privacy::audit::{self, Entry};

/// The person whose password the link changes.
///
/// # Errors
/// [`Refusal::LinkEnded`]
pub fn owner(scope: &mut Scope<'_>, token: &Token) -> Result<Person, Refusal> {
    let person = link_tokens::password_reset(scope.conn, &token.hash(), scope.now)?;
    let person = person.map_or(Ok(None), |id| people::by_id(scope.conn, id))?;
    usable_by(person)
}

fn usable_by(person: Option<Person>) -> Result<Person, Refusal> {
    person.filter(|person| person.active).ok_or(Refusal::LinkEnded)
}

/// Uses the link up, sets the password, signs its owner out everywhere and in here.
pub async fn reset(
    services: &Arc<Services>,
    token: Token,
    typed: SecretString,
    browser: Browser,
) -> Result<Admission, Refusal> {
    let shown = token.clone();
    let owner = services.read(move |scope| owner(scope, &shown)).await?;
    let words = guessing::words(&services.config, &owner.name, owner.email.as_str());
    let mut faults = Faults::default();
    let password = faults.keep("password", Password::parse(typed, &words));
    let hash = services.passwords.hash(faults.finish(password)?).await?;
    services.write(move |scope| use_up(scope, &token, &hash, &browser)).await
}

fn use_up(scope: &mut Scope<'_>, token: &Token, hash: &str, browser: &Browser) -> Result<Admission, Refusal> {
    let person = link_tokens::password_reset(scope.conn, &token.hash(), scope.now)?;
    let person = usable_by(person.map_or(Ok(None), |id| people::hold(scope.conn, id))?)?.id;
    if !link_tokens::use_password_reset(scope.conn, &token.hash(), scope.now)? {
        return Err(Refusal::LinkEnded);
    }
    set_password(scope, person, hash)?;
    notifying::tell(scope, person, Changed::Password, Some(&browser.user_agent))?;
    // Setting it is on record already.
    entering::enter(scope, person, browser, None)
}

/// Gives somebody a password. Whoever knew the old one is out: all sessions end, and so do links on their way.
pub(super) fn set_password(scope: &mut Scope<'_>, person: PersonId, hash: &str) -> Result<(), Error> {
    people::set_password_hash(scope.conn, person, hash)?;
    stored::delete_of(scope.conn, person)?;
    link_tokens::revoke_entries(scope.conn, person)?;
    Ok(audit::record(scope.conn, &Entry::own(person, Action::PasswordSet), scope.now)?)
}
