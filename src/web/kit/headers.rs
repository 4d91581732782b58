//! What every answer tells browsers and caches, and the static files.

use actix_web::http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header};
use actix_web::middleware::DefaultHeaders;
use actix_web::{HttpRequest, HttpResponse, web};

use super::errors::Error;
use crate::templates;

/// Nothing from elsewhere, nothing inline, no frames, no traces.
///
/// `with_subdomains`: by TLS alone to the names below this one, too.
pub fn security(is_https: bool, with_subdomains: bool) -> DefaultHeaders {
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
    match (is_https, with_subdomains) {
        (false, _) => headers,
        (true, false) => headers.add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000")),
        (true, true) => {
            headers.add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"))
        }
    }
}

/// A file whose address names its content, so that it may be kept for ever; compressed already, as the browser takes it.
pub async fn static_file(req: HttpRequest, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (hash, name) = path.into_inner();
    let asset = templates::asset(&hash, &name).ok_or(Error::NotFound)?;
    let accepted = AcceptEncoding::parse(&req).ok();
    let ready = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    let chosen = accepted.and_then(|accepted| accepted.negotiate(ready.iter()));
    let (encoding, content) = match chosen {
        Some(Encoding::Known(encoding @ ContentEncoding::Brotli)) => (encoding, &asset.brotli),
        Some(Encoding::Known(encoding @ ContentEncoding::Gzip)) => (encoding, &asset.gzip),
        _ => (ContentEncoding::Identity, &asset.plain),
    };
    Ok(HttpResponse::Ok()
        .content_type(asset.media_type.as_str())
        .insert_header(encoding)
        .insert_header((header::VARY, "accept-encoding"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(&**content))
}
