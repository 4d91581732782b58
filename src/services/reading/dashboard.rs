//! The promotion at a glance, for coordinators.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::attending::{self, Worth};
use super::course::{self, Course};
use super::visible::Visible;
use crate::domain::calendar::schedule::{Event, all_upcoming};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId, PromotionId, Stage};
use crate::domain::reading::dashboard::{self, Filed};
use crate::domain::reading::sight::Reader;
use crate::services::calendar::schedule;
use crate::services::help::seeing::Seen;
use crate::services::operations::bringing_back;
use crate::services::people::referents;
use crate::services::post::accounting;
use crate::services::post::standing_still::{self, Standstill};
use crate::services::{Error, Scope};
use crate::store::filing::drafts;
use crate::store::post::outbox;
use crate::store::programme::promotions;

pub use crate::domain::reading::attention::Reason;
pub use crate::domain::reading::dashboard::{Cell, Row, Show};

/// How many things to come are told.
const EVENTS: usize = 8;

/// The weeks of the promotion up to this one, as far as a year back, and what is to come.
pub struct Dashboard {
    pub week: Week,
    pub now: DateTime<Utc>,
    /// Nothing is asked for any more: the last week for which something was is looked at instead of the present one.
    pub is_over: bool,
    /// Nothing is asked for this week.
    pub is_paused: bool,
    /// The form has closed, or everybody reads this week already: what is missing in it is late.
    pub has_closed: bool,
    /// Oldest first; the last is the one that is looked at.
    pub weeks: Vec<Week>,
    pub worth: Worth,
    pub course: Course,
    pub events: Vec<Event>,
    /// A backup was brought back: nobody is written to until somebody has looked.
    pub is_held: bool,
    /// Those that somebody should act on.
    pub failed_mails: i64,
    pub waiting_mails: i64,
    /// None of them leaves.
    pub standstill: Option<Standstill>,
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
    /// Why nothing is asked, or soon will be no more.
    pub endings: Vec<Ending>,
    projects: Vec<Project>,
    /// Those whose last week was the one before: of that one alone they are told.
    ended_before: Vec<Project>,
    filed: Filed,
    calendar: Calendar,
}

/// That a promotion asks for nothing now, or for this week alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub id: PromotionId,
    pub promotion: String,
    pub how: How,
    /// The day on which it was closed, has ended, or begins.
    pub day: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It was closed, and this week is its last one.
    LastWeek,
    Closed,
    /// It came to its end, and nobody has closed it.
    Ended,
    /// It is open, and has not begun.
    Ahead,
}

/// Of which week who is missing is told, and whether there is time still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The form closes today.
    Awaited,
    ThisWeek,
    /// Nobody was asked for this week's bulletin yet.
    LastWeek,
    /// No other is asked for.
    Last,
}

/// `mine`: only the projects about which this coordinator is asked. Of one promotion, or of all.
pub fn show(
    scope: &mut Scope<'_>,
    coordinator: &Member,
    mine: bool,
    promotion: Option<PromotionId>,
) -> Result<Dashboard, Error> {
    let events = all_upcoming(&scope.services.config.schedule, &scope.calendar, scope.now);
    let mut course = course::of_present(scope, &events)?;
    let failed = accounting::given_up(scope)?;
    let is_held = bringing_back::is_held(scope)?;
    let (waiting_mails, _) = outbox::depth(scope.conn)?;
    let standstill = standing_still::find(scope, waiting_mails)?;
    let held_mails = outbox::held(scope.conn)?.iter().map(|held| held.count).sum();
    let week = scope.week();
    let begun = drafts::begun(scope.conn, week)?;
    let today = scope.today();
    let mut visible = Visible::to(Reader::Member(coordinator), scope);
    let mut projects = visible.present_projects()?;
    projects.retain(|project| promotion.is_none_or(|wanted| project.promotion == wanted));
    let everyones = projects.clone();
    let is_own = |project: &Project| project.referent == Some(coordinator.person.id);
    if mine {
        projects.retain(is_own);
    }
    let requests = visible.unended_requests(&projects)?;
    let calendar = visible.calendar().clone();
    let last =
        last_of_all(&everyones, week, today).filter(|(_, how)| matches!(how, How::Closed | How::Ended));
    let is_over = last.is_some();
    let looked_at = last.map_or(week, |(project, _)| Week::of(project.ends_on));
    let ended_before = |project: &&Project| project.has_ended(week) && project.runs_in(week.previous());
    let ended_before: Vec<Project> = projects.iter().filter(ended_before).cloned().collect();
    projects.retain(|project| match last {
        Some((last, _)) => project.promotion == last.promotion,
        None => project.runs_in(week),
    });
    let weeks = dashboard::weeks(&projects, looked_at);
    let looked_back = weeks.first().copied().unwrap_or(looked_at);
    let told = [&projects[..], &ended_before].concat();
    let filed = dashboard::filed(visible.spirits(&told, looked_back, looked_at)?);
    let is_published = looked_at <= visible.sight().last_public();
    let has_closed = is_published || course.closes_at.is_some_and(|at| at <= scope.now);
    let mut events = schedule::coming(scope, &everyones, !requests.is_empty())?;
    events.truncate(EVENTS);
    if is_over {
        course.closes_at = None;
    }
    let endings = endings(scope, &everyones)?;
    let mut dashboard = Dashboard {
        week,
        now: scope.now,
        is_over,
        is_paused: !is_over && calendar.closing(week).is_none(),
        has_closed,
        weeks,
        worth: Worth::default(),
        course,
        events,
        is_held,
        failed_mails: failed.values().sum(),
        waiting_mails,
        standstill,
        held_mails,
        requests,
        without_referent: referents::missing(scope, &projects)?,
        begun,
        has_own: projects.iter().any(is_own),
        endings,
        projects,
        ended_before,
        filed,
        calendar,
    };
    dashboard.worth = attending::worth(scope, &dashboard.rows(), &dashboard.requests, &failed)?;
    Ok(dashboard)
}

