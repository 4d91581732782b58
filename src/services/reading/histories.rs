//! A project's history as somebody sees it: the weeks of a year at a glance, and the bulletins of some of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, Month, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::help::Request;
use crate::domain::programme::project::Project;
use crate::domain::reading::history::{self, Entry, Glance};
use crate::domain::reading::sheet::Sheet;

/// What a reader may see of a project.
pub struct History {
    pub project: Project,
    /// Newest first.
    pub glances: Vec<Glance>,
    /// The first and the last of these weeks.
    pub period: (Week, Week),
    /// The month before them, and the month after them, of which there is something to tell.
    pub older: Option<Month>,
    pub newer: Option<Month>,
    /// What was filed for those that are told in full, newest first.
    pub bulletins: Vec<Bulletin>,
    /// By day.
    pub key_dates: Vec<Announced>,
    /// Requests for help, oldest first.
    pub requests: Vec<Request>,
    pub today: NaiveDate,
    pub calendar: Calendar,
    /// The month that is looked at; none: the newest ones.
    pub(super) wanted: Option<Month>,
}

impl History {
    /// The first and the last week that are told in full; none: there is no week.
    pub(super) fn span(
        glances: &[Glance],
        wanted: Option<Month>,
        calendar: &Calendar,
    ) -> Option<(Week, Week)> {
        let page = history::page(glances, wanted, calendar);
        Some((page.last()?.week(), page.first()?.week()))
    }

    /// The weeks that are told in full, each with its bulletin or its gap, newest first.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let bulletin = |week| self.bulletins.iter().find(|bulletin| bulletin.week == week);
        let entry = |glance: &Glance| match glance {
            Glance::Filed(spirit) => bulletin(spirit.week).map(Entry::Filed),
            Glance::Gap(gap) => Some(*gap),
        };
        history::page(&self.glances, self.wanted, &self.calendar).iter().filter_map(entry).collect()
    }

    /// The month that is looked at, where there is such.
    pub fn month(&self) -> Option<Month> {
        self.wanted.filter(|month| self.months().contains(month))
    }

    /// The months of these weeks, the oldest first.
    pub fn months(&self) -> BTreeSet<Month> {
        self.glances.iter().map(|glance| self.calendar.month_of(glance.week())).collect()
    }

    /// The months before and after the one that is looked at, of which there is something to tell, too.
    pub fn neighbours(&self) -> [Option<Month>; 2] {
        let months = self.months();
        let known = |month: Month| Some(month).filter(|month| months.contains(month));
        let Some(month) = self.month() else { return [None, None] };
        let is_last = |edge: Option<&Month>| edge == Some(&month);
        [
            known(month.previous()).or(self.older.filter(|_| is_last(months.first()))),
            known(month.next()).or(self.newer.filter(|_| is_last(months.last()))),
        ]
    }

    /// The month that is looked at, on one sheet; none: no week of the project lies in it.
    pub fn sheet(&self) -> Option<Sheet<'_>> {
        let told = (&self.key_dates[..], &self.requests[..]);
        Sheet::of(&self.project, self.wanted?, &self.entries(), told, &self.calendar)
    }

    /// Nothing is asked of it any more.
    pub fn has_ended(&self) -> bool {
        self.project.has_ended(Week::of(self.today))
    }

    /// Its last day has gone by, even if the bulletin of that week is still asked for.
    pub fn is_past(&self) -> bool {
        self.project.stage.is_public() && self.project.ends_on < self.today
    }

    /// Whether it goes on, and no bulletin is asked of it this week, since that week or the project is paused in it.
    pub fn is_paused(&self) -> bool {
        let week = Week::of(self.today);
        let is_paused = self.calendar.is_paused(week) || self.project.paused.contains(&week);
        is_paused && self.project.runs_in(week)
    }
}
