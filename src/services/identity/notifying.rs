//! Owners are told by mail what happened to their accounts: should it have been somebody else, they are the first to know.

use chrono::TimeDelta;

use crate::domain::identity::{Changed, Device};
use crate::domain::people::{Email, Member, PersonId};
use crate::domain::post::kind::Kind;
use crate::mail::messages::{self, News, To};
use crate::services::post::outgoing::Outgoing;
use crate::services::{Error, Scope};
use crate::store::people;

/// Also after some days out of reach it is good to know.
const VALIDITY: TimeDelta = TimeDelta::days(7);

/// Tells the owner of an account at their address.
///
/// `user_agent`: of the browser in which it was done; none where another person did it, or where it says nothing new: what
/// changes a second factor has just proven who it is.
pub fn tell(
    scope: &mut Scope<'_>,
    owner: PersonId,
    changed: Changed,
    user_agent: Option<&str>,
) -> Result<(), Error> {
    let Some(member) = people::member(scope.conn, owner, scope.today())? else { return Ok(()) };
    tell_at(scope, &member, &member.person.email, changed, user_agent)
}

/// The same at an address that is not, or not any more, the one by which they are known.
pub(in crate::services) fn tell_at(
    scope: &mut Scope<'_>,
    member: &Member,
    address: &Email,
    changed: Changed,
    user_agent: Option<&str>,
) -> Result<(), Error> {
    let services = scope.services;
    let to = To {
        email: address,
        name: Some(&member.person.name),
        locale: member.locale(services.config.programme.language),
        unsubscribe: None,
    };
    let news = News {
        changed,
        at: scope.now.with_timezone(&services.config.programme.timezone).naive_local(),
        device: user_agent.map(Device::of),
        link: &services.config.link("/password-resets"),
    };
    let write = || messages::notice(&services.letters, &to, &news, scope.now);
    let mail = Outgoing::mail(Kind::Notice, address, write).to(member.person.id);
    Ok(mail.post(scope, None, scope.now + VALIDITY)?)
}

/// The last mail to somebody who is about to be forgotten; none: there is nobody, or it could not be written.
pub(in crate::services) struct Farewell(Outgoing);

impl Farewell {
    /// Written before they are forgotten, while their name, address and language are known.
    pub fn to(scope: &mut Scope<'_>, member: &Member) -> Result<Farewell, Error> {
        let services = scope.services;
        let to = To {
            email: &member.person.email,
            name: Some(&member.person.name),
            locale: member.locale(services.config.programme.language),
            unsubscribe: None,
        };
        let write = || messages::farewell(&services.letters, &to, scope.now);
        Ok(Farewell(Outgoing::mail(Kind::Farewell, to.email, write)))
    }

    /// Sent once they are: it names nobody, and with it goes their address.
    pub fn post(self, scope: &mut Scope<'_>) -> Result<(), Error> {
        if self.0.is_written() {
            self.0.post(scope, None, scope.now + VALIDITY)?;
        }
        Ok(())
    }
}
