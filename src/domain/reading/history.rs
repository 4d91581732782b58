//! A project's weeks one after the other, gaps included.

use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::programme::project::Project;

/// What a project did in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'a> {
    Filed(&'a Bulletin),
    /// Nothing was asked for.
    Unasked(Week),
    /// Its team was away, and nothing was asked of it.
    Away(Week),
    NotHeardOf(Week),
}

impl<'a> Entry<'a> {
    /// What that project did in that week, for which it filed this, if anything.
    pub fn of(project: &Project, week: Week, filed: Option<&'a Bulletin>, calendar: &Calendar) -> Entry<'a> {
        match filed {
            Some(bulletin) => Entry::Filed(bulletin),
            None if calendar.closing(week).is_none() => Entry::Unasked(week),
            None if project.is_away_in(week) => Entry::Away(week),
            None if project.is_asked_in(week) => Entry::NotHeardOf(week),
            None => Entry::Unasked(week),
        }
    }

    pub fn week(&self) -> Week {
        match self {
            Entry::Filed(bulletin) => bulletin.week,
            Entry::Unasked(week) | Entry::Away(week) | Entry::NotHeardOf(week) => *week,
        }
    }

    /// Whether the team said that there was nothing to say.
    pub fn is_quiet(&self) -> bool {
        matches!(self, Entry::Filed(bulletin) if bulletin.content.quiet)
    }

    pub fn mood(&self) -> Option<Mood> {
        match self {
            Entry::Filed(bulletin) => bulletin.content.mood,
            _ => None,
        }
    }
}

/// Every week of the project up to `last`, and any other for which it filed; the newest first.
pub fn entries<'a>(
    project: &Project,
    bulletins: &'a [Bulletin],
    calendar: &Calendar,
    last: Week,
) -> Vec<Entry<'a>> {
    let gaps = gaps(project, |week| bulletins.iter().any(|it| it.week == week), calendar, last);
    let mut entries: Vec<Entry<'a>> = gaps.chain(bulletins.iter().map(Entry::Filed)).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.week()));
    entries
}

/// Every week of the project up to `last` for which it did not file, the oldest first.
pub fn gaps<'a>(
    project: &Project,
    has_filed: impl Fn(Week) -> bool,
    calendar: &Calendar,
    last: Week,
) -> impl Iterator<Item = Entry<'a>> {
    std::iter::successors(Some(Week::of(project.starts_on)), |week| Some(week.next()))
        .take_while(move |week| *week <= last && project.runs_in(*week))
        .filter(move |week| !has_filed(*week))
        .map(move |week| Entry::of(project, week, None, calendar))
}

/// The runs of weeks with a mood, as places in time and mood numbers, oldest first; what lies between them is a gap.
pub fn curve(entries: &[Entry<'_>]) -> Vec<Vec<(usize, i16)>> {
    let mut runs: Vec<Vec<(usize, i16)>> = Vec::new();
    let mut open = false;
    for (place, entry) in entries.iter().rev().enumerate() {
        match (entry.mood(), runs.last_mut().filter(|_| open)) {
            (Some(mood), Some(run)) => run.push((place, mood.number())),
            (Some(mood), None) => runs.push(vec![(place, mood.number())]),
            (None, _) => {}
        }
        open = entry.mood().is_some();
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::samples::{self, project, week};

    fn bulletin(week: &str, mood: Mood) -> Bulletin {
        let mut bulletin = samples::bulletin(1, week);
        bulletin.content.mood = Some(mood);
        bulletin
    }

    #[test]
    fn gaps_are_shown_as_gaps_and_break_the_curve() {
        let mut project = project(1);
        project.starts_on = "2026-02-23".parse().unwrap();
        project.paused = BTreeSet::from([week("2026-W12")]);
        project.away = BTreeSet::from(["2026-W10", "2026-W12", "2026-W14"].map(week));
        let bulletins = [
            bulletin("2026-W13", Mood::Great),
            bulletin("2026-W10", Mood::Good),
            bulletin("2026-W09", Mood::Bad),
        ];
        let entries = entries(&project, &bulletins, &samples::calendar(), week("2026-W14"));
        assert_eq!(
            entries,
            [
                Entry::Away(week("2026-W14")),
                Entry::Filed(&bulletins[0]),
                Entry::Unasked(week("2026-W12")),
                Entry::NotHeardOf(week("2026-W11")),
                Entry::Filed(&bulletins[1]),
                Entry::Filed(&bulletins[2]),
            ]
        );
        assert_eq!(curve(&entries), [vec![(0, 1), (1, 3)], vec![(4, 4)]]);
    }
}
