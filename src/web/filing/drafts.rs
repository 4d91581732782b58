//! The team's shared draft: saved while somebody types, and whenever a form comes back.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::bulletins::{Obstacle, Place, Submission, by_address, by_link, obstacle};
use crate::domain::filing::bulletin::Typed;
use crate::domain::filing::draft::Draft;
use crate::services::filing::drafting;
use crate::store::{self, people};
use crate::web::kit::forms::Fields;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// A draft, and the name of whoever changed it last; none: they have been erased.
#[derive(Debug, Clone)]
pub struct Signed {
    pub draft: Draft,
    pub by: Option<String>,
}

impl Signed {
    pub fn new(conn: &mut store::Conn, draft: Draft) -> store::Result<Signed> {
        let author = draft.author.map_or(Ok(None), |id| people::by_id(conn, id))?;
        Ok(Signed { draft, by: author.map(|person| person.name) })
    }
}

/// What became of what was typed.
pub enum Kept {
    /// There was nothing to keep.
    Nothing,
    /// It stands there, since now or since earlier.
    Saved(Signed),
    /// A teammate changed it since.
    Changed(Signed),
    /// The team has filed since.
    Filed,
    Closed,
    SignedOut,
    SendAgain,
}

/// The draft beside its form, as its template shows it.
#[derive(Serialize)]
pub struct DraftView {
    /// What the person has seen, sent with the form.
    version: i32,
    saved_at: Option<String>,
    /// On opening the form: who wrote what stands in it.
    signed: bool,
    by: Option<String>,
    theirs: Option<Typed>,
    /// Where the form opens with what is saved.
    again: String,
    /// Why it was not saved, as the key of a text.
    refused: Option<&'static str>,
}

impl DraftView {
    pub(super) fn new(site: &Site, place: &Place, kept: &Kept, is_opening: bool) -> DraftView {
        let (signed, refused) = match kept {
            Kept::Saved(signed) | Kept::Changed(signed) => (Some(signed), None),
            Kept::Nothing => (None, None),
            Kept::Filed => (None, Some("draft-filed")),
            Kept::Closed => (None, Some("answer-closed")),
            Kept::SignedOut => (None, Some("draft-signed-out")),
            Kept::SendAgain => (None, Some("draft-send-again")),
        };
        let is_changed = matches!(kept, Kept::Changed(_));
        DraftView {
            version: signed.map_or(0, |signed| signed.draft.version),
            saved_at: signed.map(|signed| view::local(site, signed.draft.saved_at)),
            signed: is_opening,
            by: signed.and_then(|signed| signed.by.clone()),
            theirs: signed.filter(|_| is_changed).map(|signed| signed.draft.typed.clone()),
            again: format!("{}{}", place.address, if place.present.is_some() { "?edit=1" } else { "" }),
            refused,
        }
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
    let member = visitor.member.clone();
    let place = by_address(&site, path.into_inner(), member.as_ref()).await?;
    let kept = match obstacle(&site, &visitor, &place, &form.0)? {
        None => keep(&site, &place, &form.0).await?,
        Some(Obstacle::SignedOut) => Kept::SignedOut,
        Some(Obstacle::ForeignForm) => Kept::SendAgain,
    };
    respond(&site, &req, &visitor, &place, &kept)
}

/// The same by the link of a reminder.
pub async fn save_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let place = by_link(&site, &path).await?;
    let kept = keep(&site, &place, &form.0).await?;
    respond(&site, &req, &visitor, &place, &kept)
}

/// Saves a form that may be filed from that place.
pub(super) async fn keep(site: &web::Data<Site>, place: &Place, form: &Submission) -> Result<Kept, Error> {
    let Some(author) = place.author else { return Err(Error::Forbidden) };
    let (project, week) = (place.project.clone(), place.week);
    let (typed, seen) = (form.typed.clone(), form.seen_draft());
    let kept = site
        .services
        .write(move |scope| -> store::Result<Kept> {
            let saved = drafting::save(scope, (&project, week), typed, seen, author);
            let conn = &mut *scope.conn;
            match saved {
                Ok(None) => Ok(Kept::Nothing),
                Ok(Some(draft)) => Ok(Kept::Saved(Signed::new(conn, draft)?)),
                Err(drafting::Error::Changed(theirs)) => Ok(Kept::Changed(Signed::new(conn, *theirs)?)),
                Err(drafting::Error::Filed) => Ok(Kept::Filed),
                Err(drafting::Error::Closed) => Ok(Kept::Closed),
                Err(drafting::Error::Store(error)) => Err(error),
            }
        })
        .await?;
    Ok(kept)
}

/// The part of the form's page that tells of its draft.
fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    place: &Place,
    kept: &Kept,
) -> Result<HttpResponse, Error> {
    let status = match kept {
        Kept::Nothing | Kept::Saved(_) => StatusCode::OK,
        Kept::Changed(_) | Kept::Filed | Kept::Closed => StatusCode::CONFLICT,
        Kept::SignedOut => StatusCode::UNAUTHORIZED,
        Kept::SendAgain => StatusCode::FORBIDDEN,
    };
    let draft = DraftView::new(site, place, kept, false);
    view::page_with_status(site, req, visitor, status, "pages/filing/draft", &draft)
}
