//! Forms that people send, and proof that they sent them from here.

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderMap;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use percent_encoding::percent_decode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::bodies::{self, Kind};
use super::errors::Error;
use super::site::Site;
use super::visitor::Visitor;

/// The fields of a form, whoever sent it.
pub struct Fields<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Fields<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Fields<T>, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = Kind::of(req.headers()) == Kind::Form;
        let payload = payload.take();
        Box::pin(async move {
            if !is_form {
                return Err(Error::NotAForm);
            }
            let body = bodies::whole(payload).await?;
            // `serde_urlencoded` would quietly put a question mark in the place of what is not UTF-8.
            percent_decode(&body).decode_utf8().map_err(|_| Error::NotUtf8)?;
            web::Query::<T>::from_query(std::str::from_utf8(&body).map_err(|_| Error::NotUtf8)?)
                .map(|fields| Fields(fields.into_inner()))
                .map_err(|_| Error::Unreadable)
        })
    }
}

/// A form that is only a button.
#[derive(Deserialize)]
pub struct Nothing {}

/// The fields of a form that was shown to the visitor who sends it.
pub struct Posted<T>(pub T);

#[derive(Deserialize)]
struct WithToken<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

impl<T: DeserializeOwned + 'static> FromRequest for Posted<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Posted<T>, Error>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(req, payload);
        let fields = Fields::<WithToken<T>>::from_request(req, payload);
        let site = web::Data::<Site>::extract(req);
        Box::pin(async move {
            let (visitor, fields) = (visitor.await?, fields.await?.0);
            let site = site.await.map_err(|_| Error::Unreadable)?;
            visitor.refuse_foreign_form(&site, &fields.csrf)?;
            Ok(Posted(fields.fields))
        })
    }
}

/// Refuses what another site makes a browser send, before any handler sees it.
pub async fn refuse_foreign(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let site = req.app_data::<web::Data<Site>>().cloned();
    let own = site.is_some_and(|site| {
        is_own(req.headers(), &site.services.config.server.base_url.origin().ascii_serialization())
    });
    if req.method().is_safe() || own {
        Ok(next.call(req).await?.map_into_left_body())
    } else {
        Ok(req.error_response(Error::ForeignForm).map_into_right_body())
    }
}

/// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`.
///
/// Neither is proof, and `Origin` is `null` on our own forms since pages ask for `no-referrer`; the token is the proof.
fn is_own(headers: &HeaderMap, own_origin: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text("sec-fetch-site"), text("origin")) {
        (Some(fetch_site), _) => ["same-origin", "none"].contains(&fetch_site),
        (None, Some(origin)) => origin == own_origin || origin == "null",
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn only_other_sites_are_foreign() {
        for (headers, expected) in [
            (vec![], true),
            (vec![("sec-fetch-site", "same-origin"), ("origin", "null")], true),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://b.example")], false),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("origin", "https://b.example")], true),
            (vec![("origin", "https://b.example:444")], false),
            (vec![("origin", "https://evil.example")], false),
        ] {
            let map: HeaderMap = headers
                .iter()
                .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                .collect();
            assert_eq!(is_own(&map, "https://b.example"), expected, "{headers:?}");
        }
    }
}
