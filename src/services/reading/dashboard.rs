//! The promotion at a glance, for coordinators.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::attending::{self, Worth};
use super::course::{self, Course};
use super::visible::Visible;
use crate::domain::calendar::schedule::{Event, all_upcoming};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::outline::Outline;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId, PromotionId};
use crate::domain::reading::dashboard;
use crate::domain::reading::sight::Reader;
use crate::services::help::seeing::Seen;
use crate::services::operations::bringing_back;
use crate::services::people::referents;
use crate::services::post::accounting;
use crate::services::{Error, Scope};
use crate::store::filing::drafts;
use crate::store::post::outbox;

pub use crate::domain::reading::attention::Reason;
pub use crate::domain::reading::dashboard::{Cell, Row, Show};

/// How many things to come are told.
const EVENTS: usize = 6;

/// All weeks of the promotion up to this one, and what is to come.
pub struct Dashboard {
    pub week: Week,
    pub now: DateTime<Utc>,
    /// Nothing is asked for this week.
    pub is_paused: bool,
    /// Everybody reads this week already: what is missing in it missed its digest.
    pub is_published: bool,
    /// Oldest first, the present one included.
    pub weeks: Vec<Week>,
    pub worth: Worth,
    pub course: Course,
    pub events: Vec<Event>,
    /// A backup was brought back: nobody is written to until somebody has looked.
    pub is_held: bool,
    /// Those that somebody should act on.
    pub failed_mails: i64,
    pub waiting_mails: i64,
    /// Those of which a coordinator says what becomes of them.
    pub held_mails: i64,
    /// What nobody has closed, of projects that have ended too, the oldest first.
    pub requests: Vec<Seen>,
    /// Projects about which nobody in particular is asked.
    pub without_referent: usize,
    /// The projects whose teams have begun this week's bulletin.
    pub begun: BTreeSet<ProjectId>,
    /// Whether whoever looks is asked about some of these projects.
    pub has_own: bool,
    projects: Vec<Project>,
    filed: Vec<Outline>,
    calendar: Calendar,
}

/// `mine`: only the projects about which this coordinator is asked. Of one promotion, or of all.
pub fn show(
    scope: &mut Scope<'_>,
    coordinator: &Member,
    mine: bool,
    promotion: Option<PromotionId>,
) -> Result<Dashboard, Error> {
    let mut events = all_upcoming(&scope.services.config.schedule, &scope.calendar, scope.now);
    let course = course::of_present(scope, &events)?;
    events.truncate(EVENTS);
    let failed = accounting::given_up(scope)?;
    let is_held = bringing_back::is_held(scope)?;
    let (waiting_mails, _) = outbox::depth(scope.conn)?;
    let held_mails = outbox::held(scope.conn)?.iter().map(|held| held.count).sum();
    let week = scope.week();
    let begun = drafts::begun(scope.conn, week)?;
    let mut visible = Visible::to(Reader::Member(coordinator), scope);
    let mut projects = visible.present_projects()?;
    projects.retain(|project| promotion.is_none_or(|wanted| project.promotion == wanted));
    let is_own = |project: &Project| project.referent == Some(coordinator.person.id);
    if mine {
        projects.retain(is_own);
    }
    let requests = visible.unended_requests(&projects)?;
    projects.retain(|project| project.runs_in(week));
    let filed = visible.outlines(&projects, week)?;
    let calendar = visible.calendar().clone();
    let is_published = week <= visible.sight().last_public();
    let mut dashboard = Dashboard {
        week,
        now: scope.now,
        is_paused: calendar.closing(week).is_none(),
        is_published,
        weeks: dashboard::weeks(&projects, week),
        worth: Worth::default(),
        course,
        events,
        is_held,
        failed_mails: failed.values().sum(),
        waiting_mails,
        held_mails,
        requests,
        without_referent: referents::missing(scope, &projects)?,
        begun,
        has_own: projects.iter().any(is_own),
        projects,
        filed,
        calendar,
    };
    dashboard.worth = attending::worth(scope, &dashboard.rows(), &dashboard.requests, &failed)?;
    Ok(dashboard)
}

impl Dashboard {
    /// Whether the form closes on this day and has not yet: who is missing can still be asked.
    pub fn is_about_to_close(&self) -> bool {
        let today = self.calendar.today(self.now);
        self.course.closes_at.is_some_and(|at| self.now < at && self.calendar.today(at) == today)
    }

