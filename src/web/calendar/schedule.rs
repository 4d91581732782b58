//! The schedule: what comes, what ran, and the weeks that are paused.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::pausing_view::PausingView;
use crate::domain::calendar::Week;
use crate::domain::calendar::schedule::{Event, EventKind, Recorded};
use crate::domain::kit::Reason;
use crate::services::Refusal;
use crate::services::calendar::pausing;
use crate::services::calendar::schedule::{self, Run};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct SchedulePage {
    events: Vec<EventView>,
    runs: Vec<RunRow>,
    /// What found nobody to write to.
    silent: Vec<SilentRow>,
    pauses: Vec<PauseRow>,
    pausing: Option<PausingView>,
    away: Vec<AwayRow>,
}

/// A week in which teams are away.
#[derive(Serialize)]
struct AwayRow {
    week: String,
    projects: Vec<String>,
}

impl Page for SchedulePage {
    const TEMPLATE: &'static str = "pages/calendar/schedule";

    #[cfg(test)]
    fn samples() -> Vec<SchedulePage> {
        let (at, week) = ("2026-03-06T15:05:00".to_owned(), "2026-W10".to_owned());
        let run = |ran| RunRow {
            key: "event-digest".into(),
            week: week.clone(),
            at: at.clone(),
            ran,
            sent: 20,
            waiting: 1,
            failed: 0,
            unneeded: i64::from(!ran),
        };
        let empty = SchedulePage {
            events: Vec::new(),
            runs: Vec::new(),
            silent: Vec::new(),
            pauses: Vec::new(),
            pausing: None,
            away: Vec::new(),
        };
        let full = SchedulePage {
            events: vec![EventView::sample()],
            runs: vec![run(true), run(false)],
            silent: vec![SilentRow { key: "event-reminder".into(), at: at.clone() }],
            pauses: vec![PauseRow { week: week.clone(), reason: "Ponts de mai".into() }],
            pausing: PausingView::sample(),
            away: vec![AwayRow { week: week.clone(), projects: vec!["P01".into(), "P02".into()] }],
        };
        vec![empty, full]
    }
}

/// Something that is to come.
#[derive(Serialize)]
pub struct EventView {
    /// The key of its name.
    key: &'static str,
    at: String,
    week: String,
}

impl EventView {
    #[cfg(test)]
    pub fn sample() -> EventView {
        EventView { key: "event-closing", at: "2026-03-06T15:05:00".into(), week: "2026-W10".into() }
    }

    pub fn new(site: &Site, event: &Event) -> EventView {
        let key = match event.kind {
            EventKind::Opening => "event-opening",
            EventKind::Announcement => "event-announcement",
            EventKind::Reminder => "event-reminder",
            EventKind::Closing => "event-closing",
            EventKind::Digest => "event-digest",
            EventKind::HelpReferent => "event-help-referent",
            EventKind::HelpOverview => "event-help-overview",
            EventKind::HelpProgress => "event-help-progress",
        };
        EventView { key, at: view::local(site, event.at), week: event.week.to_string() }
    }
}

#[derive(Serialize)]
struct RunRow {
    key: String,
    week: String,
    at: String,
    ran: bool,
    sent: i64,
    waiting: i64,
    failed: i64,
    unneeded: i64,
}

/// Something that took place, and of which there is nothing to be told.
#[derive(Serialize)]
struct SilentRow {
    key: String,
    at: String,
}

impl SilentRow {
    fn new(site: &Site, run: &Recorded) -> SilentRow {
        SilentRow { key: format!("event-{}", run.job), at: view::local(site, run.occurrence) }
    }
}

impl RunRow {
    fn new(site: &Site, run: &Run) -> RunRow {
        RunRow {
            key: format!("event-{}", run.recorded.job),
            week: run.recorded.week.to_string(),
            at: view::local(site, run.recorded.occurrence),
            ran: run.recorded.ran,
            sent: run.sent,
            waiting: run.waiting,
            failed: run.failed,
            unneeded: run.unneeded,
        }
    }
}

#[derive(Serialize)]
struct PauseRow {
    week: String,
    reason: String,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let course = site.services.read(schedule::course).await?;
    let zone = site.services.config.programme.timezone;
    let today = coordinator.visitor.now.with_timezone(&zone).date_naive();
    let pause = |pause: pausing::Pause| PauseRow { week: pause.week.to_string(), reason: pause.reason };
    let page = SchedulePage {
        events: course.events.iter().map(|event| EventView::new(&site, event)).collect(),
        runs: course.runs.iter().map(|run| RunRow::new(&site, run)).collect(),
        silent: course.silent.iter().map(|run| SilentRow::new(&site, run)).collect(),
        pauses: course.pauses.into_iter().map(pause).collect(),
        pausing: PausingView::new("/admin/schedule/pauses".to_owned(), &course.weeks, today),
        away: course
            .away
            .into_iter()
            .map(|(week, projects)| AwayRow { week: week.to_string(), projects })
            .collect(),
    };
    view::show(&site, &req, &coordinator.visitor, &page)
}

#[derive(Deserialize)]
pub struct PauseForm {
    #[serde(default)]
    week: String,
    #[serde(default)]
    reason: String,
}

impl PauseForm {
    /// A week of the list, and why.
    pub fn read(&self) -> Result<(Week, Reason), Error> {
        Ok((self.week.parse().map_err(|_| Error::Unreadable)?, Reason::of(&self.reason)))
    }
}

/// A week that is published is told as what it is.
fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotNow => Error::WeekOver,
        other => other.into(),
    }
}

pub async fn pause(
    site: web::Data<Site>,
    coordinator: Coordinator,
    form: Posted<PauseForm>,
) -> Result<HttpResponse, Error> {
    let (week, reason) = form.0.read()?;
    site.services
        .coordinate(coordinator.claim, move |scope, by| pausing::pause(scope, by, week, &reason))
        .await
        .map_err(refused)?;
    Ok(view::done("/admin/schedule", "done-paused"))
}

pub async fn resume(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let week: Week = path.parse().map_err(|_| Error::NotFound)?;
    site.services
        .coordinate(coordinator.claim, move |scope, by| pausing::resume(scope, by, week))
        .await
        .map_err(refused)?;
    Ok(view::done("/admin/schedule", "done-resumed"))
}
