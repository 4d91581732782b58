//! This week on its way to its readers, as a line.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::services::reading::course::Stop;
use crate::services::reading::dashboard::Dashboard;
use crate::web::Site;
use crate::web::kit::view;

/// A stop on the line.
#[derive(Serialize)]
pub struct StopView {
    /// The key of its name.
    key: &'static str,
    sign: &'static str,
    done: bool,
    /// The first that is not done.
    now: bool,
    /// When it was done, or will be.
    at: Option<String>,
    /// When it is done once more.
    again_at: Option<String>,
    /// How often it was done, where that was more than once.
    times: Option<usize>,
    /// How many mails were sent, wait, or failed.
    sent: i64,
    waiting: i64,
    failed: i64,
    /// Of the stop that counts bulletins: how many of how many are there.
    filed: Option<usize>,
    expected: usize,
}

/// The stops in their order; `counted`: how many have filed, of how many.
pub fn stops(site: &Site, dashboard: &Dashboard, counted: (usize, usize)) -> Vec<StopView> {
    line(dashboard, counted, |at| view::local(site, at))
}

#[cfg(test)]
pub fn samples(dashboard: &Dashboard) -> Vec<StopView> {
    line(dashboard, (1, 3), |at| crate::templates::moment(at.naive_utc()))
}

fn line(
    dashboard: &Dashboard,
    (filed, expected): (usize, usize),
    local: impl Fn(DateTime<Utc>) -> String,
) -> Vec<StopView> {
    let course = &dashboard.course;
    let Some(closes_at) = course.closes_at else { return Vec::new() };
    let mail = |key, sign, stop: &Stop| StopView {
        key,
        sign,
        done: stop.ran_at.is_some(),
        now: false,
        at: stop.ran_at.or(stop.next_at).map(&local),
        again_at: stop.next_at.filter(|_| stop.ran_at.is_some()).map(&local),
        times: Some(stop.times).filter(|times| *times > 1),
        sent: stop.sent,
        waiting: stop.waiting,
        failed: stop.failed,
        filed: None,
        expected,
    };
    let own = |key, sign, done| StopView { done, ..mail(key, sign, &Stop::default()) };
    let has_closed = dashboard.now >= closes_at;
    let is_closed = has_closed && dashboard.grace_until().is_none();
    let mut stops = vec![
        mail("course-announced", "mail", &course.announced),
        mail("course-reminded", "clock", &course.reminded),
        StopView { filed: Some(filed), ..own("course-filed", "filed", filed >= expected || has_closed) },
        StopView { at: Some(local(closes_at)), ..own("course-closed", "lock", is_closed) },
        mail("course-sent", "mail", &course.sent),
    ];
    // What neither ran nor will is not on the way of this week.
    stops.retain(|stop| stop.at.is_some() || stop.filed.is_some());
    if let Some(first) = stops.iter_mut().find(|stop| !stop.done) {
        first.now = true;
    }
    stops
}
