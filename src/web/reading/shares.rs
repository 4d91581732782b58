//! Links by which people outside the programme read a project's published history.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::exports;
use super::projects::{RequestsView, Wanted, view_of};
#[cfg(test)]
use crate::domain::{programme::project::Project, samples};
use crate::services::Refusal;
use crate::services::help::links::Holder;
use crate::services::help::seeing::Seen;
use crate::services::reading::sharing::{self, Listed, ShareId, Shared, Typed};
use crate::views::{HistoryView, ProjectView};
use crate::web::help::seen_view::SeenView;
use crate::web::kit::form::Form;
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct SharesPage {
    project: ProjectView,
    shares: Vec<ShareRow>,
    form: Form,
}

impl Page for SharesPage {
    const TEMPLATE: &'static str = "pages/reading/shares";

    #[cfg(test)]
    fn samples() -> Vec<SharesPage> {
        let row = |id| ShareRow {
            id,
            label: "Cabinet".into(),
            link: None,
            created_at: "2026-03-04T09:00:00".into(),
            expires_at: None,
            revoked: false,
            seen: 0,
            seen_at: None,
        };
        let seen = |id| ShareRow {
            link: Some("http://127.0.0.1/s/x".into()),
            expires_at: Some("2026-03-20T23:59:59".into()),
            seen: 2,
            seen_at: Some("2026-03-05T09:00:00".into()),
            ..row(id)
        };
        let project = || (&samples::project(1)).into();
        vec![
            SharesPage { project: project(), shares: Vec::new(), form: form(&Typed::default()) },
            SharesPage {
                project: project(),
                shares: vec![seen(3), ShareRow { revoked: true, ..row(2) }, row(1)],
                form: form(&Typed::default()).sample_fault("label").sample_fault("expires_on"),
            },
        ]
    }
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

fn form(typed: &Typed) -> Form {
    Form::new([("label", typed.label.as_str()), ("expires_on", &typed.expires_on)])
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let form = form(&Typed::default());
    respond(&site, &req, &signed_in, path.into_inner(), StatusCode::OK, form).await
}

async fn respond(
    site: &Site,
    req: &HttpRequest,
    signed_in: &SignedIn,
    slug: String,
    status: StatusCode,
    form: Form,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let reader = member.clone();
    let Shared { project, shares } =
        site.services.read(move |scope| sharing::list(scope, &reader, &slug)).await?;
    let row = |share: Listed| ShareRow {
        id: share.id.0,
        label: share.label,
        link: share.link,
        created_at: view::local(site, share.created_at),
        expires_at: share.expires_at.map(|at| view::local(site, at - chrono::TimeDelta::seconds(1))),
        revoked: share.is_revoked,
        seen: share.seen_count,
        seen_at: share.last_seen_at.map(|at| view::local(site, at)),
    };
    let page = SharesPage { project: (&project).into(), shares: shares.into_iter().map(row).collect(), form };
    view::show_with_status(site, req, visitor, status, &page)
}

#[derive(Deserialize)]
pub struct ShareForm {
    #[serde(default)]
    label: String,
    #[serde(default)]
    expires_on: String,
}

impl From<ShareForm> for Typed {
    fn from(form: ShareForm) -> Self {
        Typed { label: form.label, expires_on: form.expires_on }
    }
}

pub async fn create(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
    sent: Posted<ShareForm>,
) -> Result<HttpResponse, Error> {
    let (slug, typed) = (path.into_inner(), Typed::from(sent.0));
    let (of, given) = (slug.clone(), typed.clone());
    let claim = signed_in.claim.clone();
    match site.services.act(claim, move |scope, by| sharing::share(scope, by, &of, &given)).await {
        Ok(()) => Ok(view::done(&format!("/projects/{slug}/shares"), "done-shared")),
        Err(Refusal::Faults(faults)) => {
            let form = form(&typed).refused(&signed_in.visitor, &faults)?;
            respond(&site, &req, &signed_in, slug, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

pub async fn revoke(
    site: web::Data<Site>,
    path: web::Path<(String, i64)>,
    signed_in: SignedIn,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let (slug, id) = path.into_inner();
    let to = format!("/projects/{slug}/shares");
    let (services, id) = (&site.services, ShareId(id));
    services.act(signed_in.claim, move |scope, by| sharing::revoke(scope, by, &slug, id)).await?;
    Ok(view::done(&to, "done-revoked"))
}

#[derive(Serialize)]
pub struct SharedPage {
    project: ProjectView,
    ends_on: String,
    /// Its last day has gone by.
    is_past: bool,
    requests: RequestsView,
    history: HistoryView,
    /// Whether weeks lead on to their own pages.
    linked: bool,
    /// Where it is.
    at: String,
    /// Where the table is.
    csv: String,
}

impl Page for SharedPage {
    const TEMPLATE: &'static str = "pages/reading/shared";

    #[cfg(test)]
    fn samples() -> Vec<SharedPage> {
        let described = Project { description: "Un registre.".into(), ..samples::project(1) };
        let page = |history, requests, is_past| SharedPage {
            project: (&described).into(),
            ends_on: "2026-12-31".into(),
            is_past,
            requests,
            history,
            linked: false,
            at: "/s/x".into(),
            csv: "/s/x/bulletins.csv".into(),
        };
        let [nothing, much] = HistoryView::samples();
        let [no_requests, requests] = RequestsView::samples();
        vec![page(nothing, no_requests, false), page(much, requests, true)]
    }
}

/// The published history, without an account. Looks are counted; search engines are told to stay away.
pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    wanted: web::Query<Wanted>,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let (token, month) = (path.clone(), wanted.month());
    let shown = site.services.write(move |scope| sharing::show(scope, &token, month)).await;
    let (history, requests) = shown.map_err(Error::of_link)?;
    let links = site.services.help_links();
    let request = |seen: &Seen| {
        let link = seen.request.is_unended().then(|| links(seen.request.id, Holder::Anybody));
        SeenView::to_stranger(seen, link, &site.services.rules)
    };
    let page = SharedPage {
        requests: RequestsView::new(&requests, request),
        project: (&history.project).into(),
        ends_on: history.project.ends_on.to_string(),
        is_past: history.is_past(),
        history: view_of(&history),
        linked: false,
        at: format!("/s/{path}"),
        csv: format!("/s/{path}/bulletins.csv"),
    };
    Ok(unlisted(view::show(&site, &req, &visitor, &page)?))
}

/// The same as a table.
pub async fn export(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let extent = site.services.read(move |scope| sharing::take_out(scope, &path)).await;
    Ok(unlisted(exports::csv_of(&site, extent.map_err(Error::of_link)?)?))
}

fn unlisted(mut response: HttpResponse) -> HttpResponse {
    let name = actix_web::http::header::HeaderName::from_static("x-robots-tag");
    let value = actix_web::http::header::HeaderValue::from_static("noindex, nofollow");
    response.headers_mut().insert(name, value);
    response
}
