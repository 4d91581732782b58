//! Weeks in which nothing is expected from one project.

use actix_web::{HttpResponse, web};

use super::projects::find_project;
use crate::domain::calendar::Week;
use crate::services::programme::projects as verbs;
use crate::store::calendar::pauses::Pause;
use crate::web::calendar::schedule::{PauseForm, reason};
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
    let project = find_project(&site, path.into_inner()).await?;
    let week: Week = form.0.week.parse().map_err(|_| Error::Unreadable)?;
    let pause = Pause { week, reason: reason(&form.0.reason) };
    let (calendar, by, now) =
        (site.services.rules.clone(), coordinator.member.person.id, coordinator.visitor.now);
    let id = project.id;
    site.services.db.write(move |conn| verbs::pause(conn, &calendar, id, &pause, by, now)).await?;
    Ok(view::done(&format!("/admin/projects/{}", project.slug), "done-paused"))
}

pub async fn resume(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (slug, week) = path.into_inner();
    let week: Week = week.parse().map_err(|_| Error::NotFound)?;
    let project = find_project(&site, slug).await?;
    let (calendar, by, now) =
        (site.services.rules.clone(), coordinator.member.person.id, coordinator.visitor.now);
    let id = project.id;
    site.services.db.write(move |conn| verbs::resume(conn, &calendar, id, week, by, now)).await?;
    Ok(view::done(&format!("/admin/projects/{}", project.slug), "done-resumed"))
}
