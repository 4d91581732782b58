//! The four steps from an empty installation to its first week.

use actix_web::HttpRequest;
use serde::Serialize;

use crate::services::programme::steps::{self, Steps};
use crate::services::programme::without_team::WithoutTeam;
use crate::web::calendar::schedule::EventView;
use crate::web::{Error, Site};

/// The four steps as `partials/steps` shows them.
#[derive(Serialize)]
pub struct StepsView {
    steps: Vec<Step>,
    /// Of the first that is not done; none: all that is left is to wait.
    present: Option<Present>,
}

/// So many projects without a team are named.
const NAMED: usize = 6;

/// The projects that have no team.
#[derive(Serialize, Clone)]
pub(super) struct LackingView {
    projects: Vec<ProjectLink>,
    /// How many more there are.
    more: usize,
}

#[derive(Serialize, Clone)]
struct ProjectLink {
    name: String,
    slug: String,
}

impl LackingView {
    /// None: each has one.
    pub(super) fn of(without: &[WithoutTeam]) -> Option<LackingView> {
        let link = |one: &WithoutTeam| ProjectLink { name: one.name.clone(), slug: one.slug.clone() };
        let projects: Vec<ProjectLink> = without.iter().take(NAMED).map(link).collect();
        (!projects.is_empty()).then(|| LackingView { more: without.len() - projects.len(), projects })
    }

    #[cfg(test)]
    pub(super) fn sample() -> Option<LackingView> {
        LackingView::of(&some_without())
    }
}

#[cfg(test)]
fn some_without() -> Vec<WithoutTeam> {
    use crate::domain::programme::project::PromotionId;
    let without = |number| WithoutTeam {
        promotion: PromotionId(1),
        name: format!("P{number}"),
        slug: format!("p{number}"),
    };
    (0..=NAMED).map(without).collect()
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
    lacking: Option<LackingView>,
}

impl StepsView {
    /// Of an installation that has a promotion.
    #[cfg(test)]
    pub fn sample() -> StepsView {
        let without_team = some_without();
        StepsView::of(Steps { promotion: true, projects: true, without_team, ..Steps::default() }, None)
    }

    /// What is left to do; none once all is done.
    pub async fn left(site: &Site, req: &HttpRequest) -> Result<Option<StepsView>, Error> {
        let left = site.services.read(steps::steps).await?.map(|steps| StepsView::new(site, steps));
        Ok(left.map(|steps| steps.seen_from(req.path())))
    }

    pub fn new(site: &Site, steps: Steps) -> StepsView {
        let first_call = steps.first_call.map(|event| EventView::new(site, &event));
        StepsView::of(steps, first_call)
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
    /// Where this step is about people.
    lacking: Option<LackingView>,
}

impl StepsView {
    /// `first_call`: the first mail that asks for a bulletin.
    pub(super) fn of(steps: Steps, mut first_call: Option<EventView>) -> StepsView {
        let waits = steps.opened && steps.asked;
        let week = week_hint(&steps);
        let each = [
            ("step-promotion", "step-promotion-explanation", "/admin/promotions", steps.promotion),
            ("step-projects", "step-projects-explanation", "/admin/projects", steps.projects),
            ("step-people", "step-people-explanation", "/admin/people", steps.people),
            ("step-week", week, "/admin/promotions", false),
        ];
        let lacking = LackingView::of(&steps.without_team);
        let next = each.iter().position(|(.., done)| !done);
        let step = |(at, (name, hint, path, done)): (usize, _)| Step {
            name,
            hint,
            at: path,
            done,
            next: next == Some(at) && !(waits && name == "step-week"),
            waits: waits && name == "step-week",
            first_call: if name == "step-week" && next == Some(at) { first_call.take() } else { None },
            lacking: lacking.clone().filter(|_| name == "step-people"),
        };
        let is_to_wait_for = |at: &usize| waits && each[*at].0 == "step-week";
        let present = next.filter(|at| !is_to_wait_for(at)).map(|at| Present {
            number: at + 1,
            of: each.len(),
            name: each[at].0,
            hint: each[at].1,
            at: each[at].2,
            here: false,
            lacking: lacking.clone().filter(|_| each[at].0 == "step-people"),
        });
        StepsView { present, steps: each.into_iter().enumerate().map(step).collect() }
    }
}

/// The key of what is told of the first week.
fn week_hint(steps: &Steps) -> &'static str {
    match steps {
        Steps { opened: true, asked: true, .. } => "step-week-waiting",
        Steps { opened: true, projects: false, .. } => "step-week-without-project",
        Steps { opened: true, people: false, .. } => "step-week-without-team",
        // Another promotion has teams already, and is to be opened.
        _ => "step-week-explanation",
    }
}
