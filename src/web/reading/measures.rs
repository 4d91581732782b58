//! How bulletins are filed and read, and how soon help is found, promotion by promotion.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::domain::reading::acknowledging::SOON;
use crate::domain::reading::measures::{Measures, Share};
use crate::services::reading::measuring::{self, Measured};
use crate::services::{self, Scope, help};
use crate::web::help::measures::{MeasuresView, SpanView, percent};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct MeasuresPage {
    bulletins: Vec<Row>,
    /// Within so many days a bulletin is read soon.
    soon: i64,
    help: MeasuresView,
}

#[derive(Serialize)]
struct Row {
    promotion: String,
    link_to_filed: Option<SpanView>,
    on_time: ShareView,
    closed: ShareView,
    quiet: ShareView,
    read_soon: ShareView,
}

#[derive(Serialize)]
struct ShareView {
    some: usize,
    all: usize,
    percent: Option<usize>,
}

impl From<Share> for ShareView {
    fn from(Share { some, all }: Share) -> Self {
        ShareView { some, all, percent: percent(some, all) }
    }
}

impl From<&Measured> for Row {
    fn from(Measured { promotion, measures }: &Measured) -> Self {
        let Measures { on_time, quiet, link_to_filed, closed, read_soon } = *measures;
        Row {
            promotion: promotion.name.clone(),
            link_to_filed: link_to_filed.map(SpanView::from),
            on_time: on_time.into(),
            closed: closed.into(),
            quiet: quiet.into(),
            read_soon: read_soon.into(),
        }
    }
}

impl MeasuresPage {
    fn new(bulletins: &[Measured], help: MeasuresView) -> MeasuresPage {
        MeasuresPage { bulletins: bulletins.iter().map(Row::from).collect(), soon: SOON.num_days(), help }
    }
}

impl Page for MeasuresPage {
    const TEMPLATE: &'static str = "pages/reading/measures";

    #[cfg(test)]
    fn samples() -> Vec<MeasuresPage> {
        use chrono::TimeDelta;

        use crate::domain::kit::Span;
        let share = |some, all| Share { some, all };
        let nothing = Measures {
            on_time: share(0, 0),
            quiet: share(0, 0),
            link_to_filed: None,
            closed: share(0, 0),
            read_soon: share(0, 0),
        };
        let much = Measures {
            on_time: share(30, 40),
            quiet: share(2, 36),
            link_to_filed: Some(Span {
                count: 30,
                median: TimeDelta::minutes(2),
                ninety: TimeDelta::minutes(20),
            }),
            closed: share(20, 28),
            read_soon: share(25, 33),
        };
        let promotion = crate::domain::samples::promotion;
        let rows = [much, nothing].map(|measures| Measured { promotion: promotion(), measures });
        let [no_help, help] = MeasuresView::samples();
        vec![MeasuresPage::new(&[], no_help), MeasuresPage::new(&rows, help)]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let look = |scope: &mut Scope<'_>| -> Result<_, services::Error> {
        Ok((measuring::all(scope)?, help::measuring::all(scope)?))
    };
    let (bulletins, help) = site.services.read(look).await?;
    let page = MeasuresPage::new(&bulletins, MeasuresView::from(&help[..]));
    view::show(&site, &req, &coordinator.visitor, &page)
}
