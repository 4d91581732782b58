//! Answers that are small leave in one piece.
//!
//! What is exported comes out bit by bit, and would be sent so: first the head, then each bit. The reader's side confirms
//! the first bit late, 40 ms on Linux, when it waits for more to confirm; and only what is whole can be compressed at once, told its
//! length, or be answered by an error page when it fails.

use std::error::Error as StdError;
use std::future::poll_fn;

use actix_web::body::{BodySize, BodyStream, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt, stream};

use super::errors::Error;
use crate::services;

/// What is larger is sent as it comes: the table of a project of ten months is a tenth of it.
const MOST: usize = 256 * 1024;

/// By which an answer says that each bit of it is to be sent when it comes: as proxies understand it, too (nginx,
/// `ngx_http_proxy_module`).
pub const AS_IT_COMES: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Reads an answer of unknown length up to its end, or until it is too large to be waited for.
pub async fn gather(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let answer = next.call(req).await?.map_into_boxed_body();
    let (name, value) = AS_IT_COMES;
    if answer.response().body().size() != BodySize::Stream || answer.headers().get(name) == Some(&value) {
        return Ok(answer);
    }
    let (req, response) = answer.into_parts();
    let (head, body) = response.into_parts();
    Ok(match gathered(body).await {
        Ok(body) => ServiceResponse::new(req, head.set_body(body)),
        Err(error) => ServiceResponse::from_err(told(error), req),
    })
}

/// What a page tells of it.
fn told(error: Box<dyn StdError>) -> Error {
    match error.downcast::<services::Error>() {
        Ok(error) => (*error).into(),
        Err(other) => Error::Internal(services::Error::Export(other.to_string())),
    }
}

async fn gathered(mut body: BoxBody) -> Result<BoxBody, Box<dyn StdError>> {
    let mut first = BytesMut::new();
    while first.len() < MOST {
        match poll_fn(|cx| body.as_pin_mut().poll_next(cx)).await {
            Some(bit) => first.extend_from_slice(&bit?),
            None => return Ok(BoxBody::new(first.freeze())),
        }
    }
    let first: Result<Bytes, Box<dyn StdError>> = Ok(first.freeze());
    let rest = stream::poll_fn(move |cx| body.as_pin_mut().poll_next(cx));
    let rest = rest.inspect_err(|error| tracing::error!(%error, "an answer broke off"));
    Ok(BoxBody::new(BodyStream::new(stream::iter([first]).chain(rest))))
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, HttpResponse, web};
    use futures_util::FutureExt;

    use super::*;

    /// A body that comes in bits of that many bytes, and may fail in the end.
    fn streamed(bits: usize, size: usize, fails: bool) -> BoxBody {
        let bits = (0..bits).map(move |_| Ok(Bytes::from(vec![b'x'; size])));
        let end = fails.then(|| Err(std::io::Error::other("broken off")));
        BoxBody::new(BodyStream::new(stream::iter(bits.chain(end))))
    }

    #[actix_web::test]
    async fn what_is_small_becomes_whole_and_what_is_large_stays_complete() {
        for (bits, size) in [(0, 0), (1, 10), (7, 1000), (1, MOST), (2, MOST), (1000, 1000)] {
            let body = gathered(streamed(bits, size, false)).await.unwrap();
            let is_whole = body.size() == BodySize::Sized((bits * size) as u64);
            assert_eq!(is_whole, bits * size < MOST, "{bits} of {size}");
            assert_eq!(to_bytes(body).await.unwrap(), vec![b'x'; bits * size]);
        }
    }

    #[actix_web::test]
    async fn what_is_to_come_bit_by_bit_is_left_alone() {
        let never = || async {
            let body = BodyStream::new(stream::pending::<Result<Bytes, Error>>());
            HttpResponse::Ok().insert_header(AS_IT_COMES).body(body)
        };
        let app = init_service(App::new().wrap(from_fn(gather)).default_service(web::to(never))).await;
        let answer = call_service(&app, TestRequest::default().to_request());
        let answer = answer.now_or_never().expect("nothing is waited for");
        assert_eq!(answer.response().body().size(), BodySize::Stream);
    }

    #[actix_web::test]
    async fn what_fails_early_fails_whole_and_what_fails_late_breaks_off() {
        assert!(gathered(streamed(3, 1000, true)).await.is_err());
        let late = gathered(streamed(3, MOST, true)).await.unwrap();
        assert!(to_bytes(late).await.is_err());
    }
}
