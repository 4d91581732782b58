//! Mails of a digest that no server took in time: a coordinator says what becomes of them.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::services::post::holding::{self, Decision, Held, RunId};
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// A run of which mails are held.
#[derive(Serialize)]
pub struct HeldView {
    pub run: i64,
    /// The key of its job's word.
    pub kind: String,
    pub week: String,
    pub count: i64,
}

impl From<Held> for HeldView {
    fn from(held: Held) -> HeldView {
        HeldView {
            run: held.run.0,
            kind: format!("mail-kind-{}", held.recorded.job),
            week: held.recorded.week.to_string(),
            count: held.count,
        }
    }
}

#[cfg(test)]
impl HeldView {
    pub fn sample(count: i64) -> HeldView {
        HeldView { run: 1, kind: "mail-kind-digest".into(), week: "2026-W10".into(), count }
    }
}

#[derive(Deserialize)]
pub struct Decided {
    #[serde(default)]
    decision: String,
}

/// Of all that is held of a run.
pub async fn decide(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    form: Posted<Decided>,
) -> Result<HttpResponse, Error> {
    let run = RunId(path.into_inner());
    let (decision, list, said) = match form.0.decision.as_str() {
        "send" => (Decision::SendStill, "pending", "done-held-sent"),
        "give-up" => (Decision::GiveUp, "cancelled", "done-held-given-up"),
        _ => return Err(Error::Unreadable),
    };
    site.services
        .coordinate(coordinator.claim, move |scope, by| holding::decide(scope, by, run, decision))
        .await?;
    Ok(view::done(&format!("/admin/mail?state={list}"), said))
}
