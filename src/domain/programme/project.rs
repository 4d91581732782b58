//! Promotions and their projects.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Months, NaiveDate};

use crate::domain::calendar::Week;
use crate::domain::kit::named;
use crate::domain::people::locale::Locale;
use crate::domain::people::{Member, Person, PersonId};
use crate::domain::post::notification::Notification;

pub use super::ids::{ProjectId, PromotionId};

/// A cohort, with its first and last day (both included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promotion {
    pub id: PromotionId,
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub stage: Stage,
    /// The day on which it was closed before its end: the week of that day is the last one.
    pub closed_on: Option<NaiveDate>,
}

/// Why no promotion has these days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongDays {
    #[error("the promotion ends before it starts")]
    EndsBeforeStart,
    #[error("the promotion lasts for more than {years} years", years = Promotion::MOST_YEARS)]
    TooLong,
}

impl Promotion {
    /// Longer ones are a slip in a year: nobody plans for longer.
    pub const MOST_YEARS: u8 = 5;

    /// What is wrong with a first and a last day; none: nothing.
    pub fn fault_in_days(starts_on: NaiveDate, ends_on: NaiveDate) -> Option<WrongDays> {
        let longest = starts_on.checked_add_months(Months::new(12 * u32::from(Promotion::MOST_YEARS)));
        if ends_on < starts_on {
            Some(WrongDays::EndsBeforeStart)
        } else {
            longest.is_some_and(|longest| ends_on >= longest).then_some(WrongDays::TooLong)
        }
    }

    /// Whether it is kept to be read, away from what is looked at every day.
    pub fn is_archived(&self) -> bool {
        self.stage == Stage::Archived
    }

    /// Whether it is looked at every day, or will be.
    pub fn is_present(&self) -> bool {
        !self.is_archived()
    }

    /// The last day on which bulletins are asked for.
    pub fn last_day(&self) -> NaiveDate {
        self.closed_on.map_or(self.ends_on, |closed_on| closed_on.min(self.ends_on))
    }

    /// Whether it shares a day with the weeks from `first` to `last`, both included.
    pub fn spans(&self, first: Week, last: Week) -> bool {
        self.starts_on <= last.sunday() && first.monday() <= self.last_day()
    }

    /// The first day on which it may be taken away, where a promotion is kept for so many days after its own last one.
    pub fn kept_until(&self, days: u16) -> NaiveDate {
        self.last_day() + Days::new(days.into())
    }

    /// Whether that reader may know that there is such a promotion.
    pub fn is_told_to(&self, reader: &Member) -> bool {
        self.stage.is_told_to(reader)
    }
}

/// How far a promotion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// In preparation: nothing is asked of anybody.
    Draft,
    Open,
    /// Its history can be read; nothing is asked any more.
    Closed,
    /// Closed, and not listed.
    Archived,
}

named!(Stage, "stage": Draft = "draft", Open = "open", Closed = "closed", Archived = "archived");

impl Stage {
    /// Where a coordinator can take it from here; each step can be taken back.
    pub fn next(self) -> &'static [Stage] {
        match self {
            Stage::Draft => &[Stage::Open],
            Stage::Open => &[Stage::Closed, Stage::Draft],
            Stage::Closed => &[Stage::Open, Stage::Archived],
            Stage::Archived => &[Stage::Closed],
        }
    }

    /// Whether everybody may know of it: what is in preparation may still turn out otherwise.
    pub fn is_public(self) -> bool {
        self != Stage::Draft
    }

    /// What is in preparation is told to those who prepare it, and to nobody else: neither to its own people, nor by
    /// its name alone.
    fn is_told_to(self, reader: &Member) -> bool {
        self.is_public() || reader.person.coordinator
    }
}

/// One challenge, in one promotion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    pub id: ProjectId,
    pub promotion: PromotionId,
    /// The name in addresses, as in `/projects/karfu-r`; unique over all promotions.
    pub slug: String,
    pub name: String,
    /// The administration that hosts the project.
    pub administration: String,
    /// What it is about, in a sentence or two; empty: nobody wrote it down.
    pub description: String,
    /// The language of those of its people who have not chosen one; none: the programme's.
    pub locale: Option<Locale>,
    /// The name of its logo's file.
    pub logo: Option<String>,
    /// How its people are reminded.
    pub notification: Notification,
    pub starts_on: NaiveDate,
    /// The last day: the project's own, or its promotion's.
    pub ends_on: NaiveDate,
    /// How far its promotion is.
    pub stage: Stage,
    /// The weeks in which nothing is expected from this project.
    pub paused: BTreeSet<Week>,
    /// The weeks in which its team is away: nothing is asked of it, and what it files is filed all the same. Those to
    /// come are its own affair and the coordinators'.
    pub away: BTreeSet<Week>,
    /// The coordinator who is asked about it; none: nobody was chosen, and all are.
    pub referent: Option<PersonId>,
}

impl Project {
    /// Whether a project could have that name in addresses. Of what could not, no database is asked: PostgreSQL refuses
    /// texts that SQLite compares.
    pub fn could_be_slug(text: &str) -> bool {
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    }

    /// What is archived is found by its address and by its weeks; what is in preparation stands among the pages that prepare it.
    pub fn is_listed(&self) -> bool {
        matches!(self.stage, Stage::Open | Stage::Closed)
    }

    /// A project files for each week that shares a day with it, unless it is paused in it or its promotion is in
    /// preparation.
    pub fn is_active_in(&self, week: Week) -> bool {
        self.runs_in(week) && !self.paused.contains(&week)
    }

