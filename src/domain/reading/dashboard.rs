//! The promotion at a glance: what each project did week by week.

use std::collections::BTreeMap;

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::Mood;
use crate::domain::kit::by_name;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::history::Spirit;

/// What a project did in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Filed(Spirit),
    /// Nothing yet, and there is time still.
    Awaited,
    Silent,
    Away,
    /// The week is paused, for all or for this project, or has no working day.
    Unasked,
    /// It had not begun.
    Before,
}

impl Cell {
    fn of(project: &Project, week: Week, filed: Option<Spirit>, is_over: bool, calendar: &Calendar) -> Cell {
        match filed {
            Some(spirit) => Cell::Filed(spirit),
            None if !project.runs_in(week) => Cell::Before,
            None if calendar.closing(week).is_none() || !project.is_active_in(week) => Cell::Unasked,
            None if project.is_away_in(week) => Cell::Away,
            None if is_over => Cell::Silent,
            None => Cell::Awaited,
        }
    }

    pub fn mood(&self) -> Option<Mood> {
        self.filed()?.mood
    }

    pub fn filed(&self) -> Option<&Spirit> {
        match self {
            Cell::Filed(spirit) => Some(spirit),
            _ => None,
        }
    }

    /// Whether a bulletin was filed or is waited for.
    pub fn is_counted(&self) -> bool {
        self.filed().is_some() || self.is_missing()
    }

    fn is_missing(&self) -> bool {
        matches!(self, Cell::Awaited | Cell::Silent)
    }
}

/// One project in the weeks that are looked at.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub project: &'a Project,
    /// One a week, the oldest first; the last is the present one's.
    pub cells: Vec<Cell>,
    /// It asks for help, and nobody has closed that.
    pub asks: bool,
}

impl Row<'_> {
    /// The present week's.
    pub fn present(&self) -> Cell {
        self.cells.last().copied().unwrap_or(Cell::Before)
    }

    /// That of the week before; none: there is none.
    pub fn last_week(&self) -> Option<Cell> {
        self.cells.iter().nth_back(1).copied()
    }

    /// Whether it counts among those from which a bulletin is waited for.
    pub fn is_counted(&self) -> bool {
        self.present().is_counted()
    }

    pub fn fits(&self, show: Show) -> bool {
        let present = self.present();
        match show {
            Show::All => true,
            Show::Filed => present.filed().is_some(),
            Show::Missing => present.is_missing(),
            Show::Help => self.asks,
            Show::Mood(mood) => present.mood() == Some(mood),
            Show::Quiet => present.filed().is_some_and(|filed| filed.mood.is_none()),
            Show::Away => present == Cell::Away,
            Show::Unasked => matches!(present, Cell::Unasked | Cell::Before),
        }
    }
}

/// Which projects are looked at, by how they stand this week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    All,
    Filed,
    Missing,
    Help,
    Mood(Mood),
    /// Those that filed without a mood.
    Quiet,
    Away,
    /// Those of which nothing was asked.
    Unasked,
}

impl Show {
    /// What an address says; whatever cannot be read shows all.
    pub fn read(text: &str) -> Show {
        match text {
            "filed" => Show::Filed,
            "missing" => Show::Missing,
            "help" => Show::Help,
            "quiet" => Show::Quiet,
            "away" => Show::Away,
            "unasked" => Show::Unasked,
            _ => text.strip_prefix("mood-").and_then(Mood::read).map_or(Show::All, Show::Mood),
        }
    }

    pub fn name(self) -> String {
        match self {
            Show::All => "all".into(),
            Show::Filed => "filed".into(),
            Show::Missing => "missing".into(),
            Show::Help => "help".into(),
            Show::Quiet => "quiet".into(),
            Show::Away => "away".into(),
            Show::Unasked => "unasked".into(),
            Show::Mood(mood) => format!("mood-{}", mood.number()),
        }
    }
}

/// So many weeks are looked at: all of a promotion's year.
const MOST: usize = 60;

/// The weeks from the first of any of these projects up to that one, the oldest first; of many the last.
pub fn weeks(projects: &[Project], present: Week) -> Vec<Week> {
    let first = projects.iter().map(|project| Week::of(project.starts_on)).min().unwrap_or(present);
    let back = std::iter::successors(Some(present), |week| Some(week.previous()));
    let mut weeks: Vec<Week> = back.take_while(|week| first.min(present) <= *week).take(MOST).collect();
    weeks.reverse();
    weeks
}

