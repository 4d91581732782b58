//! Links by which people outside the programme read a project's published history.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::exports;
use super::projects::view_of;
use crate::domain::calendar::zone;
use crate::domain::programme::project::Project;
use crate::services::reading::{self, sharing};
use crate::store;
use crate::store::programme::projects;
use crate::store::reading::shares::{self, NewShare, Share, ShareId};
use crate::views::{HistoryView, ProjectView};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::view;
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
struct SharesPage {
    project: ProjectView,
    shares: Vec<ShareRow>,
    label: String,
    label_max: usize,
    label_error: Option<String>,
    expires_on: String,
    expires_error: Option<String>,
}

#[derive(Serialize)]
struct ShareRow {
    id: i64,
    label: String,
    /// The link itself, while it works.
    link: Option<String>,
    created_at: String,
    expires_at: Option<String>,
    revoked: bool,
    seen: i64,
    seen_at: Option<String>,
}

/// A project whose history this person may share.
async fn find(site: &Site, slug: String, signed_in: &SignedIn) -> Result<(Project, Vec<Share>), Error> {
    let found = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            let Some(project) = projects::by_slug(conn, &slug)? else { return Ok(None) };
            let shares = shares::of_project(conn, project.id)?;
            Ok(Some((project, shares)))
        })
        .await?;
    let (project, shares) = found.ok_or(Error::NotFound)?;
    if signed_in.member.may_share(project.id) { Ok((project, shares)) } else { Err(Error::Forbidden) }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let found = find(&site, path.into_inner(), &signed_in).await?;
    let blank = ShareForm { label: String::new(), expires_on: String::new() };
    respond(&site, &req, &signed_in.visitor, StatusCode::OK, found, (&blank, [None, None]))
}

fn respond(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    status: StatusCode,
    (project, shares): (Project, Vec<Share>),
    (typed, [label_error, expires_error]): (&ShareForm, [Option<String>; 2]),
) -> Result<HttpResponse, Error> {
    let row = |share: &Share| ShareRow {
        id: share.id.0,
        label: share.label.clone(),
        link: share.works(visitor.now).then(|| {
            site.services.config.link(&format!("/s/{}", sharing::token(&site.services.key, share.id)))
        }),
        created_at: view::local(site, share.created_at),
        expires_at: share.expires_at.map(|at| view::local(site, at - chrono::TimeDelta::seconds(1))),
        revoked: share.revoked_at.is_some(),
        seen: share.seen_count,
        seen_at: share.last_seen_at.map(|at| view::local(site, at)),
    };
    let page = SharesPage {
        project: (&project).into(),
        shares: shares.iter().map(row).collect(),
        label: typed.label.clone(),
        label_max: sharing::LABEL_MAX,
        label_error,
        expires_on: typed.expires_on.clone(),
        expires_error,
    };
    view::page_with_status(site, req, visitor, status, "pages/reading/shares", &page)
}

#[derive(Deserialize)]
pub struct ShareForm {
    #[serde(default)]
    label: String,
    /// The last day on which the link works; empty: until it is revoked.
    #[serde(default)]
    expires_on: String,
}

pub async fn create(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
    form: Posted<ShareForm>,
) -> Result<HttpResponse, Error> {
    let found = find(&site, path.into_inner(), &signed_in).await?;
    let SignedIn { visitor, member, .. } = &signed_in;
    let (typed, calendar) = (form.0, &site.services.rules);
    let label = typed.label.trim().to_owned();
    let is_label =
        (1..=sharing::LABEL_MAX).contains(&label.chars().count()) && !label.contains(char::is_control);
    let last_day = match typed.expires_on.trim() {
        "" => Some(None),
        day => day.parse::<NaiveDate>().ok().filter(|day| *day >= calendar.today(visitor.now)).map(Some),
    };
    let (true, Some(last_day)) = (is_label, last_day) else {
        let max = sharing::LABEL_MAX.to_string();
        let label_error = (!is_label).then(|| view::text(visitor, "share-label-wrong", &[("max", &max)]));
        let expires_error = last_day.is_none().then(|| view::text(visitor, "share-day-wrong", &[]));
        let errors = [label_error.transpose()?, expires_error.transpose()?];
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return respond(&site, &req, visitor, status, found, (&typed, errors));
    };
    let end_of = |day: NaiveDate| {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        zone::resolve(next.and_time(NaiveTime::MIN), calendar.zone)
    };
    let new = NewShare { project: found.0.id, label, by: member.person.id, expires_at: last_day.map(end_of) };
    let now = visitor.now;
    site.services.db.write(move |conn| sharing::share(conn, &new, now)).await?;
    Ok(view::done(&format!("/projects/{}/shares", found.0.slug), "done-shared"))
}

pub async fn revoke(
    site: web::Data<Site>,
    path: web::Path<(String, i64)>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (slug, id) = path.into_inner();
    let (project, _) = find(&site, slug, &signed_in).await?;
    let (by, now) = (signed_in.member.person.id, signed_in.visitor.now);
    let revoked =
        site.services.db.write(move |conn| sharing::revoke(conn, project.id, ShareId(id), by, now)).await?;
    if revoked {
        Ok(view::done(&format!("/projects/{}/shares", project.slug), "done-revoked"))
    } else {
        Err(Error::NotFound)
    }
}

#[derive(Serialize)]
struct SharedPage {
    project: ProjectView,
    ends_on: String,
    has_ended: bool,
    history: HistoryView,
    /// Whether weeks lead on to their own pages.
    linked: bool,
    /// Where the table is.
    csv: String,
}

/// What a link shows, to whoever has it.
async fn find_shared(site: &Site, token: &str, visitor: &Visitor) -> Result<(Share, Project), Error> {
    let (key, token, now) = (site.services.key.clone(), token.to_owned(), visitor.now);
    let found = site.services.db.read(move |conn| sharing::find(conn, &key, &token, now)).await?;
    found.ok_or(Error::LinkEnded)
}

/// The published history, without an account. Looks are counted; search engines are told to stay away.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let (share, project) = find_shared(&site, &path, &visitor).await?;
    let today = site.services.rules.today(visitor.now);
    let history = site
        .services
        .write(move |scope| -> store::Result<_> {
            shares::count_look(scope.conn, share.id, scope.now)?;
            reading::history_of(scope, project, false)
        })
        .await?;
    let page = SharedPage {
        project: (&history.project).into(),
        ends_on: history.project.ends_on.to_string(),
        has_ended: history.project.ends_on < today,
        history: view_of(&site, &history, today),
        linked: false,
        csv: format!("/s/{path}/bulletins.csv"),
    };
    let response = view::page(&site, &req, &visitor, "pages/reading/shared", &page)?;
    Ok(unlisted(response))
}

/// The same as a table.
pub async fn export(
    site: web::Data<Site>,
    path: web::Path<String>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let (_, project) = find_shared(&site, &path, &visitor).await?;
    Ok(unlisted(exports::csv_of(&site, project, visitor.now).await?))
}

fn unlisted(mut response: HttpResponse) -> HttpResponse {
    let name = actix_web::http::header::HeaderName::from_static("x-robots-tag");
    let value = actix_web::http::header::HeaderValue::from_static("noindex, nofollow");
    response.headers_mut().insert(name, value);
    response
}
