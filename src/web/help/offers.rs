//! The button in the mail that proves the address of somebody outside the programme: they see to the request from then
//! on.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

#[cfg(test)]
use super::views;
use super::views::WholeView;
use crate::services::Refusal;
use crate::services::help::looking;
use crate::services::help::offering::{self, Offered};
use crate::services::identity::tokens::Token;
use crate::web::kit::ended_links::{self, Words};
use crate::web::kit::forms::{Fields, Nothing};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// The button has served, or has worked for long enough.
const ENDED: Words = ("help-offer-ended", "help-offer-ended-explanation");

#[derive(Serialize)]
pub struct OfferPage {
    whole: WholeView,
    /// What they call themselves.
    name: String,
    action: String,
    /// Whether it can be taken still.
    open: bool,
    /// Whether they cannot take it, such as those who ask it themselves.
    refused: bool,
    /// Whether that is because enough from outside see to it.
    full: bool,
    contact: String,
}

impl Page for OfferPage {
    const TEMPLATE: &'static str = "pages/help/offer";

    #[cfg(test)]
    fn samples() -> Vec<OfferPage> {
        let page = |whole, open, refused| OfferPage {
            whole,
            name: "Zoé".into(),
            action: "/h/offers/x".into(),
            open,
            refused,
            full: false,
            contact: if refused { "ici@x.example".into() } else { String::new() },
        };
        let mut wholes = views::samples::wholes();
        vec![
            page(wholes.remove(0), true, false),
            page(wholes.remove(0), true, true),
            page(wholes.remove(4), false, true),
            page(wholes.remove(3), false, false),
            OfferPage { full: true, ..page(views::samples::wholes().remove(0), true, true) },
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &visitor, &path, false).await
}

/// Takes the request, and leads on to the link by which they answer it from now on.
pub async fn accept(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    _: Fields<Nothing>,
) -> Result<HttpResponse, Error> {
    let Some(token) = Token::read(&path) else { return ended_links::show(&site, &req, &visitor, ENDED) };
    match site.services.write(move |scope| offering::accept(scope, &token)).await {
        Ok(link) => Ok(view::done(&format!("/h/{}", link.token(&site.services.key)), "done-help-taken")),
        Err(Refusal::NotNow) => respond(&site, &req, &visitor, &path, true).await,
        Err(refusal) => refuse(&site, &req, &visitor, refusal),
    }
}

async fn respond(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    token: &str,
    refused: bool,
) -> Result<HttpResponse, Error> {
    let Some(read) = Token::read(token) else { return ended_links::show(site, req, visitor, ENDED) };
    let looked = site.services.read(move |scope| -> Result<_, Refusal> {
        let Offered { found, name } = offering::look(scope, &read)?;
        Ok((looking::whole(scope, found)?, name))
    });
    let (whole, name) = match looked.await {
        Ok(looked) => looked,
        Err(refusal) => return refuse(site, req, visitor, refusal),
    };
    let page = OfferPage {
        name,
        action: format!("/h/offers/{token}"),
        open: whole.request.is_unended(),
        refused,
        full: !whole.request.has_room_outside(),
        contact: site.services.config.legal.contact.clone(),
        whole: WholeView::new(site, visitor, &whole)?,
    };
    let status = if refused { StatusCode::CONFLICT } else { StatusCode::OK };
    view::show_with_status(site, req, visitor, status, &page)
}

fn refuse(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    refusal: Refusal,
) -> Result<HttpResponse, Error> {
    match refusal {
        Refusal::Gone | Refusal::LinkEnded => ended_links::show(site, req, visitor, ENDED),
        other => Err(other.into()),
    }
}