/// Where nothing is asked of any project: the one that ends last, and why.
fn last_of_all(projects: &[Project], week: Week, today: NaiveDate) -> Option<(&Project, How)> {
    let known = || projects.iter().filter(|project| project.stage.is_public());
    if known().any(|project| project.runs_in(week)) {
        return None;
    }
    let last = known().max_by_key(|project| project.ends_on)?;
    let how = match last.stage {
        Stage::Open if last.starts_on > today => How::Ahead,
        Stage::Open => How::Ended,
        _ => How::Closed,
    };
    Some((last, how))
}

/// Of those that were closed this week; where nothing is asked of any project, of that which ends last.
fn endings(scope: &mut Scope<'_>, projects: &[Project]) -> Result<Vec<Ending>, Error> {
    let (week, today) = (scope.week(), scope.today());
    let mut told: Vec<(&Project, How)> = match last_of_all(projects, week, today) {
        Some(last) => vec![last],
        None => {
            let closed = projects.iter().filter(|project| project.stage == Stage::Closed);
            closed.filter(|project| project.runs_in(week)).map(|project| (project, How::LastWeek)).collect()
        }
    };
    told.sort_by_key(|(project, _)| project.promotion);
    told.dedup_by_key(|(project, _)| project.promotion);
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let promotions = promotions::all(scope.conn)?;
    let ending = |(project, how): (&Project, How)| {
        let promotion = promotions.iter().find(|promotion| promotion.id == project.promotion)?;
        let day = match how {
            How::LastWeek | How::Closed => promotion.last_day(),
            How::Ended => project.ends_on,
            How::Ahead => project.starts_on,
        };
        Some(Ending { id: promotion.id, promotion: promotion.name.clone(), how, day })
    };
    Ok(told.into_iter().filter_map(ending).collect())
}

impl Dashboard {
    /// Those that have not filed, as far as somebody can still act on it. `before`: the rows of those that have ended since.
    pub fn missing<'r, 'a>(
        &self,
        rows: &'r [Row<'a>],
        before: &'r [Row<'a>],
    ) -> Option<(Missing, Vec<&'r Row<'a>>)> {
        let of = match (self.has_closed, self.is_about_to_close()) {
            (true, _) if self.is_over => Missing::Last,
            (true, _) => Missing::ThisWeek,
            (false, true) => Missing::Awaited,
            (false, false) if self.has_not_begun() => Missing::LastWeek,
            (false, false) => return None,
        };
        let is_missing = |row: &&Row<'_>| match of {
            Missing::LastWeek => row.last_week() == Some(Cell::Silent),
            Missing::Awaited | Missing::ThisWeek | Missing::Last => row.fits(Show::Missing),
        };
        let before = if of == Missing::LastWeek { before } else { &[] };
        let missing: Vec<&Row<'_>> = rows.iter().chain(before).filter(is_missing).collect();
        (!missing.is_empty()).then_some((of, missing))
    }

    /// The week whose bulletins are looked at.
    pub fn looked_at(&self) -> Week {
        self.weeks.last().copied().unwrap_or(self.week)
    }

    /// Until when bulletins are still taken although the form has closed; none: it has not, or that is over.
    pub fn grace_until(&self) -> Option<DateTime<Utc>> {
        let has_closed = self.course.closes_at.is_some_and(|at| at <= self.now);
        self.course.published_at.filter(|at| has_closed && self.now < *at)
    }

    /// Whether the form closes on this day and has not yet: who is missing can still be asked.
    fn is_about_to_close(&self) -> bool {
        let today = self.calendar.today(self.now);
        self.course.closes_at.is_some_and(|at| self.now < at && self.calendar.today(at) == today)
    }

    /// Whether nobody has been asked for this week's bulletin yet, so that the last one is what there is to look at.
    pub fn has_not_begun(&self) -> bool {
        let was_asked = self.course.announced.ran_at.or(self.course.reminded.ran_at).is_some();
        !was_asked && !self.has_closed && !self.is_about_to_close()
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The projects, those that need a look first.
    pub fn rows(&self) -> Vec<Row<'_>> {
        self.rows_of(&self.projects)
    }

    /// Those that ended with the week before, which counts them as it counted all others.
    pub fn rows_that_ended(&self) -> Vec<Row<'_>> {
        self.rows_of(&self.ended_before)
    }

    fn rows_of<'a>(&'a self, projects: &'a [Project]) -> Vec<Row<'a>> {
        let asks = |project| self.requests.iter().any(|seen| seen.project.id == project);
        dashboard::rows(projects, &self.filed, asks, &self.weeks, self.has_closed, &self.calendar)
    }
}

