//! The promotion at a glance, for coordinators.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::course::{self, StopView};
use super::mosaic::{Look, MosaicView};
use crate::domain::filing::bulletin::Mood;
use crate::domain::people::PersonId;
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::help::seeing::{ByStanding, Seen, by_standing};
use crate::services::programme::steps;
use crate::services::reading::dashboard::{self, Cell, Dashboard, Ending, How, Missing, Reason, Row, Show};
use crate::services::{self, Scope};
use crate::views::{MoodView, ProjectView};
use crate::web::calendar::schedule::EventView;
use crate::web::help::seen_view::SeenView;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::post::standstill::StandstillView;
use crate::web::programme::steps::StepsView;
use crate::web::{Error, Site};

/// How many requests that nobody has taken are seen at once: those that have waited longest.
const UNTAKEN: usize = 5;

#[derive(Serialize)]
pub struct DashboardPage {
    week: String,
    filed: usize,
    /// How many were asked or filed though they are away; none in a paused week.
    expected: usize,
    paused: bool,
    /// Why nothing is asked, or soon will be no more.
    endings: Vec<EndingView>,
    /// How the week before ended, as long as nobody was asked for this one's.
    last_week: Option<LastWeekView>,
    /// Who has not filed, from the day on which the form closes until somebody is asked for the next one.
    missing: Option<MissingView>,
    /// When the form closes; none: it has.
    closes_at: Option<String>,
    /// Until when it takes bulletins all the same.
    grace_until: Option<String>,
    /// No bulletin is asked for any more: all that is told of a week is of the last one.
    is_over: bool,
    filters: Vec<FilterView>,
    /// Where all projects are; none: they are shown.
    all: Option<String>,
    worth: Vec<WorthView>,
    /// The reasons that follow.
    worth_more: Vec<WorthView>,
    course: Vec<StopView>,
    /// Where the projects are about which the reader is asked; none: there are none.
    mine: Option<String>,
    is_mine: bool,
    /// None: there is no project to be shown.
    mosaic: Option<MosaicView>,
    /// What nobody has closed: which waits for somebody, as far as it is not told as worth a look, which nobody may take yet,
    /// and which somebody sees to.
    untaken_count: usize,
    untaken: Vec<SeenView>,
    /// Those that came after.
    untaken_more: Vec<SeenView>,
    untold: Vec<SeenView>,
    told_above: usize,
    taken: Vec<SeenView>,
    /// How many all of those are, and of how many projects: as many as the filter of those that ask finds.
    requests: usize,
    asking: usize,
    events: Vec<EventView>,
    /// A backup was brought back: nobody is written to until somebody has looked.
    brought_back: bool,
    failed_mails: i64,
    waiting_mails: i64,
    /// Why no mail leaves; none: they do.
    standstill: Option<StandstillView>,
    held_mails: i64,
    without_referent: usize,
    /// What is left to do in a new installation.
    steps: Option<StepsView>,
}

/// A part of the projects, and how many they are.
#[derive(Serialize)]
struct FilterView {
    /// The key of how many they are.
    key: &'static str,
    count: usize,
    of: usize,
    mood: Option<MoodView>,
    href: String,
    current: bool,
}

/// How many filed for the week before, or the last of all, of those of whom a bulletin was waited for.
#[derive(Serialize)]
struct LastWeekView {
    /// The key of what it is called.
    key: &'static str,
    week: String,
    filed: usize,
    of: usize,
}

impl LastWeekView {
    fn of(dashboard: &Dashboard, rows: &[Row<'_>], ended: &[Row<'_>]) -> Option<LastWeekView> {
        let (key, week) = match dashboard.is_over {
            true => ("dashboard-last", dashboard.looked_at()),
            false => ("dashboard-last-week", dashboard.week.previous()),
        };
        let cells: Vec<Cell> = match dashboard.is_over {
            true => rows.iter().map(Row::present).collect(),
            false => rows.iter().chain(ended).filter_map(Row::last_week).collect(),
        };
        let of = cells.iter().filter(|cell| cell.is_counted()).count();
        let filed = cells.iter().filter(|cell| cell.filed().is_some()).count();
        let is_told = of > 0 && (dashboard.is_over || dashboard.has_not_begun());
        is_told.then(|| LastWeekView { key, week: week.to_string(), filed, of })
    }
}

/// That a promotion asks for nothing now, or for this week alone.
#[derive(Serialize)]
struct EndingView {
    /// The key of what is said of it.
    key: &'static str,
    name: String,
    day: String,
    /// The key of what can be done, and where.
    next: &'static str,
    href: String,
}

impl From<&Ending> for EndingView {
    fn from(ending: &Ending) -> Self {
        let (key, next) = match ending.how {
            How::LastWeek => ("dashboard-last-of-all", "dashboard-see-promotion"),
            How::Closed => ("dashboard-closed", "dashboard-closed-next"),
            How::Ended => ("dashboard-ended", "dashboard-ended-next"),
            How::Ahead => ("dashboard-ahead", "dashboard-see-promotion"),
        };
        let at = format!("/admin/promotions/{}", ending.id.0);
        let href = if ending.how == How::Ended { format!("{at}/stage?stage=closed") } else { at };
        EndingView { key, name: ending.promotion.clone(), day: ending.day.to_string(), next, href }
    }
}

