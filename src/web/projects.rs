//! Projects and their history.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::visitor::SignedIn;
use super::{Error, Site, view};
use crate::domain::project::Stage;
use crate::services::reading;
use crate::store::projects;
use crate::views::{BulletinView, KeyDateView, ProjectView};

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
    let week = site.services.calendar.week_at(visitor.now);
    // What is archived is found by its address and by its weeks; what is in preparation is its coordinators' affair.
    let listed = all.iter().filter(|project| matches!(project.stage, Stage::Open | Stage::Closed));
    let (active, ended): (Vec<_>, Vec<_>) = listed.partition(|project| project.runs_in(week));
    let page = ProjectsPage {
        active: active.into_iter().map(ProjectView::from).collect(),
        ended: ended.into_iter().map(ProjectView::from).collect(),
    };
    view::page(&site, &req, &visitor, "pages/projects", &page)
}

#[derive(Serialize)]
struct ProjectPage {
    project: ProjectView,
    ends_on: String,
    has_ended: bool,
    /// Those to come, by day.
    key_dates: Vec<KeyDateView>,
    months: Vec<Month>,
    /// This week, where this person can file for it.
    file: Option<String>,
}

#[derive(Serialize)]
struct Month {
    /// A day of it.
    day: String,
    bulletins: Vec<BulletinView>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member } = signed_in;
    let now = visitor.now;
    let (calendar, reader) = (site.services.calendar.clone(), member.clone());
    let history = site
        .services
        .db
        .read(move |conn| reading::project(conn, &calendar, &reader, &path, now))
        .await?
        .ok_or(Error::NotFound)?;
    let project = &history.project;
    let today = site.services.calendar.today(now);
    let this_week = site.services.calendar.week_at(now);
    let mut months: Vec<Month> = Vec::new();
    for bulletin in &history.bulletins {
        let day = bulletin.week.monday().format("%Y-%m-01").to_string();
        let told = BulletinView::new(project, bulletin, false);
        match months.last_mut().filter(|month| month.day == day) {
            Some(month) => month.bulletins.push(told),
            None => months.push(Month { day, bulletins: vec![told] }),
        }
    }
    let to_come = history.key_dates.iter().filter(|announced| announced.key_date.date >= today);
    let page = ProjectPage {
        project: project.into(),
        ends_on: project.ends_on.to_string(),
        has_ended: project.ends_on < today,
        key_dates: to_come
            .map(|announced| KeyDateView {
                date: announced.key_date.date.to_string(),
                description: announced.key_date.description.clone(),
                project: None,
            })
            .collect(),
        months,
        file: (member.may_file_for(project.id) && project.is_active_in(this_week))
            .then(|| this_week.to_string()),
    };
    view::page(&site, &req, &visitor, "pages/project", &page)
}
