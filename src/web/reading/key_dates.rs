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
    /// Nobody knows until when.
    put_off: Vec<KeyDateView>,
    /// The latest first.
    past: Vec<Month<KeyDateView>>,
}

impl Page for KeyDatesPage {
    const TEMPLATE: &'static str = "pages/reading/key-dates";

    #[cfg(test)]
    fn samples() -> Vec<KeyDatesPage> {
        use crate::domain::filing::key_date::arranged;
        use crate::domain::samples;
        let announced = samples::announced(&samples::full_bulletin(1, "2026-W09"));
        let all = samples::stories().into_iter().map(|story| Announced { story, ..announced.clone() });
        let all = all.map(|announced| (samples::project(1), announced));
        let today = "2026-03-08".parse().unwrap();
        vec![
            KeyDatesPage::from(&arranged(Vec::new(), |(_, announced)| announced, today)),
            KeyDatesPage::from(&arranged(all, |(_, announced)| announced, today)),
        ]
    }
}

impl From<&KeyDates> for KeyDatesPage {
    fn from(found: &KeyDates) -> Self {
        let put_off = found.put_off.iter().map(|(project, day)| KeyDateView::of_project(project, day));
        KeyDatesPage {
            to_come: months(&found.to_come),
            put_off: put_off.collect(),
            past: months(&found.past),
        }
    }
}

fn months(dates: &[(Project, Announced)]) -> Vec<Month<KeyDateView>> {
    by_month(dates.iter().map(|(project, day)| (day.last_day(), KeyDateView::of_project(project, day))))
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
