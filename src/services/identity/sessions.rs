//! Being signed in, browser by browser.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use super::device_marks::DeviceMark;
use super::notifying;
use super::recording_attempts::told;
use super::second_factors;
use super::tokens::{Key, Token};
use crate::domain::identity::{Changed, Network, session};
use crate::domain::kit::is_ahead;
use crate::domain::people::{Member, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::identity::sessions::{self, NewSession, Session};
use crate::store::people;
use crate::store::privacy::audit::{self, Entry};

/// A session's end is put off at most this often, so that reading pages does not mean writing rows.
const TOUCH_EVERY: TimeDelta = TimeDelta::hours(1);
/// The longest part of a browser's name that is kept.
const USER_AGENT_MAX: usize = 200;

/// A browser in which somebody signs in.
#[derive(Clone, Default)]
pub struct Browser {
    pub user_agent: String,
    /// Of the session that it had before: it ends.
    pub former: Option<Token>,
    pub network: Option<Network>,
    /// That somebody has signed in to an account in it before.
    pub mark: Option<DeviceMark>,
}

/// Somebody has been let in: what their browser keeps of it.
pub struct Entered {
    pub session: Token,
    pub mark: DeviceMark,
    pub person: PersonId,
}

impl Services {
    /// How long a session lives without a visit, unless its end comes before ([`session::LONGEST`]).
    pub fn session_validity(&self) -> TimeDelta {
        TimeDelta::days(self.config.security.session_days.into())
    }
}

/// Whether who signs in that way has just read their mail.
fn proves_mail(how: Action) -> bool {
    matches!(how, Action::SignedInByLink | Action::SignedInByCode)
}

/// Signs a person in who owes no proof any more: a new session, whatever the browser had before.
///
/// `how` is kept on record, and told to the owner where the browser is new to the account; none where both have been done
/// otherwise.
///
/// # Errors
/// [`Refusal::Gone`] where they are kept out or erased by now.
pub fn open(
    scope: &mut Scope<'_>,
    person: PersonId,
    browser: &Browser,
    how: Option<Action>,
) -> Result<Entered, Refusal> {
    let person = people::hold(scope.conn, person)?.filter(|person| person.active).ok_or(Refusal::Gone)?;
    if let Some(former) = &browser.former {
        sessions::delete(scope.conn, &former.hash())?;
    }
    if let Some(how) = how {
        audit::record(scope.conn, &Entry::own(person.id, how).with(told(browser.network)), scope.now)?;
        let is_known = |mark: &DeviceMark| mark.is_of(&scope.services.key, person.email.as_str());
        if !browser.mark.as_ref().is_some_and(is_known) {
            notifying::tell(scope, person.id, Changed::SignedIn, Some(&browser.user_agent))?;
        }
    }
    let session = Token::random();
    let user_agent: String = browser.user_agent.chars().take(USER_AGENT_MAX).collect();
    let new = NewSession {
        token_hash: &session.hash(),
        person: person.id,
        user_agent: &user_agent,
        mail_proved_at: how.is_some_and(proves_mail).then_some(scope.now),
        expires_at: session::end(scope.now, scope.now, scope.services.session_validity()),
    };
    sessions::insert(scope.conn, &new, scope.now)?;
    let mark = DeviceMark::issue(&scope.services.key, &person.email);
    Ok(Entered { session, mark, person: person.id })
}

/// Who is signed in with that token, if anybody, and what else is to be known of them at once; their session lives on.
pub async fn resume<T: Send + 'static>(
    services: &Arc<Services>,
    token: &Token,
    beside: impl FnOnce(&mut Scope<'_>, &Member) -> Result<T, Error> + Send + 'static,
) -> Result<Option<(Member, T)>, Error> {
    let hash = token.hash();
    let find = move |scope: &mut Scope<'_>| -> Result<_, Error> {
        let Some(session) = sessions::find(scope.conn, &hash, scope.now)? else { return Ok(None) };
        let member = people::member(scope.conn, session.person, scope.today())?;
        let member = member.filter(|member| member.person.active);
        let Some(member) = member else { return Ok(None) };
        let was_away = was_away(&session, scope.now);
        if !second_factors::suffice(scope, &member.person)? {
            return Ok(None);
        }
        let beside = beside(scope, &member)?;
        Ok(Some((member, beside, was_away.then_some(session))))
    };
    let Some((member, beside, untouched)) = services.read(find).await? else { return Ok(None) };
    if let Some(session) = untouched {
        services.write(move |scope| put_off_end(scope, &hash, &session)).await?;
    }
    Ok(Some((member, beside)))
}

fn was_away(session: &Session, now: DateTime<Utc>) -> bool {
    now - session.seen_at >= TOUCH_EVERY || is_ahead(session.seen_at, now)
}

/// Whoever acts by a session is there, as whoever looks at a page.
pub(super) fn live_on(scope: &mut Scope<'_>, hash: &[u8], session: &Session) -> Result<(), Error> {
    if was_away(session, scope.now) { put_off_end(scope, hash, session) } else { Ok(()) }
}

fn put_off_end(scope: &mut Scope<'_>, hash: &[u8], session: &Session) -> Result<(), Error> {
    let began_at = session.created_at.min(scope.now);
    let until = session::end(began_at, scope.now, scope.services.session_validity());
    Ok(sessions::touch(scope.conn, hash, scope.now, until)?)
}

/// Takes the proofs of all sessions for fresh ones: in a demo the clock leaps, and nobody meant to be away.
pub fn refresh_all(scope: &mut Scope<'_>) -> Result<(), Error> {
    Ok(sessions::prove_all(scope.conn, scope.now)?)
}

/// A sign-in as its owner sees it.
pub struct SignIn {
    pub id: i64,
    pub user_agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// This very browser.
    pub present: bool,
}

/// The sign-ins of a person that are still good, the latest seen first.
pub fn list(scope: &mut Scope<'_>, person: PersonId, present: &Token) -> Result<Vec<SignIn>, Error> {
    let hash = present.hash();
    let sign_in = |listed: sessions::Listed| SignIn {
        id: listed.id,
        user_agent: listed.user_agent,
        created_at: listed.created_at,
        seen_at: listed.seen_at,
        present: listed.token_hash == hash,
    };
    Ok(sessions::of_person(scope.conn, person, scope.now)?.into_iter().map(sign_in).collect())
}

/// Ends one sign-in of that person.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn end(scope: &mut Scope<'_>, member: &Member, id: i64) -> Result<(), Refusal> {
    if !sessions::delete_one(scope.conn, member.person.id, id)? {
        return Err(Refusal::Gone);
    }
    Ok(audit::record(scope.conn, &Entry::own(member.person.id, Action::SessionEnded), scope.now)?)
}

/// Ends them all.
pub fn end_all(scope: &mut Scope<'_>, member: &Member) -> Result<(), Error> {
    sessions::delete_of(scope.conn, member.person.id)?;
    Ok(audit::record(scope.conn, &Entry::own(member.person.id, Action::SignedOutEverywhere), scope.now)?)
}

/// Ends that session; one that has ended already stays so.
pub fn sign_out(scope: &mut Scope<'_>, token: &Token) -> Result<(), Error> {
    let Some(session) = sessions::find(scope.conn, &token.hash(), scope.now)? else { return Ok(()) };
    sessions::delete(scope.conn, &token.hash())?;
    Ok(audit::record(scope.conn, &Entry::own(session.person, Action::SignedOut), scope.now)?)
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
