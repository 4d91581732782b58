//! One project's bulletin of one week: shown, filed, revised; with an account or by the link of a reminder.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::drafts::{self, Kept, Signed};
use super::page::{self, Answer, Form, Notice};
use crate::domain::calendar::{Calendar, Phase, Week};
use crate::domain::filing::bulletin::{Bulletin, Typed};
use crate::domain::people::{Member, PersonId};
use crate::domain::programme::project::Project;
use crate::services::Scope;
use crate::services::filing::{self, drafting};
use crate::services::identity::tokens::Token;
use crate::store::filing::bulletins;
use crate::store::identity::link_tokens;
use crate::store::programme::projects;
use crate::store::{self, people};
use crate::web::kit::forms::Fields;
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Deserialize)]
pub struct Wish {
    /// To revise what is filed rather than to look at it.
    edit: Option<String>,
    /// Just filed.
    filed: Option<String>,
}

#[derive(Deserialize)]
pub struct Submission {
    #[serde(default)]
    pub(super) csrf: String,
    /// To see it as its readers will, and file nothing.
    preview: Option<String>,
    /// The version of the team's draft that the person saw.
    #[serde(default)]
    draft: String,
    #[serde(flatten)]
    pub(super) typed: Typed,
}

impl Submission {
    pub(super) fn seen_draft(&self) -> i32 {
        self.draft.parse().unwrap_or(0)
    }
}

/// What a request is about, and what its sender may do.
pub(super) struct Place {
    pub project: Project,
    pub week: Week,
    /// Where the form is sent, and where what was filed is shown.
    pub address: String,
    /// Who files; none: this person may only read.
    pub author: Option<PersonId>,
    pub by_link: bool,
    pub phase: Phase,
    pub calendar: Calendar,
    pub present: Option<Bulletin>,
    /// Who filed it; none: they have been erased, or nobody knows.
    pub filed_by: Option<String>,
    /// The team's bulletin of an earlier week, to look at while writing.
    pub previous: Option<Bulletin>,
    /// What the team has begun to write.
    pub draft: Option<Signed>,
}

impl Place {
    pub(super) fn find(
        scope: &mut Scope<'_>,
        project: Project,
        week: Week,
        address: String,
    ) -> store::Result<Place> {
        let (phase, conn) = (scope.calendar.phase(week, scope.now), &mut *scope.conn);
        let history = bulletins::of_project_in(conn, project.id, earliest_shown(week), week)?;
        let mut history = history.into_iter().peekable();
        let present = history.next_if(|bulletin| bulletin.week == week);
        let author = present.as_ref().and_then(|bulletin| bulletin.author);
        let author = author.map_or(Ok(None), |id| people::by_id(conn, id))?;
        let draft = drafting::present(conn, project.id, week, present.as_ref())?;
        Ok(Place {
            filed_by: author.map(|person| person.name),
            phase,
            present,
            previous: history.next(),
            draft: draft.map(|draft| Signed::new(conn, draft)).transpose()?,
            project,
            week,
            address,
            author: None,
            by_link: false,
            calendar: scope.calendar.clone(),
        })
    }
}

/// How far back the bulletin may lie that is shown beside the form.
fn earliest_shown(week: Week) -> Week {
    std::iter::successors(Some(week), |week| Some(week.previous())).nth(8).unwrap_or(week)
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    wish: web::Query<Wish>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let place = by_address(&site, path.into_inner(), Some(&member)).await?;
    if place.author.is_some() {
        return respond_to_author(&site, &req, &visitor, &place, &wish);
    }
    let is_published = place.calendar.is_published(place.week, visitor.now);
    if is_published {
        page::show(&site, &req, &visitor, &place, None)
    } else {
        page::hidden(&site, &req, &visitor, &place)
    }
}

pub async fn show_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    wish: web::Query<Wish>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let place = by_link(&site, &path).await?;
    respond_to_author(&site, &req, &visitor, &place, &wish)
}

/// Shows what is filed, or the form.
fn respond_to_author(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    place: &Place,
    wish: &Wish,
) -> Result<HttpResponse, Error> {
    let is_open = matches!(place.phase, Phase::Open { .. });
    let draft = place.draft.as_ref().map(|signed| &signed.draft.typed);
    match &place.present {
        Some(present) if is_open && wish.edit.is_some() => {
            let filed = Typed::from_bulletin(present);
            page::form(site, req, visitor, place, &Form::new(draft.unwrap_or(&filed)))
        }
        Some(_) => {
            let notice = wish.filed.is_some().then_some(Notice::Filed);
            page::show(site, req, visitor, place, notice)
        }
        None => page::form(site, req, visitor, place, &Form::new(draft.unwrap_or(&Typed::default()))),
    }
}

/// Files with an account. What was typed comes back whatever is wrong, a session that ended included.
pub async fn file(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let form = form.0;
    let member = visitor.member.clone();
    let place = by_address(&site, path.into_inner(), member.as_ref()).await?;
    let answer = match obstacle(&site, &visitor, &place, &form)? {
        None => return submit(&site, &req, &visitor, place, form).await,
        Some(Obstacle::SignedOut) => Answer::SignedOut,
        Some(Obstacle::ForeignForm) => Answer::SendAgain,
    };
    page::form(&site, &req, &visitor, &place, &Form::refused(&form.typed, answer))
}

