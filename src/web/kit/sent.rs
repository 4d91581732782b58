//! What somebody sent, read along with the handler: where it cannot be worked on, they get it back.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_multipart::Multipart;
use actix_web::HttpMessage as _;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::Bytes;
use futures_util::stream::poll_fn;
use futures_util::{Stream, StreamExt, TryStreamExt};

/// The most bytes of a body that are kept: the largest form that people send holds a logo.
const MOST: usize = 2 * 1024 * 1024;

/// The body of a form, whether it has been read yet or not.
pub struct Sent {
    kind: Kind,
    headers: HeaderMap,
    body: Rc<RefCell<Body>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fields,
    /// With a file.
    Parts,
}

struct Body {
    payload: Payload,
    read: Vec<u8>,
    /// Whether there is more than is kept, or the rest never came.
    is_broken: bool,
}

impl Sent {
    /// Reads along with whoever reads the body of a form; none where the request brings no form.
    pub fn along(req: &mut ServiceRequest) -> Option<Sent> {
        let kind = kind_of(req.headers()).filter(|_| req.method() == Method::POST)?;
        let body = Rc::new(RefCell::new(Body { payload: req.take_payload(), ..Body::empty() }));
        let read_along = body.clone();
        let stream = poll_fn(move |context| read_along.borrow_mut().poll(context));
        req.set_payload(Payload::Stream { payload: Box::pin(stream) });
        Some(Sent { kind, headers: req.headers().clone(), body })
    }

    pub fn has_file(&self) -> bool {
        self.kind == Kind::Parts
    }

    /// The fields that were sent, files left out. What nobody has read yet is read now: the handler may have failed
    /// before it looked.
    pub async fn fields(self) -> Vec<(String, String)> {
        let mut rest = poll_fn(|context| self.body.borrow_mut().poll(context));
        while let Some(Ok(_)) = rest.next().await {
            if self.body.borrow().is_broken {
                break;
            }
        }
        let body = self.body.replace(Body::empty());
        if body.is_broken {
            return Vec::new();
        }
        match self.kind {
            Kind::Fields => url::form_urlencoded::parse(&body.read).into_owned().collect(),
            Kind::Parts => parts(&self.headers, body.read).await.unwrap_or_default(),
        }
    }
}

impl Body {
    fn empty() -> Body {
        Body { payload: Payload::None, read: Vec::new(), is_broken: false }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, PayloadError>>> {
        let polled = self.payload.poll_next_unpin(context);
        match &polled {
            Poll::Ready(Some(Ok(piece))) if self.read.len() + piece.len() <= MOST => {
                self.read.extend_from_slice(piece);
            }
            Poll::Ready(Some(_)) => {
                self.is_broken = true;
                self.read = Vec::new();
            }
            _ => {}
        }
        polled
    }
}

fn kind_of(headers: &HeaderMap) -> Option<Kind> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    match value.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Some(Kind::Fields),
        "multipart/form-data" => Some(Kind::Parts),
        _ => None,
    }
}

async fn parts(headers: &HeaderMap, body: Vec<u8>) -> Option<Vec<(String, String)>> {
    let once = futures_util::stream::once(async move { Ok::<_, PayloadError>(Bytes::from(body)) });
    let mut parts = Multipart::new(headers, once);
    let mut fields = Vec::new();
    while let Some(part) = parts.try_next().await.ok()? {
        let is_file = part.content_disposition().is_some_and(|told| told.get_filename().is_some());
        let name = part.name().unwrap_or_default().to_owned();
        let content = gathered(part).await?;
        if !is_file {
            fields.push((name, String::from_utf8_lossy(&content).into_owned()));
        }
    }
    Some(fields)
}

async fn gathered<E>(mut pieces: impl Stream<Item = Result<Bytes, E>> + Unpin) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(piece) = pieces.next().await {
        all.extend_from_slice(&piece.ok()?);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use actix_web::HttpMessage;
    use actix_web::test::TestRequest;

    use super::*;

    fn request(kind: &str, body: &'static [u8]) -> ServiceRequest {
        TestRequest::post().insert_header((header::CONTENT_TYPE, kind)).set_payload(body).to_srv_request()
    }

    fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";
    const PARTS: &[u8] = b"--p\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\nb\r\n\
        --p\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nx\r\n--p--\r\n";

    #[actix_web::test]
    async fn what_was_sent_comes_back_whether_it_was_read_or_not() {
        for is_read in [false, true] {
            let mut req = request(FORM, b"name=Plume+%26+Cie&lines=a%0D%0Ab&on=1&on=2");
            let sent = Sent::along(&mut req).unwrap();
            if is_read {
                assert_eq!(gathered(req.take_payload()).await.unwrap().len(), 43);
            }
            let fields = sent.fields().await;
            assert_eq!(
                pairs(&fields),
                [("name", "Plume & Cie"), ("lines", "a\r\nb"), ("on", "1"), ("on", "2")]
            );
            let mut req = request("multipart/form-data; boundary=p", PARTS);
            let sent = Sent::along(&mut req).unwrap();
            if is_read {
                gathered(req.take_payload()).await.unwrap();
            }
            assert!(sent.has_file());
            assert_eq!(pairs(&sent.fields().await), [("text", "a\r\nb")]);
        }
    }

    #[actix_web::test]
    async fn what_is_no_form_or_too_large_is_not_kept() {
        assert!(Sent::along(&mut request("application/json", b"{}")).is_none());
        let mut look = TestRequest::get().insert_header((header::CONTENT_TYPE, FORM)).to_srv_request();
        assert!(Sent::along(&mut look).is_none());
        static LARGE: [u8; MOST + 1] = [b'a'; MOST + 1];
        let sent = Sent::along(&mut request(FORM, &LARGE)).unwrap();
        assert!(sent.fields().await.is_empty());
    }
}
