//! A project's history as pages show it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{BulletinView, KeyDateView, Month, MoodView, ReaderView, by_month};
use crate::domain::calendar::Calendar;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::key_date::{Announced, Arranged, arranged};
use crate::domain::programme::project::Project;
use crate::domain::reading::acknowledging::Readers;
use crate::domain::reading::history::{Entry, curve};

/// A week of a project: its bulletin, or why there is none.
#[derive(Serialize)]
pub struct EntryView {
    week: String,
    bulletin: Option<BulletinView>,
    #[serde(skip)]
    id: Option<BulletinId>,
    /// Who has read it; none where nobody is named.
    readers: Vec<ReaderView>,
    /// Nothing was asked for.
    paused: bool,
    /// The team was away.
    away: bool,
    mood: Option<MoodView>,
    quiet: bool,
}

/// A drawing of moods over time; the numbers are in the units of its view box.
#[derive(Serialize)]
struct CurveView {
    width: usize,
    lines: Vec<String>,
    dots: Vec<DotView>,
    /// Where quiet weeks are for which no mood was told.
    quiet: Vec<usize>,
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
    /// The nearest first, and then what was put off until nobody knows when.
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
        key_dates: &[Announced],
        today: NaiveDate,
    ) -> HistoryView {
        let entry = |entry: &Entry<'_>| EntryView {
            week: entry.week().to_string(),
            bulletin: match entry {
                Entry::Filed(bulletin) => Some(BulletinView::new(project, bulletin, false)),
                _ => None,
            },
            id: match entry {
                Entry::Filed(bulletin) => Some(bulletin.id),
                _ => None,
            },
            readers: Vec::new(),
            paused: matches!(entry, Entry::Unasked(_)),
            away: matches!(entry, Entry::Away(_)),
            mood: entry.mood().map(MoodView::from),
            quiet: entry.is_quiet(),
        };
        let Arranged { to_come, put_off, past } = arranged(key_dates, |announced| *announced, today);
        HistoryView {
            months: by_month(entries.iter().map(|each| (each.week().monday(), entry(each)))),
            to_come: to_come.into_iter().chain(put_off).map(KeyDateView::from).collect(),
            past: past.into_iter().map(KeyDateView::from).collect(),
            curve: CurveView::new(entries),
        }
    }

    /// With who has read what.
    pub fn with_readers(mut self, readers: &Readers, calendar: &Calendar) -> HistoryView {
        for entry in self.months.iter_mut().flat_map(Month::entries_mut) {
            let readers = entry.id.and_then(|id| readers.get(&id));
            entry.readers = readers.map(|readers| ReaderView::all(readers, calendar)).unwrap_or_default();
        }
        self
    }
}

/// Where a week is drawn.
fn x_of(place: usize) -> usize {
    CURVE_LEFT + place * CURVE_STEP
}

impl CurveView {
    fn new(entries: &[Entry<'_>]) -> Option<CurveView> {
        let runs = curve(entries);
        let dots: Vec<DotView> = runs
            .iter()
            .flatten()
            .map(|(place, mood)| DotView {
                x: x_of(*place),
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
        let is_gap = |entry: &Entry<'_>| entry.is_quiet() && entry.mood().is_none();
        let oldest_first = entries.iter().rev().enumerate();
        Some(CurveView {
            quiet: oldest_first.filter(|(_, entry)| is_gap(entry)).map(|(place, _)| x_of(place)).collect(),
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
        use crate::domain::filing::bulletin::Mood;
        use crate::domain::filing::key_date::KeyDate;
        use crate::domain::samples::{
            announced, bulletin, full_bulletin, project, quiet_bulletin, stories, week,
        };
        let filed = [
            quiet_bulletin(1, "2026-W15", None),
            quiet_bulletin(1, "2026-W14", Some(Mood::Good)),
            full_bulletin(1, "2026-W13"),
            bulletin(1, "2026-W12"),
            bulletin(1, "2026-W09"),
        ];
        let [quiet, quiet_with_mood, late, second, first] = &filed;
        let entries = [
            Entry::Filed(quiet),
            Entry::Filed(quiet_with_mood),
            Entry::Filed(late),
            Entry::Filed(second),
            Entry::Unasked(week("2026-W11")),
            Entry::NotHeardOf(week("2026-W10")),
            Entry::Away(week("2026-W08")),
            Entry::Filed(first),
        ];
        let day = |date: &str| {
            let key_date = KeyDate::written(date.parse().unwrap(), "Comité");
            Announced { key_date, ..announced(&full_bulletin(1, "2026-W10")) }
        };
        let stories = stories().into_iter().map(|story| Announced { story, ..day("2026-03-03") });
        let days: Vec<Announced> = stories.chain([day("2026-03-02"), day("2026-04-02")]).collect();
        let today = "2026-03-20".parse().unwrap();
        let project = project(1);
        [HistoryView::new(&project, &[], &[], today), HistoryView::new(&project, &entries, &days, today)]
    }
}
