//! What one reader may see of all that there is. Read models ask here, and are handed nothing else.

mod history;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::help::Request;
use crate::domain::kit::by_name;
use crate::domain::people::{Member, PersonId};
use crate::domain::programme::among::Among;
use crate::domain::programme::project::{Project, ProjectId, Promotion, by_id};
use crate::domain::reading::acknowledging::Readers;
use crate::domain::reading::history::Spirit;
use crate::domain::reading::sight::{Reader, Sight};
use crate::domain::weekly::facts::Facts;
use crate::services::calendar::absences;
use crate::services::help::seeing::{self, Seen};
use crate::services::weekly::gathering;
use crate::services::{Error, Scope};
use crate::store::filing::outlines::{self, WeekCount};
use crate::store::filing::{bulletins, key_dates};
use crate::store::help::requests::{self, Bookmark};
use crate::store::people;
use crate::store::programme::projects;
use crate::store::reading::acknowledgements;

pub use history::Beside;

/// What somebody chooses among, and all that they know, however long ago.
pub struct Choices {
    pub projects: Vec<Project>,
    pub among: Among,
}

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

    /// All projects, by name.
    pub fn projects(&mut self) -> Result<Vec<Project>, Error> {
        self.projects_of(|_| true)
    }

    /// Those of promotions that are not archived: of what is looked at every day there is not more each year.
    pub fn present_projects(&mut self) -> Result<Vec<Project>, Error> {
        self.projects_of(Promotion::is_present)
    }

    /// Those of the wanted promotions.
    pub fn projects_of(&mut self, wanted: impl Fn(&Promotion) -> bool) -> Result<Vec<Project>, Error> {
        let mut found = absences::projects_of(self.scope, wanted)?;
        found.retain(|project| self.sight.knows(project));
        Ok(found)
    }

    /// Those among which somebody chooses: those of promotions that are not archived or that are wanted, and the chosen one.
    pub fn choices(&mut self, wanted: impl Fn(&Promotion) -> bool, chosen: &str) -> Result<Choices, Error> {
        let is_listed = |promotion: &Promotion| promotion.is_present() || wanted(promotion);
        let followed = self.sight.follows_only();
        let named = followed.clone().unwrap_or_default();
        let all = absences::projects_of_and(self.scope, is_listed, &named)?;
        let (mut projects, hidden): (Vec<Project>, Vec<Project>) =
            all.into_iter().partition(|project| self.sight.knows(project));
        if !projects.iter().any(|project| project.slug == chosen) {
            projects.extend(self.project(chosen)?);
            projects.sort_by_cached_key(|project| by_name(&project.name, project.id));
        }
        let ids = |projects: &[Project]| projects.iter().map(|project| project.id).collect();
        let among = match followed {
            Some(_) => Among::These(ids(&projects)),
            None => Among::AllBut(ids(&hidden)),
        };
        Ok(Choices { projects, among })
    }

    /// With those that are named and not among them, as far as the reader knows them.
    pub fn with_named(
        &mut self,
        mut projects: Vec<Project>,
        ids: impl IntoIterator<Item = ProjectId>,
    ) -> Result<Vec<Project>, Error> {
        let is_missing = |id: &ProjectId| !projects.iter().any(|project| project.id == *id);
        let missing: BTreeSet<ProjectId> = ids.into_iter().filter(is_missing).collect();
        if !missing.is_empty() {
            let found = absences::projects_named(self.scope, &missing)?.into_iter();
            projects.extend(found.filter(|project| self.sight.knows(project)));
        }
        Ok(projects)
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
        let projects = by_id(projects);
        let shown = found.filter_map(|bulletin| self.sight.shows(projects.get(&bulletin.project)?, bulletin));
        Ok(shown.collect())
    }

    /// How those projects were in the weeks from `first` to `last`, both included, newest first.
    pub fn spirits(&mut self, projects: &[Project], first: Week, last: Week) -> Result<Vec<Spirit>, Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let mut found = outlines::spirits(self.scope.conn, &ids, first, last)?;
        let projects = by_id(projects);
        found.retain(|spirit| {
            let project = projects.get(&spirit.project);
            project.is_some_and(|project| self.sight.reads(project, spirit.week))
        });
        Ok(found)
    }

    /// How many bulletins those projects filed for each published week from `first` to `last`, by mood.
    pub fn published_counts(
        &mut self,
        projects: &[Project],
        first: Week,
        last: Week,
    ) -> Result<Vec<WeekCount>, Error> {
        let known = projects.iter().filter(|project| self.sight.knows(project));
        let ids: Vec<ProjectId> = known.map(|project| project.id).collect();
        let last = last.min(self.sight.last_public());
        Ok(outlines::count_by_week(self.scope.conn, &ids, first, last)?)
    }

    /// How many of those projects filed for each published week from `first` to `last` although their teams were away.
    pub fn filed_while_away(
        &mut self,
        projects: &[Project],
        first: Week,
        last: Week,
    ) -> Result<BTreeMap<Week, usize>, Error> {
        let away: Vec<&Project> = projects.iter().filter(|project| !project.away.is_empty()).collect();
        let ids: Vec<ProjectId> = away.iter().map(|project| project.id).collect();
        let mut counts = BTreeMap::new();
        let last = last.min(self.sight.last_public());
        for (id, week) in bulletins::weeks_filed(self.scope.conn, &ids, first, last)? {
            let project = away.iter().find(|project| project.id == id);
            let is_told = |project: &&&Project| self.sight.knows(project);
            if project.filter(is_told).is_some_and(|project| project.is_away_in(week)) {
                *counts.entry(week).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// The requests of those projects that nobody has closed, first that of which everybody has known for longest.
    pub fn unended_requests(&mut self, projects: &[Project]) -> Result<Vec<Seen>, Error> {
        let found = self.unended()?;
        self.seen(projects, found)
    }

    /// The same of whichever of these have any; `known`: some of them.
    pub fn unended_requests_among(&mut self, among: &Among, known: &[Project]) -> Result<Vec<Seen>, Error> {
        let mut found = self.unended()?;
        found.retain(|request| among.has(request.project));
        self.seen_of_any(known, found)
    }

    fn unended(&mut self) -> Result<Vec<Request>, Error> {
        let mut found = requests::unended(self.scope.conn)?;
        found.sort_by_key(|request| (request.public_at(&self.scope.calendar), request.id));
        Ok(found)
    }

    /// The next so many that were closed, the latest end first, and where those go on that follow; `known`: some of their
    /// projects.
    pub fn ended_requests(
        &mut self,
        (among, known): (&Among, &[Project]),
        after: Option<Bookmark>,
        count: usize,
    ) -> Result<(Vec<Seen>, Option<Bookmark>), Error> {
        let mut found = requests::ended(self.scope.conn, among, after, count as i64 + 1)?;
        let has_more = found.len() > count;
        found.truncate(count);
        let last = found.last().and_then(|request| Some((request.end?.at, request.id)));
        Ok((self.seen_of_any(known, found)?, last.filter(|_| has_more)))
    }

    /// All requests of those projects, oldest first.
    pub fn requests(&mut self, projects: &[Project]) -> Result<Vec<Request>, Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let found = requests::of_projects(self.scope.conn, &ids)?;
        Ok(self.told(projects, found).map(|(_, request)| request).collect())
    }

    /// Those people, to say what they are to the programme; who has been erased is not among them.
    pub fn members(&mut self, ids: impl Iterator<Item = PersonId>) -> Result<Vec<Member>, Error> {
        let ids: Vec<PersonId> = ids.collect::<BTreeSet<_>>().into_iter().collect();
        Ok(people::members_among(self.scope.conn, &ids, self.scope.today())?)
    }

    fn seen_of_any(&mut self, known: &[Project], found: Vec<Request>) -> Result<Vec<Seen>, Error> {
        let projects = self.with_named(known.to_vec(), found.iter().map(|request| request.project))?;
        self.seen(&projects, found)
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
        let projects = by_id(projects);
        found.into_iter().filter_map(move |request| {
            let project = *projects.get(&request.project)?;
            request.is_told_to(&self.sight, project).then_some((project, request))
        })
    }

    /// What there is to tell about a week.
    pub fn facts(&mut self, week: Week) -> Result<Facts, Error> {
        Ok(gathering::of_week(self.scope, week, Vec::new())?.seen_by(&self.sight))
    }

    /// How those projects were in the last week that everybody may read.
    pub fn latest_spirits(&mut self, projects: &[Project]) -> Result<Vec<Spirit>, Error> {
        let known = projects.iter().filter(|project| self.sight.knows(project));
        let ids: Vec<ProjectId> = known.map(|project| project.id).collect();
        let last = self.sight.last_public();
        Ok(outlines::spirits(self.scope.conn, &ids, last, last)?)
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

    /// The key dates of those projects, by day.
    pub fn key_dates_of(&mut self, projects: &[Project]) -> Result<Vec<(Project, Announced)>, Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let found = key_dates::of_projects(self.scope.conn, &ids)?;
        Ok(self.shown_days(projects, found))
    }

    /// Those that lie on a day from `first` to `last`, both included, and some that did once. None: on any from then on, or on none
    /// that anybody knows.
    pub fn key_dates_of_days(
        &mut self,
        projects: &[Project],
        first: NaiveDate,
        last: Option<NaiveDate>,
    ) -> Result<Vec<(Project, Announced)>, Error> {
        let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
        let found = key_dates::of_days(self.scope.conn, &ids, first, last)?;
        Ok(self.shown_days(projects, found))
    }

    fn shown_days(&self, projects: &[Project], found: Vec<Announced>) -> Vec<(Project, Announced)> {
        let projects = by_id(projects);
        let with_project = |announced: Announced| {
            let project = *projects.get(&announced.project)?;
            Some((project.clone(), self.sight.shows_day(project, announced)?))
        };
        found.into_iter().filter_map(with_project).collect()
    }
}
