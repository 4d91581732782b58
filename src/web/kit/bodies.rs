//! What is let in of a body, whatever the route: as it is, no more of it than is held in memory, and in good time.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, BytesMut, Data};
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connections::RATE;
use super::errors::Error;
use super::site::Site;

/// The most bytes of a form: the largest holds some thousand characters.
pub const FORM_MAX: usize = 64 * 1024;
/// The most bytes of a form with a file: a logo or a table of 1 MiB, with what stands around it.
pub const PARTS_MAX: usize = 1024 * 1024 + FORM_MAX;

/// How much of what is too long is read on and thrown away: who is refused in the middle of sending finds the connection
/// broken, and never reads why.
const THROWN_AWAY: usize = 16 * 1024 * 1024;

/// How long a body may take.
#[derive(Clone, Copy)]
struct Time {
    /// Without a rate being asked for: a telephone may lose its network for a moment.
    patience: Duration,
    whole: Duration,
}

impl Time {
    fn of(site: Option<&Data<Site>>) -> Time {
        let whole = site.map_or(0, |site| site.services.config.server.body_seconds);
        Time { patience: Duration::from_secs(10), whole: Duration::from_secs(whole) }
    }

    /// How long for what has come of it.
    fn earned(self, bytes: usize) -> Duration {
        self.whole.min(self.patience + Duration::from_secs((bytes / RATE) as u64))
    }
}

/// What a body says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Form,
    /// A form with a file.
    Parts,
    Other,
}

impl Kind {
    pub fn of(headers: &HeaderMap) -> Kind {
        let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let named = value.and_then(|value| value.split(';').next()).unwrap_or_default();
        match named.trim().to_ascii_lowercase().as_str() {
            "application/x-www-form-urlencoded" => Kind::Form,
            "multipart/form-data" if value.is_some_and(has_boundary) => Kind::Parts,
            _ => Kind::Other,
        }
    }

    pub fn most(self) -> usize {
        match self {
            Kind::Form | Kind::Other => FORM_MAX,
            Kind::Parts => PARTS_MAX,
        }
    }
}

/// Whether parts can be told apart by it: `actix-multipart` panics at one of less than four characters.
fn has_boundary(content_type: &str) -> bool {
    let named = content_type.split(';').filter_map(|parameter| parameter.trim().split_once('='));
    let boundary = named.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("boundary"));
    boundary.is_some_and(|(_, value)| {
        let value = value.trim_matches('"');
        value.len() >= 4 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    })
}

/// Gives whoever reads a body no more than may be held of it, and no more time than it needs.
pub async fn bound(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let most = Kind::of(req.headers()).most();
    let time = Time::of(req.app_data());
    match req.take_payload() {
        Payload::None => {}
        payload => {
            let bounded = Bounded::new(payload, most, time);
            req.set_payload(Payload::Stream { payload: Box::pin(bounded) });
        }
    }
    next.call(req).await
}

/// Refuses what is encoded: a kilobyte may decode to gigabytes, and no browser encodes what it sends.
pub async fn refuse_encoded(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_plain =
        |value: &header::HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity");
    if req.headers().get_all(header::CONTENT_ENCODING).all(is_plain) {
        Ok(next.call(req).await?.map_into_left_body())
    } else {
        Ok(req.error_response(Error::Encoded).map_into_right_body())
    }
}

struct Bounded {
    payload: Payload,
    most: usize,
    read: usize,
    began: Instant,
    time: Time,
    alarm: Pin<Box<Sleep>>,
}

impl Bounded {
    fn new(payload: Payload, most: usize, time: Time) -> Bounded {
        let began = Instant::now();
        let alarm = Box::pin(sleep_until(began + time.earned(0)));
        Bounded { payload, most, read: 0, began, time, alarm }
    }
}

impl Stream for Bounded {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match self.payload.poll_next_unpin(context) {
                Poll::Ready(Some(Ok(piece))) => {
                    self.read += piece.len();
                    let deadline = self.began + self.time.earned(self.read);
                    self.alarm.as_mut().reset(deadline);
                    if self.read <= self.most {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                    if self.read > self.most + THROWN_AWAY {
                        return Poll::Ready(Some(Err(PayloadError::Overflow)));
                    }
                }
                Poll::Ready(None) if self.read > self.most => {
                    return Poll::Ready(Some(Err(PayloadError::Overflow)));
                }
                // What is there is taken, however late it came.
                Poll::Pending if self.alarm.as_mut().poll(context).is_ready() => {
                    return Poll::Ready(Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into()))));
                }
                polled => return polled,
            }
        }
    }
}

