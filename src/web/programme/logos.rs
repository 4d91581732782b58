//! The logo of a project.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::services::programme::logos::{self, UPLOAD_MAX};
use crate::services::programme::projects;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::parts::Parts;
use crate::web::kit::question::Question;
use crate::web::kit::uploads::Upload;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

/// Takes an image in place of the present one.
pub async fn upload(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    body: Parts,
) -> Result<HttpResponse, Error> {
    let upload = Upload::read(&site, &coordinator.visitor, body, UPLOAD_MAX).await?;
    let at = format!("/admin/projects/{path}");
    let slug = path.into_inner();
    let logo = logos::read(upload.file).await?.map_err(|_| Error::NoImage)?;
    site.services
        .coordinate(coordinator.claim, move |scope, by| logos::set(scope, by, &slug, Some(&logo)))
        .await?;
    Ok(view::done(&at, "done-logo"))
}

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let project = site.services.read(move |scope| projects::find(scope, &path)).await?;
    let question = Question {
        title: "logo-delete",
        explanation: "logo-delete-explanation",
        button: "delete",
        name: project.name,
        sent: None,
        back: format!("/admin/projects/{}", project.slug),
    };
    view::show(&site, &req, &coordinator.visitor, &question)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let at = format!("/admin/projects/{path}");
    let slug = path.into_inner();
    site.services.coordinate(coordinator.claim, move |scope, by| logos::set(scope, by, &slug, None)).await?;
    Ok(view::done(&at, "done-no-logo"))
}

/// The image itself: public, since mails show it, at an address that its content gives it.
pub async fn show(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let content = site.services.read(move |scope| logos::content(scope, &path)).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/png")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(content))
}
