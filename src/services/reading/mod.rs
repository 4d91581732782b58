//! What is shown to whom: unpublished bulletins are their team's and the coordinators' alone.

pub mod exporting;
pub mod publishing_feeds;
pub mod searching;
pub mod sharing;

use chrono::{DateTime, Utc};

use crate::domain::calendar::{Calendar, Pauses, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::history;
use crate::domain::weekly::digest::{Facts, Month, coming_week};
use crate::services::filing::pauses;
use crate::store::filing::bulletins;
use crate::store::filing::key_dates::{self, Announced};
use crate::store::programme::projects;
use crate::store::{self, Conn};

/// What a digest tells of a week, with what arrived late from earlier ones.
pub(in crate::services) fn facts(
    conn: &mut Conn,
    calendar: &Calendar,
    week: Week,
    late: Vec<Bulletin>,
) -> store::Result<Facts> {
    let pauses = pauses(conn)?;
    let mut named = projects::all(conn)?;
    let is_active = |id: ProjectId| named.iter().any(|p| p.id == id && p.is_active_in(week));
    let bulletins: Vec<Bulletin> =
        bulletins::of_week(conn, week)?.into_iter().filter(|b| is_active(b.project)).collect();
    let mut asked_before = match week_before(calendar, &pauses, week) {
        Some(before) => bulletins::of_week(conn, before)?,
        None => Vec::new(),
    };
    asked_before.retain(|bulletin| bulletin.content.help.is_some() && is_active(bulletin.project));
    let month = match calendar.month_ended_by(week, &pauses) {
        Some(weeks) => Some(earlier_in_month(conn, weeks)?),
        None => None,
    };
    let closing_day = calendar.closing_day(week).unwrap_or_else(|| week.sunday());
    let (first, last) = coming_week(closing_day);
    let key_dates: Vec<Announced> = key_dates::between(conn, first, last)?
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
fn week_before(calendar: &Calendar, pauses: &Pauses, week: Week) -> Option<Week> {
    let earlier = std::iter::successors(Some(week.previous()), |week| Some(week.previous()));
    earlier.take(8).find(|week| calendar.closing(*week, pauses).is_some())
}

/// A week as the digest tells it, with what that member may see of it now.
pub fn week(
    conn: &mut Conn,
    calendar: &Calendar,
    member: &Member,
    week: Week,
    now: DateTime<Utc>,
) -> store::Result<Facts> {
    let published = calendar.is_published(week, &pauses(conn)?, now);
    let mut facts = facts(conn, calendar, week, Vec::new())?;
    if !published {
        facts.bulletins.retain(|bulletin| member.may_read_unpublished(bulletin.project));
        // Key dates that this week's bulletins announce are as secret as these.
        let hidden: Vec<ProjectId> = facts
            .projects
            .iter()
            .map(|project| project.id)
            .filter(|id| !member.may_read_unpublished(*id))
            .collect();
        let own_days = bulletins::of_week(conn, week)?;
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
    pub pauses: Pauses,
    /// The last week that everybody may read.
    pub last: Week,
}

impl ProjectHistory {
    /// Every week with its bulletin or its gap, newest first.
    pub fn entries(&self, calendar: &Calendar) -> Vec<history::Entry<'_>> {
        history::entries(&self.project, &self.bulletins, calendar, &self.pauses, self.last)
    }
}

/// All of a project that a member may see; none if there is no such project.
pub fn project(
    conn: &mut Conn,
    calendar: &Calendar,
    member: &Member,
    slug: &str,
    now: DateTime<Utc>,
) -> store::Result<Option<ProjectHistory>> {
    let Some(project) = projects::by_slug(conn, slug)? else { return Ok(None) };
    let sees_all = member.may_read_unpublished(project.id);
    history_of(conn, calendar, project, sees_all, now).map(Some)
}

/// All of a project, or what is published of it.
pub fn history_of(
    conn: &mut Conn,
    calendar: &Calendar,
    project: Project,
    sees_all: bool,
    now: DateTime<Utc>,
) -> store::Result<ProjectHistory> {
    let pauses = pauses(conn)?;
    let last = calendar.last_public_week(&pauses, now);
    let visible = |week: Week| sees_all || week <= last;
    let mut bulletins = bulletins::of_project(conn, project.id)?;
    bulletins.retain(|bulletin| visible(bulletin.week));
    let mut key_dates = key_dates::of_project(conn, project.id)?;
    key_dates.retain(|announced| announced.week.is_none_or(visible));
    Ok(ProjectHistory { project, bulletins, key_dates, pauses, last })
}

/// All key dates that a member may see now, by day.
pub fn key_dates(
    conn: &mut Conn,
    calendar: &Calendar,
    member: &Member,
    now: DateTime<Utc>,
) -> store::Result<Vec<Announced>> {
    let pauses = pauses(conn)?;
    let mut found = key_dates::all(conn)?;
    found.retain(|announced| {
        let is_published = |week| calendar.is_published(week, &pauses, now);
        member.may_read_unpublished(announced.project) || announced.week.is_none_or(is_published)
    });
    Ok(found)
}
