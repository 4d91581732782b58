//! Every answer that is an error becomes a page in the visitor's language.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{ConnectionType, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, web};
use serde::Serialize;

use super::again::Again;
use super::asking_proof;
use super::errors::Error;
use super::page::Page;
use super::request_log;
use super::sent::Sent;
use super::site::Site;
use super::view;
use super::visitor::Visitor;

/// What an error page says.
#[derive(Serialize)]
pub struct ErrorPage {
    status: u16,
    /// The keys of its texts.
    title: String,
    explanation: String,
    /// By what the log tells of it, where it is no fault of who asks.
    request: Option<String>,
    /// When to come back.
    until: Option<String>,
    /// What helps whoever came by a link that has ended.
    onward: Option<Onward>,
    /// What was sent and could not be worked on, through no fault of who sent it.
    again: Option<Again>,
}

/// A page that helps further, and the key of what its button says.
#[derive(Serialize)]
struct Onward {
    address: &'static str,
    key: &'static str,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "pages/kit/error";

    #[cfg(test)]
    fn samples() -> Vec<ErrorPage> {
        let page = |name: &str| ErrorPage {
            status: 503,
            title: format!("error-{name}"),
            explanation: format!("error-{name}-explanation"),
            request: None,
            until: None,
            onward: None,
            again: None,
        };
        let ended = |name: &str, route: &str| ErrorPage { onward: onward_from(route), ..page(name) };
        vec![
            page("not-found"),
            ErrorPage { until: Some("2026-03-06T14:05:00".into()), ..page("throttled") },
            ended("link-renewable", "/sign-in/{token}"),
            ended("link-invitation", "/invitations/{token}"),
            ended("link-mails", "/unsubscribe/{token}"),
            ErrorPage { again: Some(Again::sample(true)), ..page("unavailable") },
            ErrorPage {
                again: Some(Again::sample(false)),
                request: Some("0123456789ab".into()),
                ..page("internal")
            },
        ]
    }
}

/// Gives every answer that is an error a page.
pub async fn pages(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let mut sent = Sent::along(&mut req);
    let mut response = next.call(req).await?.map_into_boxed_body();
    let Some(site) = response.request().app_data::<web::Data<Site>>().cloned() else { return Ok(response) };
    if let Some(Error::Unproven) = told_by(&response) {
        let req = response.request().clone();
        response = match asking_proof::ask(&site, &req, &mut sent).await {
            Ok(answer) => return Ok(ServiceResponse::new(req, answer)),
            // They cannot be asked now: the database is away, for one.
            Err(error) => ServiceResponse::from_err(error, req),
        };
    }
    let status = response.status();
    let is_page =
        response.response().error().is_none() && response.response().body().size() != BodySize::Sized(0);
    if !(status.is_client_error() || status.is_server_error()) || is_page {
        return Ok(response);
    }
    if status.is_server_error() {
        let cause = response.response().error().map(ToString::to_string).unwrap_or_default();
        let request = request_log::id_of(response.request());
        tracing::error!(request, cause, path = response.request().match_pattern(), "a request failed");
    }
    let error = told_by(&response);
    if let Some(Error::SignedOut) = error
        && response.request().method().is_safe()
    {
        let req = response.request().clone();
        let answer = view::see_other(&sign_in_before(&req));
        return Ok(ServiceResponse::new(req, answer));
    }
    let mut page = page_of(&site, response.request(), error, status);
    page.request = request_log::id_of(response.request()).filter(|_| status.is_server_error());
    let (req, old) = response.into_parts();
    // Of all pages these do not wait in line as well, or for a database that is away.
    let visitor = if status == StatusCode::SERVICE_UNAVAILABLE {
        Visitor::of_answered_at_once(&req, &site)
    } else {
        Visitor::of_answered(&req, &site).await
    };
    if let Some(sent) = sent.filter(|_| status.is_server_error()) {
        page.again = again(&site, &req, &visitor, sent).await;
    }
    let mut rendered = match view::show_with_status(&site, &req, &visitor, status, &page) {
        Ok(rendered) => rendered,
        Err(error) => {
            tracing::error!(%error, "the error page itself failed");
            return Ok(ServiceResponse::new(req, old));
        }
    };
    if status == StatusCode::REQUEST_TIMEOUT {
        rendered.head_mut().set_connection_type(ConnectionType::Close);
    }
    for name in [header::ACCEPT_ENCODING, header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = old.headers().get(&name) {
            rendered.headers_mut().insert(name, value.clone());
        }
    }
    Ok(ServiceResponse::new(req, rendered))
}

