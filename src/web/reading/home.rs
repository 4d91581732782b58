//! The first page: for each what they came for.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::people::Role;
use crate::domain::programme::project::Project;
use crate::store;
use crate::store::programme::projects;
use crate::views::ProjectView;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
struct HomePage {
    week: String,
    /// The projects for which this person can file.
    projects: Vec<ProjectView>,
}

/// Coordinators get their dashboard, an EIG this week's form, a mentor the latest week; others what this is.
pub async fn show(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let week = site.services.rules.week_at(visitor.now);
    let Some(member) = visitor.member.clone() else {
        let page = HomePage { week: week.to_string(), projects: Vec::new() };
        return view::page(&site, &req, &visitor, "pages/reading/welcome", &page);
    };
    if member.person.coordinator {
        return Ok(view::see_other("/dashboard"));
    }
    let (active, latest) = site
        .services
        .read(move |scope| -> store::Result<_> {
            let latest = scope.calendar.latest_published_week(scope.now).unwrap_or(week);
            Ok((projects::active_in(scope.conn, week)?, latest))
        })
        .await?;
    let own: Vec<&Project> = active.iter().filter(|project| member.has_role(Role::Eig, project.id)).collect();
    let mentors = member.projects_as(Role::Mentor).next().is_some();
    match own[..] {
        [project] => Ok(view::see_other(&format!("/projects/{}/bulletins/{week}", project.slug))),
        [] if mentors => Ok(view::see_other(&format!("/weeks/{latest}"))),
        _ => {
            let projects = own.into_iter().map(ProjectView::from).collect();
            let page = HomePage { week: week.to_string(), projects };
            view::page(&site, &req, &visitor, "pages/reading/home", &page)
        }
    }
}
