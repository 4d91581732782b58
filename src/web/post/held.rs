//! What is held back after a backup was brought back, and what becomes of it.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::services::operations::holding::{self, Fate, Held};
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct HeldView {
    backup_of: String,
    since: String,
    /// What the backup would send; empty: nothing.
    rows: Vec<HeldRow>,
}

#[derive(Serialize)]
struct HeldRow {
    /// The keys of what it is, and of whether it is written already.
    what: String,
    how: &'static str,
    count: i64,
}

impl HeldView {
    pub fn new(site: &Site, held: &Held) -> HeldView {
        let mail = |(kind, count): (&_, &i64)| HeldRow {
            what: format!("mail-kind-{kind}"),
            how: "held-written",
            count: *count,
        };
        let run = |(job, count): (&_, &usize)| HeldRow {
            what: format!("mail-kind-{job}"),
            how: "held-due",
            count: *count as i64,
        };
        HeldView {
            backup_of: view::local(site, held.hold.backup_of),
            since: view::local(site, held.hold.since),
            rows: held.mails.iter().map(mail).chain(held.runs.iter().map(run)).collect(),
        }
    }

    #[cfg(test)]
    pub fn sample(is_full: bool) -> HeldView {
        let row = |what: &str, how, count| HeldRow { what: format!("mail-kind-{what}"), how, count };
        HeldView {
            backup_of: "2026-03-06T14:00:00".into(),
            since: "2026-03-07T09:00:00".into(),
            rows: match is_full {
                true => vec![row("reminder", "held-written", 12), row("digest", "held-due", 1)],
                false => Vec::new(),
            },
        }
    }
}

#[derive(Deserialize)]
pub struct Decision {
    #[serde(default)]
    fate: String,
}

/// From now on people are written to again.
pub async fn release(
    site: web::Data<Site>,
    coordinator: Coordinator,
    form: Posted<Decision>,
) -> Result<HttpResponse, Error> {
    let (fate, told) = match form.0.fate.as_str() {
        "drop" => (Fate::Dropped, "done-held-dropped"),
        "send" => (Fate::Sent, "done-held-sent"),
        _ => return Err(Error::Unreadable),
    };
    site.services.coordinate(coordinator.claim, move |scope, by| holding::release(scope, by, fate)).await?;
    Ok(view::done("/admin/mail", told))
}
