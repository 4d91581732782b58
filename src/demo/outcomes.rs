//! What the demo's teams tell of what they said before: the same at every start.

use chrono::Days;

use super::content::mix;
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::filing::outcomes::{DayOutcome, PromiseOutcome};
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::store;
use crate::store::filing::outcomes::{tell_day, tell_promise};
use crate::store::filing::{bulletins, key_dates};

/// Mostly well; sometimes nobody says.
const PROMISES: [Option<PromiseOutcome>; 9] = [
    Some(PromiseOutcome::Done),
    Some(PromiseOutcome::Partly),
    Some(PromiseOutcome::Done),
    Some(PromiseOutcome::GoesOn),
    Some(PromiseOutcome::Done),
    None,
    Some(PromiseOutcome::Partly),
    Some(PromiseOutcome::Done),
    Some(PromiseOutcome::Dropped),
];

/// What becomes of a key date.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Happens,
    Moved,
    MovedTwice,
    PutOff,
    CalledOff,
    Untold,
}

const FATES: [Fate; 9] = [
    Fate::Happens,
    Fate::MovedTwice,
    Fate::Happens,
    Fate::PutOff,
    Fate::Happens,
    Fate::Moved,
    Fate::CalledOff,
    Fate::Happens,
    Fate::Untold,
];

/// Has the bulletins of that project tell of those before.
pub fn write(scope: &mut Scope<'_>, project: &Project) -> store::Result<()> {
    let mut filed = bulletins::of_project(scope.conn, project.id)?;
    filed.reverse();
    tell_promises(scope, project.id, &filed)?;
    let weeks: Vec<Week> = filed.iter().map(|bulletin| bulletin.week).collect();
    for (announced, number) in key_dates::of_project(scope.conn, project.id)?.iter().zip(project.id.0..) {
        let fate = FATES[number.unsigned_abs() as usize % FATES.len()];
        tell_of_day(scope, announced, fate, &weeks)?;
    }
    Ok(())
}

fn tell_promises(scope: &mut Scope<'_>, project: ProjectId, filed: &[Bulletin]) -> store::Result<()> {
    let mut promised = None;
    for (bulletin, number) in filed.iter().zip(0..) {
        let chance = mix(project.0.unsigned_abs() << 16 ^ number);
        let outcome = PROMISES[(chance % PROMISES.len() as u64) as usize];
        if let Some(told) = promised.zip(outcome) {
            tell_promise(scope.conn, project, bulletin.week, Some(told))?;
        }
        // A quiet week promises nothing; what was promised before is asked of the next.
        if !bulletin.content.quiet {
            promised = Some(bulletin.week);
        }
    }
    Ok(())
}

fn tell_of_day(
    scope: &mut Scope<'_>,
    announced: &Announced,
    fate: Fate,
    weeks: &[Week],
) -> store::Result<()> {
    let date = announced.key_date.date;
    let after = |days| date + Days::new(days);
    let since = |week: Week| weeks.iter().copied().find(|known| *known >= week);
    let announced_in = announced.week.unwrap_or_else(|| Week::of(date));
    // It is moved before it comes, and in the week in which it should have been.
    let Some(first) = since(announced_in.next()).filter(|week| *week <= Week::of(date)) else {
        return Ok(());
    };
    let next = since(first.next());
    use DayOutcome::{CalledOff, Happened, Moved};
    let (told, last) = match fate {
        Fate::Untold => return Ok(()),
        Fate::Happens => (vec![], Some(date)),
        Fate::Moved => (vec![(Some(first), Moved, Some(after(7)))], Some(after(7))),
        Fate::MovedTwice => {
            (vec![(Some(first), Moved, Some(after(7))), (next, Moved, Some(after(21)))], Some(after(21)))
        }
        Fate::PutOff => (vec![(Some(first), Moved, None)], None),
        Fate::CalledOff => (vec![(Some(first), CalledOff, None)], None),
    };
    let happened = last.map(|day| (since(Week::of(day)), Happened, None));
    for (week, outcome, to) in told.into_iter().chain(happened) {
        if let Some(week) = week {
            tell_day(scope.conn, announced.id, week, Some((outcome, to)))?;
        }
    }
    Ok(())
}