/// What projects filed for which weeks.
pub type Filed = BTreeMap<(ProjectId, Week), Spirit>;

/// Each in its place.
pub fn filed(spirits: impl IntoIterator<Item = Spirit>) -> Filed {
    spirits.into_iter().map(|spirit| ((spirit.project, spirit.week), spirit)).collect()
}

/// Those projects, first those that need a look: not heard of, then asking for help, then by mood and name; of those of whom
/// nothing is asked nothing is to be seen. `is_over`: the present week's form has closed, and what is missing is late.
pub fn rows<'a>(
    projects: &'a [Project],
    filed: &Filed,
    asks_for_help: impl Fn(ProjectId) -> bool,
    weeks: &[Week],
    is_over: bool,
    calendar: &Calendar,
) -> Vec<Row<'a>> {
    let cell = |project: &Project, week: Week| {
        let is_over = is_over || Some(&week) != weeks.last();
        Cell::of(project, week, filed.get(&(project.id, week)).copied(), is_over, calendar)
    };
    let row = |project: &'a Project| Row {
        project,
        cells: weeks.iter().map(|week| cell(project, *week)).collect(),
        asks: asks_for_help(project.id),
    };
    let mut rows: Vec<Row<'a>> = projects.iter().map(row).collect();
    rows.sort_by_cached_key(|row| {
        let filed = row.present().filed().copied();
        (
            !row.is_counted(),
            filed.is_some(),
            !row.asks,
            // A quiet week without a mood needs a look last.
            filed.map(|filed| filed.mood.map_or(i16::MAX, Mood::number)),
            by_name(&row.project.name, row.project.id),
        )
    });
    rows
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::samples::{calendar, project, spirit, week};

    #[test]
    fn a_cell_tells_what_its_week_was() {
        let mut first = project(1);
        first.starts_on = "2026-02-16".parse().unwrap();
        first.paused = BTreeSet::from([week("2026-W10")]);
        first.away = BTreeSet::from([week("2026-W11")]);
        let projects = [first, project(2)];
        let weeks = weeks(&projects, week("2026-W12"));
        assert_eq!((weeks[0], weeks.len()), (week("2026-W02"), 11));
        let good = spirit(1, "2026-W08", Some(Mood::Good));
        let of_first = |is_over| {
            let rows = rows(&projects, &filed([good]), |_| false, &weeks, is_over, &calendar());
            rows.into_iter().find(|row| row.project.id.0 == 1).unwrap().cells.split_off(5)
        };
        use Cell::{Awaited, Away, Before, Filed, Silent, Unasked};
        assert_eq!(of_first(false), [Before, Filed(good), Silent, Unasked, Away, Awaited]);
        assert_eq!(of_first(true).last(), Some(&Silent));
    }

    #[test]
    fn first_come_those_that_need_a_look() {
        let projects = [1, 2, 3, 4, 5, 6, 7].map(project);
        let mut away = projects.clone();
        away[0].away = BTreeSet::from([week("2026-W10")]);
        away[6].paused = BTreeSet::from([week("2026-W10")]);
        let filed = filed([
            spirit(2, "2026-W10", Some(Mood::Good)),
            spirit(3, "2026-W10", Some(Mood::Bad)),
            spirit(4, "2026-W10", Some(Mood::Great)),
            Spirit { quiet: true, ..spirit(6, "2026-W10", None) },
        ]);
        let weeks = [week("2026-W10")];
        let rows = rows(&away, &filed, |id| id.0 == 4, &weeks, false, &calendar());
        let order: Vec<i64> = rows.iter().map(|row| row.project.id.0).collect();
        assert_eq!(order, [5, 4, 3, 2, 6, 1, 7]);
        let fit = |show| rows.iter().filter(|row| row.fits(show)).count();
        let shows = [Show::All, Show::Filed, Show::Missing, Show::Help];
        assert_eq!(shows.map(fit), [7, 4, 1, 1]);
        assert_eq!(shows.map(|show| Show::read(&show.name())), shows);
        // Each project is in one of those parts, and in one alone.
        let moods = Mood::ALL.map(Show::Mood);
        let parts = [&moods[..], &[Show::Quiet, Show::Missing, Show::Away, Show::Unasked]].concat();
        assert_eq!(parts.iter().map(|show| fit(*show)).sum::<usize>(), 7);
        for show in parts {
            assert_eq!(Show::read(&show.name()), show);
        }
    }
}
