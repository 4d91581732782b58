//! Of a project: the weeks that stand on one page, and what stands beside them.

use chrono::NaiveDate;

use super::Visible;
use crate::domain::calendar::{Month, Week};
use crate::domain::filing::key_date::Announced;
use crate::domain::help::Request;
use crate::domain::programme::project::Project;
use crate::domain::reading::history::{self, Glance};
use crate::domain::reading::period::Period;
use crate::services::Error;
use crate::services::reading::histories::History;
use crate::store::filing::{bulletins, outlines};
use crate::store::help::requests;

/// What of a project's key dates and requests stands beside some of its weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Those of these weeks, and the days that lie ahead.
    ThoseWeeks,
    /// A month's sheet tells of days and requests of any time that had news in it.
    All,
}

impl Visible<'_, '_> {
    /// A project with those of its weeks at a glance that stand on one page, and in full those of the wanted month; none: the
    /// newest ones. `beside`: what stands beside them.
    pub fn history(
        &mut self,
        project: Project,
        wanted: Option<Month>,
        beside: Beside,
    ) -> Result<History, Error> {
        let (period, glances) = self.part(&project, wanted)?;
        let calendar = self.calendar().clone();
        let bulletins = match History::span(&glances, wanted, &calendar) {
            Some((first, last)) => bulletins::of_project_in(self.scope.conn, project.id, first, last)?,
            None => Vec::new(),
        };
        let shown = |bulletin| self.sight.shows(&project, bulletin);
        let bulletins = bulletins.into_iter().filter_map(shown).collect();
        let (key_dates, requests) = match beside {
            Beside::ThoseWeeks => self.of_period(&project, &period)?,
            Beside::All => self.of_all_times(&project)?,
        };
        // Each week in which it ran has something to tell, others only where it filed.
        let (before, after) = (period.first.previous(), period.last.next());
        let older = match project.runs_in(before) {
            true => Some(before),
            false => outlines::last_before(self.scope.conn, project.id, period.first)?,
        };
        let newer = match (period.is_newest, project.runs_in(after)) {
            (true, _) => None,
            (false, true) => Some(after),
            (false, false) => {
                let begins = Week::of(project.starts_on);
                let begins = Some(begins).filter(|week| period.last < *week && project.runs_in(*week));
                let filed = outlines::first_after(self.scope.conn, project.id, period.last)?;
                begins.into_iter().chain(filed).min()
            }
        };
        let newer = newer.filter(|week| self.sight.reads(&project, *week));
        Ok(History {
            older: older.map(|week| calendar.month_of(week)),
            newer: newer.map(|week| calendar.month_of(week)),
            period: (period.first, period.last),
            project,
            glances,
            bulletins,
            key_dates,
            requests,
            today: self.today(),
            calendar,
            wanted,
        })
    }

    /// The weeks of a project that stand on one page, newest first: with the wanted month, if there is anything of it.
    fn part(&mut self, project: &Project, wanted: Option<Month>) -> Result<(Period, Vec<Glance>), Error> {
        // A team may see what it has filed for a week that has only begun.
        let last = match self.sight.reads(project, self.week()) {
            true => self.week(),
            false => self.sight.last_public(),
        };
        let period = Period::of(project, wanted, last, self.calendar());
        let filed = self.spirits(std::slice::from_ref(project), period.first, period.last)?;
        let until = period.last.min(self.sight.last_public());
        let glances = history::glances(project, &filed, self.calendar(), (period.first, until));
        match wanted {
            Some(_) if glances.is_empty() && !period.is_newest => self.part(project, None),
            _ => Ok((period, glances)),
        }
    }

    /// Its key dates of that time and those to come, by day, and what it asked for in those weeks, oldest first.
    fn of_period(
        &mut self,
        project: &Project,
        period: &Period,
    ) -> Result<(Vec<Announced>, Vec<Request>), Error> {
        let (one, today) = (std::slice::from_ref(project), self.today());
        let (first, last) = (period.first.monday(), period.last.sunday());
        let last = Some(last).filter(|_| !period.is_newest);
        let mut days = self.key_dates_of_days(one, first, last)?;
        if last.is_some() {
            let is_new = |(_, day): &(Project, Announced)| !days.iter().any(|(_, known)| known.id == day.id);
            let ahead: Vec<_> =
                self.key_dates_of_days(one, today, None)?.into_iter().filter(is_new).collect();
            days.extend(ahead);
        }
        let is_of_it = |day: NaiveDate| first <= day && last.is_none_or(|last| day <= last);
        let days = days.into_iter().map(|(_, announced)| announced);
        let days = days.filter(|day| !day.is_past(today) || is_of_it(day.last_day())).collect();
        let asked = requests::of_weeks(self.scope.conn, project.id, period.first, period.last)?;
        Ok((days, self.told(one, asked).map(|(_, request)| request).collect()))
    }

    fn of_all_times(&mut self, project: &Project) -> Result<(Vec<Announced>, Vec<Request>), Error> {
        let one = std::slice::from_ref(project);
        let days = self.key_dates_of(one)?.into_iter().map(|(_, announced)| announced).collect();
        Ok((days, self.requests(one)?))
    }
}
