//! The form by which coordinators pause a week.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::calendar::Week;
use crate::domain::kit::Reason;

/// The weeks that can be paused; none: there is none.
#[derive(Serialize)]
pub struct PausingView {
    /// Where it is sent.
    at: String,
    weeks: Vec<Choice>,
    reason_max: usize,
}

#[derive(Serialize)]
struct Choice {
    week: String,
    /// Whether it is what the form proposes: the first that has not begun. In this one teams may have filed.
    proposed: bool,
}

impl PausingView {
    pub fn new(at: String, weeks: &[Week], today: NaiveDate) -> Option<PausingView> {
        let proposed = weeks.iter().find(|week| **week > Week::of(today));
        let choice = |week: &Week| Choice { week: week.to_string(), proposed: Some(week) == proposed };
        let weeks: Vec<Choice> = weeks.iter().map(choice).collect();
        (!weeks.is_empty()).then_some(PausingView { at, weeks, reason_max: Reason::MAX })
    }

    #[cfg(test)]
    pub fn sample() -> Option<PausingView> {
        let week: Week = "2026-W10".parse().ok()?;
        PausingView::new("/admin/schedule/pauses".into(), &[week, week.next()], week.monday())
    }
}
