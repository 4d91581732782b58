//! What there is to tell about a week, for its page and for its digest alike.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use crate::domain::calendar::schedule::Job;
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::help::{Request, RequestId, Standing};
use crate::domain::kit::by_name;
use crate::domain::programme::project::ProjectId;
use crate::domain::weekly::around::Around;
use crate::domain::weekly::digest::coming_week;
use crate::domain::weekly::facts::{Gathered, Month};
use crate::domain::weekly::help::Asked;
use crate::services::Scope;
use crate::services::calendar::absences;
use crate::store;
use crate::store::filing::{bulletins, key_dates};
use crate::store::help::{events, requests};
use crate::store::weekly::runs;

/// How many weeks a digest looks back for the last bulletin of a project, and how many days ahead for its next key date.
const WEEKS_BEFORE: usize = 12;
const DAYS_AHEAD: u64 = 366;

/// Gathers it, with what arrived late from earlier weeks.
pub(in crate::services) fn of_week(
    scope: &mut Scope<'_>,
    week: Week,
    late: Vec<Bulletin>,
) -> store::Result<Gathered> {
    let month = match scope.calendar.month_ended_by(week) {
        Some(weeks) => Some(earlier_in_month(scope, week, weeks)?),
        None => None,
    };
    let of_week = requests::of_week(scope.conn, week)?;
    let of_week = asked(of_week, scope);
    let closing_day = scope.calendar.closing_day(week).unwrap_or_else(|| week.sunday());
    let (first, last) = coming_week(closing_day);
    let key_dates = key_dates::between(scope.conn, first, last)?;
    let named = of_week.iter().map(|asked| asked.request.project);
    let named = named.chain(key_dates.iter().map(|announced| announced.project));
    let named = named.chain(late.iter().map(|bulletin| bulletin.project)).collect();
    let since = month.as_ref().and_then(|month| month.weeks.first().copied()).unwrap_or(week);
    Ok(Gathered {
        week,
        is_asked: scope.calendar.closing(week).is_some(),
        projects: absences::projects_about(scope, (since, week), &named)?,
        bulletins: bulletins::of_week(scope.conn, week)?,
        late,
        requests: of_week,
        before: week_before(&scope.calendar, week),
        told_at: scope.now,
        today: scope.today(),
        coming: (first, last),
        key_dates,
        month,
        around: Around::default(),
    })
}

/// The same with all that a digest tells of requests for help.
pub(in crate::services) fn with_help(scope: &mut Scope<'_>, gathered: Gathered) -> store::Result<Gathered> {
    let told_at = runs::last_ran_at(scope.conn, Job::Digest, scope.now)?;
    let told_at = told_at.unwrap_or_else(|| gathered.week.starts_at(scope.calendar.zone));
    let since = gathered.month.as_ref().map_or(told_at, |month| month.told_at.min(told_at));
    let mut found = requests::unended(scope.conn)?;
    found.extend(requests::ended_since(scope.conn, since)?);
    if let Some(before) = gathered.before {
        found.extend(requests::of_week(scope.conn, before)?);
    }
    let of_week = gathered.requests.into_iter().map(|asked| asked.request);
    let each_once: BTreeMap<_, Request> =
        found.into_iter().chain(of_week).map(|request| (request.id, request)).collect();
    let mut requests = asked(each_once.into_values(), scope);
    let unended = requests.iter().map(|asked| &asked.request).filter(|request| request.is_unended());
    let unended: Vec<RequestId> = unended.map(|request| request.id).collect();
    let needed = events::said_needed_since(scope.conn, &unended, told_at)?;
    for asked in &mut requests {
        asked.needed_anew = needed.contains(&asked.request.id);
    }
    let mut projects = gathered.projects;
    let is_new = |id: &ProjectId| !projects.iter().any(|known| known.id == *id);
    let named: BTreeSet<ProjectId> =
        requests.iter().map(|asked| asked.request.project).filter(is_new).collect();
    // Somebody still waits for an answer of what has long been over.
    if !named.is_empty() {
        projects.extend(absences::projects_named(scope, &named)?);
        projects.sort_by_cached_key(|project| by_name(&project.name, project.id));
    }
    Ok(Gathered { requests, told_at, projects, ..gathered })
}

/// The same with what a digest compares the week with, and with the key dates that lie ahead.
pub(in crate::services) fn with_around(scope: &mut Scope<'_>, gathered: Gathered) -> store::Result<Gathered> {
    let week = gathered.week;
    let first =
        std::iter::successors(Some(week), |week| Some(week.previous())).nth(WEEKS_BEFORE).unwrap_or(week);
    let earlier = bulletins::of_weeks(scope.conn, first, week.previous())?;
    let ahead = week.sunday() + Days::new(DAYS_AHEAD);
    let key_dates = key_dates::between(scope.conn, first.monday(), ahead)?;
    Ok(Gathered { around: Around { earlier, key_dates }, ..gathered })
}

/// With their days: those that nobody has taken first, the oldest before the others.
fn asked(requests: impl IntoIterator<Item = Request>, scope: &Scope<'_>) -> Vec<Asked> {
    let (calendar, now) = (&scope.calendar, scope.now);
    let mut requests: Vec<Request> = requests.into_iter().collect();
    requests.sort_by_key(|request| {
        (request.standing() != Standing::Open, request.public_at(calendar), request.id)
    });
    let asked = |request: Request| Asked {
        days: request.age(calendar, now),
        ended_on: request.ended_on(calendar),
        needed_anew: false,
        request,
    };
    requests.into_iter().map(asked).collect()
}

/// The last week before that one for which bulletins were asked.
fn week_before(calendar: &Calendar, week: Week) -> Option<Week> {
    let earlier = std::iter::successors(Some(week.previous()), |week| Some(week.previous()));
    earlier.take(8).find(|week| calendar.closing(*week).is_some())
}

fn earlier_in_month(scope: &mut Scope<'_>, week: Week, weeks: Vec<Week>) -> store::Result<Month> {
    let first = weeks.first().copied().unwrap_or(week);
    let bulletins = match weeks.last() {
        Some(last) => bulletins::of_weeks(scope.conn, first, *last)?,
        None => Vec::new(),
    };
    let before = week_before(&scope.calendar, first).unwrap_or(first.previous());
    let (name, told_at) = (scope.calendar.month_of(week), scope.calendar.published_at(before));
    Ok(Month { name, told_at, weeks, bulletins })
}
