//! What is held back after a backup was brought back, and what becomes of it.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::services::operations::bringing_back::{self, Fate, Held};
use crate::web::kit::forms::Posted;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct BroughtBackView {
    backup_of: String,
    since: String,
    /// What the backup would send; empty: nothing.
    rows: Vec<BroughtBackRow>,
}

#[derive(Serialize)]
struct BroughtBackRow {
    /// The keys of what it is, and of whether it is written already.
    what: String,
    how: &'static str,
    count: i64,
}

impl BroughtBackView {
    pub fn new(site: &Site, held: &Held) -> BroughtBackView {
        let mail = |(kind, count): (&_, &i64)| BroughtBackRow {
            what: format!("mail-kind-{kind}"),
            how: "restore-written",
            count: *count,
        };
        let run = |(job, count): (&_, &usize)| BroughtBackRow {
            what: format!("mail-kind-{job}"),
            how: "restore-due",
            count: *count as i64,
        };
        BroughtBackView {
            backup_of: view::local(site, held.hold.backup_of),
            since: view::local(site, held.hold.since),
            rows: held.mails.iter().map(mail).chain(held.runs.iter().map(run)).collect(),
        }
    }

    #[cfg(test)]
    pub fn sample(is_full: bool) -> BroughtBackView {
        let row = |what: &str, how, count| BroughtBackRow { what: format!("mail-kind-{what}"), how, count };
        BroughtBackView {
            backup_of: "2026-03-06T14:00:00".into(),
            since: "2026-03-07T09:00:00".into(),
            rows: match is_full {
                true => vec![row("reminder", "restore-written", 12), row("digest", "restore-due", 1)],
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
        "drop" => (Fate::Dropped, "done-restore-dropped"),
        "send" => (Fate::Sent, "done-restore-sent"),
        _ => return Err(Error::Unreadable),
    };
    site.services
        .coordinate(coordinator.claim, move |scope, by| bringing_back::release(scope, by, fate))
        .await?;
    Ok(view::done("/admin/mail", told))
}
