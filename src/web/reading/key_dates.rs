//! All key dates by month.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::filing::key_date::Announced;
use crate::domain::programme::project::Project;
use crate::services::reading::key_dates::{self, KeyDates};
use crate::views::{KeyDateView, Month, by_month};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct KeyDatesPage {
    /// The nearest first.
    to_come: Vec<Month<KeyDateView>>,
    /// The latest first.
    past: Vec<Month<KeyDateView>>,
}

impl Page for KeyDatesPage {
    const TEMPLATE: &'static str = "pages/reading/key-dates";

    #[cfg(test)]
    fn samples() -> Vec<KeyDatesPage> {
        use crate::domain::samples;
        let day = |week| {
            let bulletin = samples::full_bulletin(1, week);
            let announced = Announced {
                project: bulletin.project,
                key_date: bulletin.content.key_date.unwrap(),
                week: Some(bulletin.week),
                created_at: bulletin.filed_at,
            };
            (samples::project(1), announced)
        };
        vec![
            KeyDatesPage::from(&KeyDates { to_come: Vec::new(), past: Vec::new() }),
            KeyDatesPage::from(&KeyDates {
                to_come: vec![day("2026-W11"), day("2026-W12"), day("2026-W14")],
                past: vec![day("2026-W09")],
            }),
        ]
    }
}

impl From<&KeyDates> for KeyDatesPage {
    fn from(found: &KeyDates) -> Self {
        KeyDatesPage { to_come: months(&found.to_come), past: months(&found.past) }
    }
}

fn months(dates: &[(Project, Announced)]) -> Vec<Month<KeyDateView>> {
    by_month(dates.iter().map(|(project, Announced { key_date, .. })| {
        let view = KeyDateView { project: Some(project.into()), ..KeyDateView::from(key_date) };
        (key_date.date, view)
    }))
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let found = site.services.read(move |scope| key_dates::list(scope, &member)).await?;
    view::show(&site, &req, &visitor, &KeyDatesPage::from(&found))
}
