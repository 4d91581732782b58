//! What became of priorities and key dates, as later bulletins tell.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::filing::key_date::{Announced, KeyDate, KeyDateId};
use crate::domain::filing::outcomes::{DayOutcome, DayStory, DayTold, PromiseOutcome, PromiseTold};
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{bulletins, key_date_outcomes, key_dates, promise_outcomes};
use crate::store::database::values::parsed;
use crate::store::{Conn, Result};

/// What a bulletin tells of an earlier one's priorities.
struct Promise {
    project: ProjectId,
    week: Week,
    told: PromiseTold,
}

/// What a bulletin tells of a key date.
struct Day {
    id: KeyDateId,
    project: ProjectId,
    /// The week of the bulletin that announced it.
    week: Option<Week>,
    announced: KeyDate,
    told: DayTold,
}

/// These bulletins with what they tell of earlier ones, and with what later ones tell of them.
pub(super) fn with_outcomes(conn: &mut Conn, mut found: Vec<Bulletin>) -> Result<Vec<Bulletin>> {
    let weeks = || found.iter().map(|bulletin| bulletin.week);
    let Some(span) = weeks().min().zip(weeks().max()) else { return Ok(found) };
    let projects: BTreeSet<ProjectId> = found.iter().map(|bulletin| bulletin.project).collect();
    let promises = by_project(promises_within(conn, &projects, span)?, |promise| promise.project);
    let days = by_project(days_within(conn, &found, &projects, span)?, |day| day.project);
    for bulletin in &mut found {
        let of_project = promises.get(&bulletin.project).into_iter().flatten();
        for promise in of_project {
            if promise.week == bulletin.week {
                bulletin.promise = Some(promise.told);
            }
            if promise.told.told_week == bulletin.week {
                bulletin.reported.promise = Some((promise.week, promise.told.outcome));
            }
        }
        let of_project = || days.get(&bulletin.project).into_iter().flatten();
        let told = of_project().filter(|day| day.told.told_week == bulletin.week);
        bulletin.reported.days = told.map(|day| (day.id, day.announced.clone(), day.told)).collect();
        let before = of_project().filter(|day| {
            let is_told = |(id, ..): &(KeyDateId, KeyDate, DayTold)| *id == day.id;
            day.told.told_week < bulletin.week && bulletin.reported.days.iter().any(is_told)
        });
        bulletin.reported.days_before = before.map(|day| (day.id, day.told)).collect();
        let own = of_project().filter(|day| day.week == Some(bulletin.week));
        bulletin.day_story = DayStory::new(own.map(|day| day.told).collect());
    }
    Ok(found)
}

/// Looked through for each bulletin, of which there are the more the more projects there are.
fn by_project<T>(found: Vec<T>, project: impl Fn(&T) -> ProjectId) -> BTreeMap<ProjectId, Vec<T>> {
    let mut of: BTreeMap<ProjectId, Vec<T>> = BTreeMap::new();
    for one in found {
        of.entry(project(&one)).or_default().push(one);
    }
    of
}

/// What was promised in these weeks, or told in them. Said of either, so that each is looked up by an index of its own: what
/// came before and since, of which there is more each week, is left alone.
macro_rules! promises {
    ($projects:expr, $first:expr, $last:expr) => {{
        let of_projects = || promise_outcomes::project_id.one_of($projects.iter().map(|project| project.0));
        let promised = of_projects().and(promise_outcomes::week.between($first, $last));
        let told = of_projects().and(promise_outcomes::told_week.between($first, $last));
        promise_outcomes::table.filter(promised.or(told))
    }};
}

/// The whole stories of those key dates that these bulletins announced, or of which something is told in these weeks.
macro_rules! days {
    ($announcing:expr, $projects:expr, $first:expr, $last:expr) => {{
        let (tellings, days) = diesel::alias!(key_date_outcomes as tellings, key_dates as days);
        let of_projects = || $projects.iter().map(|project| project.0);
        let told = tellings
            .filter(tellings.field(key_date_outcomes::project_id).one_of(of_projects()))
            .filter(tellings.field(key_date_outcomes::told_week).between($first, $last))
            .select(tellings.field(key_date_outcomes::key_date_id));
        let announced = days
            .filter(days.field(key_dates::bulletin_id).one_of($announcing.iter().map(|bulletin| bulletin.0)))
            .select(days.field(key_dates::id));
        let told_or_announced = told.union(announced);
        key_date_outcomes::table
            .inner_join(key_dates::table.left_join(bulletins::table))
            .filter(key_date_outcomes::key_date_id.eq_any(told_or_announced))
            .filter(key_dates::project_id.one_of(of_projects()))
            .order((key_dates::date, key_dates::id))
            .select((
                key_dates::id,
                key_dates::project_id,
                bulletins::week.nullable(),
                key_dates::date,
                key_dates::description,
                (key_date_outcomes::told_week, key_date_outcomes::outcome, key_date_outcomes::to_day),
            ))
    }};
}

fn promises_within(
    conn: &mut Conn,
    projects: &BTreeSet<ProjectId>,
    (first, last): (Week, Week),
) -> Result<Vec<Promise>> {
    let rows: Vec<(i64, String, String, String)> =
        promises!(projects, first.to_string(), last.to_string()).load(conn)?;
    let read = |(project, week, told_week, outcome): (i64, String, String, String)| {
        let told = PromiseTold { told_week: parsed(&told_week)?, outcome: parsed(&outcome)? };
        Ok(Promise { project: ProjectId(project), week: parsed(&week)?, told })
    };
    rows.into_iter().map(read).collect()
}

