//! Weeks: all of them by month, and each as its digest tells it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::calendar::Week;
use crate::domain::reading::sight::Reader;
use crate::services::reading::weeks::{self, Listed};
use crate::views::{DigestView, Month, by_month};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::SignedIn;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct WeeksPage {
    months: Vec<Month<WeekRow>>,
}

#[derive(Serialize)]
struct WeekRow {
    week: String,
    filed: i64,
    expected: usize,
}

impl Page for WeeksPage {
    const TEMPLATE: &'static str = "pages/reading/weeks";

    #[cfg(test)]
    fn samples() -> Vec<WeeksPage> {
        use crate::domain::samples::week;
        let listed = |name, filed| Listed { week: week(name), filed, expected: 15 };
        let unasked = Listed { week: week("2026-W07"), filed: 1, expected: 0 };
        vec![
            WeeksPage::from(Vec::new()),
            WeeksPage::from(vec![
                listed("2026-W10", 13),
                listed("2026-W09", 1),
                listed("2026-W08", 0),
                unasked,
            ]),
        ]
    }
}

impl From<Vec<Listed>> for WeeksPage {
    fn from(found: Vec<Listed>) -> Self {
        WeeksPage {
            months: by_month(found.into_iter().map(|Listed { week, filed, expected }| {
                (week.monday(), WeekRow { week: week.to_string(), filed, expected })
            })),
        }
    }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let found = site.services.read(move |scope| weeks::list(scope, &member)).await?;
    view::show(&site, &req, &visitor, &WeeksPage::from(found))
}

#[derive(Serialize)]
pub struct WeekPage {
    week: String,
    /// Where the weeks around it are.
    previous: Option<String>,
    next: Option<String>,
    /// Before publishing, people see their own bulletins alone.
    published_at: Option<String>,
    /// A week that was paused, or has no working day.
    no_closing: bool,
    digest: DigestView,
}

impl Page for WeekPage {
    const TEMPLATE: &'static str = "pages/reading/week";

    #[cfg(test)]
    fn samples() -> Vec<WeekPage> {
        let page = |digest| WeekPage {
            week: "2026-W10".into(),
            previous: Some("/weeks/2026-W09".into()),
            next: None,
            published_at: None,
            no_closing: false,
            digest,
        };
        let mut samples: Vec<WeekPage> = DigestView::samples().into_iter().map(page).collect();
        samples.extend(DigestView::samples().pop().map(|digest| WeekPage {
            published_at: Some("2026-03-06T15:05:00".into()),
            next: Some("/weeks/2026-W11".into()),
            previous: None,
            ..page(digest)
        }));
        samples
            .extend(DigestView::samples().pop().map(|digest| WeekPage { no_closing: true, ..page(digest) }));
        samples
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    path: web::Path<String>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let week: Week = path.parse().map_err(|_| Error::NotFound)?;
    let reader = member.clone();
    let read = site.services.read(move |scope| weeks::show(scope, &reader, week)).await?;
    let at = |week: Week| format!("/weeks/{week}");
    let page = WeekPage {
        week: week.to_string(),
        previous: read.previous.map(at),
        next: read.next.map(at),
        published_at: read.published_at.map(|at| view::local(&site, at)),
        no_closing: read.has_no_closing,
        digest: DigestView::from(&read.facts.digest_for(Reader::Member(&member))),
    };
    view::show(&site, &req, &visitor, &page)
}
