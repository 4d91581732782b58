//! How soon requests are answered, promotion by promotion.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use serde::Serialize;

use crate::domain::help::measures::{Measures, Span};
use crate::domain::help::patience::PATIENCE;
use crate::services::help::measuring::{self, Measured};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct MeasuresPage {
    rows: Vec<Row>,
    /// For so many working days a request may wait.
    patience: i64,
}

#[derive(Serialize)]
struct Row {
    promotion: String,
    asked: usize,
    taken: Option<SpanView>,
    ended: Option<SpanView>,
    judged: usize,
    untaken: usize,
    /// In percent; none: of nothing.
    untaken_share: Option<usize>,
}

#[derive(Serialize)]
struct SpanView {
    count: usize,
    median: Length,
    ninety: Length,
}

/// A time in the unit that suits it, rounded to the next whole one.
#[derive(Serialize)]
struct Length {
    /// The key of how it is said.
    key: &'static str,
    count: i64,
}

impl From<TimeDelta> for Length {
    fn from(time: TimeDelta) -> Self {
        let rounded = |unit: TimeDelta| (time + unit / 2).num_seconds() / unit.num_seconds();
        let (key, count) = match time {
            time if time < TimeDelta::hours(1) => ("measures-minutes", rounded(TimeDelta::minutes(1))),
            time if time < TimeDelta::days(2) => ("measures-hours", rounded(TimeDelta::hours(1))),
            _ => ("measures-days", rounded(TimeDelta::days(1))),
        };
        Length { key, count }
    }
}

impl From<Span> for SpanView {
    fn from(span: Span) -> Self {
        SpanView { count: span.count, median: span.median.into(), ninety: span.ninety.into() }
    }
}

impl From<&Measured> for Row {
    fn from(Measured { promotion, measures }: &Measured) -> Self {
        let Measures { asked, taken, ended, judged, untaken } = *measures;
        Row {
            promotion: promotion.name.clone(),
            asked,
            taken: taken.map(SpanView::from),
            ended: ended.map(SpanView::from),
            judged,
            untaken,
            untaken_share: (untaken * 100 + judged / 2).checked_div(judged),
        }
    }
}

impl Page for MeasuresPage {
    const TEMPLATE: &'static str = "pages/help/measures";

    #[cfg(test)]
    fn samples() -> Vec<MeasuresPage> {
        let span = |count| Span { count, median: TimeDelta::minutes(20), ninety: TimeDelta::days(9) };
        let promotion = crate::domain::samples::promotion;
        let row = |measures| Row::from(&Measured { promotion: promotion(), measures });
        let nothing = Measures { asked: 0, taken: None, ended: None, judged: 0, untaken: 0 };
        let much =
            Measures { asked: 40, taken: Some(span(30)), ended: Some(span(20)), judged: 36, untaken: 7 };
        vec![MeasuresPage::of(Vec::new()), MeasuresPage::of(vec![row(much), row(nothing)])]
    }
}

impl MeasuresPage {
    fn of(rows: Vec<Row>) -> MeasuresPage {
        MeasuresPage { rows, patience: PATIENCE }
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let measured = site.services.read(measuring::all).await?;
    let page = MeasuresPage::of(measured.iter().map(Row::from).collect());
    view::show(&site, &req, &coordinator.visitor, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_unit_that_suits_them() {
        for (minutes, key, count) in [
            (0, "measures-minutes", 0),
            (59, "measures-minutes", 59),
            (89, "measures-hours", 1),
            (91, "measures-hours", 2),
            (60 * 47, "measures-hours", 47),
            (60 * 59, "measures-days", 2),
            (60 * 60, "measures-days", 3),
        ] {
            let length = Length::from(TimeDelta::minutes(minutes));
            assert_eq!((length.key, length.count), (key, count), "{minutes}");
        }
    }
}
