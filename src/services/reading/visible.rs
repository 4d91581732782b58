//! What one reader may see of all that there is. Read models ask here, and are handed nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, Month, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::filing::outline::Outline;
use crate::domain::help::Request;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::acknowledging::Readers;
use crate::domain::reading::history::{self, Entry};
use crate::domain::reading::sheet::Sheet;
use crate::domain::reading::sight::{Reader, Sight};
use crate::domain::weekly::facts::Facts;
use crate::services::calendar::absences;
use crate::services::help::seeing::{self, Seen};
use crate::services::weekly::gathering;
use crate::services::{Error, Scope};
use crate::store::filing::{bulletins, key_dates, outlines};
use crate::store::help::requests::{self, Bookmark};
use crate::store::people;
use crate::store::programme::projects;
use crate::store::reading::acknowledgements;

/// A look through one reader's eyes, at the moment of its scope.
pub struct Visible<'v, 's> {
    scope: &'v mut Scope<'s>,
    sight: Sight<'v>,
}

impl<'v, 's> Visible<'v, 's> {
    pub fn to(reader: Reader<'v>, scope: &'v mut Scope<'s>) -> Visible<'v, 's> {
        Visible { sight: Sight::of(reader, &scope.calendar, scope.now), scope }
    }

    /// The same without what is still the team's own: for what may be handed on.
    pub fn only_published(self) -> Visible<'v, 's> {
        Visible { sight: self.sight.only_published(), ..self }
    }

