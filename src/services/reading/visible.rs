//! What one reader may see of all that there is. Read models ask here, and are handed nothing else.

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::help::Request;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::history::{self, Entry};
use crate::domain::reading::sight::{Reader, Sight};
use crate::domain::weekly::facts::Facts;
use crate::services::help::seeing::{self, Seen};
use crate::services::weekly::gathering;
use crate::services::{Error, Scope};
use crate::store::filing::{bulletins, key_dates};
use crate::store::help::requests::{self, Bookmark};
use crate::store::people;
use crate::store::programme::projects;

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
        let mut found = projects::all(self.scope.conn)?;
        found.retain(|project| self.sight.knows(project));
        Ok(found)
    }

    /// The project of that address; none: there is none such for this reader.
    pub fn project(&mut self, slug: &str) -> Result<Option<Project>, Error> {
        let found = projects::by_slug(self.scope.conn, slug)?;
        Ok(found.filter(|project| self.sight.knows(project)))
    }

    /// What those projects filed for the weeks from `first` to `last`, both included, newest first.
    pub fn bulletins(
        &mut self,
        projects: &[Project],
        first: Week,
        last: Week,
    ) -> Result<Vec<Bulletin>, Error> {
        let mut found = bulletins::of_weeks(self.scope.conn, first, last)?;
        found.retain(|bulletin| {
            let project = projects.iter().find(|project| project.id == bulletin.project);
            project.is_some_and(|project| self.sight.reads(project, bulletin.week))
        });
        Ok(found)
    }

    /// How many bulletins those projects filed for each published week.
    pub fn published_counts(&mut self, projects: &[Project]) -> Result<Vec<(Week, i64)>, Error> {
        let known = projects.iter().filter(|project| self.sight.knows(project));
        let ids: Vec<ProjectId> = known.map(|project| project.id).collect();
        Ok(bulletins::count_by_week(self.scope.conn, &ids, self.sight.last_public())?)
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
        let mut bulletins = bulletins::of_project(self.scope.conn, project.id)?;
        bulletins.retain(|bulletin| self.sight.reads(&project, bulletin.week));
        let mut key_dates = key_dates::of_project(self.scope.conn, project.id)?;
        key_dates.retain(|announced| self.sees_day(&project, announced));
        Ok(History {
            project,
            bulletins,
            key_dates,
            today: self.today(),
            last: self.sight.last_public(),
            calendar: self.calendar().clone(),
        })
    }

    /// The key dates of all projects, by day.
    pub fn key_dates(&mut self) -> Result<Vec<(Project, Announced)>, Error> {
        let projects = self.projects()?;
        let found = key_dates::all(self.scope.conn)?;
        let with_project = |announced: Announced| {
            let project = projects.iter().find(|project| project.id == announced.project)?;
            self.sees_day(project, &announced).then(|| (project.clone(), announced))
        };
        Ok(found.into_iter().filter_map(with_project).collect())
    }

    /// A day is as secret as the bulletin that announces it.
    fn sees_day(&self, project: &Project, announced: &Announced) -> bool {
        match announced.week {
            Some(week) => self.sight.reads(project, week),
            None => self.sight.knows(project),
        }
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
    /// The last week that everybody may read.
    last: Week,
    calendar: Calendar,
}

impl History {
    /// Every week with its bulletin or its gap, newest first.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        history::entries(&self.project, &self.bulletins, &self.calendar, self.last)
    }

    pub fn has_ended(&self) -> bool {
        self.project.ends_on < self.today
    }
}
