//! One project's bulletin of one week: shown, filed, revised; with an account or by the link of a reminder.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::first_tap_view::OVER;
use super::form_page::FormPage;
use super::pages::{self, BulletinPage, Done};
use super::shown::{Answer, Shown};
use super::submission::{Sender, Submission, address, is_signed_out, place_of};
use crate::domain::calendar::Phase;
use crate::domain::filing::bulletin::Mood;
use crate::domain::filing::typed::{MOOD, QUIET_LINE, Typed};
use crate::domain::help::RequestId;
use crate::services::Services;
use crate::services::filing::drafting::Kept;
use crate::services::filing::place::{Desk, Place};
use crate::services::filing::submitting::{self, NotFiled, Sent};
use crate::services::help::ending;
use crate::web::kit::caller::Caller;
use crate::web::kit::forms::Fields;
use crate::web::kit::view;
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub struct Wish {
    /// To revise what is filed rather than to look at it.
    edits: bool,
    /// What was just done.
    done: Option<Done>,
    /// Of which requests it told.
    told: Vec<RequestId>,
    /// The face that was touched in a mail; what is none is no reason to refuse a form.
    mood: Option<Mood>,
    /// The one over which its toucher chose it, having seen both.
    over: Option<Mood>,
}

impl Wish {
    /// What was just done, and of which requests it told.
    fn just_done(&self) -> Option<(Done, &[RequestId])> {
        self.done.map(|done| (done, self.told.as_slice()))
    }
}

impl From<BTreeMap<String, String>> for Wish {
    fn from(asked: BTreeMap<String, String>) -> Self {
        let told = asked.get("told").map(String::as_str).unwrap_or_default();
        let mood = |name: &str| asked.get(name).and_then(|typed| Mood::read(typed));
        Wish {
            edits: asked.contains_key("edit"),
            done: Done::ALL.into_iter().find(|done| asked.contains_key(done.as_str())),
            told: told.split('.').filter_map(|id| id.parse().ok().map(RequestId)).collect(),
            mood: mood(MOOD),
            over: mood(OVER),
        }
    }
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
    let sender = Sender::signed_in(claim, (slug.clone(), week));
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

pub(super) async fn find_desk(site: &web::Data<Site>, sender: &Sender) -> Result<Desk, Error> {
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
        Some(filed) if is_open && wish.edits => {
            draft.unwrap_or_else(|| Typed::from_bulletin(&filed.bulletin))
        }
        Some(filed) => {
            let page = BulletinPage::own(site, visitor, sender, desk, filed, wish.just_done());
            let page = page.touched(&sender.address, wish.mood, &filed.bulletin);
            return pages::show(site, req, visitor, desk.project.id, &page);
        }
        None => draft.unwrap_or_default(),
    };
    let (typed, tap) = match wish.mood.map(|mood| typed.clone().touched(mood, wish.over)) {
        Some((typed, tap)) => (typed, Some(tap)),
        None => (typed, None),
    };
    FormPage::new(site, visitor, sender, desk, &Shown::new(&typed).touched(tap))?.respond(site, req, visitor)
}

/// Files with an account. What was typed comes back whatever is wrong, a session that ended included.
pub async fn file(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    caller: Caller,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let place = place_of(path)?;
    match caller.claim() {
        Some(claim) => submit(&site, &req, &caller, &Sender::signed_in(claim, place), form.0).await,
        None => {
            let visitor = caller.visitor().await?;
            respond_signed_out(&site, &req, &visitor, &address(&place.0, place.1), &form.0.typed)
        }
    }
}

/// Files by the link of a reminder.
pub async fn file_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    caller: Caller,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let sender = Sender::with_link(&path)?;
    submit(&site, &req, &caller, &sender, form.0).await
}

