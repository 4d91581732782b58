//! All key dates by month.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar;
use crate::domain::filing::key_date::Announced;
use crate::domain::programme::project::Project;
use crate::services::reading::key_dates::{self, KeyDates};
use crate::views::{AsJson, KeyDateView, Month, by_month};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct KeyDatesPage {
    /// The nearest first.
    to_come: Vec<AsJson<DaysView>>,
    /// Nobody knows until when.
    put_off: Vec<KeyDateView>,
    /// The latest first.
    past: Vec<AsJson<DaysView>>,
    /// Where the newest ones are, on a page of older ones.
    newest: Option<&'static str>,
    /// Where older ones are.
    older: Option<String>,
}

/// Those of a month, told on that day.
#[derive(Serialize)]
struct DaysView {
    told_on: String,
    month: Month<KeyDateView>,
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
        let months = ["2026-03", "2025-03"].map(|month| month.parse().ok());
        let page = |all, before, older| {
            let days = arranged(all, |(_, announced): &(Project, Announced)| announced, today);
            KeyDatesPage::new(&KeyDates { today, days, older }, before)
        };
        let [before, older] = months;
        vec![page(Vec::new(), None, None), page(all.collect(), None, older), page(Vec::new(), before, None)]
    }
}

impl KeyDatesPage {
    fn new(found: &KeyDates, before: Option<calendar::Month>) -> KeyDatesPage {
        let days = &found.days;
        let put_off = days.put_off.iter().map(|(project, day)| KeyDateView::of_project(project, day));
        KeyDatesPage {
            to_come: months(&days.to_come, found.today, |view| view),
            put_off: put_off.collect(),
            past: months(&days.past, found.today, KeyDateView::gone_by),
            newest: before.map(|_| "/key-dates"),
            older: found.older.map(|month| format!("/key-dates?before={month}")),
        }
    }
}

/// Which of them are listed.
#[derive(Deserialize)]
pub struct Wanted {
    /// The month before which they lie, such as `2025-03`; anything else: the newest ones.
    #[serde(default)]
    before: String,
}

fn months(
    dates: &[(Project, Announced)],
    today: NaiveDate,
    said: fn(KeyDateView) -> KeyDateView,
) -> Vec<AsJson<DaysView>> {
    let told =
        dates.iter().map(|(project, day)| (day.last_day(), said(KeyDateView::of_project(project, day))));
    let days = |month| AsJson(DaysView { told_on: today.to_string(), month });
    by_month(told).into_iter().map(days).collect()
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let before = wanted.before.parse().ok();
    let found = site.services.read(move |scope| key_dates::list(scope, &member, before)).await?;
    view::show(&site, &req, &visitor, &KeyDatesPage::new(&found, before))
}
