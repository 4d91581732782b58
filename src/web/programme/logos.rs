//! The logo of a project.

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::projects::find_project;
use crate::services::programme::logos::{self as verbs, UPLOAD_MAX};
use crate::store::programme::logos;
use crate::web::kit::forms::{Nothing, Posted};
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
    body: Multipart,
) -> Result<HttpResponse, Error> {
    let upload = Upload::read(&site, &coordinator.visitor, body, UPLOAD_MAX).await?;
    let project = find_project(&site, path.into_inner()).await?;
    let logo = verbs::read(upload.file).await?.map_err(|_| Error::NoImage)?;
    let (id, by, now) = (project.id, coordinator.member.person.id, coordinator.visitor.now);
    site.services.db.write(move |conn| verbs::set(conn, id, Some(&logo), by, now)).await?;
    Ok(view::done(&format!("/admin/projects/{}", project.slug), "done-logo"))
}

pub async fn ask_removal(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let project = find_project(&site, path.into_inner()).await?;
    let question = Question {
        title: "logo-delete",
        explanation: "logo-delete-explanation",
        button: "delete",
        name: project.name,
        back: format!("/admin/projects/{}", project.slug),
    };
    question.ask(&site, &req, &coordinator.visitor)
}

pub async fn remove(
    site: web::Data<Site>,
    path: web::Path<String>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let project = find_project(&site, path.into_inner()).await?;
    let (id, by, now) = (project.id, coordinator.member.person.id, coordinator.visitor.now);
    site.services.db.write(move |conn| verbs::set(conn, id, None, by, now)).await?;
    Ok(view::done(&format!("/admin/projects/{}", project.slug), "done-no-logo"))
}

/// The image itself: public, since mails show it, at an address that its content gives it.
pub async fn show(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let name = path.into_inner();
    let content = site.services.db.read(move |conn| logos::content(conn, &name)).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/png")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(content.ok_or(Error::NotFound)?))
}