/// All of a body.
pub async fn whole(mut payload: Payload) -> Result<Bytes, Error> {
    let mut all = BytesMut::new();
    while let Some(piece) = payload.next().await {
        all.extend_from_slice(&piece?);
    }
    Ok(all.freeze())
}

impl From<PayloadError> for Error {
    fn from(error: PayloadError) -> Self {
        match error {
            PayloadError::Overflow => Error::TooLarge,
            PayloadError::Io(error) if error.kind() == io::ErrorKind::TimedOut => Error::TooSlow,
            _ => Error::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use actix_web::test::TestRequest;
    use futures_util::stream;

    use super::*;

    fn request(kind: &'static str, size: usize) -> (Kind, Payload) {
        let mut req = TestRequest::post()
            .insert_header((header::CONTENT_TYPE, kind))
            .set_payload(vec![b'a'; size])
            .to_request();
        (Kind::of(req.headers()), req.take_payload())
    }

    #[actix_web::test]
    async fn no_more_is_let_in_than_is_held_of_a_body() {
        let time = Time { patience: Duration::from_secs(60), whole: Duration::from_secs(60) };
        for (named, kind) in [
            ("application/x-www-form-urlencoded; charset=utf-8", Kind::Form),
            ("Multipart/Form-Data; boundary=\"----x-y_z\"", Kind::Parts),
            ("multipart/form-data; boundary=x; boundary=abcdef", Kind::Other),
            ("multipart/form-data", Kind::Other),
            ("application/json", Kind::Other),
        ] {
            for (size, fits) in [(0, true), (kind.most(), true), (kind.most() + 1, false)] {
                let (found, payload) = request(named, size);
                assert_eq!(found, kind);
                let bounded = Bounded::new(payload, found.most(), time);
                let read = whole(Payload::Stream { payload: Box::pin(bounded) }).await;
                assert_eq!(read.is_ok(), fits, "{named}: {size}");
                assert!(fits || matches!(read, Err(Error::TooLarge)));
            }
        }
    }

    /// Who sends too much has sent all of it before they are told, unless it has no end.
    #[actix_web::test]
    async fn what_is_too_long_is_read_to_its_end_and_thrown_away() {
        let time = Time { patience: Duration::from_secs(60), whole: Duration::from_secs(60) };
        let most = THROWN_AWAY / FORM_MAX;
        for (pieces, read) in [(20, 20), (10 * most, most + 2)] {
            let sent = Rc::new(Cell::new(0));
            let count = sent.clone();
            let body = stream::iter(0..pieces).map(move |_| {
                count.set(count.get() + 1);
                Ok(Bytes::from(vec![b'a'; FORM_MAX]))
            });
            let bounded = Bounded::new(Payload::Stream { payload: Box::pin(body) }, FORM_MAX, time);
            let refused = whole(Payload::Stream { payload: Box::pin(bounded) }).await;
            assert!(matches!(refused, Err(Error::TooLarge)));
            assert_eq!(sent.get(), read);
        }
    }

    /// What never ends is given up, whether it began well or not.
    #[actix_web::test]
    async fn a_body_comes_at_a_rate_and_within_its_time() {
        let (short, long) = (Duration::from_millis(10), Duration::from_secs(3600));
        for (bytes, time) in [
            (0, Time { patience: short, whole: long }),
            (RATE - 1, Time { patience: short, whole: long }),
            (RATE * 60, Time { patience: long, whole: short }),
        ] {
            let first = stream::iter([Ok(Bytes::from(vec![b'a'; bytes]))]);
            let payload: Payload = Payload::Stream { payload: Box::pin(first.chain(stream::pending())) };
            let bounded = Bounded::new(payload, PARTS_MAX, time);
            let read = whole(Payload::Stream { payload: Box::pin(bounded) }).await;
            assert!(matches!(read, Err(Error::TooSlow)), "{bytes} bytes");
        }
    }
}
