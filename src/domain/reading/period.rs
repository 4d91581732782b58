//! The part of a project's weeks that stands on one page, however long the project goes on.

use crate::domain::calendar::{Calendar, Month, Week};
use crate::domain::programme::project::Project;

/// So many months stand on a page: those in which a year lies, wherever it begins.
const MONTHS: u32 = 13;

/// Some weeks of a project, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: Week,
    pub last: Week,
    /// None follow.
    pub is_newest: bool,
}

impl Period {
    /// The one in which the wanted month lies; none: the newest one. They are counted back from the newest months, which stand on
    /// one page with all that came before them as long as there is room. `last`: the last week of which anything is told.
    pub fn of(project: &Project, wanted: Option<Month>, last: Week, calendar: &Calendar) -> Period {
        let newest = calendar.month_of(last.min(Week::of(project.ends_on)));
        let pages = wanted.map_or(0, |wanted| newest.since(wanted) / MONTHS);
        let to = newest.before(pages * MONTHS);
        let (first, last_of_months) = calendar.weeks_of(to.before(MONTHS - 1), to);
        match pages {
            0 => Period { first, last, is_newest: true },
            _ => Period { first, last: last_of_months, is_newest: false },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::{self, week};

    fn lasting(from: &str, to: &str) -> Project {
        Project { starts_on: from.parse().unwrap(), ends_on: to.parse().unwrap(), ..samples::project(1) }
    }

    fn of(project: &Project, wanted: Option<&str>, last: &str) -> Period {
        let wanted = wanted.map(|month| month.parse().unwrap());
        Period::of(project, wanted, week(last), &samples::calendar())
    }

    #[test]
    fn a_year_stands_on_one_page_and_what_is_older_on_others() {
        let project = lasting("2022-09-05", "2026-08-30");
        let newest = of(&project, None, "2026-W10");
        // From March 2025 to March 2026.
        assert_eq!(newest, Period { first: week("2025-W10"), last: week("2026-W10"), is_newest: true });
        assert_eq!(of(&project, Some("2025-03"), "2026-W10"), newest);
        let calendar = samples::calendar();
        let older = of(&project, Some("2024-05"), "2026-W10");
        let [from, to] = [older.first, older.last].map(|week| calendar.month_of(week).to_string());
        assert_eq!((from.as_str(), to.as_str()), ("2024-02", "2025-02"));
        assert_eq!((older.last.next(), older.is_newest), (newest.first, false));
        // What has ended stays where it was.
        let ended = of(&project, None, "2031-W10");
        assert_eq!(calendar.month_of(ended.first).to_string(), "2025-08");
        // And so does what lies ahead, or was never.
        assert_eq!(of(&project, Some("2027-01"), "2026-W10"), newest);
    }
}
