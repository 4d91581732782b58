//! Pages that were made a moment ago are shown again to whoever asks again, while nothing was written since.
//!
//! A page is a function of what the database holds, the moment, and what the browser says of itself. All three are the key:
//! nothing has to be known of what a page shows, or of whom it may tell what ([ADR 12](../../../docs/adr/0012-pages-kept.md)).

use actix_web::HttpResponse;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, ContentEncoding, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes};
use sha2::{Digest, Sha256};

use super::errors::Error;
use super::kept::{Moment, Question};
use super::packing::{packed, takes_gzip};
use super::site::Site;
use super::tour::Step;

/// The pages that people read, and come back to. None of them tells of the moment more closely than by the minute.
const PAGES: [&str; 11] = [
    "/",
    "/projects",
    "/projects/{slug}",
    "/projects/{slug}/bulletins/{week}",
    "/projects/{slug}/sheets/{month}",
    "/search",
    "/key-dates",
    "/help-requests",
    "/weeks",
    "/weeks/{week}",
    "/dashboard",
];

/// Answers with what is kept, or has it made and keeps it.
pub async fn keep(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let site = req.app_data::<web::Data<Site>>().cloned();
    let Some(site) = site.filter(|_| can_be_kept(&req)) else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    // Before anything is read: what is written meanwhile makes another edition.
    let edition = match site.services.edition().await {
        Ok(Some(edition)) => edition,
        Ok(None) => return Ok(next.call(req).await?.map_into_boxed_body()),
        // Nor would the page be told what it is to show, and whoever waits would wait twice.
        Err(error) => return Ok(req.error_response(Error::from(error))),
    };
    let moment = Moment { edition, minute: site.clock.now().timestamp().div_euclid(60) };
    let is_packed = takes_gzip(&req);
    // Told by the demo alone, above each of its pages.
    let step = site.demo.as_ref().and_then(|demo| demo.tour.step());
    let question = question(&req, is_packed, step);
    if !wants_anew(&req)
        && let Some(page) = site.kept.find(&moment, &question)
    {
        return Ok(req.into_response(shown(page, is_packed)));
    }
    let answer = next.call(req).await?.map_into_boxed_body();
    // The bar was drawn after this was asked: of another step, where somebody went on meanwhile.
    let has_gone_on = site.demo.as_ref().is_some_and(|demo| demo.tour.step() != step);
    if has_gone_on || !is_plain_page(&answer) {
        return Ok(answer);
    }
    let (req, response) = answer.into_parts();
    let (head, body) = response.into_parts();
    Ok(match body.try_into_bytes() {
        Ok(page) => {
            let page = if is_packed { packed(&page)? } else { page };
            site.kept.keep(moment, question, &page);
            ServiceResponse::new(req, shown(page, is_packed))
        }
        Err(body) => ServiceResponse::new(req, head.set_body(body)),
    })
}

/// One that somebody looks at who is signed in, or may be.
fn can_be_kept(req: &ServiceRequest) -> bool {
    req.method() == Method::GET
        && req.headers().contains_key(header::COOKIE)
        && req.match_pattern().is_some_and(|route| PAGES.contains(&&*route))
}

/// Whether somebody loads it by force: browsers say so.
fn wants_anew(req: &ServiceRequest) -> bool {
    let said = |name| req.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    said(header::CACHE_CONTROL).is_some_and(|said| said.contains("no-cache"))
        || said(header::PRAGMA).is_some()
}

/// What decides what is answered, beside the moment: whose session, which page of it, in which language, packed or not, and at
/// which step of a tour.
fn question(req: &ServiceRequest, is_packed: bool, step: Option<Step>) -> Question {
    let mut hash = Sha256::new();
    let mut tell = |part: &[u8]| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    tell(&[u8::from(is_packed)]);
    if let Some(Step { guide, number }) = step {
        tell(guide.key().as_bytes());
        tell(&[number]);
    }
    tell(req.path().as_bytes());
    tell(req.query_string().as_bytes());
    for name in [header::COOKIE, header::ACCEPT_LANGUAGE] {
        for value in req.headers().get_all(&name) {
            tell(name.as_str().as_bytes());
            tell(value.as_bytes());
        }
    }
    hash.finalize().into()
}

/// No fault, no way to another page, and nothing beside the page, such as a cookie, that a browser is to keep.
fn is_plain_page(answer: &ServiceResponse<BoxBody>) -> bool {
    let headers = answer.headers();
    answer.status() == StatusCode::OK
        && headers.len() == 1
        && headers.get(header::CONTENT_TYPE).is_some_and(|told| told.as_bytes() == HTML.as_bytes())
}

const HTML: &str = "text/html; charset=utf-8";

fn shown(page: Bytes, is_packed: bool) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type(HTML).insert_header((header::VARY, "accept-encoding"));
    if is_packed {
        answer.insert_header(ContentEncoding::Gzip);
    }
    answer.body(page)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::web::kit::tour::Guide;

    #[test]
    fn each_step_of_a_tour_has_pages_of_its_own() {
        let asked = |step| question(&TestRequest::get().uri("/weeks").to_srv_request(), false, step);
        let steps = [None, Step::of(Guide::Eig, 1), Step::of(Guide::Eig, 2), Step::of(Guide::Mentor, 1)];
        for (place, step) in steps.into_iter().enumerate() {
            assert_eq!(asked(step), asked(step));
            assert!(steps[..place].iter().all(|other| asked(*other) != asked(step)), "{step:?}");
        }
    }
}
