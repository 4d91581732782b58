//! What every answer tells browsers and caches, and the static files.

use actix_web::http::header;
use actix_web::middleware::DefaultHeaders;
use actix_web::{HttpResponse, web};

use super::Error;
use crate::templates;

/// Nothing from elsewhere, nothing inline, no frames, no traces.
pub fn security(is_https: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
             frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .add((header::REFERRER_POLICY, "no-referrer"))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::X_FRAME_OPTIONS, "DENY"))
        .add(("cross-origin-opener-policy", "same-origin"))
        .add(("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"))
        // Pages are for one person at one moment.
        .add((header::CACHE_CONTROL, "no-store"));
    if is_https { headers.add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")) } else { headers }
}

/// A file whose address names its content, so that it may be kept for ever.
pub async fn static_file(path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (hash, name) = path.into_inner();
    let (content, media_type) = templates::asset(&hash, &name).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(content.into_owned()))
}
