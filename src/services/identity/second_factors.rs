//! What somebody has beside password and mail, and whether that will do.

use chrono::{DateTime, Utc};

use crate::domain::identity::second_factor::Owed;
use crate::domain::people::{Person, PersonId};
use crate::services::{Error, Scope, Services};
use crate::store;
use crate::store::identity::passkeys::{self, Passkey};
use crate::store::identity::{authenticators, recovery_codes};

/// What somebody has set up.
pub struct Factors {
    /// Since when there is an app.
    pub app: Option<DateTime<Utc>>,
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are left.
    pub codes_left: usize,
}

pub fn of(scope: &mut Scope<'_>, person: PersonId) -> Result<Factors, Error> {
    let app = authenticators::of_person(scope.conn, person)?.map(|app| app.created_at);
    let passkeys = passkeys::of_person(scope.conn, person)?;
    let used = recovery_codes::of_person(scope.conn, person)?;
    Ok(Factors { app, passkeys, codes_left: used.iter().filter(|used| used.is_none()).count() })
}

/// Whether one of them may be removed: not the only one, where one is demanded.
pub fn may_remove_one(services: &Services, person: &Person, factors: &Factors) -> bool {
    let is_demanded = services.config.security.second_factor.owed(person.coordinator, false) == Owed::Factor;
    !is_demanded || factors.passkeys.len() + usize::from(factors.app.is_some()) > 1
}

/// Whether there is one; recovery codes alone are none.
pub fn has_one(scope: &mut Scope<'_>, person: PersonId) -> store::Result<bool> {
    Ok(authenticators::of_person(scope.conn, person)?.is_some() || passkeys::has_one(scope.conn, person)?)
}

/// What that person owes who has given one proof.
pub fn owed(scope: &mut Scope<'_>, person: &Person) -> store::Result<Owed> {
    let has_factor = has_one(scope, person.id)?;
    Ok(scope.services.config.security.second_factor.owed(person.coordinator, has_factor))
}

/// Whether their sessions are good. Where a factor is demanded of who has none, they are not: signing in anew leads them
/// to set one up.
pub fn suffice(scope: &mut Scope<'_>, person: &Person) -> store::Result<bool> {
    let demand = scope.services.config.security.second_factor;
    // Asked at each look at a page, and mostly needless.
    Ok(demand.owed(person.coordinator, false) != Owed::Factor || has_one(scope, person.id)?)
}
