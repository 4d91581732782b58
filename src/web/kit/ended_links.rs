//! The page of a mail's link that does nothing any more: why, and whom to write to.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::page::Page;
use super::view;
use super::visitor::Visitor;
use crate::web::{Error, Site};

/// Why it does nothing: the keys of a title and of a sentence.
pub type Words = (&'static str, &'static str);

#[derive(Serialize)]
pub struct EndedLinkPage {
    title: &'static str,
    explanation: &'static str,
    contact: String,
}

impl Page for EndedLinkPage {
    const TEMPLATE: &'static str = "pages/kit/ended-link";

    #[cfg(test)]
    fn samples() -> Vec<EndedLinkPage> {
        let page =
            |title, explanation, contact: &str| EndedLinkPage { title, explanation, contact: contact.into() };
        vec![
            page("help-link-unknown", "help-link-unknown-explanation", ""),
            page("read-link-left", "read-link-left-explanation", "ici@x.example"),
        ]
    }
}

pub fn show(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    (title, explanation): Words,
) -> Result<HttpResponse, Error> {
    let contact = site.services.config.legal.contact.clone();
    let page = EndedLinkPage { title, explanation, contact };
    view::show_with_status(site, req, visitor, StatusCode::GONE, &page)
}
