//! Weeks in which nothing is expected from one project.

use actix_web::{HttpResponse, web};

use crate::domain::calendar::Week;
use crate::services::programme::projects;
use crate::web::calendar::schedule::PauseForm;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

pub async fn pause(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    form: Posted<PauseForm>,
) -> Result<HttpResponse, Error> {
    let (week, reason) = form.0.read()?;
    let at = format!("/admin/projects/{path}");
    let slug = path.into_inner();
    site.services
        .coordinate(coordinator.claim, move |scope, by| projects::pause(scope, by, &slug, week, &reason))
        .await?;
    Ok(view::done(&at, "done-paused"))
}

pub async fn resume(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (slug, week) = path.into_inner();
    let week: Week = week.parse().map_err(|_| Error::NotFound)?;
    let at = format!("/admin/projects/{slug}");
    site.services
        .coordinate(coordinator.claim, move |scope, by| projects::resume(scope, by, &slug, week))
        .await?;
    Ok(view::done(&at, "done-resumed"))
}
