//! The first page: for each what they came for.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::services::reading::home::{self, Home};
use crate::views::ProjectView;
use crate::web::kit::page::{Page, bare_page};
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::programme::first;
use crate::web::{Error, Site};

bare_page! {
    /// What this is, for those whom nobody knows.
    WelcomePage, "pages/reading/welcome"
}

#[derive(Serialize)]
pub struct HomePage {
    week: String,
    /// The projects for which this person can file.
    projects: Vec<ProjectView>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "pages/reading/home";

    #[cfg(test)]
    fn samples() -> Vec<HomePage> {
        use crate::domain::samples::project;
        let of = |projects| HomePage { week: "2026-W10".into(), projects };
        vec![of(Vec::new()), of(vec![(&project(1)).into(), (&project(2)).into()])]
    }
}

/// Coordinators get their dashboard, an EIG this week's form, a mentor the latest week; others what this is.
pub async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let Some(member) = visitor.member.clone() else {
        if let Some(first) = first::show(&site, &req, &visitor).await? {
            return Ok(first);
        }
        return view::show(&site, &req, &visitor, &WelcomePage {});
    };
    match site.services.read(move |scope| home::of(scope, &member)).await? {
        Home::Dashboard => Ok(view::see_other("/dashboard")),
        Home::Form(project, week) => {
            Ok(view::see_other(&format!("/projects/{}/bulletins/{week}", project.slug)))
        }
        Home::Latest(week) => Ok(view::see_other(&format!("/weeks/{week}"))),
        Home::Choice(projects, week) => {
            let projects = projects.iter().map(ProjectView::from).collect();
            view::show(&site, &req, &visitor, &HomePage { week: week.to_string(), projects })
        }
    }
}
