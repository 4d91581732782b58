//! The demo's tours: each of those who use it, in five steps. The bar on top leads on from page to page.

use serde::{Deserialize, Serialize};

/// As whom one goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guide {
    Eig,
    Mentor,
    Coordinator,
}

impl Guide {
    pub const ALL: [Guide; 3] = [Guide::Eig, Guide::Mentor, Guide::Coordinator];

    /// The key of what they are called.
    pub fn key(self) -> &'static str {
        match self {
            Guide::Eig => "tour-eig",
            Guide::Mentor => "tour-mentor",
            Guide::Coordinator => "tour-coordinator",
        }
    }
}

/// A step of a tour: the first is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub guide: Guide,
    pub number: u8,
}

impl Step {
    pub const LAST: u8 = 5;

    pub fn of(guide: Guide, number: u8) -> Option<Step> {
        (1..=Step::LAST).contains(&number).then_some(Step { guide, number })
    }

    fn next(self) -> Option<Step> {
        Step::of(self.guide, self.number + 1)
    }
}

/// A step as pages show it.
#[derive(Serialize)]
pub struct StepView {
    guide: Guide,
    number: u8,
    /// The key of what it shows, and that of what there is to see.
    key: String,
    hint: String,
    /// When that is, where it depends on it.
    pub at: Option<String>,
}

impl From<Step> for StepView {
    fn from(Step { guide, number }: Step) -> Self {
        let key = format!("{}-{number}", guide.key());
        StepView { guide, number, hint: format!("{key}-hint"), key, at: None }
    }
}

/// What stands above every page of the demo.
#[derive(Serialize)]
pub struct DemoBar {
    /// The step of the tour that this page is.
    here: Option<StepView>,
    next: Option<StepView>,
}

impl DemoBar {
    pub fn at(step: Option<Step>) -> DemoBar {
        DemoBar { here: step.map(StepView::from), next: step.and_then(Step::next).map(StepView::from) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tour_has_five_steps_and_an_end() {
        let first = Step::of(Guide::Eig, 1).unwrap();
        let steps: Vec<u8> =
            std::iter::successors(Some(first), |step| step.next()).map(|step| step.number).collect();
        assert_eq!(steps, [1, 2, 3, 4, 5]);
        assert_eq!((Step::of(Guide::Eig, 0), Step::of(Guide::Eig, 6)), (None, None));
    }
}
