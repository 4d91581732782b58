//! What is shown to whom: unpublished bulletins are their team's and the coordinators' alone.

pub mod exporting;
pub mod publishing_feeds;
pub mod searching;
pub mod sharing;

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::history;
use crate::domain::weekly::digest::{Facts, Month, coming_week};
use crate::services::Scope;
use crate::store::filing::bulletins;
use crate::store::filing::key_dates::{self, Announced};
use crate::store::programme::projects;
use crate::store::{self, Conn};

/// What a digest tells of a week, with what arrived late from earlier ones.
pub(in crate::services) fn facts(
    scope: &mut Scope<'_>,
    week: Week,
    late: Vec<Bulletin>,
) -> store::Result<Facts> {
    let mut named = projects::all(scope.conn)?;
    let is_active = |id: ProjectId| named.iter().any(|p| p.id == id && p.is_active_in(week));
    let bulletins: Vec<Bulletin> =
        bulletins::of_week(scope.conn, week)?.into_iter().filter(|b| is_active(b.project)).collect();
    let mut asked_before = match week_before(&scope.calendar, week) {
        Some(before) => bulletins::of_week(scope.conn, before)?,
        None => Vec::new(),
    };
    asked_before.retain(|bulletin| bulletin.content.help().is_some() && is_active(bulletin.project));
    let month = match scope.calendar.month_ended_by(week) {
        Some(weeks) => Some(earlier_in_month(scope.conn, weeks)?),
        None => None,
    };
    let closing_day = scope.calendar.closing_day(week).unwrap_or_else(|| week.sunday());
    let (first, last) = coming_week(closing_day);
    let key_dates: Vec<Announced> = key_dates::between(scope.conn, first, last)?
        .into_iter()
        // What a bulletin of a later week announced came after this digest.
        .filter(|announced| announced.week.is_none_or(|announced_in| announced_in <= week))
        .collect();
    let is_named =
        |id| late.iter().any(|bulletin| bulletin.project == id) || key_dates.iter().any(|k| k.project == id);
    named.retain(|project| project.is_active_in(week) || is_named(project.id));
    let key_dates = key_dates.into_iter().map(|announced| (announced.project, announced.key_date)).collect();
    Ok(Facts { week, projects: named, bulletins, late, asked_before, key_dates, month })
}

fn earlier_in_month(conn: &mut Conn, weeks: Vec<Week>) -> store::Result<Month> {
    let bulletins = match (weeks.first(), weeks.last()) {
        (Some(first), Some(last)) => bulletins::of_weeks(conn, *first, *last)?,
        _ => Vec::new(),
    };
    Ok(Month { weeks, bulletins })
}

/// The last week before that one for which bulletins were asked.
fn week_before(calendar: &Calendar, week: Week) -> Option<Week> {
    let earlier = std::iter::successors(Some(week.previous()), |week| Some(week.previous()));
    earlier.take(8).find(|week| calendar.closing(*week).is_some())
}

/// A week as the digest tells it, with what that member may see of it now.
pub fn week(scope: &mut Scope<'_>, member: &Member, week: Week) -> store::Result<Facts> {
    let published = scope.calendar.is_published(week, scope.now);
    let mut facts = facts(scope, week, Vec::new())?;
    if !published {
        facts.bulletins.retain(|bulletin| member.may_read_unpublished(bulletin.project));
        // Key dates that this week's bulletins announce are as secret as these.
        let hidden: Vec<ProjectId> = facts
            .projects
            .iter()
            .map(|project| project.id)
            .filter(|id| !member.may_read_unpublished(*id))
            .collect();
        let own_days = bulletins::of_week(scope.conn, week)?;
        facts.key_dates.retain(|(project, key_date)| {
            !hidden.contains(project)
                || !own_days
                    .iter()
                    .any(|b| b.project == *project && b.content.key_date.as_ref() == Some(key_date))
        });
    }
    Ok(facts)
}

/// A project's bulletins and key dates, as far as somebody may see them now.
pub struct ProjectHistory {
    pub project: Project,
    /// Newest first.
    pub bulletins: Vec<Bulletin>,
    pub key_dates: Vec<Announced>,
    /// The last week that everybody may read.
    pub last: Week,
}

impl ProjectHistory {
    /// Every week with its bulletin or its gap, newest first.
    pub fn entries(&self, calendar: &Calendar) -> Vec<history::Entry<'_>> {
        history::entries(&self.project, &self.bulletins, calendar, self.last)
    }
}

/// All of a project that a member may see; none if there is no such project.
pub fn project(scope: &mut Scope<'_>, member: &Member, slug: &str) -> store::Result<Option<ProjectHistory>> {
    let Some(project) = projects::by_slug(scope.conn, slug)? else { return Ok(None) };
    let sees_all = member.may_read_unpublished(project.id);
    history_of(scope, project, sees_all).map(Some)
}

/// All of a project, or what is published of it.
pub fn history_of(scope: &mut Scope<'_>, project: Project, sees_all: bool) -> store::Result<ProjectHistory> {
    let last = scope.calendar.last_public_week(scope.now);
    let visible = |week: Week| sees_all || week <= last;
    let mut bulletins = bulletins::of_project(scope.conn, project.id)?;
    bulletins.retain(|bulletin| visible(bulletin.week));
    let mut key_dates = key_dates::of_project(scope.conn, project.id)?;
    key_dates.retain(|announced| announced.week.is_none_or(visible));
    Ok(ProjectHistory { project, bulletins, key_dates, last })
}

/// All key dates that a member may see now, by day.
pub fn key_dates(scope: &mut Scope<'_>, member: &Member) -> store::Result<Vec<Announced>> {
    let mut found = key_dates::all(scope.conn)?;
    found.retain(|announced| {
        let is_published = |week| scope.calendar.is_published(week, scope.now);
        member.may_read_unpublished(announced.project) || announced.week.is_none_or(is_published)
    });
    Ok(found)
}
