//! A line for each request, with an id that its error page and its answer tell too: who asks about it names that.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, web};

use super::metrics::class_of;
use super::site::Site;

/// What log filters name.
const TARGET: &str = "bulletins::requests";
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, of this program's own making.
#[derive(Clone)]
struct RequestId(String);

/// The id of that request; none: it was answered before it had one.
pub fn id_of(req: &HttpRequest) -> Option<String> {
    req.extensions().get::<RequestId>().map(|id| id.0.clone())
}

/// Gives a request its id, counts its answer, and tells the log of it: by its route, never by its address, which may hold a
/// token.
pub async fn watch(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let id = format!("{:012x}", rand::random::<u64>() >> 16);
    req.extensions_mut().insert(RequestId(id.clone()));
    let site = req.app_data::<web::Data<Site>>().cloned();
    let begun = Instant::now();
    let mut response = next.call(req).await?;
    let took = begun.elapsed();
    let route = response.request().match_pattern().unwrap_or_else(|| "none".into());
    let method = match response.request().method().as_str() {
        known @ ("GET" | "POST" | "HEAD") => known,
        _ => "other",
    };
    let class = class_of(method, &route);
    let status = response.status();
    if let Some(site) = site {
        site.metrics.requests.with_label_values(&[method, &route, status.as_str()]).inc();
        site.metrics.seconds.with_label_values(&[class]).observe(took.as_secs_f64());
    }
    let ms = took.as_millis() as u64;
    // Who watches asks again and again.
    if ["watching", "static"].contains(&class) && !status.is_server_error() {
        tracing::debug!(target: TARGET, request = id, method, route, status = status.as_u16(), ms, "answered");
    } else {
        tracing::info!(target: TARGET, request = id, method, route, status = status.as_u16(), ms, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    Ok(response)
}
