//! How the bulletins of each promotion are filed and read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::outline::Outline;
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId, Stage};
use crate::domain::reading::history::{self, Entry};
use crate::domain::reading::measures::{self, Measures, Share, Since, measure};
use crate::services::calendar::absences;
use crate::services::{Error, Scope};
use crate::store::filing::outlines;
use crate::store::programme::promotions;
use crate::store::reading::acknowledgements;

/// A promotion and what its bulletins come to.
pub struct Measured {
    pub promotion: Promotion,
    pub measures: Measures,
}

/// All promotions that have begun, the latest first.
pub fn all(scope: &mut Scope<'_>) -> Result<Vec<Measured>, Error> {
    of(scope, |promotion| promotion.stage.is_public())
}

/// Those that go on: what is over changes no more.
pub fn present(scope: &mut Scope<'_>) -> Result<Vec<Measured>, Error> {
    of(scope, |promotion| promotion.stage == Stage::Open)
}

fn of(scope: &mut Scope<'_>, is_wanted: impl Fn(&Promotion) -> bool) -> Result<Vec<Measured>, Error> {
    let mut promotions = promotions::all(scope.conn)?;
    promotions.retain(is_wanted);
    promotions.sort_by_key(|promotion| std::cmp::Reverse((promotion.starts_on, promotion.id)));
    let filed = Filed::of(scope, |promotion| promotions.iter().any(|known| known.id == promotion.id))?;
    let measured = |promotion: Promotion| {
        let is_of_it = |project: &Project| project.promotion == promotion.id;
        let measures = filed.measures(filed.since(promotion.id), is_of_it, scope);
        Measured { promotion, measures }
    };
    Ok(promotions.into_iter().map(measured).collect())
}

/// Of the bulletins of that project from one week to another, both included: how many were read soon.
pub fn read_soon(
    scope: &mut Scope<'_>,
    project: &Project,
    (first, last): (Week, Week),
) -> Result<Share, Error> {
    let last = last.min(scope.calendar.last_public_week(scope.now));
    let filed = outlines::of_weeks(scope.conn, &[project.id], Some(first), last)?;
    let first_read = acknowledgements::first_of(scope.conn, filed.iter().map(|outline| outline.id))?;
    let since = match read_since_before(scope, project, first)? {
        true => Some(first),
        false => acknowledgements::first_week(scope.conn, project.promotion, first, last)?,
    };
    Ok(measures::read_soon(&filed, &first_read, since, &scope.calendar, scope.now))
}

/// Whether readers said so in that promotion before that week already.
fn read_since_before(scope: &mut Scope<'_>, project: &Project, week: Week) -> Result<bool, Error> {
    let promotion = promotions::by_id(scope.conn, project.promotion)?;
    let went_on = promotion.is_some_and(|promotion| Week::of(promotion.starts_on) < week);
    Ok(went_on && acknowledgements::is_any_before(scope.conn, project.promotion, week)?)
}

/// What projects have filed, and when that was first read.
struct Filed {
    /// Of weeks that everybody may read, the newest first.
    projects: Vec<(Project, Vec<Outline>)>,
    first_read: BTreeMap<BulletinId, DateTime<Utc>>,
}

impl Filed {
    fn of(scope: &mut Scope<'_>, is_wanted: impl Fn(&Promotion) -> bool) -> Result<Filed, Error> {
        let projects = absences::projects_of(scope, is_wanted)?;
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let last = scope.calendar.last_public_week(scope.now);
        let first_read = acknowledgements::first_of_projects(scope.conn, &ids)?;
        let mut by_project: BTreeMap<ProjectId, Vec<Outline>> = BTreeMap::new();
        for outline in outlines::of_weeks(scope.conn, &ids, None, last)? {
            by_project.entry(outline.project).or_default().push(outline);
        }
        let filed = |project: Project| {
            let outlines = by_project.remove(&project.id).unwrap_or_default();
            (project, outlines)
        };
        Ok(Filed { projects: projects.into_iter().map(filed).collect(), first_read })
    }

    /// Since when things were answered in that promotion.
    fn since(&self, promotion: PromotionId) -> Since {
        let of_it = self.projects.iter().filter(|(project, _)| project.promotion == promotion);
        Since::of(of_it.flat_map(|(_, outlines)| outlines), &self.first_read)
    }

    fn measures(&self, since: Since, is_wanted: impl Fn(&Project) -> bool, scope: &Scope<'_>) -> Measures {
        let last = scope.calendar.last_public_week(scope.now);
        let wanted = || self.projects.iter().filter(|(project, _)| is_wanted(project));
        let missing = |(project, outlines): &(Project, Vec<Outline>)| {
            let has_filed = |week| outlines.iter().any(|outline| outline.week == week);
            let weeks = (Week::of(project.starts_on), last);
            let gaps = history::gaps(project, has_filed, &scope.calendar, weeks);
            gaps.filter(|gap| matches!(gap, Entry::NotHeardOf(_))).count()
        };
        let measured = measures::Measured {
            projects: wanted().map(|(_, outlines)| outlines.as_slice()).collect(),
            missing: wanted().map(missing).sum(),
            first_read: &self.first_read,
            since,
        };
        measure(measured, &scope.calendar, scope.now)
    }
}