/// Those that have not filed.
#[derive(Serialize)]
struct MissingView {
    /// The key of the title.
    key: &'static str,
    projects: Vec<MissingRow>,
}

/// A project that has not filed.
#[derive(Serialize)]
struct MissingRow {
    project: ProjectView,
    begun: bool,
    reminded: bool,
}

impl MissingView {
    fn of(dashboard: &Dashboard, rows: &[Row<'_>], ended: &[Row<'_>]) -> Option<MissingView> {
        let (of, missing) = dashboard.missing(rows, ended)?;
        // What was begun is this week's, and so was who was reminded.
        let is_in = |projects: &BTreeSet<ProjectId>, row: &Row<'_>| {
            !matches!(of, Missing::LastWeek | Missing::Last) && projects.contains(&row.project.id)
        };
        let row = |row: &Row<'_>| MissingRow {
            project: row.project.into(),
            begun: is_in(&dashboard.begun, row),
            reminded: is_in(&dashboard.course.teams_reminded, row),
        };
        let key = match of {
            Missing::Awaited => "dashboard-missing",
            Missing::ThisWeek => "dashboard-missing-this-week",
            Missing::LastWeek => "dashboard-missing-last-week",
            Missing::Last => "dashboard-missing-last",
        };
        Some(MissingView { key, projects: missing.into_iter().map(row).collect() })
    }
}

/// Why a project is worth a look, and what to do.
#[derive(Serialize)]
struct WorthView {
    project: ProjectView,
    sign: &'static str,
    /// The key of why.
    key: &'static str,
    count: i64,
    /// The key of the mood that it is about.
    mood: Option<&'static str>,
    /// The key of what to do, and where.
    next: &'static str,
    href: String,
}

impl Page for DashboardPage {
    const TEMPLATE: &'static str = "pages/reading/dashboard";

    #[cfg(test)]
    fn samples() -> Vec<DashboardPage> {
        let page = |dashboard: &Dashboard| DashboardPage {
            course: course::samples(dashboard),
            closes_at: (!dashboard.has_closed).then(|| "2026-03-06T15:00:00".into()),
            grace_until: dashboard.grace_until().map(|_| "2026-03-06T15:05:00".into()),
            standstill: dashboard.standstill.as_ref().map(StandstillView::sample),
            ..DashboardPage::new(dashboard, None, &Look::default(), None)
        };
        Dashboard::samples().iter().map(page).collect()
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    look: web::Query<Look>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member, .. } = coordinator;
    let (mine, promotion, reader) = (look.is_mine(), look.promotion(), member.person.id);
    let gather = move |scope: &mut Scope<'_>| -> Result<_, services::Error> {
        Ok((dashboard::show(scope, &member, mine, promotion)?, steps::steps(scope)?))
    };
    let (dashboard, steps) = site.services.read(gather).await?;
    let page =
        DashboardPage::new(&dashboard, Some(reader), &look, steps.map(|steps| StepsView::new(&site, steps)));
    let closes_at = dashboard.course.closes_at.filter(|at| *at > dashboard.now);
    let page = DashboardPage {
        // Where nothing is asked of anybody there is no week on its way.
        course: match page.mosaic {
            Some(_) => course::stops(&site, &dashboard, (page.filed, page.expected)),
            None => Vec::new(),
        },
        closes_at: closes_at.map(|at| view::local(&site, at)),
        grace_until: dashboard.grace_until().map(|at| view::local(&site, at)),
        standstill: dashboard.standstill.as_ref().map(|standstill| StandstillView::new(&site, standstill)),
        events: dashboard.events.iter().map(|event| EventView::new(&site, event)).collect(),
        ..page
    };
    view::show(&site, &req, &visitor, &page)
}

