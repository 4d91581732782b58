//! For those who watch over the service.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::services::post::comparing_clocks;
use crate::store;
use crate::web::Site;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    /// Told only where this is too much: requests are answered all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_off_by_seconds: Option<i64>,
}

impl Health {
    fn is(status: &'static str) -> Health {
        Health { status, clock_off_by_seconds: None }
    }
}

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health::is("live"))
}

/// The database is reached and up to date: requests can be sent here.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match store::pending_migrations(&site.services.db).await {
        Ok(0) => {
            let clock_off_by_seconds = clock_off_by(&site).await;
            HttpResponse::Ok().json(Health { clock_off_by_seconds, ..Health::is("ready") })
        }
        Ok(_) => HttpResponse::ServiceUnavailable().json(Health::is("migrations are missing")),
        Err(error) => {
            tracing::error!(%error, "not ready");
            HttpResponse::ServiceUnavailable().json(Health::is("the database does not answer"))
        }
    }
}

/// By how much this replica's clock is ahead of the database's, or behind it, where that is too much.
async fn clock_off_by(site: &Site) -> Option<i64> {
    let skew = comparing_clocks::skew(&site.services.db, site.clock.as_ref()).await.ok()?;
    (skew.abs() > comparing_clocks::TOLERATED).then(|| skew.num_seconds())
}
