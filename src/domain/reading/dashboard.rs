//! The promotion at a glance.

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::kit::by_name;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::history::Entry;

/// One project: what it filed in each of some weeks.
#[derive(Debug)]
pub struct Row<'a> {
    pub project: &'a Project,
    /// The present week's bulletin.
    pub present: Option<&'a Bulletin>,
    /// Its team is away this week.
    pub is_away: bool,
    /// The weeks before, oldest first.
    pub past: Vec<Entry<'a>>,
}

impl Row<'_> {
    /// Whether it counts among those from which a bulletin is waited for.
    pub fn is_counted(&self) -> bool {
        self.present.is_some() || !self.is_away
    }
}

/// The active projects, those that need a look first: not heard of, then asking for help, then by mood and name; of those
/// who are away nothing is to be seen.
pub fn rows<'a>(
    projects: &'a [Project],
    bulletins: &'a [Bulletin],
    asks_for_help: impl Fn(ProjectId) -> bool,
    week: Week,
    past: &[Week],
    calendar: &Calendar,
) -> Vec<Row<'a>> {
    let find =
        |project: &Project, week: Week| bulletins.iter().find(|b| b.project == project.id && b.week == week);
    let mut rows: Vec<Row<'a>> = projects
        .iter()
        .filter(|project| project.is_active_in(week))
        .map(|project| Row {
            project,
            present: find(project, week),
            is_away: project.is_away_in(week),
            past: past.iter().map(|week| Entry::of(project, *week, find(project, *week), calendar)).collect(),
        })
        .collect();
    rows.sort_by_cached_key(|row| {
        let content = row.present.map(|bulletin| &bulletin.content);
        (
            !row.is_counted(),
            content.is_some(),
            !asks_for_help(row.project.id),
            // A quiet week without a mood needs a look last.
            content.map(|content| content.mood.map_or(i16::MAX, Mood::number)),
            by_name(&row.project.name, row.project.id),
        )
    });
    rows
}
