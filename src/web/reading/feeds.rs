//! Key dates for calendar programs, which cannot sign in: the address is the right.

use actix_web::{HttpResponse, web};

use crate::domain::programme::project::Project;
use crate::services::reading::publishing_feeds;
use crate::store;
use crate::store::programme::projects;
use crate::web::{Error, Site};

/// All key dates that the address's owner may see.
pub async fn all(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    respond(&site, path.into_inner(), None).await
}

/// Those of one project.
pub async fn of_project(
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (token, slug) = path.into_inner();
    respond(&site, token, Some(slug)).await
}

async fn respond(site: &Site, token: String, slug: Option<String>) -> Result<HttpResponse, Error> {
    let services = site.services.clone();
    let found = site
        .services
        .read(move |scope| -> store::Result<_> {
            let conn = &mut *scope.conn;
            let Some(owner) = publishing_feeds::owner(conn, &services.key, &token)? else { return Ok(None) };
            let project: Option<Project> = match slug {
                None => None,
                Some(slug) => match projects::by_slug(conn, &slug)? {
                    None => return Ok(None),
                    found => found,
                },
            };
            let only = project.as_ref().map(|project| project.id);
            let dates = publishing_feeds::key_dates(scope, &owner, only)?;
            Ok(Some((project, dates)))
        })
        .await?;
    let (project, dates) = found.ok_or(Error::LinkEnded)?;
    let config = &site.services.config;
    let name = project.map_or_else(|| config.programme.name.clone(), |project| project.name);
    let host = config.server.base_url.host_str().unwrap_or("localhost").to_owned();
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .body(publishing_feeds::write(&name, &host, &dates)))
}
