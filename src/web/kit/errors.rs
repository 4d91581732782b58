//! What goes wrong, told as a page in the visitor's language.

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::view;
use super::visitor::Visitor;
use crate::services::people::protecting_coordinators::LastCoordinator;
use crate::services::{self, Denied, Refusal};
use crate::web::Site;

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such page")]
    NotFound,
    /// A link that worked once, or never did.
    #[error("the link has ended")]
    LinkEnded,
    /// A week that cannot be changed any more.
    #[error("the week is over")]
    WeekOver,
    /// As things stand now it cannot be done.
    #[error("not as things stand")]
    NotNow,
    #[error("nobody else coordinates the programme")]
    LastCoordinator,
    #[error("no image that can be used")]
    NoImage,
    #[error("this is for others")]
    Forbidden,
    /// A page that can be shown after signing in.
    #[error("sign in first")]
    SignInFirst { back_to: String },
    /// A form of somebody whose session has ended.
    #[error("signed out")]
    SignedOut,
    #[error("the form was not shown to this browser")]
    ForeignForm,
    #[error("the body is no form")]
    NotAForm,
    #[error("the text is not UTF-8")]
    NotUtf8,
    #[error("the request cannot be read")]
    Unreadable,
    #[error("the body is too large")]
    TooLarge,
    #[error("too many attempts")]
    Throttled { until: DateTime<Utc> },
    #[error(transparent)]
    Internal(services::Error),
    #[error("a page could not be rendered: {0}")]
    Rendering(String),
}

impl From<crate::templates::Error> for Error {
    fn from(error: crate::templates::Error) -> Self {
        Error::Rendering(error.to_string())
    }
}

impl From<services::Error> for Error {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::Denied(Denied::SignedOut) => Error::SignedOut,
            services::Error::Denied(Denied::Forbidden) => Error::Forbidden,
            other => Error::Internal(other),
        }
    }
}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        Error::Internal(error.into())
    }
}

impl From<Refusal> for Error {
    /// For what was not typed into a form: the form's own faults are shown beside its fields.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Gone => Error::NotFound,
            Refusal::NotNow => Error::NotNow,
            Refusal::LastCoordinator => Error::LastCoordinator,
            Refusal::Faults(_) => Error::Unreadable,
            Refusal::Failed(error) => error.into(),
        }
    }
}

impl From<crate::services::programme::fault::Refusal> for Error {
    fn from(refusal: crate::services::programme::fault::Refusal) -> Self {
        use crate::services::programme::fault::Refusal;
        match refusal {
            Refusal::Gone => Error::NotFound,
            Refusal::NotNow => Error::NotNow,
            Refusal::Faults(_) => Error::Unreadable,
            Refusal::Store(error) => error.into(),
        }
    }
}

impl From<LastCoordinator> for Error {
    fn from(refusal: LastCoordinator) -> Self {
        match refusal {
            LastCoordinator::Refused => Error::LastCoordinator,
            LastCoordinator::Store(error) => error.into(),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::LinkEnded => StatusCode::GONE,
            Error::WeekOver | Error::NotNow | Error::LastCoordinator => StatusCode::CONFLICT,
            Error::NoImage => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Forbidden | Error::ForeignForm => StatusCode::FORBIDDEN,
            Error::SignInFirst { .. } => StatusCode::SEE_OTHER,
            Error::SignedOut => StatusCode::UNAUTHORIZED,
            Error::NotUtf8 | Error::Unreadable => StatusCode::BAD_REQUEST,
            Error::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Internal(_) | Error::Rendering(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Without a body: [`pages`] writes it, since it knows the visitor.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Error::SignInFirst { back_to } = self {
            let query =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("back", back_to).finish();
            response.insert_header((header::LOCATION, format!("/sign-in?{query}")));
        }
        response.finish()
    }
}

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
    let visitor = Visitor::of_answered(&req, &site).await;
    let mut rendered = match view::page_with_status(&site, &req, &visitor, status, "pages/kit/error", &page) {
        Ok(rendered) => rendered,
        Err(error) => {
            tracing::error!(%error, "the error page itself failed");
            return Ok(ServiceResponse::new(req, old));
        }
    };
    if let Some(allow) = old.headers().get(header::ALLOW) {
        rendered.headers_mut().insert(header::ALLOW, allow.clone());
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
        (_, 403) => "forbidden",
        (_, 404) => "not-found",
        (_, 405) => "method",
        (_, 413) => "too-large",
        (_, 429) => "throttled",
        (_, 500..) => "internal",
        _ => "unreadable",
    }
}
