//! Projects and their history.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::programme::project::{Project, Stage};
use crate::services::reading::{self, ProjectHistory, publishing_feeds};
use crate::store::programme::projects;
use crate::store::{self, people};
use crate::views::{HistoryView, ProjectView};
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

/// What is archived is found by its address and by its weeks; what is in preparation is its coordinators' affair.
fn is_listed(project: &Project) -> bool {
    matches!(project.stage, Stage::Open | Stage::Closed)
}

#[derive(Serialize)]
struct ProjectsPage {
    active: Vec<ProjectView>,
    ended: Vec<ProjectView>,
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, .. } = signed_in;
    let all = site.services.db.read(projects::all).await?;
    let week = site.services.rules.week_at(visitor.now);
    let listed = all.iter().filter(|project| is_listed(project));
    let (active, ended): (Vec<_>, Vec<_>) = listed.partition(|project| project.runs_in(week));
    let page = ProjectsPage {
        active: active.into_iter().map(ProjectView::from).collect(),
        ended: ended.into_iter().map(ProjectView::from).collect(),
    };
    view::page(&site, &req, &visitor, "pages/reading/projects", &page)
}

#[derive(Serialize)]
struct ProjectPage {
    project: ProjectView,
    ends_on: String,
    has_ended: bool,
    history: HistoryView,
    /// Whether weeks lead on to their own pages.
    linked: bool,
    /// The others, to go on to.
    others: Vec<ProjectView>,
    /// This week, where this person can file for it.
    file: Option<String>,
    can_share: bool,
    /// The address of the key dates for calendar programs.
    feed: String,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let now = visitor.now;
    let reader = member.clone();
    let (history, all, version) = site
        .services
        .read(move |scope| -> store::Result<_> {
            let version = people::feed_version(scope.conn, reader.person.id)?.unwrap_or_default();
            let history = reading::project(scope, &reader, &path)?;
            Ok((history, projects::all(scope.conn)?, version))
        })
        .await?;
    let history = history.ok_or(Error::NotFound)?;
    let project = &history.project;
    let today = site.services.rules.today(now);
    let this_week = site.services.rules.week_at(now);
    let others = all.iter().filter(|other| is_listed(other) && other.promotion == project.promotion);
    let feed = publishing_feeds::token(&site.services.key, member.person.id, version);
    let page = ProjectPage {
        project: project.into(),
        ends_on: project.ends_on.to_string(),
        has_ended: project.ends_on < today,
        history: view_of(&site, &history, today),
        linked: true,
        others: others.filter(|other| other.id != project.id).map(ProjectView::from).collect(),
        file: (member.may_file_for(project.id) && project.is_active_in(this_week))
            .then(|| this_week.to_string()),
        can_share: member.may_share(project.id),
        feed: site.services.config.link(&format!("/feeds/{feed}/projects/{}.ics", project.slug)),
    };
    view::page(&site, &req, &visitor, "pages/reading/project", &page)
}

/// A history as pages show it.
pub fn view_of(site: &Site, history: &ProjectHistory, today: NaiveDate) -> HistoryView {
    let key_dates: Vec<_> = history.key_dates.iter().map(|announced| &announced.key_date).collect();
    HistoryView::new(&history.project, &history.entries(&site.services.rules), &key_dates, today)
}
