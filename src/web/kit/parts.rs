//! The parts of a form with a file, one after the other.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::HeaderMap;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use futures_util::{Stream, StreamExt, stream};

use super::bodies::Kind;
use super::errors::Error;

/// A body that is a form with a file, yet to be read.
pub struct Parts {
    /// None where it is another.
    parts: Option<Multipart>,
    has_ended: Rc<Cell<bool>>,
}

/// One of them, yet to be read.
pub struct Part {
    field: Field,
    has_ended: Rc<Cell<bool>>,
}

impl FromRequest for Parts {
    type Error = Error;
    type Future = std::future::Ready<Result<Parts, Error>>;

    /// Always there: who may not send it is told that, whatever they sent.
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        std::future::ready(Ok(Parts::of(req.headers(), payload.take())))
    }
}

impl Parts {
    pub fn of(headers: &HeaderMap, body: impl Stream<Item = Result<Bytes, PayloadError>> + 'static) -> Parts {
        let has_ended = Rc::new(Cell::new(false));
        let ended = has_ended.clone();
        let end = stream::poll_fn(move |_| {
            ended.set(true);
            Poll::Ready(None)
        });
        let is_form = Kind::of(headers) == Kind::Parts;
        Parts { parts: is_form.then(|| Multipart::new(headers, body.chain(end))), has_ended }
    }

    /// The next one, once the one before has been read.
    pub async fn next(&mut self) -> Result<Option<Part>, Error> {
        let parts = self.parts.as_mut().ok_or(Error::NotAForm)?;
        let field = next(parts, &self.has_ended).await?;
        Ok(field.map(|field| Part { field, has_ended: self.has_ended.clone() }))
    }
}

impl Part {
    pub fn name(&self) -> &str {
        self.field.name().unwrap_or_default()
    }

    pub fn is_file(&self) -> bool {
        self.field.content_disposition().is_some_and(|told| told.get_filename().is_some())
    }

    /// All of it.
    ///
    /// # Errors
    /// It is more than that, or the body is none of parts.
    pub async fn read(mut self, most: usize) -> Result<Vec<u8>, Error> {
        let mut all = Vec::new();
        while let Some(piece) = next(&mut self.field, &self.has_ended).await? {
            if all.len() + piece.len() > most {
                return Err(Error::TooLarge);
            }
            all.extend_from_slice(&piece);
        }
        Ok(all)
    }
}

/// What comes next. Of a body that has ended nothing comes: `actix-multipart` would wait for a missing boundary for ever.
async fn next<T>(
    parts: &mut (impl Stream<Item = Result<T, MultipartError>> + Unpin),
    has_ended: &Cell<bool>,
) -> Result<Option<T>, Error> {
    let next = poll_fn(|context| match parts.poll_next_unpin(context) {
        Poll::Pending if has_ended.get() => Poll::Ready(Err(Error::Unreadable)),
        polled => polled.map(|part| part.transpose().map_err(unreadable)),
    });
    next.await
}

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::Payload(error) => error.into(),
        _ => Error::Unreadable,
    }
}
