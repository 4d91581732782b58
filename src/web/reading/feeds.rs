//! Key dates for calendar programs, which cannot sign in: the address is the right.

use actix_web::{HttpResponse, web};

use crate::services::reading::publishing_feeds;
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
    let found = site.services.read(move |scope| publishing_feeds::find(scope, &token, slug.as_deref())).await;
    let published = found.map_err(Error::of_link)?;
    let config = &site.services.config;
    let name = published.project.as_ref().map_or(&config.programme.name, |project| &project.name);
    let host = config.server.base_url.host_str().unwrap_or("localhost").to_owned();
    let calendar = publishing_feeds::write(name, &host, &published)?;
    Ok(HttpResponse::Ok().content_type("text/calendar; charset=utf-8").body(calendar))
}
