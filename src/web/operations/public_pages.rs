//! What a public service tells of itself, to everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// What each of these pages tells of the settings; the template is the page's own.
#[derive(Serialize)]
pub struct PublicPage<'a> {
    /// Empty: the operator has not told.
    publisher: &'a str,
    director: &'a str,
    host: &'a str,
    contact: &'a str,
    session_days: u16,
    ended_links_days: u16,
    mail_texts_days: u16,
    mails_days: u16,
    audit_days: u16,
    version: &'static str,
}

fn respond(site: &Site, req: &HttpRequest, visitor: &Visitor, template: &str) -> Result<HttpResponse, Error> {
    let config = &site.services.config;
    let page = PublicPage {
        publisher: &config.legal.publisher,
        director: &config.legal.director,
        host: &config.legal.host,
        contact: &config.legal.contact,
        session_days: config.security.session_days,
        ended_links_days: config.retention.ended_links_days,
        mail_texts_days: config.retention.mail_texts_days,
        mails_days: config.retention.mails_days,
        audit_days: config.retention.audit_days,
        version: env!("CARGO_PKG_VERSION"),
    };
    view::page(site, req, visitor, template, &page)
}

pub async fn about(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    respond(&site, &req, &visitor, "pages/operations/about")
}

pub async fn accessibility(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &visitor, "pages/operations/accessibility")
}

pub async fn legal(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    respond(&site, &req, &visitor, "pages/operations/legal")
}

pub async fn privacy(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &visitor, "pages/operations/privacy")
}
