//! What a bulletin tells of what the team's earlier ones said.

use serde::Serialize;

use super::KeyDateView;
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Reported;
use crate::domain::filing::outcomes::PromiseOutcome;

/// Lines below a bulletin.
#[derive(Serialize)]
pub struct ReportedView {
    promise: Option<PromiseView>,
    days: Vec<KeyDateView>,
}

/// What became of the priorities of an earlier week.
#[derive(Serialize)]
struct PromiseView {
    /// The Monday of that week.
    monday: String,
    /// The key of a text.
    outcome: String,
}

impl PromiseView {
    fn new((week, outcome): (Week, PromiseOutcome)) -> PromiseView {
        PromiseView { monday: week.monday().to_string(), outcome: format!("promise-told-{outcome}") }
    }
}

impl ReportedView {
    /// None where it tells nothing of them.
    pub fn new(reported: &Reported) -> Option<ReportedView> {
        let days = reported.day_stories().map(|(announced, story)| KeyDateView::new(announced, &story));
        let view = ReportedView { promise: reported.promise.map(PromiseView::new), days: days.collect() };
        (view.promise.is_some() || !view.days.is_empty()).then_some(view)
    }
}
