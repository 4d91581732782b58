//! For those who watch over the service.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::services::operations::readiness::{self, Standing};
use crate::services::post::comparing_clocks;
use crate::web::Site;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    /// Told only where this is too much: requests are answered all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_off_by_seconds: Option<i64>,
    /// By how much this machine's clock has leapt, while that is not believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_leapt_by_seconds: Option<i64>,
    /// How many moments lie in the future, since a clock was ahead, and keep something silent; which ones, log and
    /// metrics say.
    #[serde(skip_serializing_if = "Option::is_none")]
    lies_ahead: Option<i64>,
}

impl Health {
    fn of(status: &'static str) -> Health {
        Health {
            status,
            note: None,
            clock_off_by_seconds: None,
            clock_leapt_by_seconds: None,
            lies_ahead: None,
        }
    }
}

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health::of("live"))
}

/// The database is reached, serves this program and can be written: requests can be sent here.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match readiness::standing(&site.services).await {
        Ok(Standing::UpToDate) => is_ready(&site, None).await,
        Ok(Standing::Ahead) => {
            let note = "a newer version has changed the database; this one can work with it still";
            is_ready(&site, Some(note)).await
        }
        Ok(Standing::Behind(missing)) => {
            tracing::error!(missing, "not ready: migrations are missing");
            not_ready("the database is behind this program: its log says by what")
        }
        Ok(Standing::TooNew) => not_ready("a newer version has changed the database: this one must end"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            not_ready("the database does not answer")
        }
    }
}

async fn is_ready(site: &Site, note: Option<&'static str>) -> HttpResponse {
    let tried = readiness::tried(&site.services).await;
    if let Some(trouble) = tried.trouble {
        return not_ready(trouble.in_words());
    }
    HttpResponse::Ok().json(Health {
        status: "ready",
        note,
        clock_off_by_seconds: clock_off_by(site).await,
        clock_leapt_by_seconds: site.clock.leap().map(|leap| leap.num_seconds()),
        lies_ahead: (!tried.ahead.is_empty()).then(|| tried.ahead.iter().map(|ahead| ahead.count).sum()),
    })
}

fn not_ready(status: &'static str) -> HttpResponse {
    HttpResponse::ServiceUnavailable().json(Health::of(status))
}

/// By how much this replica's clock is ahead of the database's, or behind it, where that is too much.
async fn clock_off_by(site: &Site) -> Option<i64> {
    let skew = comparing_clocks::skew(&site.services.db, site.clock.as_ref()).await.ok()?;
    (skew.abs() > comparing_clocks::TOLERATED).then(|| skew.num_seconds())
}
