//! A project's history as pages show it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{BulletinView, KeyDateView, Month, MoodView, by_month};
use crate::domain::filing::bulletin::KeyDate;
use crate::domain::programme::project::Project;
use crate::domain::reading::history::{Entry, curve};

/// A week of a project: its bulletin, or why there is none.
#[derive(Serialize)]
pub struct EntryView {
    week: String,
    bulletin: Option<BulletinView>,
    /// Nothing was asked for.
    paused: bool,
    mood: Option<MoodView>,
}

/// A drawing of moods over time; the numbers are in the units of its view box.
#[derive(Serialize)]
struct CurveView {
    width: usize,
    lines: Vec<String>,
    dots: Vec<DotView>,
}

#[derive(Serialize)]
struct DotView {
    x: usize,
    y: usize,
}

/// How far apart weeks and moods are drawn, and the free border.
const CURVE_STEP: usize = 14;
const CURVE_RISE: usize = 22;
const CURVE_BORDER: usize = 12;
/// Where the first week is drawn, beside the faces.
const CURVE_LEFT: usize = 36;

/// A project's history as pages show it.
#[derive(Serialize)]
pub struct HistoryView {
    months: Vec<Month<EntryView>>,
    to_come: Vec<KeyDateView>,
    /// The latest first.
    past: Vec<KeyDateView>,
    /// None where there is not enough to draw a line.
    curve: Option<CurveView>,
}

impl HistoryView {
    /// `entries`: newest first. `key_dates`: by day.
    pub fn new(
        project: &Project,
        entries: &[Entry<'_>],
        key_dates: &[&KeyDate],
        today: NaiveDate,
    ) -> HistoryView {
        let entry = |entry: &Entry<'_>| EntryView {
            week: entry.week().to_string(),
            bulletin: match entry {
                Entry::Filed(bulletin) => Some(BulletinView::new(project, bulletin, false)),
                _ => None,
            },
            paused: matches!(entry, Entry::Unasked(_)),
            mood: entry.mood().map(MoodView::from),
        };
        let view = |key_date: &&KeyDate| KeyDateView::from(*key_date);
        HistoryView {
            months: by_month(entries.iter().map(|each| (each.week().monday(), entry(each)))),
            to_come: key_dates.iter().filter(|day| day.date >= today).map(view).collect(),
            past: key_dates.iter().rev().filter(|day| day.date < today).map(view).collect(),
            curve: CurveView::new(entries),
        }
    }
}

impl CurveView {
    fn new(entries: &[Entry<'_>]) -> Option<CurveView> {
        let runs = curve(entries);
        let dots: Vec<DotView> = runs
            .iter()
            .flatten()
            .map(|(place, mood)| DotView {
                x: CURVE_LEFT + place * CURVE_STEP,
                y: CURVE_BORDER + (4 - usize::from(mood.unsigned_abs())) * CURVE_RISE,
            })
            .collect();
        if dots.len() < 2 {
            return None;
        }
        let mut of_runs = dots.iter();
        let lines = runs.iter().map(|run| {
            let points = of_runs.by_ref().take(run.len()).map(|dot| format!("{},{}", dot.x, dot.y));
            points.collect::<Vec<_>>().join(" ")
        });
        let lines = lines.collect();
        Some(CurveView {
            width: CURVE_LEFT + CURVE_BORDER + entries.len().saturating_sub(1) * CURVE_STEP,
            lines,
            dots,
        })
    }
}

#[cfg(test)]
impl HistoryView {
    /// Of a project of which there is nothing to tell yet, and of one with some of everything.
    pub fn samples() -> [HistoryView; 2] {
        use crate::domain::samples::{bulletin, full_bulletin, project, week};
        let filed = [full_bulletin(1, "2026-W13"), bulletin(1, "2026-W12"), bulletin(1, "2026-W09")];
        let [late, second, first] = &filed;
        let entries = [
            Entry::Filed(late),
            Entry::Filed(second),
            Entry::Unasked(week("2026-W11")),
            Entry::NotHeardOf(week("2026-W10")),
            Entry::Filed(first),
        ];
        let past = KeyDate::written("2026-03-02".parse().unwrap(), "Comité");
        let to_come = KeyDate::written("2026-04-02".parse().unwrap(), "Comité");
        let today = "2026-03-30".parse().unwrap();
        let project = project(1);
        [
            HistoryView::new(&project, &[], &[], today),
            HistoryView::new(&project, &entries, &[&past, &to_come], today),
        ]
    }
}
