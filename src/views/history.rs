//! A project's history as pages show it.

use chrono::NaiveDate;
use serde::Serialize;

use super::curve::{self, CurveView};
use super::{AsJson, BulletinView, KeyDateView, Month, MoodView, ReaderView, beginning, by_month};
use crate::domain::calendar::{self, Calendar};
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::filing::key_date::{Announced, Arranged, arranged};
use crate::domain::filing::questions::QUESTIONS;
use crate::domain::help::Request;
use crate::domain::people::PersonId;
use crate::domain::programme::project::Project;
use crate::domain::reading::acknowledging::Readers;
use crate::domain::reading::history::{ENOUGH, Entry, Glance};

/// How many characters tell what a folded week says.
const BEGINNING: usize = 90;

/// A project's history as it was read.
pub struct Told<'a> {
    pub project: &'a Project,
    /// Newest first.
    pub glances: &'a [Glance],
    /// Those that stand on the page, newest first.
    pub entries: Vec<Entry<'a>>,
    /// By day.
    pub key_dates: &'a [Announced],
    pub requests: &'a [Request],
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
    /// The month that was asked for; none: the newest ones.
    pub month: Option<calendar::Month>,
    /// The months before and after all of these, of which there is something to tell, too.
    pub older: Option<calendar::Month>,
    pub newer: Option<calendar::Month>,
}

/// A week of a project: its bulletin, or why there is none.
#[derive(Serialize)]
struct EntryView {
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
    /// How it begins, where the rest comes at a tap.
    folded: Option<String>,
}

/// A week in the table that says what the drawing does.
#[derive(Serialize)]
struct GlanceView {
    week: String,
    filed: bool,
    paused: bool,
    away: bool,
    mood: Option<MoodView>,
    quiet: bool,
    days: Vec<String>,
    asked: Vec<String>,
}

/// A month to go on to.
#[derive(Serialize)]
struct MonthView {
    /// Its first day.
    day: String,
    /// As addresses name it.
    month: String,
    /// Whether it stands on the page.
    shown: bool,
    /// What addresses named on the page that held all months.
    holds: String,
}

/// A month to go on to of a time that stands on another page.
#[derive(Serialize)]
struct BeyondView {
    /// Its first day.
    day: String,
    /// As addresses name it.
    month: String,
}

/// A project's history as pages show it.
#[derive(Serialize)]
pub struct HistoryView {
    /// Those that are told in full.
    months: Vec<Month<EntryView>>,
    /// Those of the curve, the newest first.
    all_months: Vec<MonthView>,
    /// Where one goes on from those that are told in full.
    older: Option<String>,
    newer: Option<String>,
    /// Where one goes on from the curve.
    before: Option<BeyondView>,
    after: Option<BeyondView>,
    weeks: AsJson<Vec<GlanceView>>,
    /// The nearest first, and then what was put off until nobody knows when.
    to_come: Vec<KeyDateView>,
    /// The latest first.
    past: Vec<KeyDateView>,
    /// None where there is not enough to draw a line.
    curve: Option<CurveView>,
}

impl HistoryView {
    pub fn new(told: &Told<'_>) -> HistoryView {
        let Arranged { to_come, put_off, past } =
            arranged(told.key_dates, |announced| *announced, told.today);
        let (days, asked) = (curve::days(told.key_dates), curve::asked(told.requests));
        let mut open = 0;
        let mut entries = Vec::new();
        for entry in &told.entries {
            open += usize::from(matches!(entry, Entry::Filed(_)));
            let is_folded = told.month.is_none() && open > ENOUGH;
            let day = told.calendar.month_of(entry.week()).first_day();
            entries.push((day, EntryView::new(told.project, entry, is_folded)));
        }
        let all_months = all_months(told);
        let first_shown = all_months.iter().position(|month| month.shown);
        let last_shown = all_months.iter().rposition(|month| month.shown);
        let at = |place: Option<usize>| Some(all_months.get(place?)?.month.clone());
        let named = |month: Option<calendar::Month>| month.map(|month| month.to_string());
        let glance = |glance: &Glance| GlanceView {
            days: days.get(&glance.week()).cloned().unwrap_or_default(),
            asked: asked.get(&glance.week()).cloned().unwrap_or_default(),
            ..GlanceView::from(glance)
        };
        HistoryView {
            months: by_month(entries),
            older: at(last_shown.map(|place| place + 1)).or_else(|| named(told.older)),
            newer: at(first_shown.and_then(|place| place.checked_sub(1))).or_else(|| named(told.newer)),
            before: told.older.map(BeyondView::from),
            after: told.newer.map(BeyondView::from),
            all_months,
            weeks: AsJson(told.glances.iter().map(glance).collect()),
            to_come: to_come.into_iter().chain(put_off).map(KeyDateView::from).collect(),
            past: past.into_iter().map(KeyDateView::from).map(KeyDateView::gone_by).collect(),
            curve: CurveView::new(told.glances, &days, &asked, told.calendar),
        }
    }

    /// With who has read what.
    pub fn with_readers(mut self, readers: &Readers, calendar: &Calendar, own: PersonId) -> HistoryView {
        for entry in self.months.iter_mut().flat_map(Month::entries_mut) {
            let readers = entry.id.and_then(|id| readers.get(&id));
            entry.readers =
                readers.map(|readers| ReaderView::all(readers, calendar, Some(own))).unwrap_or_default();
        }
        self
    }
}

