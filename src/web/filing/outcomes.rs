//! What became of a team's earlier requests, as its form asks.

use serde::Serialize;

use crate::domain::help::{Outcome, Outcomes, Request};
use crate::web::Site;
use crate::web::kit::view;

/// An earlier request, and what became of it.
#[derive(Serialize)]
pub(super) struct RequestChoice {
    field: String,
    text: String,
    asked_at: String,
    takers: Option<String>,
    outcomes: Vec<OutcomeChoice>,
}

#[derive(Serialize)]
struct OutcomeChoice {
    name: &'static str,
    /// The key of its text.
    key: String,
    checked: bool,
}

impl RequestChoice {
    pub fn new(site: &Site, request: &Request, outcomes: &Outcomes) -> RequestChoice {
        RequestChoice {
            field: Outcomes::field(request.id),
            text: request.text.to_string(),
            asked_at: view::local(site, request.asked_at),
            takers: request.takers(),
            outcomes: OutcomeChoice::each(outcomes.of(request.id)),
        }
    }
}

#[cfg(test)]
impl RequestChoice {
    pub fn sample(tapped: Option<Outcome>) -> RequestChoice {
        RequestChoice {
            field: "request-1".into(),
            text: "Un·e *juriste* ?".into(),
            asked_at: "2026-03-03T15:00:00".into(),
            takers: tapped.map(|_| "Mina".into()),
            outcomes: OutcomeChoice::each(tapped),
        }
    }
}

impl OutcomeChoice {
    fn each(tapped: Option<Outcome>) -> Vec<OutcomeChoice> {
        let choice = |outcome: Outcome| OutcomeChoice {
            name: outcome.as_str(),
            key: format!("outcome-{outcome}"),
            checked: tapped == Some(outcome),
        };
        Outcome::ALL.map(choice).into()
    }
}