/// In which week, what, and where it is moved.
type ToldRow = (String, String, Option<NaiveDate>);
type DayRow = (i64, i64, Option<String>, NaiveDate, String, ToldRow);

fn days_within(
    conn: &mut Conn,
    found: &[Bulletin],
    projects: &BTreeSet<ProjectId>,
    (first, last): (Week, Week),
) -> Result<Vec<Day>> {
    let announcing: Vec<BulletinId> = found.iter().map(|bulletin| bulletin.id).collect();
    let rows: Vec<DayRow> =
        on_each!(conn, c => days!(announcing, projects, first.to_string(), last.to_string()).load(c))?;
    let read = |(id, project, week, date, description, told): DayRow| {
        Ok(Day {
            id: KeyDateId(id),
            project: ProjectId(project),
            week: week.as_deref().map(parsed).transpose()?,
            announced: KeyDate::written(date, &description),
            told: to_told(told)?,
        })
    };
    rows.into_iter().map(read).collect()
}

fn to_told((told_week, outcome, to): ToldRow) -> Result<DayTold> {
    Ok(DayTold { told_week: parsed(&told_week)?, outcome: parsed(&outcome)?, to })
}

/// These key dates with what became of them.
pub(super) fn with_stories(conn: &mut Conn, mut found: Vec<Announced>) -> Result<Vec<Announced>> {
    if found.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(i64, ToldRow)> = key_date_outcomes::table
        .filter(key_date_outcomes::key_date_id.one_of(found.iter().map(|announced| announced.id.0)))
        .select((
            key_date_outcomes::key_date_id,
            (key_date_outcomes::told_week, key_date_outcomes::outcome, key_date_outcomes::to_day),
        ))
        .load(conn)?;
    let mut told: BTreeMap<i64, Vec<DayTold>> = BTreeMap::new();
    for (id, row) in rows {
        told.entry(id).or_default().push(to_told(row)?);
    }
    for announced in &mut found {
        announced.story = DayStory::new(told.remove(&announced.id.0).unwrap_or_default());
    }
    Ok(found)
}

/// Has the bulletin of `told_week` tell that of the priorities of that week, in place of what it told before; none: it
/// tells nothing. What another bulletin has told stays: a promise has one end.
pub fn tell_promise(
    conn: &mut Conn,
    project: ProjectId,
    told_week: Week,
    promise: Option<(Week, PromiseOutcome)>,
) -> Result<()> {
    let own = promise_outcomes::table
        .filter(promise_outcomes::project_id.eq(project.0))
        .filter(promise_outcomes::told_week.eq(told_week.to_string()));
    diesel::delete(own).execute(conn)?;
    let Some((week, outcome)) = promise else { return Ok(()) };
    let row = (
        promise_outcomes::project_id.eq(project.0),
        promise_outcomes::week.eq(week.to_string()),
        promise_outcomes::told_week.eq(told_week.to_string()),
        promise_outcomes::outcome.eq(outcome.as_str()),
    );
    on_each!(conn, c => diesel::insert_into(promise_outcomes::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// Has the bulletin of `told_week` tell that of a key date, in place of what it told before; none: it tells nothing.
pub fn tell_day(
    conn: &mut Conn,
    day: KeyDateId,
    told_week: Week,
    told: Option<(DayOutcome, Option<NaiveDate>)>,
) -> Result<()> {
    let own = key_date_outcomes::table.find((day.0, told_week.to_string()));
    diesel::delete(own).execute(conn)?;
    let Some((outcome, to)) = told else { return Ok(()) };
    let row = (
        key_date_outcomes::key_date_id.eq(day.0),
        key_date_outcomes::told_week.eq(told_week.to_string()),
        key_date_outcomes::outcome.eq(outcome.as_str()),
        key_date_outcomes::to_day.eq(to),
    );
    diesel::insert_into(key_date_outcomes::table).values(row).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    const PROJECTS: [ProjectId; 1] = [ProjectId(1)];

    fn uses(plan: &[String], index: &str, bounds: &str) -> bool {
        plan.iter().any(|step| step.contains(&format!("INDEX {index} ({bounds})")))
    }

    fn scans(plan: &[String]) -> bool {
        plan.iter().any(|step| step.starts_with("SCAN") && !step.contains("json_each"))
    }

    /// However much was told before these weeks and since.
    #[actix_web::test]
    async fn what_is_told_is_looked_for_in_the_weeks_that_are_shown() {
        let plan = plan_of(&promises!(PROJECTS, "2026-W09", "2026-W10")).await;
        let keys = "sqlite_autoindex_promise_outcomes_1";
        assert!(uses(&plan, keys, "project_id=? AND week>? AND week<?"), "{plan:#?}");
        let telling = "project_id=? AND told_week>? AND told_week<?";
        assert!(uses(&plan, "promise_outcomes_by_telling", telling), "{plan:#?}");
        assert!(!scans(&plan), "{plan:#?}");

        let plan = plan_of(&days!([BulletinId(1)], PROJECTS, "2026-W09", "2026-W10")).await;
        assert!(
            uses(&plan, "key_date_outcomes_by_telling", "project_id=? AND told_week>? AND told_week<?"),
            "{plan:#?}"
        );
        assert!(uses(&plan, "sqlite_autoindex_key_dates_1", "bulletin_id=?"), "{plan:#?}");
        assert!(!scans(&plan), "{plan:#?}");
    }
}
