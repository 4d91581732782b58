//! What goes wrong, told as a page in the visitor's language.

use actix_web::body::{BodySize, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError, web};
use chrono::{DateTime, Utc};

use super::Site;
use super::visitor::Visitor;
use crate::services;

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such page")]
    NotFound,
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
    Internal(#[from] services::Error),
    #[error("a page could not be rendered: {0}")]
    Rendering(String),
}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        Error::Internal(error.into())
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
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
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", back_to).finish();
            response.insert_header((header::LOCATION, format!("/sign-in?{query}")));
        }
        response.finish()
    }
}
