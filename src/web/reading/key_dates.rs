//! All key dates by month.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::programme::project::Project;
use crate::services::reading::publishing_feeds;
use crate::store::filing::key_dates::Announced;
use crate::views::KeyDateView;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
struct KeyDatesPage {
    /// The nearest first.
    to_come: Vec<Month>,
    /// The latest first.
    past: Vec<Month>,
}

#[derive(Serialize)]
struct Month {
    /// A day of it.
    day: String,
    key_dates: Vec<KeyDateView>,
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let today = site.services.rules.today(visitor.now);
    let dates = site.services.read(move |scope| publishing_feeds::key_dates(scope, &member, None)).await?;
    let (past, to_come): (Vec<_>, Vec<_>) =
        dates.iter().partition(|(_, announced)| announced.key_date.date < today);
    let page = KeyDatesPage { to_come: months(to_come), past: months(past.into_iter().rev().collect()) };
    view::page(&site, &req, &visitor, "pages/reading/key-dates", &page)
}

fn months(dates: Vec<&(Project, Announced)>) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (project, announced) in dates {
        let key_date = &announced.key_date;
        let day = key_date.date.format("%Y-%m-01").to_string();
        let view = KeyDateView {
            date: key_date.date.to_string(),
            description: key_date.description.to_string(),
            project: Some(project.into()),
        };
        match months.last_mut().filter(|month| month.day == day) {
            Some(month) => month.key_dates.push(view),
            None => months.push(Month { day, key_dates: vec![view] }),
        }
    }
    months
}
