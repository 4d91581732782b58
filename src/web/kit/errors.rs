//! Why a request was not answered as asked.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};

use crate::services::{self, Denied, Refusal};

/// When to come back where too many came at once, or the database is away.
const BUSY_SECONDS: u32 = 10;

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
    /// Who that is was proven too long ago: a proof comes first.
    #[error("a fresh proof comes first")]
    Unproven,
    /// Nobody is signed in, or not any more: a page leads to where one signs in, and back; of a form it is said.
    #[error("signed out")]
    SignedOut,
    #[error("the form was not shown to this browser")]
    ForeignForm,
    #[error("the body is no form")]
    NotAForm,
    /// Compressed, or otherwise than it is.
    #[error("the body is encoded")]
    Encoded,
    #[error("the text is not UTF-8")]
    NotUtf8,
    #[error("the request cannot be read")]
    Unreadable,
    #[error("the body is too large")]
    TooLarge,
    #[error("the body comes too slowly")]
    TooSlow,
    #[error("too many attempts")]
    Throttled { until: DateTime<Utc> },
    /// More asks than can be served: come back in a moment.
    #[error("too many at once")]
    Busy,
    /// The database does not answer, or the program is stopping.
    #[error(transparent)]
    Unavailable(services::Error),
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
            services::Error::Denied(Denied::Unproven) => Error::Unproven,
            busy if busy.is_busy() => Error::Busy,
            other if other.is_passing() => Error::Unavailable(other),
            other => Error::Internal(other),
        }
    }
}

impl Error {
    /// Of what stands behind a link: where it is gone, the link has ended.
    pub fn of_link(refusal: Refusal) -> Error {
        match refusal {
            Refusal::Gone => Error::LinkEnded,
            other => other.into(),
        }
    }
}

impl From<Refusal> for Error {
    /// For what was not typed into a form: the form's own faults are shown beside its fields.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Gone => Error::NotFound,
            Refusal::NotNow => Error::NotNow,
            Refusal::LastCoordinator => Error::LastCoordinator,
            Refusal::LinkEnded => Error::LinkEnded,
            Refusal::Throttled { until } | Refusal::Guessed { until } => Error::Throttled { until },
            Refusal::Faults(_) => Error::Unreadable,
            Refusal::Failed(error) => error.into(),
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
            Error::Forbidden | Error::ForeignForm | Error::Unproven => StatusCode::FORBIDDEN,
            Error::SignedOut => StatusCode::UNAUTHORIZED,
            Error::NotUtf8 | Error::Unreadable => StatusCode::BAD_REQUEST,
            Error::NotAForm | Error::Encoded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Error::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Busy | Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) | Error::Rendering(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Without a body: `error_pages` writes it, since it knows the visitor.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Error::Encoded = self {
            // RFC 7694, section 3.
            response.insert_header((header::ACCEPT_ENCODING, "identity"));
        }
        if let Error::Busy | Error::Unavailable(_) = self {
            response.insert_header((header::RETRY_AFTER, BUSY_SECONDS));
        }
        response.finish()
    }
}