    /// Whether nobody has been asked for this week's bulletin yet, so that the last one is what there is to look at.
    pub fn has_not_begun(&self) -> bool {
        let was_asked = self.course.announced.ran_at.or(self.course.reminded.ran_at).is_some();
        !was_asked && !self.is_published && !self.is_about_to_close()
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The projects, those that need a look first.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let asks = |project| self.requests.iter().any(|seen| seen.project.id == project);
        dashboard::rows(&self.projects, &self.filed, asks, &self.weeks, self.is_published, &self.calendar)
    }
}

#[cfg(test)]
impl Dashboard {
    /// Of a new installation, of a paused week, of one that went by in silence, and of a week with some of everything.
    pub fn samples() -> [Dashboard; 4] {
        use super::course::Stop;
        use crate::domain::calendar::schedule::EventKind;
        use crate::domain::filing::bulletin::Mood;
        use crate::domain::help::RequestId;
        use crate::domain::samples::{calendar, outline, project, week};
        let at = |text: &str| text.parse::<DateTime<Utc>>().ok();
        let week10 = week("2026-W10");
        let course = |announced, reminded, sent| Course {
            announced,
            reminded,
            sent,
            closes_at: at("2026-03-06T14:00:00Z"),
            teams_reminded: BTreeSet::from([ProjectId(3)]),
        };
        let empty = |is_paused| Dashboard {
            week: week10,
            now: at("2026-03-06T13:12:00Z").unwrap_or_default(),
            is_paused,
            is_published: false,
            weeks: vec![week("2026-W08"), week("2026-W09"), week10],
            worth: Worth::default(),
            course: course(Stop::default(), Stop::default(), Stop::default()),
            events: Vec::new(),
            is_held: is_paused,
            failed_mails: 0,
            waiting_mails: 0,
            held_mails: 0,
            requests: Vec::new(),
            without_referent: 1,
            begun: BTreeSet::new(),
            has_own: false,
            projects: Vec::new(),
            filed: Vec::new(),
            calendar: calendar(),
        };
        let projects = || [1, 2, 3, 4].map(project).to_vec();
        let late = |outline: Outline| Outline { late: true, ..outline };
        let quiet = |outline: Outline| Outline { quiet: true, ..outline };
        let filed = vec![
            late(outline(1, "2026-W10", Some(Mood::Bad))),
            outline(1, "2026-W09", Some(Mood::Great)),
            outline(2, "2026-W10", None),
            quiet(outline(2, "2026-W09", Some(Mood::Good))),
            outline(4, "2026-W08", Some(Mood::Mixed)),
        ];
        let reasons = vec![
            (project(1), Reason::Help { request: RequestId(1), days: 9 }),
            (project(1), Reason::Fall { by: 3, now: Mood::Bad }),
            (project(3), Reason::Silence { weeks: 3 }),
            (project(2), Reason::Mails { count: 2 }),
            (project(4), Reason::Mentors { days: 33 }),
        ];
        let mut with_pauses = projects();
        with_pauses[3].paused = BTreeSet::from([week10]);
        with_pauses[2].away = BTreeSet::from([week("2026-W09")]);
        with_pauses[2].starts_on = week("2026-W09").monday();
        let ran = Stop { ran_at: at("2026-03-06T09:00:00Z"), sent: 8, ..Stop::default() };
        let running = Stop { next_at: at("2026-03-06T13:45:00Z"), waiting: 1, failed: 2, ..ran };
        let next = Stop { next_at: at("2026-03-06T14:05:00Z"), ..Stop::default() };
        let event = Event { at: empty(false).now, kind: EventKind::Closing, week: week10 };
        [
            empty(false),
            Dashboard { projects: projects(), ..empty(true) },
            Dashboard {
                projects: projects(),
                is_published: true,
                course: course(ran, ran, Stop { waiting: 3, ..ran }),
                ..empty(false)
            },
            Dashboard {
                projects: with_pauses,
                filed,
                worth: Worth { reasons, more: 2 },
                course: course(ran, running, next),
                events: vec![event],
                failed_mails: 1,
                waiting_mails: 2,
                held_mails: 8,
                requests: Seen::samples().into(),
                begun: BTreeSet::from([ProjectId(3)]),
                has_own: true,
                ..empty(false)
            },
        ]
    }
}