async fn submit(
    site: &web::Data<Site>,
    req: &HttpRequest,
    caller: &Caller,
    sender: &Sender,
    form: Submission,
) -> Result<HttpResponse, Error> {
    let typed = &form.typed;
    let is_own = sender.sent(&form, |token| caller.sent_own_form(token));
    let tried = if is_own && form.preview.is_none() {
        Some(try_to_file(&site.services, caller, sender, &form, with_line(caller, &form).await?).await)
    } else {
        None
    };
    let why = match tried {
        Some(Ok((done, told))) => return Ok(view::see_other(&done_at(&sender.address, done, &told))),
        Some(Err(NotFiled::Refused(refusal))) if !is_signed_out(&refusal) => {
            return Err(sender.refused(refusal));
        }
        Some(Err(why)) => Some(why),
        None => None,
    };
    // They are shown the form again; whose session has ended, nothing of the project.
    let visitor = caller.visitor().await?;
    if !sender.is_by_link() && visitor.member.is_none() {
        return respond_signed_out(site, req, &visitor, &sender.address, typed);
    }
    let shown = match why {
        None if is_own => Shown::previewed(typed, keep(site, sender, &form).await?),
        None => Shown::refused(typed, Answer::SendAgain),
        Some(NotFiled::Faults(faults)) => {
            let kept = keep(site, sender, &form).await?;
            Shown::refused(typed, Answer::Faults(faults)).kept(kept)
        }
        Some(NotFiled::Drafted(theirs)) => {
            Shown::refused(typed, Answer::Drafted).kept(Kept::Changed(*theirs))
        }
        Some(NotFiled::Conflict) => Shown::refused(typed, Answer::Conflict),
        Some(NotFiled::Closed) => Shown::refused(typed, Answer::Closed),
        Some(NotFiled::Refused(refusal)) => return Err(sender.refused(refusal)),
    };
    let desk = find_desk(site, sender).await?;
    let shown = shown.seen(form.seen_draft()).opened(&form.opened);
    FormPage::new(site, &visitor, sender, &desk, &shown)?.respond(site, req, &visitor)
}

/// Files it, or revises what is filed; of which requests it tells.
async fn try_to_file(
    services: &Arc<Services>,
    caller: &Caller,
    sender: &Sender,
    form: &Submission,
    typed: Typed,
) -> Result<(Done, Vec<RequestId>), NotFiled> {
    let (quiet, seen_draft) = (form.quiet.is_some(), form.seen_draft());
    let (pass, opened) = (sender.pass.clone(), form.opened.clone());
    let (by, done, told) = services
        .write_as(sender.pass.clone(), move |scope, writer| -> Result<_, NotFiled> {
            let mut told = ending::tell_tapped(scope, writer, &typed.taps().requests())?;
            let opened_at = pass.opened_at(scope, &opened)?;
            let filed = submitting::file(scope, writer, &typed, Sent { quiet, seen_draft, opened_at })?;
            told.extend(filed.closed);
            Ok((writer.author(), Done::of(filed.version), told))
        })
        .await?;
    // Whoever has a link alone is not signed in.
    if !sender.is_by_link() {
        caller.was(by);
    }
    Ok((done, told))
}

/// What was typed; the empty line of a quiet week says, in its writer's language, that there is nothing new.
async fn with_line(caller: &Caller, form: &Submission) -> Result<Typed, Error> {
    if form.quiet.is_none() || !form.typed.get(QUIET_LINE).trim().is_empty() {
        return Ok(form.typed.clone());
    }
    let visitor = caller.visitor().await?;
    Ok(form.typed.clone().with(QUIET_LINE, view::text(&visitor, "quiet-default", &[])?))
}

/// Where what was filed is shown, with what was done and told with it.
fn done_at(address: &str, done: Done, told: &[RequestId]) -> String {
    let ids: Vec<String> = told.iter().map(|id| id.0.to_string()).collect();
    let told = if ids.is_empty() { String::new() } else { format!("&told={}", ids.join(".")) };
    format!("{address}?{}=1{told}", done.as_str())
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
