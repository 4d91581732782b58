//! The team's shared draft is saved while somebody types.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::bulletins::find_desk;
use super::draft_view::DraftView;
use super::submission::{Obstacle, Sender, Submission, address, is_signed_out, place_of};
use crate::services::filing::drafting::Kept;
use crate::web::kit::forms::Fields;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

impl Page for DraftView {
    const TEMPLATE: &'static str = "pages/filing/draft";

    #[cfg(test)]
    fn samples() -> Vec<DraftView> {
        DraftView::each_state()
    }
}

/// Saves what stands in the form, for somebody with an account.
pub async fn save(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let place = place_of(path)?;
    match visitor.claim() {
        Some(claim) => keep(&site, &req, &visitor, &Sender::signed_in(claim, place), form.0).await,
        None => {
            let address = address(&place.0, place.1);
            respond(
                &site,
                &req,
                &visitor,
                DraftView::refused(&address, Obstacle::SignedOut, form.0.seen_draft()),
            )
        }
    }
}

/// The same by the link of a reminder.
pub async fn save_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let sender = Sender::with_link(&path)?;
    keep(&site, &req, &visitor, &sender, form.0).await
}

async fn keep(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    sender: &Sender,
    form: Submission,
) -> Result<HttpResponse, Error> {
    let address = sender.address.as_str();
    let seen = form.seen_draft();
    if !sender.sent(&form, |token| visitor.sent_own_form(site, token)) {
        return respond(site, req, visitor, DraftView::refused(address, Obstacle::ForeignForm, seen));
    }
    match sender.keep(&site.services, &form).await {
        Ok(kept) => {
            let (status, page) = DraftView::kept(site, address, &kept, seen);
            let mut page = page.revising(form.typed.revises());
            if matches!(kept, Kept::Changed(_)) {
                page = page.beside(&kept, &find_desk(site, sender).await?);
            }
            respond(site, req, visitor, (status, page))
        }
        Err(refusal) if is_signed_out(&refusal) => {
            respond(site, req, visitor, DraftView::refused(address, Obstacle::SignedOut, seen))
        }
        Err(refusal) => Err(sender.refused(refusal)),
    }
}

/// The part of the form's page that tells of its draft.
fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    (status, page): (StatusCode, DraftView),
) -> Result<HttpResponse, Error> {
    view::show_with_status(site, req, visitor, status, &page)
}
