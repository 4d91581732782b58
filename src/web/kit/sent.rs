//! What somebody sent, read along with the handler: where it cannot be worked on, they get it back.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::HttpMessage as _;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
use futures_util::StreamExt;
use futures_util::stream::poll_fn;

use super::bodies::{Kind, PARTS_MAX};
use super::errors::Error;
use super::parts::Parts;

/// The body of a form, whether it has been read yet or not.
pub struct Sent {
    kind: Kind,
    headers: HeaderMap,
    body: Rc<RefCell<Body>>,
}

struct Body {
    payload: Payload,
    read: Vec<u8>,
    /// Whether the rest never came, or was more than is let in.
    is_broken: bool,
}

impl Sent {
    /// Reads along with whoever reads the body of a form; none where the request brings no form.
    pub fn along(req: &mut ServiceRequest) -> Option<Sent> {
        let kind = Kind::of(req.headers());
        if kind == Kind::Other || req.method() != Method::POST {
            return None;
        }
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
            Kind::Form => url::form_urlencoded::parse(&body.read).into_owned().collect(),
            Kind::Parts => parts(&self.headers, body.read).await.unwrap_or_default(),
            Kind::Other => Vec::new(),
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
            Poll::Ready(Some(Ok(piece))) => self.read.extend_from_slice(piece),
            Poll::Ready(Some(Err(_))) => {
                self.is_broken = true;
                self.read = Vec::new();
            }
            _ => {}
        }
        polled
    }
}

async fn parts(headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<(String, String)>, Error> {
    let once = futures_util::stream::once(async move { Ok::<_, PayloadError>(Bytes::from(body)) });
    let mut parts = Parts::of(headers, once);
    let mut fields = Vec::new();
    while let Some(part) = parts.next().await? {
        let (name, is_file) = (part.name().to_owned(), part.is_file());
        let content = part.read(PARTS_MAX).await?;
        if !is_file {
            fields.push((name, String::from_utf8_lossy(&content).into_owned()));
        }
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use actix_web::HttpMessage;
    use actix_web::http::header;
    use actix_web::test::TestRequest;

    use super::*;
    use crate::web::kit::bodies;

    fn request(kind: &str, body: &'static [u8]) -> ServiceRequest {
        TestRequest::post().insert_header((header::CONTENT_TYPE, kind)).set_payload(body).to_srv_request()
    }

    fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";
    const PARTS: &[u8] = b"--part\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\nb\r\n\
        --part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nx\r\n--part--\r\n";

    #[actix_web::test]
    async fn what_was_sent_comes_back_whether_it_was_read_or_not() {
        for is_read in [false, true] {
            let mut req = request(FORM, b"name=Plume+%26+Cie&lines=a%0D%0Ab&on=1&on=2");
            let sent = Sent::along(&mut req).unwrap();
            if is_read {
                assert_eq!(bodies::whole(req.take_payload()).await.unwrap().len(), 43);
            }
            let fields = sent.fields().await;
            assert_eq!(
                pairs(&fields),
                [("name", "Plume & Cie"), ("lines", "a\r\nb"), ("on", "1"), ("on", "2")]
            );
            let mut req = request("multipart/form-data; boundary=part", PARTS);
            let sent = Sent::along(&mut req).unwrap();
            if is_read {
                bodies::whole(req.take_payload()).await.unwrap();
            }
            assert!(sent.has_file());
            assert_eq!(pairs(&sent.fields().await), [("text", "a\r\nb")]);
        }
    }

    #[actix_web::test]
    async fn what_is_no_form_is_not_kept() {
        assert!(Sent::along(&mut request("application/json", b"{}")).is_none());
        let mut look = TestRequest::get().insert_header((header::CONTENT_TYPE, FORM)).to_srv_request();
        assert!(Sent::along(&mut look).is_none());
    }
}
