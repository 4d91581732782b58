//! Bulletins as tables and documents to take along.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use futures_util::{Stream, TryStreamExt};

use crate::domain::people::Member;
use crate::domain::programme::project::PromotionId;
use crate::services::reading::exporting::{self, Extent, Format, TakenOut};
use crate::services::{self, Scope};
use crate::web::kit::caller::Caller;
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// A file that is sent as it is written. What goes wrong on the way breaks it off, so that nobody takes it for whole.
fn file(
    name: &str,
    media_type: &str,
    body: impl Stream<Item = Result<Vec<u8>, services::Error>> + 'static,
) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(body.map_ok(web::Bytes::from))
}

/// Published bulletins as a table, whose columns are named as the first tool did.
pub fn csv_of(site: &Site, extent: Extent) -> Result<HttpResponse, Error> {
    let name = extent.file_name("csv");
    Ok(file(&name, "text/csv; charset=utf-8", exporting::csv::write(&site.services, extent)?))
}

pub async fn csv(
    site: web::Data<Site>,
    path: web::Path<String>,
    caller: Caller,
) -> Result<HttpResponse, Error> {
    csv_of(&site, take_out(&caller, path.into_inner(), Format::Table).await?)
}

/// What the project asked for, as a table of its own: that of bulletins stays as it is.
pub async fn requests_csv(
    site: web::Data<Site>,
    path: web::Path<String>,
    caller: Caller,
) -> Result<HttpResponse, Error> {
    let extent = take_out(&caller, path.into_inner(), Format::RequestTable).await?;
    let table = exporting::csv::write_requests(&site.services, &extent)?;
    let body = futures_util::stream::iter([Ok(table)]);
    Ok(file(&extent.requests_file_name("csv"), "text/csv; charset=utf-8", body))
}

/// A project of which somebody takes the bulletins out, which is kept on record.
async fn take_out(caller: &Caller, slug: String, format: Format) -> Result<Extent, Error> {
    let take =
        move |scope: &mut Scope<'_>, by: &Member| exporting::take_out_project(scope, by, &slug, format);
    Ok(caller.act(take).await?)
}

pub async fn markdown(
    site: web::Data<Site>,
    path: web::Path<String>,
    visitor: Visitor,
    caller: Caller,
) -> Result<HttpResponse, Error> {
    let extent = take_out(&caller, path.into_inner(), Format::Document).await?;
    let name = extent.file_name("md");
    let body = exporting::markdown::write(&site.services, extent, visitor.locale)?;
    Ok(file(&name, "text/markdown; charset=utf-8", body))
}

/// A promotion with its projects; that it is taken out is kept on record.
async fn take_out_promotion(
    site: &Site,
    id: i64,
    coordinator: Coordinator,
    format: &'static str,
) -> Result<TakenOut, Error> {
    let (services, id) = (&site.services, PromotionId(id));
    let taken = services
        .coordinate_proven(coordinator.claim, move |scope, by| {
            exporting::take_out_promotion(scope, by, id, format)
        })
        .await?;
    Ok(taken)
}

/// Its bulletins as one table, with the columns of a project's.
pub async fn promotion_csv(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    csv_of(&site, take_out_promotion(&site, *path, coordinator, "CSV").await?.extent)
}

pub async fn json(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let taken = take_out_promotion(&site, *path, coordinator, "JSON").await?;
    let name = taken.extent.file_name("json");
    let body = exporting::json::write(&site.services, taken)?;
    Ok(file(&name, "application/json; charset=utf-8", body))
}

pub async fn xlsx(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let locale = coordinator.visitor.locale;
    let TakenOut { extent, .. } = take_out_promotion(&site, *path, coordinator, "XLSX").await?;
    let name = extent.file_name("xlsx");
    let body = exporting::xlsx::write(&site.services, extent, locale).await?;
    Ok(file(&name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body))
}
