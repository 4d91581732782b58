//! The promotion at a glance, for coordinators.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use serde::Serialize;

use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::upcoming;
use crate::domain::reading::dashboard;
use crate::services;
use crate::services::programme::steps;
use crate::store::filing::bulletins;
use crate::store::post::outbox;
use crate::store::programme::projects;
use crate::views::{MoodView, ProjectView};
use crate::web::calendar::schedule::EventView;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::programme::steps::StepsView;
use crate::web::{Error, Site};

/// How many past weeks stand beside the present one.
const PAST_WEEKS: usize = 6;

#[derive(Serialize)]
struct DashboardPage {
    week: String,
    filed: usize,
    expected: usize,
    paused: bool,
    past_weeks: Vec<PastWeek>,
    rows: Vec<Row>,
    events: Vec<EventView>,
    failed_mails: i64,
    waiting_mails: i64,
    /// What is left to do in a new installation.
    steps: Option<StepsView>,
}

#[derive(Serialize)]
struct PastWeek {
    week: String,
    monday: String,
}

#[derive(Serialize)]
struct Row {
    project: ProjectView,
    mood: Option<MoodView>,
    late: bool,
    help: Option<String>,
    past: Vec<Option<MoodView>>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, .. } = coordinator;
    let services = &site.services;
    let week = services.rules.week_at(visitor.now);
    let mut past: Vec<Week> =
        std::iter::successors(Some(week.previous()), |week| Some(week.previous())).take(PAST_WEEKS).collect();
    past.reverse();
    let first = past.first().copied().unwrap_or(week);
    // What failed earlier cannot be sent again: its text is gone.
    let failed_since = visitor.now - TimeDelta::days(services.config.retention.mail_texts_days.into());
    let (all, found, calendar, (waiting_mails, _), failed_mails, steps) = services
        .read(move |scope| -> Result<_, services::Error> {
            let (calendar, steps) = (scope.calendar.clone(), steps::steps(scope)?);
            let conn = &mut *scope.conn;
            Ok((
                projects::active_in(conn, week)?,
                bulletins::of_weeks(conn, first, week)?,
                calendar,
                outbox::depth(conn)?,
                outbox::count_to_act_on(conn, failed_since)?,
                steps,
            ))
        })
        .await?;
    let rows = dashboard::rows(&all, &found, week, &past);
    let page = DashboardPage {
        week: week.to_string(),
        filed: rows.iter().filter(|row| row.present.is_some()).count(),
        expected: rows.len(),
        paused: calendar.closing(week).is_none(),
        past_weeks: past
            .iter()
            .map(|week| PastWeek { week: week.to_string(), monday: week.monday().to_string() })
            .collect(),
        rows: rows
            .iter()
            .map(|row| Row {
                project: row.project.into(),
                mood: row.present.map(|bulletin| bulletin.content.mood.into()),
                late: row.present.is_some_and(|bulletin| bulletin.late),
                help: row.present.and_then(|bulletin| bulletin.content.help().map(str::to_owned)),
                past: row.past.iter().map(|(_, found)| found.map(|b| b.content.mood.into())).collect(),
            })
            .collect(),
        events: upcoming(&services.config.schedule, &calendar, visitor.now, 5)
            .iter()
            .map(|event| EventView::new(&site, event))
            .collect(),
        failed_mails,
        waiting_mails,
        steps: steps.map(StepsView::from),
    };
    view::page(&site, &req, &visitor, "pages/reading/dashboard", &page)
}
