//! A project's weeks one after the other, gaps included.

use std::collections::BTreeSet;

use crate::domain::calendar::{Calendar, Month, Week};
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::programme::project::{Project, ProjectId};

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

/// A bulletin as far as it is known without its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spirit {
    pub project: ProjectId,
    pub week: Week,
    /// None: a quiet week, for which the team told none.
    pub mood: Option<Mood>,
    pub quiet: bool,
    /// Filed after closing and grace.
    pub late: bool,
}

/// A week of a project without its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glance {
    Filed(Spirit),
    /// It did not file.
    Gap(Entry<'static>),
}

impl Glance {
    pub fn week(&self) -> Week {
        match self {
            Glance::Filed(spirit) => spirit.week,
            Glance::Gap(gap) => gap.week(),
        }
    }

    pub fn mood(&self) -> Option<Mood> {
        match self {
            Glance::Filed(spirit) => spirit.mood,
            Glance::Gap(_) => None,
        }
    }

    /// Whether the team said that there was nothing to say.
    pub fn is_quiet(&self) -> bool {
        matches!(self, Glance::Filed(spirit) if spirit.quiet)
    }
}

/// Every week of the project from `first` to `last`, and any other for which it filed; the newest first.
pub fn glances(
    project: &Project,
    filed: &[Spirit],
    calendar: &Calendar,
    (first, last): (Week, Week),
) -> Vec<Glance> {
    let weeks: BTreeSet<Week> = filed.iter().map(|spirit| spirit.week).collect();
    let gaps = gaps(project, |week| weeks.contains(&week), calendar, (first, last));
    let mut glances: Vec<Glance> =
        gaps.map(Glance::Gap).chain(filed.iter().copied().map(Glance::Filed)).collect();
    glances.sort_by_key(|glance| std::cmp::Reverse(glance.week()));
    glances
}

/// So many bulletins stand on a page at least, where there are as many.
pub const ENOUGH: usize = 4;

/// Which of these weeks, of which the newest comes first, stand on one page: those of the wanted month, or of the
/// newest months that hold enough between them.
pub fn page<'g>(glances: &'g [Glance], wanted: Option<Month>, calendar: &Calendar) -> &'g [Glance] {
    let mut months =
        glances.chunk_by(|one, other| calendar.month_of(one.week()) == calendar.month_of(other.week()));
    let is_wanted = |of: &&[Glance]| of.first().map(|one| calendar.month_of(one.week())) == wanted;
    if let Some(found) = months.clone().find(is_wanted) {
        return found;
    }
    let (mut weeks, mut filed) = (0, 0);
    while filed < ENOUGH
        && let Some(month) = months.next()
    {
        weeks += month.len();
        filed += month.iter().filter(|glance| matches!(glance, Glance::Filed(_))).count();
    }
    &glances[..weeks]
}

/// Every week of the project from `first` to `last` for which it did not file, the oldest first.
pub fn gaps(
    project: &Project,
    has_filed: impl Fn(Week) -> bool,
    calendar: &Calendar,
    (first, last): (Week, Week),
) -> impl Iterator<Item = Entry<'static>> {
    std::iter::successors(Some(first.max(Week::of(project.starts_on))), |week| Some(week.next()))
        .take_while(move |week| *week <= last && project.runs_in(*week))
        .filter(move |week| !has_filed(*week))
        .map(move |week| Entry::of(project, week, None, calendar))
}

/// The runs of weeks with a mood, as places in time and mood numbers, oldest first; what lies between them is a gap.
pub fn curve(glances: &[Glance]) -> Vec<Vec<(usize, i16)>> {
    let mut runs: Vec<Vec<(usize, i16)>> = Vec::new();
    let mut open = false;
    for (place, glance) in glances.iter().rev().enumerate() {
        match (glance.mood(), runs.last_mut().filter(|_| open)) {
            (Some(mood), Some(run)) => run.push((place, mood.number())),
            (Some(mood), None) => runs.push(vec![(place, mood.number())]),
            (None, _) => {}
        }
        open = glance.mood().is_some();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{self, project, spirit, week};

    fn filed(name: &str, mood: Mood) -> Spirit {
        spirit(1, name, Some(mood))
    }

    #[test]
    fn gaps_are_shown_as_gaps_and_break_the_curve() {
        let mut project = project(1);
        project.starts_on = "2026-02-23".parse().unwrap();
        project.paused = BTreeSet::from([week("2026-W12")]);
        project.away = BTreeSet::from(["2026-W10", "2026-W12", "2026-W14"].map(week));
        let filed =
            [filed("2026-W13", Mood::Great), filed("2026-W10", Mood::Good), filed("2026-W09", Mood::Bad)];
        let span = |first| (week(first), week("2026-W14"));
        let glances_since = |first| glances(&project, &filed, &samples::calendar(), span(first));
        let glances = glances_since("2026-W01");
        assert_eq!(
            glances,
            [
                Glance::Gap(Entry::Away(week("2026-W14"))),
                Glance::Filed(filed[0]),
                Glance::Gap(Entry::Unasked(week("2026-W12"))),
                Glance::Gap(Entry::NotHeardOf(week("2026-W11"))),
                Glance::Filed(filed[1]),
                Glance::Filed(filed[2]),
            ]
        );
        assert_eq!(curve(&glances), [vec![(0, 1), (1, 3)], vec![(4, 4)]]);
        assert!(!glances_since("2026-W12").iter().any(|glance| glance.week() == week("2026-W11")));
    }

    #[test]
    fn a_page_holds_a_month_or_the_newest_ones_until_there_is_enough_to_read() {
        let calendar = samples::calendar();
        let of = |number: u32| filed(&format!("2026-W{number:02}"), Mood::Good);
        // Week 14 begins in March and closes in April; week 9 is February's.
        let glances: Vec<Glance> = (5..=15).rev().map(|number| Glance::Filed(of(number))).collect();
        let numbers = |wanted: Option<&str>| -> Vec<u32> {
            let month = wanted.map(|month| month.parse().unwrap());
            page(&glances, month, &calendar).iter().map(|glance| glance.week().number()).collect()
        };
        assert_eq!(numbers(Some("2026-04")), [15, 14]);
        assert_eq!(numbers(Some("2026-03")), [13, 12, 11, 10]);
        assert_eq!(numbers(None), [15, 14, 13, 12, 11, 10]);
        // A month of which there is nothing is none.
        assert_eq!(numbers(Some("2025-03")), numbers(None));
        let gaps = [Glance::Gap(Entry::NotHeardOf(week("2026-W15"))), glances[5]];
        assert_eq!(page(&gaps, None, &calendar), gaps);
        assert!(page(&[], None, &calendar).is_empty());
    }
}
