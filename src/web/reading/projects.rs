//! Projects and their history.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::programme::project::Project;
use crate::services::reading::projects::{self, Listed, Read};
use crate::services::reading::visible::History;
use crate::views::{HistoryView, ProjectView};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct ProjectsPage {
    active: Vec<ProjectView>,
    ended: Vec<ProjectView>,
}

impl Page for ProjectsPage {
    const TEMPLATE: &'static str = "pages/reading/projects";

    #[cfg(test)]
    fn samples() -> Vec<ProjectsPage> {
        use crate::domain::samples::project;
        let page = |active, ended| ProjectsPage::from(&Listed { active, ended });
        vec![page(Vec::new(), Vec::new()), page(vec![project(1)], vec![project(2)])]
    }
}

impl From<&Listed> for ProjectsPage {
    fn from(listed: &Listed) -> Self {
        ProjectsPage { active: views(&listed.active), ended: views(&listed.ended) }
    }
}

fn views(projects: &[Project]) -> Vec<ProjectView> {
    projects.iter().map(ProjectView::from).collect()
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let listed = site.services.read(move |scope| projects::list(scope, &member)).await?;
    view::show(&site, &req, &visitor, &ProjectsPage::from(&listed))
}

#[derive(Serialize)]
pub struct ProjectPage {
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

impl Page for ProjectPage {
    const TEMPLATE: &'static str = "pages/reading/project";

    #[cfg(test)]
    fn samples() -> Vec<ProjectPage> {
        use crate::domain::samples::{self, project};
        let page = |history| ProjectPage {
            project: (&project(1)).into(),
            ends_on: "2026-12-31".into(),
            has_ended: false,
            history,
            linked: true,
            others: Vec::new(),
            file: None,
            can_share: false,
            feed: "http://127.0.0.1/feeds/x/projects/p01.ics".into(),
        };
        let [nothing, much] = HistoryView::samples();
        let described =
            Project { description: "Un registre.".into(), logo: Some("x.png".into()), ..samples::project(1) };
        vec![
            page(nothing),
            ProjectPage {
                project: (&described).into(),
                has_ended: true,
                others: vec![(&project(2)).into()],
                file: Some("2026-W10".into()),
                can_share: true,
                ..page(much)
            },
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let Read { history, others, can_file, can_share, feed } =
        site.services.read(move |scope| projects::show(scope, &member, &path)).await?;
    let project = &history.project;
    let page = ProjectPage {
        project: project.into(),
        ends_on: project.ends_on.to_string(),
        has_ended: history.has_ended(),
        history: view_of(&history),
        linked: true,
        others: views(&others),
        file: can_file.map(|week| week.to_string()),
        can_share,
        feed: site.services.config.link(&format!("/feeds/{feed}/projects/{}.ics", project.slug)),
    };
    view::show(&site, &req, &visitor, &page)
}

/// A history as pages show it.
pub fn view_of(history: &History) -> HistoryView {
    let key_dates: Vec<_> = history.key_dates.iter().map(|announced| &announced.key_date).collect();
    HistoryView::new(&history.project, &history.entries(), &key_dates, history.today)
}
