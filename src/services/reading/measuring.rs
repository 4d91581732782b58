//! How the bulletins of each promotion are filed and read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::visible::History;
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId, Stage};
use crate::domain::reading::history;
use crate::domain::reading::measures::{self, Measures, Share, Since, measure};
use crate::services::calendar::absences;
use crate::services::{Error, Scope};
use crate::store::filing::bulletins;
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
    let measured = |promotion: Promotion| {
        let measures = Filed::of(scope, promotion.id)?.measures(scope)?;
        Ok(Measured { promotion, measures })
    };
    promotions.into_iter().map(measured).collect()
}

/// Of the bulletins in a project's history: how many were read soon.
pub fn read_soon(scope: &mut Scope<'_>, history: &History) -> Result<Share, Error> {
    let filed = Filed::of(scope, history.project.promotion)?;
    let own = vec![(history.project.clone(), history.bulletins.clone())];
    Ok(Filed { projects: own, ..filed }.measures(scope)?.read_soon)
}

/// What the projects of a promotion have filed, and when it was first read.
struct Filed {
    /// The newest first.
    projects: Vec<(Project, Vec<Bulletin>)>,
    first_read: BTreeMap<BulletinId, DateTime<Utc>>,
    since: Since,
}

impl Filed {
    fn of(scope: &mut Scope<'_>, promotion: PromotionId) -> Result<Filed, Error> {
        let last = scope.calendar.last_public_week(scope.now);
        let mut found = absences::projects(scope)?;
        found.retain(|project| project.promotion == promotion);
        let ids: Vec<ProjectId> = found.iter().map(|project| project.id).collect();
        let first_read = acknowledgements::first_of_projects(scope.conn, &ids)?;
        let mut projects = Vec::new();
        for project in found {
            let bulletins = bulletins::of_project(scope.conn, project.id)?;
            // What the bulletins of later weeks tell of them is not public yet.
            let public = bulletins.into_iter().map(|bulletin| bulletin.as_told_in(|week| week <= last));
            projects.push((project, public.collect::<Vec<Bulletin>>()));
        }
        let since = Since::of(projects.iter().flat_map(|(_, bulletins)| bulletins), &first_read);
        Ok(Filed { projects, first_read, since })
    }

    fn measures(&self, scope: &mut Scope<'_>) -> Result<Measures, Error> {
        let last = scope.calendar.last_public_week(scope.now);
        let mut projects = Vec::new();
        for (project, bulletins) in &self.projects {
            let mut entries = history::entries(project, bulletins, &scope.calendar, last);
            entries.retain(|entry| entry.week() <= last);
            projects.push(entries);
        }
        let ids: Vec<ProjectId> = self.projects.iter().map(|(project, _)| project.id).collect();
        let measured = measures::Measured {
            projects,
            times: bulletins::times_to_file(scope.conn, &ids, last)?,
            first_read: &self.first_read,
            since: self.since,
        };
        Ok(measure(measured, &scope.calendar, scope.now))
    }
}