    /// Whether its team is away in a week for which it would file.
    pub fn is_away_in(&self, week: Week) -> bool {
        self.is_active_in(week) && self.away.contains(&week)
    }

    /// Whether a bulletin is asked of it for that week.
    pub fn is_asked_in(&self, week: Week) -> bool {
        self.is_active_in(week) && !self.away.contains(&week)
    }

    /// The weeks in which nothing is asked of it.
    pub fn unasked(&self) -> BTreeSet<Week> {
        self.paused.union(&self.away).copied().collect()
    }

    /// Whether that reader may know that there is such a project: asked before anything of it is shown, and before its
    /// name is. A reader without account, such as that of a share link, is told of it where its stage
    /// [is public](Stage::is_public).
    pub fn is_told_to(&self, reader: &Member) -> bool {
        self.stage.is_told_to(reader) && reader.follows(self.id)
    }

    /// Who of those coordinators is asked about it: its referent, or all of them.
    pub fn referents<'p>(&self, coordinators: &[&'p Person]) -> Vec<&'p Person> {
        let chosen = coordinators.iter().find(|person| Some(person.id) == self.referent);
        chosen.map_or_else(|| coordinators.to_vec(), |chosen| vec![*chosen])
    }

    /// Whether nothing is asked of it any more: its last week lies before that one.
    pub fn has_ended(&self, week: Week) -> bool {
        self.stage.is_public() && Week::of(self.ends_on) < week
    }

    /// Whether the week shares a day with the project.
    pub fn runs_in(&self, week: Week) -> bool {
        self.stage.is_public() && self.starts_on <= week.sunday() && week.monday() <= self.ends_on
    }
}

/// To be looked up for each of what was found, which grows with them.
pub fn by_id(projects: &[Project]) -> BTreeMap<ProjectId, &Project> {
    projects.iter().map(|project| (project.id, project)).collect()
}

impl Promotion {
    /// Since when a project is asked that could be asked from that day on; none: from the promotion's first day on. In preparation
    /// that is told once it is opened.
    pub fn asks_since(&self, from: NaiveDate) -> Option<NaiveDate> {
        Some(from).filter(|day| self.stage != Stage::Draft && *day > self.starts_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;
    use crate::domain::samples::{self, member};

    #[test]
    fn what_is_in_preparation_is_told_to_coordinators_alone() {
        for stage in Stage::ALL {
            let project = Project { stage, ..samples::project(1) };
            for roles in [&[][..], &[(Role::Eig, 1)], &[(Role::Mentor, 1)], &[(Role::Sponsor, 1)]] {
                assert!(project.is_told_to(&member(true, roles)), "{stage} {roles:?}");
                let is_told = project.is_told_to(&member(false, roles));
                assert_eq!(is_told, stage != Stage::Draft, "{stage} {roles:?}");
            }
        }
    }

    #[test]
    fn a_promotion_begins_before_it_ends_and_a_slip_in_its_years_is_one() {
        let fault = |starts_on: &str, ends_on: &str| {
            Promotion::fault_in_days(starts_on.parse().unwrap(), ends_on.parse().unwrap())
        };
        assert_eq!(fault("2026-01-05", "2026-01-05"), None);
        assert_eq!(fault("2026-01-05", "2031-01-04"), None);
        assert_eq!(fault("2026-01-05", "2031-01-05"), Some(WrongDays::TooLong));
        assert_eq!(fault("0226-01-05", "2026-10-30"), Some(WrongDays::TooLong));
        assert_eq!(fault("2026-01-05", "2026-01-04"), Some(WrongDays::EndsBeforeStart));
        assert_eq!(fault("2026-01-05", "+262142-12-31"), Some(WrongDays::TooLong));
    }

    #[test]
    fn a_promotion_spans_the_weeks_of_which_it_has_a_day() {
        let day = |text: &str| text.parse().unwrap();
        let week = |text: &str| text.parse::<Week>().unwrap();
        // From a Tuesday to a Wednesday five weeks later.
        let whole =
            Promotion { starts_on: day("2026-01-06"), ends_on: day("2026-02-11"), ..samples::promotion() };
        let closed = Promotion { closed_on: Some(day("2026-01-18")), ..whole.clone() };
        for (first, last, of_whole, of_closed) in [
            ("2025-W52", "2026-W01", false, false),
            ("2025-W52", "2026-W02", true, true),
            ("2026-W03", "2026-W03", true, true),
            ("2026-W04", "2026-W04", true, false),
            ("2026-W07", "2026-W09", true, false),
            ("2026-W08", "2026-W09", false, false),
            ("2025-W52", "2026-W52", true, true),
        ] {
            let spanned = [&whole, &closed].map(|one| one.spans(week(first), week(last)));
            assert_eq!(spanned, [of_whole, of_closed], "{first} to {last}");
        }
    }

    #[test]
    fn the_referent_is_asked_or_else_all_coordinators() {
        let coordinator = |id| Person { id: PersonId(id), ..member(true, &[]).person };
        let (one, two) = (coordinator(1), coordinator(2));
        let asked = |referent| {
            let project = Project { referent, ..samples::project(1) };
            project.referents(&[&one, &two]).iter().map(|person| person.id.0).collect::<Vec<_>>()
        };
        assert_eq!(asked(Some(PersonId(2))), [2]);
        // Of somebody who coordinates no more nobody should wait for an answer.
        assert_eq!((asked(None), asked(Some(PersonId(3)))), (vec![1, 2], vec![1, 2]));
    }
}
