//! What there is to tell about a week, for its page and for its digest alike.

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::weekly::digest::coming_week;
use crate::domain::weekly::facts::{Gathered, Month};
use crate::services::Scope;
use crate::store::filing::{bulletins, key_dates};
use crate::store::programme::projects;
use crate::store::{self, Conn};

/// Gathers it, with what arrived late from earlier weeks.
pub(in crate::services) fn of_week(
    scope: &mut Scope<'_>,
    week: Week,
    late: Vec<Bulletin>,
) -> store::Result<Gathered> {
    let before = match week_before(&scope.calendar, week) {
        Some(before) => bulletins::of_week(scope.conn, before)?,
        None => Vec::new(),
    };
    let month = match scope.calendar.month_ended_by(week) {
        Some(weeks) => Some(earlier_in_month(scope.conn, weeks)?),
        None => None,
    };
    let closing_day = scope.calendar.closing_day(week).unwrap_or_else(|| week.sunday());
    let (first, last) = coming_week(closing_day);
    Ok(Gathered {
        week,
        is_asked: scope.calendar.closing(week).is_some(),
        projects: projects::all(scope.conn)?,
        bulletins: bulletins::of_week(scope.conn, week)?,
        late,
        before,
        key_dates: key_dates::between(scope.conn, first, last)?,
        month,
    })
}

/// The last week before that one for which bulletins were asked.
fn week_before(calendar: &Calendar, week: Week) -> Option<Week> {
    let earlier = std::iter::successors(Some(week.previous()), |week| Some(week.previous()));
    earlier.take(8).find(|week| calendar.closing(*week).is_some())
}

fn earlier_in_month(conn: &mut Conn, weeks: Vec<Week>) -> store::Result<Month> {
    let bulletins = match (weeks.first(), weeks.last()) {
        (Some(first), Some(last)) => bulletins::of_weeks(conn, *first, *last)?,
        _ => Vec::new(),
    };
    Ok(Month { weeks, bulletins })
}