#[cfg(test)]
impl Dashboard {
    /// Of a new installation, of a paused week, of one that goes by in silence, of one that was the last, and of a week with
    /// some of everything.
    pub fn samples() -> [Dashboard; 5] {
        use super::course::Stop;
        use crate::domain::calendar::schedule::EventKind;
        use crate::domain::filing::bulletin::Mood;
        use crate::domain::help::RequestId;
        use crate::domain::reading::history::Spirit;
        use crate::domain::samples::{calendar, project, spirit, week};
        let at = |text: &str| text.parse::<DateTime<Utc>>().ok();
        let week10 = week("2026-W10");
        let course = |announced, reminded, sent| Course {
            announced,
            reminded,
            sent,
            closes_at: at("2026-03-06T14:00:00Z"),
            published_at: at("2026-03-06T14:05:00Z"),
            teams_reminded: BTreeSet::from([ProjectId(3)]),
        };
        let empty = |is_paused| Dashboard {
            week: week10,
            now: at("2026-03-06T13:12:00Z").unwrap_or_default(),
            is_over: false,
            is_paused,
            has_closed: false,
            weeks: vec![week("2026-W08"), week("2026-W09"), week10],
            worth: Worth::default(),
            course: course(Stop::default(), Stop::default(), Stop::default()),
            events: Vec::new(),
            is_held: is_paused,
            failed_mails: 0,
            waiting_mails: 0,
            standstill: None,
            held_mails: 0,
            requests: Vec::new(),
            without_referent: 1,
            begun: BTreeSet::new(),
            has_own: false,
            endings: Vec::new(),
            projects: Vec::new(),
            ended_before: Vec::new(),
            filed: Filed::new(),
            calendar: calendar(),
        };
        let projects = || [1, 2, 3, 4].map(project).to_vec();
        let late = |spirit: Spirit| Spirit { late: true, ..spirit };
        let quiet = |spirit: Spirit| Spirit { quiet: true, ..spirit };
        let filed = dashboard::filed([
            late(spirit(1, "2026-W10", Some(Mood::Bad))),
            spirit(1, "2026-W09", Some(Mood::Great)),
            spirit(2, "2026-W10", None),
            quiet(spirit(2, "2026-W09", Some(Mood::Good))),
            spirit(4, "2026-W08", Some(Mood::Mixed)),
        ]);
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
        let ending =
            |how| Ending { id: PromotionId(1), promotion: "EIG 3".into(), how, day: week10.monday() };
        let endings = [How::LastWeek, How::Closed, How::Ended, How::Ahead].map(ending).into();
        [
            Dashboard { endings, ..empty(false) },
            Dashboard {
                projects: projects(),
                standstill: Some(Standstill { why: None, ..Standstill::sample() }),
                ..empty(true)
            },
            Dashboard {
                projects: projects(),
                has_closed: true,
                now: at("2026-03-06T14:02:00Z").unwrap_or_default(),
                course: course(ran, ran, Stop { waiting: 3, ..ran }),
                ..empty(false)
            },
            Dashboard { projects: projects(), has_closed: true, is_over: true, ..empty(false) },
            Dashboard {
                projects: with_pauses,
                filed,
                worth: Worth { more: reasons.clone(), reasons },
                course: course(ran, running, next),
                events: vec![event],
                failed_mails: 1,
                waiting_mails: 2,
                standstill: Some(Standstill::sample()),
                held_mails: 8,
                requests: Seen::samples().into(),
                begun: BTreeSet::from([ProjectId(3)]),
                has_own: true,
                ..empty(false)
            },
        ]
    }
}
