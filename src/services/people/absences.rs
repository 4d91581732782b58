//! The days on which an EIG is away, as they mark them: teammates are reminded instead.

use chrono::NaiveDate;

use crate::domain::calendar::read_day;
use crate::domain::kit::{Faults, Wrong};
use crate::domain::people::absence::{Away, Field};
use crate::domain::people::{Member, Role};
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store;
use crate::store::people::absences;

/// More than so many nobody needs.
const MOST: usize = 20;

/// What somebody typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub first: String,
    /// Empty: that day alone.
    pub last: String,
}

/// Those of that person that are not over; none: no reminder would reach them anyway.
pub fn of(scope: &mut Scope<'_>, member: &Member) -> store::Result<Option<Vec<Away>>> {
    let mut own = absences::of_person(scope.conn, member.person.id)?;
    own.retain(|away| away.last >= member.today);
    Ok((is_reminded(member) || !own.is_empty()).then_some(own))
}

/// Marks some more.
///
/// # Errors
/// [`Denied::Forbidden`] for who files nothing; faults say what speaks against it.
pub fn add(scope: &mut Scope<'_>, member: &Member, typed: &Typed) -> Result<(), Refusal> {
    if !is_reminded(member) {
        return Err(Error::from(Denied::Forbidden).into());
    }
    let mut faults = Faults::default();
    let first = faults.keep("away_first", day(&typed.first));
    let last = match typed.last.trim() {
        "" => first,
        typed => faults.keep("away_last", day(typed)),
    };
    let marked = first.zip(last).and_then(|(first, last)| {
        let marked = Away::marked(first, last, member.today).map_err(|(field, wrong)| match field {
            Field::First => ("away_first", wrong),
            Field::Last => ("away_last", wrong),
        });
        marked.map_err(|(field, wrong)| faults.add(field, wrong)).ok()
    });
    if absences::of_person(scope.conn, member.person.id)?.len() >= MOST {
        faults.add("away_first", Wrong::new("away-many"));
    }
    let away = faults.finish(marked)?;
    Ok(absences::put(scope.conn, member.person.id, away)?)
}

/// They are there after all on those that begin with that day.
///
/// # Errors
/// [`Refusal::Gone`] where they have marked none such.
pub fn remove(scope: &mut Scope<'_>, member: &Member, first: NaiveDate) -> Result<(), Refusal> {
    absences::delete(scope.conn, member.person.id, first)?.then_some(()).ok_or(Refusal::Gone)
}

fn is_reminded(member: &Member) -> bool {
    member.memberships.iter().any(|m| m.role == Role::Eig && !m.is_past(member.today))
}

fn day(typed: &str) -> Result<NaiveDate, Wrong> {
    read_day(typed).ok_or(Wrong::new("day-invalid"))
}