impl EntryView {
    fn new(project: &Project, entry: &Entry<'_>, is_folded: bool) -> EntryView {
        let bulletin = match entry {
            Entry::Filed(bulletin) => Some(*bulletin),
            _ => None,
        };
        EntryView {
            week: entry.week().to_string(),
            bulletin: bulletin.map(|bulletin| BulletinView::new(project, bulletin, false)),
            id: bulletin.map(|bulletin| bulletin.id),
            readers: Vec::new(),
            paused: matches!(entry, Entry::Unasked(_)),
            away: matches!(entry, Entry::Away(_)),
            mood: entry.mood().map(MoodView::from),
            quiet: entry.is_quiet(),
            folded: bulletin.filter(|_| is_folded).map(in_a_line),
        }
    }
}

/// The beginning of the answer to its first question.
fn in_a_line(bulletin: &Bulletin) -> String {
    let first = QUESTIONS.iter().find_map(|question| bulletin.content.answers.to(question));
    first.map(|text| beginning(text.as_str(), BEGINNING)).unwrap_or_default()
}

impl From<calendar::Month> for BeyondView {
    fn from(month: calendar::Month) -> Self {
        BeyondView { day: month.first_day().to_string(), month: month.to_string() }
    }
}

impl From<&Glance> for GlanceView {
    fn from(glance: &Glance) -> Self {
        GlanceView {
            week: glance.week().to_string(),
            filed: matches!(glance, Glance::Filed(_)),
            paused: matches!(glance, Glance::Gap(Entry::Unasked(_))),
            away: matches!(glance, Glance::Gap(Entry::Away(_))),
            mood: glance.mood().map(MoodView::from),
            quiet: glance.is_quiet(),
            days: Vec::new(),
            asked: Vec::new(),
        }
    }
}

fn all_months(told: &Told<'_>) -> Vec<MonthView> {
    let month_of = |glance: &Glance| told.calendar.month_of(glance.week());
    let months = told.glances.chunk_by(|one, other| month_of(one) == month_of(other));
    let shown = |month| told.entries.iter().any(|entry| told.calendar.month_of(entry.week()) == month);
    let view = |glances: &[Glance]| {
        let month = month_of(glances.first()?);
        let day = month.first_day().to_string();
        let weeks = glances.iter().map(|glance| glance.week().to_string());
        let holds = std::iter::once(format!("m{day}")).chain(weeks).collect::<Vec<_>>().join(" ");
        Some(MonthView { day, month: month.to_string(), shown: shown(month), holds })
    };
    months.filter_map(view).collect()
}

#[cfg(test)]
impl HistoryView {
    /// Of a project of which there is nothing to tell yet, and of one with some of everything.
    pub fn samples() -> [HistoryView; 2] {
        use crate::domain::filing::bulletin::Mood;
        use crate::domain::filing::key_date::KeyDate;
        use crate::domain::reading::history::Spirit;
        use crate::domain::samples::{
            announced, bulletin, calendar, full_bulletin, project, quiet_bulletin, request, stories, week,
        };
        let filed = [
            quiet_bulletin(1, "2026-W15", None),
            quiet_bulletin(1, "2026-W14", Some(Mood::Good)),
            full_bulletin(1, "2026-W13"),
            bulletin(1, "2026-W12"),
            bulletin(1, "2026-W09"),
        ];
        let [quiet, quiet_with_mood, late, second, first] = &filed;
        let entries = vec![
            Entry::Filed(quiet),
            Entry::Filed(quiet_with_mood),
            Entry::Filed(late),
            Entry::Filed(second),
            Entry::Unasked(week("2026-W11")),
            Entry::NotHeardOf(week("2026-W10")),
            Entry::Filed(first),
            Entry::Away(week("2026-W08")),
        ];
        let glance = |entry: &Entry<'_>| match *entry {
            Entry::Filed(bulletin) => Glance::Filed(Spirit {
                project: bulletin.project,
                week: bulletin.week,
                mood: bulletin.content.mood,
                quiet: bulletin.content.quiet,
                late: bulletin.late,
            }),
            Entry::Unasked(week) => Glance::Gap(Entry::Unasked(week)),
            Entry::Away(week) => Glance::Gap(Entry::Away(week)),
            Entry::NotHeardOf(week) => Glance::Gap(Entry::NotHeardOf(week)),
        };
        let mut glances: Vec<Glance> = entries.iter().map(glance).collect();
        glances.push(Glance::Gap(Entry::NotHeardOf(week("2026-W03"))));
        let day = |date: &str| {
            let key_date = KeyDate::written(date.parse().unwrap(), "Comité");
            Announced { key_date, ..announced(&full_bulletin(1, "2026-W10")) }
        };
        let stories = stories().into_iter().map(|story| Announced { story, ..day("2026-03-03") });
        let days: Vec<Announced> = stories.chain([day("2026-03-02"), day("2026-04-02")]).collect();
        let (project, calendar) = (project(1), calendar());
        let nothing = Told {
            project: &project,
            glances: &[],
            entries: Vec::new(),
            key_dates: &[],
            requests: &[],
            calendar: &calendar,
            today: "2026-03-20".parse().unwrap(),
            month: None,
            older: None,
            newer: None,
        };
        let empty = HistoryView::new(&nothing);
        let requests = [request(1, "2026-W10")];
        let older = "2025-12".parse().ok();
        let much =
            Told { glances: &glances, entries, key_dates: &days, requests: &requests, older, ..nothing };
        [empty, HistoryView::new(&much)]
    }
}
