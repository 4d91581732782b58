//! How soon requests are answered, promotion by promotion.

use chrono::TimeDelta;
use serde::Serialize;

use crate::domain::help::measures::Measures;
use crate::domain::help::patience::PATIENCE;
use crate::domain::kit::Span;
use crate::services::help::measuring::Measured;

/// A table of them.
#[derive(Serialize)]
pub struct MeasuresView {
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
pub struct SpanView {
    count: usize,
    median: Length,
    ninety: Length,
}

/// A time in the unit that suits it, rounded to the next whole one.
#[derive(Serialize)]
pub struct Length {
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

/// How many of a hundred, rounded; none: of nothing.
pub fn percent(some: usize, all: usize) -> Option<usize> {
    (some * 100 + all / 2).checked_div(all)
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
            untaken_share: percent(untaken, judged),
        }
    }
}

impl From<&[Measured]> for MeasuresView {
    fn from(measured: &[Measured]) -> Self {
        MeasuresView { rows: measured.iter().map(Row::from).collect(), patience: PATIENCE }
    }
}

#[cfg(test)]
impl MeasuresView {
    pub fn samples() -> [MeasuresView; 2] {
        let span = |count| Span { count, median: TimeDelta::minutes(20), ninety: TimeDelta::days(9) };
        let promotion = crate::domain::samples::promotion;
        let nothing = Measures { asked: 0, taken: None, ended: None, judged: 0, untaken: 0 };
        let much =
            Measures { asked: 40, taken: Some(span(30)), ended: Some(span(20)), judged: 36, untaken: 7 };
        let rows = [much, nothing].map(|measures| Measured { promotion: promotion(), measures });
        [MeasuresView::from(&[][..]), MeasuresView::from(&rows[..])]
    }
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
