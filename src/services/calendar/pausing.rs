//! Coordinators expect nothing from anybody in a week.

use crate::domain::calendar::Week;
use crate::domain::kit::Reason;
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::services::{Refusal, Scope};
use crate::store::calendar::pauses;
use crate::store::privacy::audit::{self, Entry};

pub use crate::store::calendar::pauses::Pause;

/// Pauses a week that is not published: no closing, no reminder, no digest, and nobody is missing in it.
pub fn pause(scope: &mut Scope<'_>, by: &Member, week: Week, reason: &Reason) -> Result<(), Refusal> {
    if !scope.calendar.can_be_paused(week, scope.now) {
        return Err(Refusal::NotNow);
    }
    let pause = Pause { week, reason: reason.as_str().to_owned() };
    pauses::insert(scope.conn, &pause, by.person.id, scope.now)?;
    let entry = Entry::new(by, Action::WeekPaused).with(week);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// Ends such a pause. Ended after its closing, it would bring a digest that nobody could file for.
pub fn resume(scope: &mut Scope<'_>, by: &Member, week: Week) -> Result<(), Refusal> {
    if !scope.calendar.can_be_paused(week, scope.now) {
        return Err(Refusal::NotNow);
    }
    pauses::delete(scope.conn, week)?;
    let entry = Entry::new(by, Action::WeekResumed).with(week);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}
