//! The four steps from an empty installation to its first week.

use actix_web::HttpRequest;
use serde::Serialize;

use crate::services::programme::steps::{self, Steps};
use crate::web::calendar::schedule::EventView;
use crate::web::{Error, Site};

/// The four steps as `partials/steps` shows them.
#[derive(Serialize)]
pub struct StepsView {
    steps: Vec<Step>,
    /// Of the first that is not done; none: all that is left is to wait.
    present: Option<Present>,
}

/// The step at which an installation is.
#[derive(Serialize)]
struct Present {
    number: usize,
    of: usize,
    name: &'static str,
    /// What is done there, for who is there already.
    hint: &'static str,
    at: &'static str,
    /// Whether this page is there.
    here: bool,
}

impl StepsView {
    /// Of an installation that has a promotion.
    #[cfg(test)]
    pub fn sample() -> StepsView {
        StepsView::of(Steps { promotion: true, ..Steps::default() }, None)
    }

    /// What is left to do; none once all is done.
    pub async fn left(site: &Site, req: &HttpRequest) -> Result<Option<StepsView>, Error> {
        let left = site.services.read(steps::steps).await?.map(|steps| StepsView::new(site, steps));
        Ok(left.map(|steps| steps.seen_from(req.path())))
    }

    pub fn new(site: &Site, steps: Steps) -> StepsView {
        StepsView::of(steps, steps.first_call.map(|event| EventView::new(site, &event)))
    }

    fn seen_from(mut self, path: &str) -> StepsView {
        if let Some(present) = &mut self.present {
            present.here = present.at == path;
        }
        self
    }
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
    /// The first mail that asks for a bulletin, where this step is about that.
    first_call: Option<EventView>,
}

impl StepsView {
    /// `first_call`: the first mail that asks for a bulletin.
    pub(super) fn of(steps: Steps, mut first_call: Option<EventView>) -> StepsView {
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
            first_call: if name == "step-week" && next == Some(at) { first_call.take() } else { None },
        };
        let present = next.filter(|_| !waits).map(|at| Present {
            number: at + 1,
            of: each.len(),
            name: each[at].0,
            hint: each[at].1,
            at: each[at].2,
            here: false,
        });
        StepsView { present, steps: each.into_iter().enumerate().map(step).collect() }
    }
}
