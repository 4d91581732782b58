//! What is whole is compressed where it is made, before it is sent: actix-web's own [`Compress`] hands each answer to another
//! thread, which costs more than a page takes, and is left what comes bit by bit.
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

/// What is whole, of such a size, and neither compressed nor a picture, which is.
fn can_be_packed(answer: &ServiceResponse<BoxBody>) -> bool {
    let headers = answer.headers();
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok()).unwrap_or_default();
    matches!(answer.response().body().size(), BodySize::Sized(1..=MOST))
        && !headers.contains_key(header::CONTENT_ENCODING)
        && !media_type.starts_with("image/")
}

/// Whether whoever asks would rather have it compressed.
pub fn takes_gzip(req: &ServiceRequest) -> bool {
    let accepted = AcceptEncoding::parse(req).ok();
    let ready = [Encoding::gzip(), Encoding::identity()];
    let chosen = accepted.and_then(|accepted| accepted.negotiate(ready.iter()));
    chosen == Some(Encoding::Known(ContentEncoding::Gzip))
}

/// # Errors
/// None that memory could bring.
pub fn packed(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::fast());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.into())
}
