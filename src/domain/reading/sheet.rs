//! A month of one project, for whoever looks at it from further away: a line a week, and what became of days and requests.

use chrono::NaiveDate;

use super::history::Entry;
use crate::domain::calendar::{Calendar, Month};
use crate::domain::filing::key_date::Announced;
use crate::domain::help::Request;
use crate::domain::programme::project::Project;

/// A month of one project.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    pub project: &'a Project,
    pub month: Month,
    /// The oldest first.
    pub weeks: Vec<Entry<'a>>,
    /// What was to happen in this month, or was moved or called off in it, by day; what is to come after it, or some
    /// day, stands below.
    pub days: Vec<&'a Announced>,
    /// What lies ahead of it, by day, and then what has none.
    pub ahead: Vec<&'a Announced>,
    /// What was asked or ended in it, each with the day on which it was asked.
    pub requests: Vec<(NaiveDate, &'a Request)>,
}

impl<'a> Sheet<'a> {
    /// `entries`: all of the project; a week belongs to the month of its closing day. None: none of them does.
    pub fn of(
        project: &'a Project,
        month: Month,
        entries: &[Entry<'a>],
        (key_dates, requests): (&'a [Announced], &'a [Request]),
        calendar: &Calendar,
    ) -> Option<Sheet<'a>> {
        let mut weeks: Vec<Entry<'a>> =
            entries.iter().filter(|entry| calendar.month_of(entry.week()) == month).copied().collect();
        weeks.sort_by_key(Entry::week);
        if weeks.is_empty() {
            return None;
        }
        // What was put off without a day comes some time.
        let is_to_come = |announced: &&Announced| {
            let is_ahead = announced.day().is_none_or(|day| Month::of(day) > month);
            is_ahead && announced.story.end().is_none()
        };
        let is_told = |announced: &&Announced| {
            let is_in_it = |day: NaiveDate| Month::of(day) == month;
            let has_news = || weeks.iter().any(|entry| announced.story.told_in(entry.week()).is_some());
            is_in_it(announced.key_date.date) || announced.day().is_some_and(is_in_it) || has_news()
        };
        let by_day = |announced: &&Announced| (announced.day().is_none(), announced.day());
        let (mut ahead, mut days): (Vec<_>, Vec<_>) = key_dates.iter().partition(is_to_come);
        days.retain(is_told);
        days.sort_by_key(by_day);
        ahead.sort_by_key(by_day);
        let day_of = |at: chrono::DateTime<chrono::Utc>| calendar.today(at);
        let of_month = requests.iter().filter_map(|request| {
            let (asked, ended) = (day_of(request.asked_at), request.end.map(|end| day_of(end.at)));
            let is_of_it = Month::of(asked) == month || ended.is_some_and(|day| Month::of(day) == month);
            is_of_it.then_some((asked, request))
        });
        let requests = of_month.collect();
        Some(Sheet { project, month, weeks, days, ahead, requests })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filing::key_date::KeyDate;
    use crate::domain::filing::outcomes::{DayOutcome, DayStory, DayTold};
    use crate::domain::help::{End, Ending};
    use crate::domain::samples::{self, bulletin, project, week};

    #[test]
    fn a_sheet_has_the_weeks_that_close_in_its_month_and_what_happened_in_them() {
        let calendar = samples::calendar();
        let project = project(1);
        // Week 14 begins in March and closes in April.
        let filed = [bulletin(1, "2026-W14"), bulletin(1, "2026-W10"), bulletin(1, "2026-W09")];
        let entries = [
            Entry::Filed(&filed[0]),
            Entry::NotHeardOf(week("2026-W13")),
            Entry::Unasked(week("2026-W12")),
            Entry::Filed(&filed[1]),
            Entry::Filed(&filed[2]),
        ];
        let day = |date: &str, told: &[(&str, &str)]| Announced {
            key_date: KeyDate::written(date.parse().unwrap(), "Démo"),
            story: DayStory::new(
                told.iter()
                    .map(|(told_week, to)| DayTold {
                        told_week: week(told_week),
                        outcome: DayOutcome::Moved,
                        to: to.parse().ok(),
                    })
                    .collect(),
            ),
            ..samples::announced(&samples::full_bulletin(1, "2026-W09"))
        };
        let days = [
            day("2026-02-10", &[]),
            day("2026-03-10", &[]),
            day("2026-02-20", &[("2026-W09", "2026-03-20")]),
            day("2026-04-10", &[("2026-W10", "2026-05-10")]),
            day("2026-02-12", &[("2026-W09", "")]),
            day("2026-04-11", &[]),
            day("2026-03-27", &[("2026-W10", "")]),
        ];
        let end = |at: &str| Some(End { ending: Ending::Solved, at: at.parse().unwrap() });
        let asked = |at: &str, end| samples_request(at, end);
        let requests = [
            asked("2026-02-10T10:00:00Z", end("2026-03-02T10:00:00Z")),
            asked("2026-02-28T23:30:00Z", None),
            asked("2026-02-10T10:00:00Z", end("2026-02-12T10:00:00Z")),
        ];
        let month: Month = "2026-03".parse().unwrap();
        let told = (&days[..], &requests[..]);
        let sheet = Sheet::of(&project, month, &entries, told, &calendar).unwrap();
        let weeks: Vec<String> = sheet.weeks.iter().map(|entry| entry.week().to_string()).collect();
        assert_eq!(weeks, ["2026-W10", "2026-W12", "2026-W13"]);
        let dates: Vec<String> = sheet.days.iter().map(|day| day.key_date.date.to_string()).collect();
        assert_eq!(dates, ["2026-03-10", "2026-02-20"]);
        let ahead: Vec<String> = sheet.ahead.iter().map(|day| day.key_date.date.to_string()).collect();
        assert_eq!(ahead, ["2026-04-11", "2026-04-10", "2026-02-12", "2026-03-27"]);
        // At half past eleven at night in Greenwich it is the next day in Paris.
        let asked: Vec<String> = sheet.requests.iter().map(|(day, _)| day.to_string()).collect();
        assert_eq!(asked, ["2026-02-10", "2026-03-01"]);
        assert!(Sheet::of(&project, month.next(), &entries[1..], told, &calendar).is_none());
    }

    fn samples_request(at: &str, end: Option<End>) -> Request {
        Request { asked_at: at.parse().unwrap(), end, ..samples::request(1, "2026-W09") }
    }
}
