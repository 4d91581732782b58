//! The promotion at a glance, for coordinators.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::calendar::Week;
use crate::domain::reading::history::Entry;
use crate::services::help::seeing::Seen;
use crate::services::programme::steps;
use crate::services::reading::dashboard::{self, Dashboard};
use crate::services::{self, Scope};
use crate::views::{MoodView, ProjectView};
use crate::web::calendar::schedule::EventView;
use crate::web::help::seen_view::{SeenView, by_standing};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::programme::steps::StepsView;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct DashboardPage {
    week: String,
    filed: usize,
    /// How many were asked or filed though they are away; none in a paused week.
    expected: usize,
    paused: bool,
    published: bool,
    past_weeks: Vec<PastWeek>,
    /// What nobody has closed: which nobody sees to, and which somebody does.
    untaken: Vec<SeenView>,
    taken: Vec<SeenView>,
    rows: Vec<Row>,
    events: Vec<EventView>,
    /// A backup was brought back: nobody is written to until somebody has looked.
    brought_back: bool,
    failed_mails: i64,
    waiting_mails: i64,
    without_referent: usize,
    /// What is left to do in a new installation.
    steps: Option<StepsView>,
}

impl Page for DashboardPage {
    const TEMPLATE: &'static str = "pages/reading/dashboard";

    #[cfg(test)]
    fn samples() -> Vec<DashboardPage> {
        Dashboard::samples().iter().map(|dashboard| DashboardPage::new(dashboard, Vec::new(), None)).collect()
    }
}

#[derive(Serialize)]
struct PastWeek {
    week: String,
    monday: String,
}

#[derive(Serialize)]
struct Row {
    project: ProjectView,
    filed: bool,
    mood: Option<MoodView>,
    quiet: bool,
    late: bool,
    /// The team is away this week.
    away: bool,
    past: Vec<PastView>,
}

/// A week before.
#[derive(Serialize)]
struct PastView {
    mood: Option<MoodView>,
    quiet: bool,
    /// Nothing was asked for.
    unasked: bool,
    /// The team was away.
    away: bool,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member, .. } = coordinator;
    let look = move |scope: &mut Scope<'_>| -> Result<_, services::Error> {
        Ok((dashboard::show(scope, &member)?, steps::steps(scope)?))
    };
    let (dashboard, steps) = site.services.read(look).await?;
    let events = dashboard.events.iter().map(|event| EventView::new(&site, event)).collect();
    view::show(&site, &req, &visitor, &DashboardPage::new(&dashboard, events, steps.map(StepsView::from)))
}

impl DashboardPage {
    fn new(dashboard: &Dashboard, events: Vec<EventView>, steps: Option<StepsView>) -> DashboardPage {
        let rows = dashboard.rows();
        let request = |seen: &Seen| SeenView::new(seen, dashboard.calendar());
        let (untaken, taken) = by_standing(&dashboard.requests, request);
        let past_week = |week: &Week| PastWeek { week: week.to_string(), monday: week.monday().to_string() };
        DashboardPage {
            week: dashboard.week.to_string(),
            filed: rows.iter().filter(|row| row.present.is_some()).count(),
            expected: rows.iter().filter(|row| !dashboard.is_paused && row.is_counted()).count(),
            paused: dashboard.is_paused,
            published: dashboard.is_published,
            past_weeks: dashboard.past.iter().map(past_week).collect(),
            untaken,
            taken,
            rows: rows.iter().map(Row::from).collect(),
            events,
            brought_back: dashboard.is_held,
            failed_mails: dashboard.failed_mails,
            waiting_mails: dashboard.waiting_mails,
            without_referent: dashboard.without_referent,
            steps,
        }
    }
}

impl From<&Entry<'_>> for PastView {
    fn from(entry: &Entry<'_>) -> Self {
        PastView {
            mood: entry.mood().map(MoodView::from),
            quiet: entry.is_quiet(),
            unasked: matches!(entry, Entry::Unasked(_)),
            away: matches!(entry, Entry::Away(_)),
        }
    }
}

impl From<&dashboard::Row<'_>> for Row {
    fn from(row: &dashboard::Row<'_>) -> Self {
        Row {
            project: row.project.into(),
            filed: row.present.is_some(),
            quiet: row.present.is_some_and(|bulletin| bulletin.content.quiet),
            mood: row.present.and_then(|bulletin| bulletin.content.mood).map(MoodView::from),
            late: row.present.is_some_and(|bulletin| bulletin.late),
            away: row.is_away && row.present.is_none(),
            past: row.past.iter().map(PastView::from).collect(),
        }
    }
}
