//! The schedule: what comes, what ran, and the weeks that are paused.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::schedule::{self, Event, EventKind};
use crate::domain::calendar::{Pauses, Week};
use crate::domain::post::delivery::State;
use crate::domain::privacy::audit::Action;
use crate::store;
use crate::store::calendar::pauses::{self, Pause};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Entry};
use crate::store::weekly::runs::{self, RunId};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// How many of the latest runs are shown.
const RUNS: i64 = 20;
/// How many weeks ahead can be paused.
pub const WEEKS_AHEAD: usize = 26;
/// The most characters of a reason.
pub const REASON_MAX: usize = 200;

#[derive(Serialize)]
struct SchedulePage {
    events: Vec<EventView>,
    runs: Vec<RunRow>,
    pauses: Vec<PauseRow>,
    /// The weeks that can be paused.
    weeks: Vec<String>,
    reason_max: usize,
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
    pub fn new(site: &Site, event: &Event) -> EventView {
        let key = match event.kind {
            EventKind::Opening => "event-opening",
            EventKind::Announcement => "event-announcement",
            EventKind::Reminder => "event-reminder",
            EventKind::Closing => "event-closing",
            EventKind::Digest => "event-digest",
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
    let Coordinator { visitor, .. } = coordinator;
    let (recorded, counts, paused) = site
        .services
        .db
        .read(|conn| -> store::Result<_> {
            let recorded = runs::latest(conn, RUNS)?;
            let ids: Vec<RunId> = recorded.iter().map(|(id, _)| *id).collect();
            Ok((recorded, outbox::count_by_run(conn, &ids)?, pauses::all(conn)?))
        })
        .await?;
    let services = &site.services;
    let this_week = services.rules.week_at(visitor.now);
    let weeks: Pauses = paused.iter().map(|pause| pause.week).collect();
    let calendar = services.rules.with_pauses(weeks.clone());
    let events = schedule::upcoming(&services.config.schedule, &calendar, visitor.now, 8);
    let count = |id: RunId, states: &[State]| -> i64 {
        counts
            .iter()
            .filter(|(run, state, _)| *run == id && states.contains(state))
            .map(|(_, _, count)| count)
            .sum()
    };
    let ahead = std::iter::successors(Some(this_week), |week| Some(week.next())).take(WEEKS_AHEAD);
    let page = SchedulePage {
        events: events.iter().map(|event| EventView::new(&site, event)).collect(),
        runs: recorded
            .iter()
            .map(|(id, run)| RunRow {
                key: format!("event-{}", run.job),
                week: run.week.to_string(),
                at: view::local(&site, run.occurrence),
                ran: run.ran,
                sent: count(*id, &[State::Sent]),
                waiting: count(*id, &[State::Pending, State::Claimed]),
                failed: count(*id, &[State::Failed]),
            })
            .collect(),
        weeks: ahead
            .filter(|week| !weeks.contains(*week) && services.rules.can_be_paused(*week, visitor.now))
            .map(|week| week.to_string())
            .collect(),
        pauses: paused
            .into_iter()
            .filter(|pause| services.rules.can_be_paused(pause.week, visitor.now))
            .map(|pause| PauseRow { week: pause.week.to_string(), reason: pause.reason })
            .collect(),
        reason_max: REASON_MAX,
    };
    view::page(&site, &req, &visitor, "pages/calendar/schedule", &page)
}

#[derive(Deserialize)]
pub struct PauseForm {
    #[serde(default)]
    pub week: String,
    #[serde(default)]
    pub reason: String,
}

/// A reason as it is kept: one line of some length.
pub fn reason(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(REASON_MAX).collect()
}

/// Pauses a week that is not over: no closing, no reminder, no digest, and nobody is missing in it.
pub async fn pause(
    site: web::Data<Site>,
    coordinator: Coordinator,
    form: Posted<PauseForm>,
) -> Result<HttpResponse, Error> {
    let Coordinator { visitor, member, .. } = coordinator;
    let week: Week = form.0.week.parse().map_err(|_| Error::Unreadable)?;
    let now = visitor.now;
    if !site.services.rules.can_be_paused(week, now) {
        return Err(Error::WeekOver);
    }
    let pause = Pause { week, reason: reason(&form.0.reason) };
    let entry = Entry::new(member.person.id, Action::WeekPaused).with(week);
    site.services
        .db
        .write(move |conn| -> store::Result<()> {
            pauses::insert(conn, &pause, member.person.id, now)?;
            audit::record(conn, &entry, now)
        })
        .await?;
    Ok(view::done("/admin/schedule", "done-paused"))
}

/// Ends a pause.
pub async fn resume(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let week: Week = path.parse().map_err(|_| Error::NotFound)?;
    // Ended after its closing, a pause would bring a digest that nobody could file for.
    let now = coordinator.visitor.now;
    if !site.services.rules.can_be_paused(week, now) {
        return Err(Error::WeekOver);
    }
    let entry = Entry::new(coordinator.member.person.id, Action::WeekResumed).with(week);
    site.services
        .db
        .write(move |conn| -> store::Result<()> {
            pauses::delete(conn, week)?;
            audit::record(conn, &entry, now)
        })
        .await?;
    Ok(view::done("/admin/schedule", "done-resumed"))
}
