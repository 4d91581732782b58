//! The four steps from an empty installation to its first week.

use serde::Serialize;

use crate::services::programme::steps::Steps;

/// The four steps as `partials/steps` shows them.
#[derive(Serialize)]
pub struct StepsView {
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    /// The keys of its texts.
    name: &'static str,
    hint: &'static str,
    /// Where it is done.
    at: &'static str,
    done: bool,
    /// The first that is not done, if there is something to do for it.
    next: bool,
    /// It was begun, and ends by itself.
    waits: bool,
}

impl From<Steps> for StepsView {
    fn from(steps: Steps) -> Self {
        let waits = steps.opened && !steps.filed;
        let week = if waits { "step-week-waiting" } else { "step-week-explanation" };
        let each = [
            ("step-promotion", "step-promotion-explanation", "/admin/promotions", steps.promotion),
            ("step-projects", "step-projects-explanation", "/admin/projects", steps.projects),
            ("step-people", "step-people-explanation", "/admin/people", steps.people),
            ("step-week", week, "/admin/promotions", steps.opened && steps.filed),
        ];
        let next = each.iter().position(|(.., done)| !done);
        let step = |(at, (name, hint, path, done)): (usize, _)| Step {
            name,
            hint,
            at: path,
            done,
            next: next == Some(at) && !(waits && name == "step-week"),
            waits: waits && name == "step-week",
        };
        StepsView { steps: each.into_iter().enumerate().map(step).collect() }
    }
}
