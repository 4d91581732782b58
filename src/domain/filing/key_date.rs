//! Key dates, and how they are kept: each knows which bulletin it came with.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::outcomes::{DayOutcome, DayStory};
use super::text::Text;
use crate::domain::calendar::Week;
use crate::domain::programme::project::ProjectId;

/// A day that matters to a project, and what will happen on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDate {
    pub date: NaiveDate,
    pub description: Text,
}

impl KeyDate {
    /// The most characters (Unicode scalar values) that its description may have where it is typed.
    pub const DESCRIPTION_MAX: usize = 200;

    /// A day from elsewhere, as it was written down there.
    pub fn written(date: NaiveDate, description: &str) -> KeyDate {
        KeyDate { date, description: Text::of(description).unwrap_or_else(Text::untold) }
    }
}

/// Identifies an [`Announced`] key date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyDateId(pub i64);

/// A key date, whose it is, and the week of the bulletin that announced it (none: it came from elsewhere).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    pub id: KeyDateId,
    pub project: ProjectId,
    /// As it was announced.
    pub key_date: KeyDate,
    pub week: Option<Week>,
    pub created_at: DateTime<Utc>,
    /// What became of it.
    pub story: DayStory,
}

/// For how many days before a week its form asks of a key date, or of what was put off by whoever knew no other day.
const DAYS_BACK: Days = Days::new(28);

impl Announced {
    /// When it is; none: it was put off, nobody knows until when.
    pub fn day(&self) -> Option<NaiveDate> {
        self.story.day(self.key_date.date)
    }

    /// The last day that it had, also where it was put off since.
    pub fn last_day(&self) -> NaiveDate {
        self.story.last_day(self.key_date.date)
    }

    /// When it takes place, or took place; none: it was called off, or put off, nobody knows until when.
    pub fn held_on(&self) -> Option<NaiveDate> {
        match self.story.end() {
            Some(DayOutcome::CalledOff) => None,
            Some(_) => Some(self.last_day()),
            None => self.day(),
        }
    }

    /// Whether nothing of it lies ahead any more on that day: what was put off is waited for as long as its team is asked.
    pub fn is_past(&self, today: NaiveDate) -> bool {
        match (self.day(), self.story.end()) {
            (_, Some(DayOutcome::Happened)) => true,
            (Some(day), _) => day < today,
            (None, Some(_)) => true,
            (None, None) => self.last_day() < today && !self.is_asked_in(Week::of(today)),
        }
    }

    /// Whether it lies so close to that week, or was put off so shortly before, that its team is asked what became of it.
    pub fn is_asked_in(&self, week: Week) -> bool {
        let put_off_on = || self.story.last_told().map(Week::monday);
        self.day().or_else(put_off_on).is_some_and(|day| day >= week.monday() - DAYS_BACK)
    }
}

/// Key dates as they lie on some day.
#[derive(Debug)]
pub struct Arranged<T> {
    /// From that day on, the nearest first.
    pub to_come: Vec<T>,
    /// Put off, nobody knows until when.
    pub put_off: Vec<T>,
    /// The latest first.
    pub past: Vec<T>,
}

/// Arranges what has a key date each.
pub fn arranged<T>(
    all: impl IntoIterator<Item = T>,
    announced: impl Fn(&T) -> &Announced,
    today: NaiveDate,
) -> Arranged<T> {
    let (mut past, ahead): (Vec<T>, Vec<T>) =
        all.into_iter().partition(|each| announced(each).is_past(today));
    let (mut to_come, mut put_off): (Vec<T>, Vec<T>) =
        ahead.into_iter().partition(|each| announced(each).day().is_some());
    for part in [&mut past, &mut to_come, &mut put_off] {
        part.sort_by_key(|each| announced(each).last_day());
    }
    past.reverse();
    Arranged { to_come, put_off, past }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filing::outcomes::DayTold;
    use crate::domain::samples;

    #[test]
    fn key_dates_lie_where_they_were_moved_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let announced = |date: &str, outcome: Option<DayOutcome>, to: Option<&str>| {
            let told = outcome.map(|outcome| DayTold {
                told_week: samples::week("2026-W10"),
                outcome,
                to: to.map(day),
            });
            Announced {
                key_date: KeyDate::written(day(date), date),
                story: DayStory::new(told.into_iter().collect()),
                ..samples::announced(&samples::full_bulletin(1, "2026-W09"))
            }
        };
        use DayOutcome::{CalledOff, Happened, Moved};
        let all = [
            announced("2026-03-03", Some(Moved), Some("2026-03-20")),
            announced("2026-03-04", Some(Moved), None),
            announced("2026-03-05", None, None),
            announced("2026-03-11", None, None),
            announced("2026-03-12", Some(CalledOff), None),
            announced("2026-03-13", Some(Happened), None),
            announced("2026-03-14", Some(Moved), Some("2026-03-06")),
        ];
        let Arranged { to_come, put_off, past } = arranged(&all, |each| each, day("2026-03-10"));
        let days = |part: Vec<&Announced>| -> Vec<String> {
            part.iter().map(|each| each.key_date.description.to_string()).collect()
        };
        assert_eq!(days(to_come), ["2026-03-11", "2026-03-12", "2026-03-03"]);
        assert_eq!(days(put_off), ["2026-03-04"]);
        assert_eq!(days(past), ["2026-03-13", "2026-03-14", "2026-03-05"]);
        // As long as its team is asked: for four weeks after the one in which it was put off.
        let lies_where = |today: &str| {
            let Arranged { put_off, past, .. } = arranged(&all, |each| each, day(today));
            [put_off, past].map(|part| days(part).contains(&"2026-03-04".to_owned()))
        };
        assert_eq!(lies_where("2026-04-05"), [true, false]);
        assert_eq!(lies_where("2026-04-06"), [false, true]);
        // Nothing has gone by whose day is still ahead.
        let ahead = announced("2026-09-01", Some(Moved), None);
        assert_eq!(["2026-08-31", "2026-09-02"].map(|today| ahead.is_past(day(today))), [false, true]);
        let held: Vec<Option<NaiveDate>> = all.iter().map(Announced::held_on).collect();
        let [moved, plain, next, happened, again] =
            ["2026-03-20", "2026-03-05", "2026-03-11", "2026-03-13", "2026-03-06"]
                .map(|text| Some(day(text)));
        assert_eq!(held, [moved, None, plain, next, None, happened, again]);
    }
}
