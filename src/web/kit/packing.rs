//! A text that is small and whole is compressed where it is made: actix-web's own [`Compress`] hands each answer to another thread,
//! which costs more than a page takes. It is left what is large, comes bit by bit, or goes to who takes nothing but `deflate`.
//!
//! [`Compress`]: actix_web::middleware::Compress

use std::io::Write;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What is larger would keep others waiting for whom the same thread works.
const MOST: u64 = 256 * 1024;

/// Compresses an answer that is whole, for those who take it so.
pub async fn pack(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let is_wanted = takes_gzip(&req);
    let answer = next.call(req).await?.map_into_boxed_body();
    if !is_wanted || !can_be_packed(&answer) {
        return Ok(answer);
    }
    let (req, response) = answer.into_parts();
    let (mut response, body) = response.into_parts();
    let body = match body.try_into_bytes() {
        Ok(plain) => {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
            BoxBody::new(packed(&plain).map_err(ErrorInternalServerError)?)
        }
        Err(streamed) => streamed,
    };
    Ok(ServiceResponse::new(req, response.set_body(body)))
}

/// A text that is whole, of such a size, and not compressed yet.
fn can_be_packed(answer: &ServiceResponse<BoxBody>) -> bool {
    let headers = answer.headers();
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok()).unwrap_or_default();
    matches!(answer.response().body().size(), BodySize::Sized(1..=MOST))
        && !headers.contains_key(header::CONTENT_ENCODING)
        && ["text/", "application/json"].iter().any(|kind| media_type.starts_with(kind))
}

/// Whether whoever asks would rather have it compressed.
pub fn takes_gzip(req: &ServiceRequest) -> bool {
    let accepted = AcceptEncoding::parse(req).ok();
    let ready = [Encoding::gzip(), Encoding::identity()];
    let chosen = accepted.and_then(|accepted| accepted.negotiate(ready.iter()));
    chosen == Some(Encoding::Known(ContentEncoding::Gzip))
}

/// The same text by gzip, at its fastest level.
///
/// # Errors
/// Those of writing, of which memory has none.
pub fn packed(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::fast());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.into())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use actix_web::body::to_bytes;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, HttpResponse, web};
    use flate2::read::GzDecoder;

    use super::*;

    const TEXT: &str = "text/plain; charset=utf-8";

    /// What comes of so many bytes of that kind, for who takes that.
    async fn answered(kind: &'static str, size: u64, takes: &'static str) -> ServiceResponse<BoxBody> {
        let made =
            move || async move { HttpResponse::Ok().content_type(kind).body("x".repeat(size as usize)) };
        let app = init_service(App::new().wrap(from_fn(pack)).default_service(web::to(made))).await;
        let asked = TestRequest::default().insert_header((header::ACCEPT_ENCODING, takes));
        call_service(&app, asked.to_request()).await
    }

    fn is_packed(answer: &ServiceResponse<BoxBody>) -> bool {
        answer.headers().get(header::CONTENT_ENCODING).is_some_and(|told| told == "gzip")
    }

    #[actix_web::test]
    async fn a_text_comes_out_as_it_was_and_says_that_it_is_packed() {
        for kind in [TEXT, "text/html", "application/json", "text/calendar"] {
            let answer = answered(kind, 5000, "gzip, deflate, br").await;
            assert!(is_packed(&answer), "{kind}");
            assert_eq!(answer.headers().get(header::VARY).unwrap(), "accept-encoding");
            let packed = to_bytes(answer.into_body()).await.unwrap();
            let mut plain = String::new();
            GzDecoder::new(&packed[..]).read_to_string(&mut plain).unwrap();
            assert!(packed.len() < 200 && plain == "x".repeat(5000), "{kind}: {}", packed.len());
        }
    }

    #[actix_web::test]
    async fn what_gains_nothing_or_is_not_wanted_stays_as_it_is() {
        for (kind, size, takes) in [
            ("image/png", 5000, "gzip"),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 5000, "gzip"),
            (TEXT, 0, "gzip"),
            (TEXT, MOST + 1, "gzip"),
            (TEXT, 5000, "gzip;q=0"),
            (TEXT, 5000, "identity;q=1, gzip;q=0.5"),
            (TEXT, 5000, "br"),
        ] {
            let answer = answered(kind, size, takes).await;
            assert!(!is_packed(&answer), "{kind} {size} {takes}");
            assert_eq!(to_bytes(answer.into_body()).await.unwrap().len() as u64, size);
        }
        assert!(is_packed(&answered(TEXT, MOST, "gzip").await));
    }
}
