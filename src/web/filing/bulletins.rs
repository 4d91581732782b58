//! One project's bulletin of one week: shown, filed, revised; with an account or by the link of a reminder.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::form_page::{Answer, FormPage, Shown};
use super::pages::{self, BulletinPage};
use super::submission::{Obstacle, Sender, Submission, address, is_signed_out, place_of};
use crate::domain::calendar::Phase;
use crate::domain::filing::typed::Typed;
use crate::services::Services;
use crate::services::filing::drafting::Kept;
use crate::services::filing::place::{Desk, Place};
use crate::services::filing::submitting::{self, NotFiled};
use crate::services::filing::writers::Pass;
use crate::services::help::ending;
use crate::web::kit::forms::Fields;
use crate::web::kit::view;
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Wish {
    /// To revise what is filed rather than to look at it.
    edit: Option<String>,
    /// Just filed.
    filed: Option<String>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    wish: web::Query<Wish>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, claim } = signed_in;
    let (slug, week) = place_of(path)?;
    let sender =
        Sender { address: address(&slug, week), pass: Pass::Account { claim, slug: slug.clone(), week } };
    let place = site.services.read(move |scope| Place::find(scope, &member, &slug, week)).await?;
    match place {
        Place::Desk(desk) => respond_with_desk(&site, &req, &visitor, &sender, &desk, &wish),
        Place::Published(project, filed) => {
            let page = BulletinPage::published(&site, &project, week, filed.as_deref());
            pages::show(&site, &req, &visitor, project.id, &page)
        }
        Place::Hidden(project, published_at) => {
            pages::show_hidden(&site, &req, &visitor, &project, week, published_at)
        }
    }
}

pub async fn show_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    wish: web::Query<Wish>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let sender = Sender::with_link(&path)?;
    let desk = find_desk(&site, &sender).await?;
    respond_with_desk(&site, &req, &visitor, &sender, &desk, &wish)
}

async fn find_desk(site: &web::Data<Site>, sender: &Sender) -> Result<Desk, Error> {
    let pass = sender.pass.clone();
    let found = site.services.read(move |scope| Desk::find(scope, &pass)).await;
    found.map_err(|refusal| sender.refused(refusal))
}

/// Shows what is filed, or the form.
fn respond_with_desk(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    sender: &Sender,
    desk: &Desk,
    wish: &Wish,
) -> Result<HttpResponse, Error> {
    let is_open = matches!(desk.phase, Phase::Open { .. });
    let draft = desk.draft.as_ref().map(|signed| signed.draft.typed.clone());
    let typed = match &desk.filed {
        Some(filed) if is_open && wish.edit.is_some() => {
            draft.unwrap_or_else(|| Typed::from_bulletin(&filed.bulletin))
        }
        Some(filed) => {
            let page = BulletinPage::own(site, sender, desk, filed, wish.filed.is_some());
            return pages::show(site, req, visitor, desk.project.id, &page);
        }
        None => draft.unwrap_or_default(),
    };
    FormPage::new(site, visitor, sender, desk, &Shown::new(&typed))?.respond(site, req, visitor)
}

/// Files with an account. What was typed comes back whatever is wrong, a session that ended included.
pub async fn file(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let place = place_of(path)?;
    match Sender::signed_in(&visitor, &place) {
        Some(sender) => submit(&site, &req, &visitor, &sender, form.0).await,
        None => respond_signed_out(&site, &req, &visitor, &address(&place.0, place.1), &form.0.typed),
    }
}

/// Files by the link of a reminder.
pub async fn file_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let sender = Sender::with_link(&path)?;
    submit(&site, &req, &visitor, &sender, form.0).await
}

async fn submit(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    sender: &Sender,
    form: Submission,
) -> Result<HttpResponse, Error> {
    let typed = &form.typed;
    let shown = if sender.obstacle(site, visitor, &form) == Some(Obstacle::ForeignForm) {
        Shown::refused(typed, Answer::SendAgain)
    } else if form.preview.is_some() {
        Shown::previewed(typed, keep(site, sender, &form).await?)
    } else {
        match try_to_file(&site.services, sender, &form).await {
            Ok(()) => return Ok(view::see_other(&format!("{}?filed=1", sender.address))),
            Err(NotFiled::Faults(faults)) => {
                let kept = keep(site, sender, &form).await?;
                Shown::refused(typed, Answer::Faults(faults)).kept(kept)
            }
            Err(NotFiled::Drafted(theirs)) => {
                Shown::refused(typed, Answer::Drafted).kept(Kept::Changed(*theirs))
            }
            Err(NotFiled::Conflict) => Shown::refused(typed, Answer::Conflict),
            Err(NotFiled::Closed) => Shown::refused(typed, Answer::Closed),
            Err(NotFiled::Refused(refusal)) if is_signed_out(&refusal) => {
                return respond_signed_out(site, req, visitor, &sender.address, typed);
            }
            Err(NotFiled::Refused(refusal)) => return Err(sender.refused(refusal)),
        }
    };
    let desk = find_desk(site, sender).await?;
    FormPage::new(site, visitor, sender, &desk, &shown.tapped(&form.outcomes).seen(form.seen_draft()))?
        .respond(site, req, visitor)
}

async fn try_to_file(
    services: &std::sync::Arc<Services>,
    sender: &Sender,
    form: &Submission,
) -> Result<(), NotFiled> {
    let (typed, seen, outcomes) = (form.typed.clone(), form.seen_draft(), form.outcomes.clone());
    services
        .write_as(sender.pass.clone(), move |scope, writer| {
            ending::close_tapped(scope, writer.author, &outcomes)?;
            submitting::file(scope, writer, &typed, seen).map(|_| ())
        })
        .await
}

/// Keeps what comes back as the team's draft.
async fn keep(site: &web::Data<Site>, sender: &Sender, form: &Submission) -> Result<Kept, Error> {
    sender.keep(&site.services, form).await.map_err(|refusal| sender.refused(refusal))
}

/// Somebody whose session has ended sees what they typed, and nothing of the project.
fn respond_signed_out(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    address: &str,
    typed: &Typed,
) -> Result<HttpResponse, Error> {
    FormPage::signed_out(visitor, address, typed)?.respond(site, req, visitor)
}