/// What stands between somebody with an account and their form.
pub(super) enum Obstacle {
    SignedOut,
    /// Nothing proves that they sent it themselves.
    ForeignForm,
}

pub(super) fn obstacle(
    site: &Site,
    visitor: &Visitor,
    place: &Place,
    form: &Submission,
) -> Result<Option<Obstacle>, Error> {
    if visitor.member.is_none() {
        return Ok(Some(Obstacle::SignedOut));
    }
    if place.author.is_none() {
        return Err(Error::Forbidden);
    }
    Ok((!visitor.sent_own_form(site, &form.csrf)).then_some(Obstacle::ForeignForm))
}

/// Files by the link of a reminder: whoever shows its token is its owner, so that no other proof is asked for.
pub async fn file_by_link(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
    form: Fields<Submission>,
) -> Result<HttpResponse, Error> {
    let place = by_link(&site, &path).await?;
    submit(&site, &req, &visitor, place, form.0).await
}

async fn submit(
    site: &web::Data<Site>,
    req: &HttpRequest,
    visitor: &Visitor,
    mut place: Place,
    form: Submission,
) -> Result<HttpResponse, Error> {
    let typed = &form.typed;
    if form.preview.is_some() {
        let kept = drafts::keep(site, &place, &form).await?;
        return page::form(site, req, visitor, &place, &Form::previewed(typed, kept));
    }
    let revision = match typed.parse() {
        Ok(revision) => revision,
        Err(faults) => {
            let kept = drafts::keep(site, &place, &form).await?;
            let refused = Form::refused(typed, Answer::Faults(faults)).kept(kept);
            return page::form(site, req, visitor, &place, &refused);
        }
    };
    let Some(author) = place.author else { return Err(Error::Forbidden) };
    let (fields, seen) = (typed.clone(), form.seen_draft());
    let (project, week) = (place.project.clone(), place.week);
    let filed = site
        .services
        .write(move |scope| {
            let conn = &mut *scope.conn;
            if let Some(theirs) = drafting::lost_by_filing(conn, (project.id, week), &fields, seen, author)? {
                return Ok(Some(Signed::new(conn, theirs)?));
            }
            filing::file(scope, (&project, week), revision, author).map(|_| None)
        })
        .await;
    let answer = match filed {
        Ok(Some(theirs)) => {
            let refused = Form::refused(typed, Answer::Drafted).kept(Kept::Changed(theirs));
            return page::form(site, req, visitor, &place, &refused);
        }
        Ok(None) => return Ok(crate::web::kit::view::see_other(&format!("{}?filed=1", place.address))),
        Err(filing::Error::Faults(faults)) => Answer::Faults(faults),
        Err(filing::Error::Conflict(theirs)) => {
            let answer = Answer::Conflict { version: theirs.version };
            place.present = Some(*theirs);
            answer
        }
        Err(filing::Error::Closed(phase)) => {
            place.phase = phase;
            Answer::Closed
        }
        Err(filing::Error::NotActive) => Answer::Closed,
        Err(filing::Error::Failed(error)) => return Err(error.into()),
    };
    page::form(site, req, visitor, &place, &Form::refused(typed, answer))
}

/// The place of an address, with what that member may do there.
pub(super) async fn by_address(
    site: &web::Data<Site>,
    (slug, week): (String, String),
    member: Option<&Member>,
) -> Result<Place, Error> {
    let week: Week = week.parse().map_err(|_| Error::NotFound)?;
    let mut place = site
        .services
        .read(move |scope| -> store::Result<_> {
            let Some(project) = projects::by_slug(scope.conn, &slug)? else { return Ok(None) };
            let address = format!("/projects/{}/bulletins/{week}", project.slug);
            Place::find(scope, project, week, address).map(Some)
        })
        .await?
        .ok_or(Error::NotFound)?;
    match member {
        Some(member) => {
            place.author = member.may_file_for(place.project.id).then_some(member.person.id);
        }
        // Somebody whose session ended sees what they typed, and nothing of the project.
        None => (place.present, place.previous, place.draft) = (None, None, None),
    }
    Ok(place)
}

/// The place of a filing link, while its owner may file there.
pub(super) async fn by_link(site: &web::Data<Site>, token: &str) -> Result<Place, Error> {
    let read = Token::read(token).ok_or(Error::LinkEnded)?;
    let address = format!("/f/{token}");
    site.services
        .read(move |scope| -> store::Result<_> {
            let (conn, now) = (&mut *scope.conn, scope.now);
            let Some(link) = link_tokens::filing(conn, &read.hash())?.filter(|link| now < link.expires_at)
            else {
                return Ok(None);
            };
            let member = people::member(conn, link.person)?;
            let project = projects::by_id(conn, link.project)?;
            let (Some(member), Some(project)) = (member, project) else { return Ok(None) };
            if !member.may_file_for(project.id) {
                return Ok(None);
            }
            let mut place = Place::find(scope, project, link.week, address)?;
            place.author = Some(link.person);
            place.by_link = true;
            Ok(Some(place))
        })
        .await?
        .ok_or(Error::LinkEnded)
}

impl Answer {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Answer::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Answer::Conflict { .. } | Answer::Drafted | Answer::Closed => StatusCode::CONFLICT,
            Answer::SignedOut => StatusCode::UNAUTHORIZED,
            Answer::SendAgain => StatusCode::FORBIDDEN,
        }
    }
}
