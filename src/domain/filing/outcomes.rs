//! What became of what a team wrote, as its later bulletins tell.

use chrono::NaiveDate;

use crate::domain::calendar::Week;
use crate::domain::kit::named;

/// What became of a week's priorities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseOutcome {
    Done,
    Partly,
    /// They are this week's too.
    GoesOn,
    Dropped,
}

named!(
    PromiseOutcome,
    "outcome of a promise": Done = "done",
    Partly = "partly",
    GoesOn = "goes-on",
    Dropped = "dropped",
);

/// What became of the priorities of a bulletin, and in which week's bulletin the team told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseTold {
    pub told_week: Week,
    pub outcome: PromiseOutcome,
}

/// What became of a key date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayOutcome {
    Happened,
    Moved,
    CalledOff,
}

named!(
    DayOutcome,
    "outcome of a key date": Happened = "happened",
    Moved = "moved",
    CalledOff = "called-off",
);

/// What one bulletin tells of a key date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayTold {
    pub told_week: Week,
    pub outcome: DayOutcome,
    /// Where it is moved; none: nobody knows yet, or it is not moved.
    pub to: Option<NaiveDate>,
}

/// What became of a key date, one bulletin after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayStory(Vec<DayTold>);

impl DayStory {
    pub fn new(mut told: Vec<DayTold>) -> DayStory {
        told.sort_by_key(|told| told.told_week);
        DayStory(told)
    }

    /// When it is, of a key date that was announced for that day; none: it was put off, nobody knows until when.
    pub fn day(&self, announced: NaiveDate) -> Option<NaiveDate> {
        let last = self.0.iter().rev().find(|told| told.outcome == DayOutcome::Moved);
        last.map_or(Some(announced), |told| told.to)
    }

    /// The last day that it had, also where it was put off since.
    pub fn last_day(&self, announced: NaiveDate) -> NaiveDate {
        self.0.iter().rev().find_map(|told| told.to).unwrap_or(announced)
    }

    /// How often it was moved.
    pub fn moves(&self) -> usize {
        self.0.iter().filter(|told| told.outcome == DayOutcome::Moved).count()
    }

    /// Whether it has happened or was called off; none: it still lies ahead, or nobody has told.
    pub fn end(&self) -> Option<DayOutcome> {
        self.0.last().map(|told| told.outcome).filter(|outcome| *outcome != DayOutcome::Moved)
    }

    /// The week of the last bulletin that tells of it.
    pub fn last_told(&self) -> Option<Week> {
        self.0.last().map(|told| told.told_week)
    }

    /// What was told of it, one after the other.
    pub fn told(&self) -> &[DayTold] {
        &self.0
    }

    pub fn told_in(&self, week: Week) -> Option<&DayTold> {
        self.0.iter().find(|told| told.told_week == week)
    }

    /// As the bulletins of those weeks tell it.
    pub fn as_told_in(mut self, is_told: impl Fn(Week) -> bool) -> DayStory {
        self.0.retain(|told| is_told(told.told_week));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_where_it_was_moved_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let told = |week: &str, outcome, to: Option<&str>| DayTold {
            told_week: week.parse().unwrap(),
            outcome,
            to: to.map(day),
        };
        let moved = told("2026-W10", DayOutcome::Moved, Some("2026-03-10"));
        let again = told("2026-W11", DayOutcome::Moved, None);
        let happened = told("2026-W12", DayOutcome::Happened, None);
        let announced = day("2026-03-03");
        assert_eq!(DayStory::new(vec![again, moved]).last_day(announced), day("2026-03-10"));
        assert_eq!(DayStory::new(vec![again]).last_day(announced), announced);
        let facts = |told: &[DayTold]| {
            let story = DayStory::new(told.to_vec());
            (story.day(announced), story.moves(), story.end())
        };
        assert_eq!(facts(&[]), (Some(announced), 0, None));
        assert_eq!(facts(&[moved]), (Some(day("2026-03-10")), 1, None));
        assert_eq!(facts(&[again, moved]), (None, 2, None));
        let end = Some(DayOutcome::Happened);
        assert_eq!(facts(&[moved, happened]), (Some(day("2026-03-10")), 1, end));
        let early = DayStory::new(vec![moved, happened]).as_told_in(|week| week < happened.told_week);
        assert_eq!(early, DayStory::new(vec![moved]));
    }
}
