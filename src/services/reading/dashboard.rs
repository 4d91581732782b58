//! The promotion at a glance, for coordinators.

use chrono::TimeDelta;

use super::visible::Visible;
use crate::domain::calendar::schedule::{Event, upcoming};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::help::Standing;
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::dashboard;
use crate::domain::reading::sight::Reader;
use crate::services::help::seeing::Seen;
use crate::services::operations::holding;
use crate::services::people::referents;
use crate::services::{Error, Scope};
use crate::store::post::outbox;

pub use crate::domain::reading::dashboard::Row;

/// How many past weeks stand beside the present one.
const PAST_WEEKS: usize = 6;
/// How many things to come are told.
const EVENTS: usize = 8;

/// This week and those before it, and what is to come.
pub struct Dashboard {
    pub week: Week,
    /// Nothing is asked for this week.
    pub is_paused: bool,
    /// Everybody reads this week already: what is missing in it missed its digest.
    pub is_published: bool,
    /// Oldest first.
    pub past: Vec<Week>,
    pub events: Vec<Event>,
    /// A backup was brought back: nobody is written to until somebody has looked.
    pub is_held: bool,
    /// Those that somebody should act on.
    pub failed_mails: i64,
    pub waiting_mails: i64,
    /// What nobody has closed, of projects that have ended too: first what nobody has taken, each oldest first.
    pub requests: Vec<Seen>,
    /// Projects about which nobody in particular is asked.
    pub without_referent: usize,
    projects: Vec<Project>,
    bulletins: Vec<Bulletin>,
    calendar: Calendar,
}

pub fn show(scope: &mut Scope<'_>, coordinator: &Member) -> Result<Dashboard, Error> {
    let config = &scope.services.config;
    // What failed earlier cannot be sent again: its text is gone.
    let failed_since = scope.now - TimeDelta::days(config.retention.mail_texts_days.into());
    let events = upcoming(&config.schedule, &scope.calendar, scope.now, EVENTS);
    let failed_mails = outbox::count_to_act_on(scope.conn, failed_since)?;
    let is_held = holding::is_held(scope)?;
    let (waiting_mails, _) = outbox::depth(scope.conn)?;
    let week = scope.week();
    let back = std::iter::successors(Some(week.previous()), |week| Some(week.previous()));
    let mut past: Vec<Week> = back.take(PAST_WEEKS).collect();
    past.reverse();
    let mut visible = Visible::to(Reader::Member(coordinator), scope);
    let mut projects = visible.projects()?;
    let mut requests = visible.unended_requests(&projects)?;
    requests.sort_by_key(|seen| seen.request.standing() != Standing::Open);
    projects.retain(|project| project.is_active_in(week));
    let bulletins = visible.bulletins(&projects, past.first().copied().unwrap_or(week), week)?;
    let calendar = visible.calendar().clone();
    let is_published = week <= visible.sight().last_public();
    let without_referent = referents::missing(scope, &projects)?;
    Ok(Dashboard {
        week,
        is_paused: calendar.closing(week).is_none(),
        is_published,
        past,
        events,
        is_held,
        failed_mails,
        waiting_mails,
        requests,
        without_referent,
        projects,
        bulletins,
        calendar,
    })
}

impl Dashboard {
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The active projects, those that need a look first.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let asks = |project| self.requests.iter().any(|seen| seen.project.id == project);
        dashboard::rows(&self.projects, &self.bulletins, asks, self.week, &self.past, &self.calendar)
    }
}

#[cfg(test)]
impl Dashboard {
    /// Of a new installation, of a paused week, of one that went by in silence, and of a week with some of everything.
    pub fn samples() -> [Dashboard; 4] {
        use crate::domain::samples::{bulletin, calendar, full_bulletin, project, quiet_bulletin, week};
        let empty = |is_paused| Dashboard {
            week: week("2026-W10"),
            is_paused,
            is_published: false,
            past: vec![week("2026-W08"), week("2026-W09")],
            events: Vec::new(),
            is_held: is_paused,
            failed_mails: 0,
            waiting_mails: 0,
            requests: Vec::new(),
            without_referent: 1,
            projects: Vec::new(),
            bulletins: Vec::new(),
            calendar: calendar(),
        };
        let projects = || vec![project(1), project(2)];
        use crate::domain::filing::bulletin::Mood;
        let bulletins = vec![
            full_bulletin(1, "2026-W10"),
            bulletin(1, "2026-W09"),
            quiet_bulletin(2, "2026-W10", None),
            quiet_bulletin(2, "2026-W09", Some(Mood::Good)),
            quiet_bulletin(2, "2026-W08", None),
        ];
        [
            empty(false),
            Dashboard { projects: projects(), ..empty(true) },
            Dashboard { projects: projects(), is_published: true, ..empty(false) },
            Dashboard {
                projects: projects(),
                bulletins,
                failed_mails: 1,
                waiting_mails: 2,
                requests: Seen::samples().into(),
                ..empty(false)
            },
        ]
    }
}
