//! Bulletins as tables and documents to take along.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use futures_util::{Stream, TryStreamExt};

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Project, Promotion, PromotionId};
use crate::services;
use crate::services::reading::exporting::{self, Scope};
use crate::store;
use crate::store::filing::key_dates;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::{projects, promotions};
use crate::web::kit::visitor::{Coordinator, SignedIn};
use crate::web::{Error, Site};

/// A file that is sent as it is written. What goes wrong on the way breaks it off, so that nobody takes it for whole.
fn file(
    name: &str,
    media_type: &str,
    body: impl Stream<Item = Result<Vec<u8>, services::Error>> + 'static,
) -> HttpResponse {
    let body =
        body.map_ok(web::Bytes::from).inspect_err(|error| tracing::error!(%error, "an export broke off"));
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(body)
}

async fn scope(site: &Site, projects: Vec<Project>) -> Result<Scope, Error> {
    let last = site
        .services
        .read(|scope| -> store::Result<_> { Ok(scope.calendar.last_public_week(scope.now)) })
        .await?;
    Ok(Scope { projects, last })
}

/// A project's published bulletins as a table, named as the first tool did.
pub async fn csv_of(site: &Site, project: Project, now: DateTime<Utc>) -> Result<HttpResponse, Error> {
    let name = format!("{}-{}.csv", project.slug, site.services.rules.today(now));
    let scope = scope(site, vec![project]).await?;
    let body = exporting::csv::write(&site.services.db, scope, site.services.rules.zone)?;
    Ok(file(&name, "text/csv; charset=utf-8", body))
}

/// A project of which somebody takes the bulletins out, which is kept on record.
async fn find(
    site: &Site,
    slug: String,
    signed_in: &SignedIn,
    format: &'static str,
) -> Result<Project, Error> {
    let (by, now) = (signed_in.member.person.id, signed_in.visitor.now);
    let found = site
        .services
        .db
        .write(move |conn| -> store::Result<_> {
            let Some(project) = projects::by_slug(conn, &slug)? else { return Ok(None) };
            let entry = Entry::new(by, Action::ProjectExported).on(project.id).with(format);
            audit::record(conn, &entry, now)?;
            Ok(Some(project))
        })
        .await?;
    found.ok_or(Error::NotFound)
}

pub async fn csv(
    site: web::Data<Site>,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let project = find(&site, path.into_inner(), &signed_in, "CSV").await?;
    csv_of(&site, project, signed_in.visitor.now).await
}

pub async fn markdown(
    site: web::Data<Site>,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let project = find(&site, path.into_inner(), &signed_in, "Markdown").await?;
    let visitor = signed_in.visitor;
    let name = format!("{}-{}.md", project.slug, site.services.rules.today(visitor.now));
    let scope = scope(&site, vec![project]).await?;
    let body = exporting::markdown::write(&site.services.db, scope, visitor.locale)?;
    Ok(file(&name, "text/markdown; charset=utf-8", body))
}

/// A promotion with its projects; that it is taken out is kept on record.
async fn take_out(
    site: &Site,
    id: i64,
    format: &'static str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(Promotion, Scope), Error> {
    let found = site
        .services
        .db
        .write(move |conn| -> store::Result<_> {
            let Some(promotion) = promotions::by_id(conn, PromotionId(id))? else { return Ok(None) };
            let detail = format!("{} ({format})", promotion.name);
            audit::record(conn, &Entry::new(by, Action::PromotionExported).with(detail), now)?;
            let mut projects = projects::all(conn)?;
            projects.retain(|project| project.promotion == promotion.id);
            Ok(Some((promotion, projects)))
        })
        .await?;
    let (promotion, projects) = found.ok_or(Error::NotFound)?;
    Ok((promotion, scope(site, projects).await?))
}

fn file_name(promotion: &Promotion, site: &Site, now: DateTime<Utc>, ending: &str) -> String {
    format!("{}-{}.{ending}", slug::slugify(&promotion.name), site.services.rules.today(now))
}

pub async fn json(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (by, now) = (coordinator.member.person.id, coordinator.visitor.now);
    let (promotion, scope) = take_out(&site, *path, "JSON", by, now).await?;
    let mut dates = site.services.db.read(key_dates::all).await?;
    dates.retain(|announced| {
        let is_public = announced.week.is_none_or(|week| week <= scope.last);
        is_public && scope.projects.iter().any(|project| project.id == announced.project)
    });
    let name = file_name(&promotion, &site, now, "json");
    let body = exporting::json::write(&site.services.db, &promotion, scope, &dates)?;
    Ok(file(&name, "application/json; charset=utf-8", body))
}

pub async fn xlsx(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (by, now) = (coordinator.member.person.id, coordinator.visitor.now);
    let (promotion, scope) = take_out(&site, *path, "XLSX", by, now).await?;
    let name = file_name(&promotion, &site, now, "xlsx");
    let body = exporting::xlsx::write(&site.services.db, scope, site.services.rules.zone).await?;
    Ok(file(&name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body))
}