/// Why it is no answer to what was asked, as this program tells it.
fn told_by(response: &ServiceResponse<BoxBody>) -> Option<&Error> {
    response.response().error().and_then(|error| error.as_error::<Error>())
}

/// Where somebody signs in who is to come back to what they asked for.
fn sign_in_before(req: &HttpRequest) -> String {
    let back =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("back", &asked_for(req)).finish();
    format!("/sign-in?{back}")
}

/// The page that was asked for, with its question.
fn asked_for(req: &HttpRequest) -> String {
    req.uri().path_and_query().map(ToString::to_string).unwrap_or_default()
}

fn page_of(site: &Site, req: &HttpRequest, error: Option<&Error>, status: StatusCode) -> ErrorPage {
    let until = match error {
        Some(Error::Throttled { until }) => Some(view::local(site, *until)),
        _ => None,
    };
    let route = req.match_pattern().unwrap_or_default();
    let onward = match error {
        Some(Error::LinkEnded) => onward_from(&route),
        _ => None,
    };
    let name = name_of(error, &route, status);
    ErrorPage {
        status: status.as_u16(),
        title: format!("error-{name}"),
        explanation: format!("error-{name}-explanation"),
        request: None,
        until,
        onward,
        again: None,
    }
}

/// What was sent, to be sent again once that may go well.
async fn again(site: &Site, req: &HttpRequest, visitor: &Visitor, sent: Sent) -> Option<Again> {
    let address = asked_for(req);
    let has_file = sent.has_file();
    let fields = sent.fields().await;
    // Where a link is proof enough, its form was never asked for another.
    let is_by_link =
        req.match_pattern().is_some_and(|route| ["/f/", "/h/"].iter().any(|links| route.starts_with(links)));
    Again::new(&address, has_file, &fields, |token| is_by_link || visitor.sent_own_form(site, token))
}

/// Where somebody whose link has ended gets what it was for; of shared links only a person brings another.
fn onward_from(route: &str) -> Option<Onward> {
    let (address, key) = match route {
        "/sign-in/{token}" => ("/sign-in", "link-renew"),
        "/password-resets/{token}" => ("/password-resets", "link-renew"),
        "/unsubscribe/{token}" => ("/settings#mails", "subscription-settings"),
        _ if route.starts_with("/invitations/") || route.starts_with("/f/") => ("/sign-in", "sign-in"),
        _ if route.starts_with("/feeds/") => ("/settings#calendar", "nav-settings"),
        _ => return None,
    };
    Some(Onward { address, key })
}

/// Which texts tell of it.
fn name_of(error: Option<&Error>, route: &str, status: StatusCode) -> &'static str {
    match (error, status.as_u16()) {
        (Some(Error::LinkEnded), _) if route.starts_with("/invitations/") => "link-invitation",
        (Some(Error::LinkEnded), _) if route.starts_with("/f/") => "link-form",
        (Some(Error::LinkEnded), _) if route.starts_with("/unsubscribe/") => "link-mails",
        (Some(Error::LinkEnded), _) if route.starts_with("/s/") => "link-shared",
        (Some(Error::LinkEnded), _) if route.starts_with("/feeds/") => "link-feed",
        (Some(Error::LinkEnded), _) => "link-renewable",
        (Some(Error::WeekOver), _) => "week-over",
        (Some(Error::NotNow), _) => "not-now",
        (Some(Error::LastCoordinator), _) => "last-coordinator",
        (Some(Error::NoImage), _) => "no-image",
        (Some(Error::SignedOut), _) => "signed-out",
        (Some(Error::ForeignForm), _) => "foreign-form",
        (Some(Error::NotUtf8), _) => "not-utf8",
        (Some(Error::Busy), _) => "busy",
        (Some(Error::Unavailable(_)), _) => "unavailable",
        (_, 403) => "forbidden",
        (_, 404) => "not-found",
        (_, 405) => "method",
        (_, 408) => "too-slow",
        (_, 413) => "too-large",
        (_, 429) => "throttled",
        (_, 500..) => "internal",
        _ => "unreadable",
    }
}