impl DashboardPage {
    /// `reader`: who is told of themselves as that.
    fn new(
        dashboard: &Dashboard,
        reader: Option<PersonId>,
        look: &Look,
        steps: Option<StepsView>,
    ) -> DashboardPage {
        let (rows, ended) = (dashboard.rows(), dashboard.rows_that_ended());
        let request = |seen: &Seen| SeenView::told(seen, dashboard.calendar(), reader);
        let ByStanding { waiting, untold, taken } = by_standing(&dashboard.requests);
        let is_told_above = |seen: &&&Seen| {
            let is_it = |reason: &Reason| matches!(reason, Reason::Help { request, .. } if *request == seen.request.id);
            dashboard.worth.reasons.iter().any(|(_, reason)| is_it(reason))
        };
        let told_above = waiting.iter().filter(is_told_above).count();
        let mut untaken: Vec<SeenView> =
            waiting.iter().filter(|seen| !is_told_above(seen)).map(|seen| request(seen)).collect();
        let untaken_more = untaken.split_off(untaken.len().min(UNTAKEN));
        let asking: BTreeSet<ProjectId> = dashboard.requests.iter().map(|seen| seen.project.id).collect();
        let expected = rows.iter().filter(|row| !dashboard.is_paused && row.is_counted()).count();
        DashboardPage {
            week: if dashboard.is_over { dashboard.looked_at() } else { dashboard.week }.to_string(),
            filed: rows.iter().filter(|row| row.fits(Show::Filed)).count(),
            expected,
            paused: dashboard.is_paused,
            endings: dashboard.endings.iter().map(EndingView::from).collect(),
            last_week: LastWeekView::of(dashboard, &rows, &ended),
            missing: MissingView::of(dashboard, &rows, &ended),
            closes_at: None,
            grace_until: None,
            is_over: dashboard.is_over,
            filters: filters(dashboard, &rows, look, expected),
            all: (look.show() != Show::All).then(|| look.at(Show::All, look.is_mine())),
            worth: dashboard.worth.reasons.iter().map(WorthView::from).collect(),
            worth_more: dashboard.worth.more.iter().map(WorthView::from).collect(),
            course: Vec::new(),
            mine: (dashboard.has_own || look.is_mine()).then(|| look.at(look.show(), !look.is_mine())),
            is_mine: look.is_mine(),
            mosaic: (!rows.is_empty()).then(|| MosaicView::new(dashboard, &rows, look)),
            untaken_count: waiting.len(),
            untaken,
            untaken_more,
            told_above,
            untold: untold.into_iter().map(request).collect(),
            taken: taken.into_iter().map(request).collect(),
            requests: dashboard.requests.len(),
            asking: asking.len(),
            events: Vec::new(),
            brought_back: dashboard.is_held,
            failed_mails: dashboard.failed_mails,
            waiting_mails: dashboard.waiting_mails,
            standstill: None,
            held_mails: dashboard.held_mails,
            without_referent: dashboard.without_referent,
            steps,
        }
    }
}

/// Each part of which there is something to be seen. Those that tell of moods and of what is missing are all projects together.
fn filters(dashboard: &Dashboard, rows: &[Row<'_>], look: &Look, expected: usize) -> Vec<FilterView> {
    let missing = if dashboard.has_closed { "strip-not-filed" } else { "strip-awaited" };
    let moods = Mood::ALL.into_iter().rev().map(|mood| (mood_key(mood), Show::Mood(mood)));
    let others = [
        ("strip-quiet", Show::Quiet),
        (missing, Show::Missing),
        ("strip-away", Show::Away),
        ("strip-unasked", Show::Unasked),
        ("strip-help", Show::Help),
    ];
    let filed = FilterView {
        key: "filed-count",
        of: expected,
        ..FilterView::new(rows, look, ("filed-count", Show::Filed))
    };
    let others = moods.chain(others).map(|part| FilterView::new(rows, look, part));
    let is_told = |part: &FilterView| part.count > 0 || part.current;
    Some(filed).filter(|_| expected > 0).into_iter().chain(others.filter(is_told)).collect()
}

fn mood_key(mood: Mood) -> &'static str {
    match mood {
        Mood::Bad => "strip-mood-1",
        Mood::Mixed => "strip-mood-2",
        Mood::Good => "strip-mood-3",
        Mood::Great => "strip-mood-4",
    }
}

impl FilterView {
    fn new(rows: &[Row<'_>], look: &Look, (key, show): (&'static str, Show)) -> FilterView {
        let current = look.show() == show;
        FilterView {
            key,
            count: rows.iter().filter(|row| row.fits(show)).count(),
            of: rows.len(),
            mood: if let Show::Mood(mood) = show { Some(mood.into()) } else { None },
            // A second touch shows all again.
            href: look.at(if current { Show::All } else { show }, look.is_mine()),
            current,
        }
    }
}

impl From<&(Project, Reason)> for WorthView {
    fn from((project, reason): &(Project, Reason)) -> Self {
        let at_project = || format!("/projects/{}", project.slug);
        let (sign, key, count, next, href) = match *reason {
            Reason::Help { request, days } => {
                ("help", "worth-help", days, "worth-help-next", format!("/help-requests/{}", request.0))
            }
            Reason::Fall { by, .. } => ("down", "worth-fall", by.into(), "worth-fall-next", at_project()),
            Reason::Silence { weeks } => {
                ("silent", "worth-silence", weeks as i64, "worth-silence-next", at_project())
            }
            Reason::Mails { count } => {
                ("mail", "worth-mails", count, "worth-mails-next", "/admin/mail".to_owned())
            }
            Reason::Mentors { days } => ("people", "worth-mentors", days, "worth-mentors-next", at_project()),
        };
        let mood = if let Reason::Fall { now, .. } = reason { Some(now.key()) } else { None };
        WorthView { project: project.into(), sign, key, count, mood, next, href }
    }
}
