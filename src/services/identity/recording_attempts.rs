//! Who was not let in, and who asked for what is for others: on record, but so seldom that no flood of attempts fills the
//! record. Each single one is in the log (`web/kit/security_log.rs`).

use chrono::TimeDelta;

use crate::domain::identity::Network;
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Refusal, Scope};
use crate::store::identity::throttles::{self, Quota};
use crate::store::privacy::audit::{self, Actor, Entry};

/// Some fifty entries a day, whoever tries.
const ON_RECORD: Quota = Quota { burst: 5, interval: TimeDelta::minutes(30) };

/// Somebody was not let in as that person. Where it is nobody's account, the same is counted for what was `shown` in its
/// place, so that the time taken does not tell.
pub fn failed(
    scope: &mut Scope<'_>,
    person: Option<PersonId>,
    shown: &[u8],
    from: Option<Network>,
) -> Result<(), Error> {
    let number = person.map(|person| person.0.to_be_bytes());
    if is_seldom(scope, "record-failure", number.as_ref().map_or(shown, |number| number))?
        && let Some(person) = person
    {
        // Who it was is not known; the account's owner hardly.
        let entry = Entry::new(Actor::Program, Action::SignInFailed).to(person).with(told(from));
        audit::record(scope.conn, &entry, scope.now)?;
    }
    Ok(())
}

/// A proof was given for that person: one that is none is put on record, and what was counted of it stays.
///
/// # Errors
/// The outer one rolls back: no proof was looked at.
pub fn heard<T>(
    scope: &mut Scope<'_>,
    person: PersonId,
    from: Option<Network>,
    proof: Result<T, Refusal>,
) -> Result<Result<T, Refusal>, Error> {
    match proof {
        Err(Refusal::Failed(error)) => return Err(error),
        Err(_) => failed(scope, Some(person), &[], from)?,
        Ok(_) => {}
    }
    Ok(proof)
}

/// Somebody who is signed in was refused: `asked` names the address without what stood in it.
pub fn refused(
    scope: &mut Scope<'_>,
    person: PersonId,
    asked: &str,
    from: Option<Network>,
) -> Result<(), Error> {
    if is_seldom(scope, "record-refusal", &person.0.to_be_bytes())? {
        let entry = Entry::own(person, Action::Refused).with(format!("{asked} {}", told(from)));
        audit::record(scope.conn, &entry, scope.now)?;
    }
    Ok(())
}

/// A network in the words of the record.
pub fn told(network: Option<Network>) -> String {
    network.map(|network| network.to_string()).unwrap_or_default()
}

fn is_seldom(scope: &mut Scope<'_>, purpose: &str, whose: &[u8]) -> Result<bool, Error> {
    let budget = scope.services.key.sign(purpose, &[whose]);
    Ok(throttles::attempt(scope.conn, &budget, ON_RECORD, scope.now)?.is_ok())
}
