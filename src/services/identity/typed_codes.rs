//! A code that somebody types as their second proof: from their app, or from the paper.

use chrono::TimeDelta;

use super::device_marks::DeviceMark;
use super::{app_secrets, notifying, second_factors};
use crate::domain::identity::Changed;
use crate::domain::identity::recovery_code::{self, RecoveryCode};
use crate::domain::kit::Wrong;
use crate::domain::people::{Person, PersonId};
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope};
use crate::store;
use crate::store::identity::throttles::{self, Quota};
use crate::store::identity::{authenticators, recovery_codes};
use crate::store::privacy::audit::{self, Entry};

/// Against one account: some 60 guesses a day, each of which matches one of three codes: one chance in 5,000.
const PER_ACCOUNT: Quota = Quota { burst: 10, interval: TimeDelta::minutes(30) };

/// Of all browsers that have signed in before, together: whoever knew the password before there was a second factor may
/// have gathered marks of many.
const PER_DEVICES: Quota = Quota { burst: 30, interval: TimeDelta::minutes(10) };

/// A code, and the browser in which it was typed.
pub struct TypedCode {
    pub code: String,
    /// Browsers that have signed in before are counted apart, so that no stranger who knows the password locks the owner
    /// out.
    pub device: Option<DeviceMark>,
}

/// Which code was right.
#[derive(Clone, Copy)]
pub enum Used {
    OfApp,
    /// From the paper; how many are left there.
    Recovery {
        left: usize,
    },
}

impl Used {
    /// How many recovery codes are left, where it was one.
    pub fn codes_left(self) -> Option<usize> {
        match self {
            Used::OfApp => None,
            Used::Recovery { left } => Some(left),
        }
    }
}

/// Uses up a code of that person.
///
/// # Errors
/// The outer one rolls back; the inner one leaves counted what was counted.
pub fn use_up(
    scope: &mut Scope<'_>,
    person: &Person,
    typed: &TypedCode,
) -> Result<Result<Used, Refusal>, Refusal> {
    if let Err(until) = count(scope, person, typed.device.as_ref())? {
        return Ok(Err(Refusal::Throttled { until }));
    }
    let used = match RecoveryCode::read(&typed.code) {
        Some(code) => use_recovery_code(scope, person.id, &code)?,
        None => use_app_code(scope, person.id, &typed.code)?,
    };
    Ok(used.ok_or_else(wrong))
}

pub(super) fn wrong() -> Refusal {
    Refusal::fault("code", Wrong::new("second-code-wrong"))
}

type Counted = Result<(), chrono::DateTime<chrono::Utc>>;

fn count(scope: &mut Scope<'_>, person: &Person, device: Option<&DeviceMark>) -> store::Result<Counted> {
    let (key, id) = (&scope.services.key, person.id.0.to_be_bytes());
    let Some(device) = device.filter(|device| device.is_of(key, person.email.as_str())) else {
        return throttles::attempt(scope.conn, &key.sign("throttle-second", &[&id]), PER_ACCOUNT, scope.now);
    };
    let own = key.sign("throttle-second-device", &[&id, &device.nonce]);
    if let Err(until) = throttles::attempt(scope.conn, &own, PER_ACCOUNT, scope.now)? {
        return Ok(Err(until));
    }
    throttles::attempt(scope.conn, &key.sign("throttle-second-devices", &[&id]), PER_DEVICES, scope.now)
}

fn use_app_code(scope: &mut Scope<'_>, person: PersonId, typed: &str) -> Result<Option<Used>, Refusal> {
    let Some(app) = authenticators::of_person(scope.conn, person)? else { return Ok(None) };
    let now = scope.services.clock_of_apps.now();
    let step = app_secrets::open(scope, person, &app).and_then(|secret| secret.step_of(&digits(typed), now));
    // Of two that bring the same code at the same moment one succeeds.
    let is_right = step.map_or(Ok(false), |step| authenticators::take_step(scope.conn, person, step))?;
    Ok(is_right.then_some(Used::OfApp))
}

/// Apps show the digits in groups.
pub(super) fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

fn use_recovery_code(
    scope: &mut Scope<'_>,
    person: PersonId,
    code: &RecoveryCode,
) -> Result<Option<Used>, Refusal> {
    let hash = hash(scope, person, code);
    if !recovery_codes::use_up(scope.conn, person, &hash, scope.now)? {
        return Ok(None);
    }
    audit::record(scope.conn, &Entry::own(person, Action::RecoveryCodeUsed), scope.now)?;
    notifying::tell(scope, person, Changed::RecoveryCodeUsed, None)?;
    Ok(Some(Used::Recovery { left: second_factors::of(scope, person)?.codes_left }))
}

/// Gives that person ten fresh recovery codes; those before end. They are told once.
pub(super) fn renew(scope: &mut Scope<'_>, person: PersonId) -> store::Result<Vec<String>> {
    let codes: Vec<RecoveryCode> = (0..recovery_code::COUNT).map(|_| RecoveryCode::random()).collect();
    let hashes: Vec<[u8; 32]> = codes.iter().map(|code| hash(scope, person, code)).collect();
    recovery_codes::replace(scope.conn, person, &hashes)?;
    audit::record(scope.conn, &Entry::own(person, Action::RecoveryCodesMade), scope.now)?;
    Ok(codes.iter().map(RecoveryCode::reveal).collect())
}

fn hash(scope: &Scope<'_>, person: PersonId, code: &RecoveryCode) -> [u8; 32] {
    scope.services.key.sign("recovery-code", &[&person.0.to_be_bytes(), code.as_bytes()])
}