    pub fn sight(&self) -> &Sight<'v> {
        &self.sight
    }

    pub fn calendar(&self) -> &Calendar {
        &self.scope.calendar
    }

    pub fn today(&self) -> NaiveDate {
        self.scope.today()
    }

    pub fn week(&self) -> Week {
        self.scope.week()
    }

    /// The projects, by name.
    pub fn projects(&mut self) -> Result<Vec<Project>, Error> {
        let mut found = absences::projects(self.scope)?;
        found.retain(|project| self.sight.knows(project));
        Ok(found)
    }

    /// The project of that address; none: there is none such for this reader.
    pub fn project(&mut self, slug: &str) -> Result<Option<Project>, Error> {
        let mut found = projects::by_slug(self.scope.conn, slug)?;
        absences::note(self.scope.conn, &self.scope.calendar, found.as_mut_slice())?;
        Ok(found.filter(|project| self.sight.knows(project)))
    }

    /// What those projects filed for the weeks from `first` to `last`, both included, newest first.
    pub fn bulletins(
        &mut self,
        projects: &[Project],
        first: Week,
        last: Week,
    ) -> Result<Vec<Bulletin>, Error> {
        let found = bulletins::of_weeks(self.scope.conn, first, last)?.into_iter();
        let shown = found.filter_map(|bulletin| {
            let project = projects.iter().find(|project| project.id == bulletin.project)?;
            self.sight.shows(project, bulletin)
        });
        Ok(shown.collect())
    }

    /// All that those projects filed up to that week, newest first, without the texts.
    pub fn outlines(&mut self, projects: &[Project], last: Week) -> Result<Vec<Outline>, Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let mut found = outlines::up_to(self.scope.conn, &ids, last)?;
        found.retain(|outline| {
            let project = projects.iter().find(|project| project.id == outline.project);
            project.is_some_and(|project| self.sight.reads(project, outline.week))
        });
        Ok(found)
    }

    /// How many bulletins those projects filed for each published week.
    pub fn published_counts(&mut self, projects: &[Project]) -> Result<Vec<(Week, i64)>, Error> {
        let known = projects.iter().filter(|project| self.sight.knows(project));
        let ids: Vec<ProjectId> = known.map(|project| project.id).collect();
        Ok(bulletins::count_by_week(self.scope.conn, &ids, self.sight.last_public())?)
    }

    /// How many of those projects filed for each published week although their teams were away.
    pub fn filed_while_away(&mut self, projects: &[Project]) -> Result<BTreeMap<Week, usize>, Error> {
        let away: Vec<&Project> = projects.iter().filter(|project| !project.away.is_empty()).collect();
        let ids: Vec<ProjectId> = away.iter().map(|project| project.id).collect();
        let mut counts = BTreeMap::new();
        for (id, week) in bulletins::weeks_filed(self.scope.conn, &ids)? {
            let project = away.iter().find(|project| project.id == id);
            let is_told = |project: &&&Project| week <= self.sight.last_public() && self.sight.knows(project);
            if project.filter(is_told).is_some_and(|project| project.is_away_in(week)) {
                *counts.entry(week).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// The requests of those projects that nobody has closed, first that of which everybody has known for longest.
    pub fn unended_requests(&mut self, projects: &[Project]) -> Result<Vec<Seen>, Error> {
        let mut found = requests::unended(self.scope.conn)?;
        found.sort_by_key(|request| (request.public_at(&self.scope.calendar), request.id));
        self.seen(projects, found)
    }

    /// The next so many that were closed, the latest end first, and where those go on that follow.
    pub fn ended_requests(
        &mut self,
        projects: &[Project],
        after: Option<Bookmark>,
        count: usize,
    ) -> Result<(Vec<Seen>, Option<Bookmark>), Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let mut found = requests::ended(self.scope.conn, &ids, after, count as i64 + 1)?;
        let has_more = found.len() > count;
        found.truncate(count);
        let last = found.last().and_then(|request| Some((request.end?.at, request.id)));
        Ok((self.seen(projects, found)?, last.filter(|_| has_more)))
    }

    /// All requests of those projects, oldest first.
    pub fn requests(&mut self, projects: &[Project]) -> Result<Vec<Request>, Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let found = requests::of_projects(self.scope.conn, &ids)?;
        Ok(self.told(projects, found).map(|(_, request)| request).collect())
    }

    /// Everybody of the programme, to say what they are to it.
    pub fn everybody(&mut self) -> Result<Vec<Member>, Error> {
        Ok(people::everybody(self.scope.conn, self.scope.today())?)
    }

    fn seen(&mut self, projects: &[Project], found: Vec<Request>) -> Result<Vec<Seen>, Error> {
        let told: Vec<(Project, Request)> =
            self.told(projects, found).map(|(project, request)| (project.clone(), request)).collect();
        seeing::with_names(self.scope, told)
    }

    /// Those requests of which the reader may know, each with its project.
    fn told<'p>(
        &self,
        projects: &'p [Project],
        found: Vec<Request>,
    ) -> impl Iterator<Item = (&'p Project, Request)> + use<'p, '_, 'v, 's> {
        found.into_iter().filter_map(|request| {
            let project = projects.iter().find(|project| project.id == request.project)?;
            request.is_told_to(&self.sight, project).then_some((project, request))
        })
    }

    /// What there is to tell about a week.
    pub fn facts(&mut self, week: Week) -> Result<Facts, Error> {
        Ok(gathering::of_week(self.scope, week, Vec::new())?.seen_by(&self.sight))
    }

    /// All of a project.
    pub fn history(&mut self, project: Project) -> Result<History, Error> {
        let bulletins = bulletins::of_project(self.scope.conn, project.id)?.into_iter();
        let bulletins = bulletins.filter_map(|bulletin| self.sight.shows(&project, bulletin)).collect();
        let key_dates = key_dates::of_project(self.scope.conn, project.id)?.into_iter();
        let key_dates = key_dates.filter_map(|announced| self.sight.shows_day(&project, announced)).collect();
        Ok(History {
            project,
            bulletins,
            key_dates,
            today: self.today(),
            last: self.sight.last_public(),
            calendar: self.calendar().clone(),
        })
    }

    /// Who has said that they have read these, of those which the reader may read.
    pub fn readers<'b>(
        &mut self,
        bulletins: impl IntoIterator<Item = &'b Bulletin>,
    ) -> Result<Readers, Error> {
        if !self.sight.names_readers() {
            return Ok(Readers::new());
        }
        let ids = bulletins.into_iter().map(|bulletin| bulletin.id);
        Ok(acknowledgements::of(self.scope.conn, ids)?)
    }

    /// The key dates of all projects, by day.
    pub fn key_dates(&mut self) -> Result<Vec<(Project, Announced)>, Error> {
        let projects = self.projects()?;
        let found = key_dates::all(self.scope.conn)?;
        let with_project = |announced: Announced| {
            let project = projects.iter().find(|project| project.id == announced.project)?;
            Some((project.clone(), self.sight.shows_day(project, announced)?))
        };
        Ok(found.into_iter().filter_map(with_project).collect())
    }
}

/// All that a reader may see of a project.
pub struct History {
    pub project: Project,
    /// Newest first.
    pub bulletins: Vec<Bulletin>,
    /// By day.
    pub key_dates: Vec<Announced>,
    pub today: NaiveDate,
    pub calendar: Calendar,
    /// The last week that everybody may read.
    last: Week,
}

impl History {
    /// Every week with its bulletin or its gap, newest first.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        history::entries(&self.project, &self.bulletins, &self.calendar, self.last)
    }

    /// The months of these weeks, the oldest first.
    pub fn months(&self) -> BTreeSet<Month> {
        self.entries().iter().map(|entry| self.calendar.month_of(entry.week())).collect()
    }

    /// A month of it, with what was asked for; none: no week of the project lies in it.
    pub fn sheet<'a>(&'a self, month: Month, requests: &'a [Request]) -> Option<Sheet<'a>> {
        Sheet::of(&self.project, month, &self.entries(), (&self.key_dates, requests), &self.calendar)
    }

    pub fn has_ended(&self) -> bool {
        self.project.ends_on < self.today
    }
}
