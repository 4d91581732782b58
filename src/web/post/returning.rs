//! Where a mail server hands in what came to the address that mails are sent from.

use actix_web::http::header::AUTHORIZATION;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::domain::post::bounce;
use crate::mail::returned::Bounce;
use crate::services::post::returning;
use crate::web::kit::bodies;
use crate::web::{Error, Site};

/// A bounce as the webhooks of mail services can be made to tell it.
#[derive(Deserialize)]
struct Told {
    /// The address to which it came back.
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    message_id: Option<String>,
    status: String,
}

/// What whoever sets the webhook up is told.
const NO_BOUNCE: &str =
    "This is no JSON such as {\"to\": \"bounces+42-...@example.org\", \"status\": \"5.1.1\"}.\n";
const NEITHER: &str = "The Content-Type must be message/rfc822, of a mail as it came, or application/json.\n";

#[derive(Serialize)]
struct Answer {
    taken: &'static str,
}

/// Takes a mail as it is, or JSON that tells of a bounce, from whoever knows the secret.
pub async fn take_in(
    site: web::Data<Site>,
    req: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let secret = site.services.config.mail.bounce_secret.expose_secret();
    if secret.is_empty() {
        return Err(Error::NotFound);
    }
    let shown =
        req.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if !shown.is_some_and(|shown| bool::from(shown.as_bytes().ct_eq(secret.as_bytes()))) {
        return Err(Error::Forbidden);
    }
    // Of nobody else anything is read.
    let body = bodies::whole(payload.into_inner()).await?;
    let taken = match req.content_type() {
        "application/json" => {
            let Some(bounce) = read(&body) else {
                return Ok(HttpResponse::UnprocessableEntity().body(NO_BOUNCE));
            };
            site.services.write(move |scope| returning::note(scope, &bounce)).await?
        }
        "message/rfc822" => site.services.write(move |scope| returning::take_in(scope, &body)).await?,
        // Taken for a mail it would be handed on to people.
        _ => return Ok(HttpResponse::UnsupportedMediaType().body(NEITHER)),
    };
    Ok(HttpResponse::Ok().json(Answer { taken: taken.as_str() }))
}

fn read(body: &[u8]) -> Option<Bounce> {
    let Told { to, message_id, status } = serde_json::from_slice(body).ok()?;
    let message_id = message_id.map(|id| format!("<{}>", id.trim_matches(['<', '>'])));
    // No id has any, and no text of PostgreSQL's holds NUL.
    let is_readable = !message_id.iter().any(|id| id.contains(|c: char| c.is_control()));
    (is_readable && bounce::is_status(&status)).then(|| Bounce {
        came_to: to.into_iter().collect(),
        message_id,
        status,
    })
}
