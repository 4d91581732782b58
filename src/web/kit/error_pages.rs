//! Every answer that is an error becomes a page in the visitor's language.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};
use serde::Serialize;

use super::errors::Error;
use super::site::Site;
use super::view;
use super::visitor::Visitor;

/// What an error page says.
#[derive(Serialize)]
struct Page {
    status: u16,
    /// The keys of its texts.
    title: String,
    explanation: String,
    /// When to come back.
    until: Option<String>,
    /// Where another link is asked for.
    renewal: Option<&'static str>,
}

/// Gives every answer that is an error a page.
pub async fn pages(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(req).await?.map_into_boxed_body();
    let status = response.status();
    let is_page =
        response.response().error().is_none() && response.response().body().size() != BodySize::Sized(0);
    if !(status.is_client_error() || status.is_server_error()) || is_page {
        return Ok(response);
    }
    let Some(site) = response.request().app_data::<web::Data<Site>>().cloned() else { return Ok(response) };
    if status.is_server_error() {
        let cause = response.response().error().map(ToString::to_string).unwrap_or_default();
        tracing::error!(cause, path = response.request().match_pattern(), "a request failed");
    }
    let error = response.response().error().and_then(|error| error.as_error::<Error>());
    let until = match error {
        Some(Error::Throttled { until }) => Some(*until),
        _ => None,
    };
    let renewal = match error {
        Some(Error::LinkEnded) => renewal_at(response.request()),
        _ => None,
    };
    let name = name_of(error, renewal.is_some(), status);
    let page = Page {
        status: status.as_u16(),
        renewal,
        title: format!("error-{name}"),
        explanation: format!("error-{name}-explanation"),
        until: until.map(|until| view::local(&site, until)),
    };
    let (req, old) = response.into_parts();
    // Of all pages this one does not wait in line as well.
    let visitor = if name == "busy" {
        Visitor::of_answered_at_once(&req, &site)
    } else {
        Visitor::of_answered(&req, &site).await
    };
    let mut rendered = match view::page_with_status(&site, &req, &visitor, status, "pages/kit/error", &page) {
        Ok(rendered) => rendered,
        Err(error) => {
            tracing::error!(%error, "the error page itself failed");
            return Ok(ServiceResponse::new(req, old));
        }
    };
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = old.headers().get(&name) {
            rendered.headers_mut().insert(name, value.clone());
        }
    }
    Ok(ServiceResponse::new(req, rendered))
}

/// Where somebody whose link has ended asks for another; of other links a reminder or a person brings one.
fn renewal_at(req: &HttpRequest) -> Option<&'static str> {
    match req.match_pattern()?.as_str() {
        "/sign-in/{token}" => Some("/sign-in"),
        "/password-resets/{token}" => Some("/password-resets"),
        _ => None,
    }
}

/// Which texts tell of it.
fn name_of(error: Option<&Error>, is_renewable: bool, status: StatusCode) -> &'static str {
    match (error, status.as_u16()) {
        (Some(Error::LinkEnded), _) if is_renewable => "link-renewable",
        (Some(Error::LinkEnded), _) => "link-ended",
        (Some(Error::WeekOver), _) => "week-over",
        (Some(Error::NotNow), _) => "not-now",
        (Some(Error::LastCoordinator), _) => "last-coordinator",
        (Some(Error::NoImage), _) => "no-image",
        (Some(Error::SignedOut), _) => "signed-out",
        (Some(Error::ForeignForm), _) => "foreign-form",
        (Some(Error::NotUtf8), _) => "not-utf8",
        (Some(Error::Busy), _) => "busy",
        (_, 403) => "forbidden",
        (_, 404) => "not-found",
        (_, 405) => "method",
        (_, 413) => "too-large",
        (_, 429) => "throttled",
        (_, 500..) => "internal",
        _ => "unreadable",
    }
}
