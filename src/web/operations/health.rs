//! For those who watch over the service.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::store;
use crate::web::Site;

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "live" })
}

/// The database is reached and up to date: requests can be sent here.
pub async fn ready(site: web::Data<Site>) -> HttpResponse {
    match store::pending_migrations(&site.services.db).await {
        Ok(0) => HttpResponse::Ok().json(Health { status: "ready" }),
        Ok(_) => HttpResponse::ServiceUnavailable().json(Health { status: "migrations are missing" }),
        Err(error) => {
            tracing::error!(%error, "not ready");
            HttpResponse::ServiceUnavailable().json(Health { status: "the database does not answer" })
        }
    }
}
