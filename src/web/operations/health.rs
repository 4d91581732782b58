//! For those who watch over the service.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::services::operations::readiness::{self, Standing};
use crate::web::Site;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

impl Health {
    fn of(status: &'static str) -> Health {
        Health { status, note: None }
    }
}

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health::of("live"))
}

/// The database is reached and serves this program: requests can be sent here. It is only read.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match readiness::standing(&site.services).await {
        Ok(Standing::UpToDate) => HttpResponse::Ok().json(Health::of("ready")),
        Ok(Standing::Ahead) => {
            let note = Some("a newer version has changed the database; this one can work with it still");
            HttpResponse::Ok().json(Health { status: "ready", note })
        }
        Ok(Standing::Behind(_)) => not_ready("migrations are missing"),
        Ok(Standing::TooNew) => not_ready("a newer version has changed the database: this one must end"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            not_ready("the database does not answer")
        }
    }
}

fn not_ready(status: &'static str) -> HttpResponse {
    HttpResponse::ServiceUnavailable().json(Health::of(status))
}
