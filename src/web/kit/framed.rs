//! A mail as its reader sees it, in the frame of a page.

use actix_web::HttpResponse;

/// The HTML part alone: its styles are inline, so that it has a policy of its own.
pub fn mail(html: &str) -> HttpResponse {
    // A page may not stand in that frame: a link of the mail opens as it does from a mailbox.
    let html = html.replacen("<head>", r#"<head><base target="_blank">"#, 1);
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        ))
        .insert_header(("x-frame-options", "SAMEORIGIN"))
        .body(html)
}
