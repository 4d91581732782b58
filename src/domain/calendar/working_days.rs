//! The rules of the week: when a form opens and closes, and when a bulletin is published.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;

use super::holidays::Holidays;
use super::{Month, Week, zone};

/// The weeks for which a coordinator expects nothing from anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pauses(BTreeSet<Week>);

impl Pauses {
    fn contains(&self, week: Week) -> bool {
        self.0.contains(&week)
    }
}

impl FromIterator<Week> for Pauses {
    fn from_iter<I: IntoIterator<Item = Week>>(weeks: I) -> Self {
        Pauses(weeks.into_iter().collect())
    }
}

/// When a week's form closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The last working day of the week.
    pub day: NaiveDate,
    /// When the form says that it closes.
    pub at: DateTime<Utc>,
    /// When the grace is over: bulletins become visible to everybody, and what comes now is late.
    pub published_at: DateTime<Utc>,
}

/// A week that has closed, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    pub week: Week,
    pub at: DateTime<Utc>,
}

/// Where a week stands at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Upcoming {
        opens_at: DateTime<Utc>,
    },
    /// A bulletin can be filed, and revised.
    Open {
        closing: Closing,
    },
    /// A bulletin that is missing can still be filed, as a late one.
    Late {
        ends_at: DateTime<Utc>,
    },
    Over,
    /// Paused, or without a working day: nothing is asked for.
    NoClosing,
}

/// The clocks, holidays, closing time and paused weeks of a programme.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub zone: Tz,
    holidays: Holidays,
    closing_time: NaiveTime,
    grace: TimeDelta,
    pauses: Pauses,
    closed: Option<Closed>,
}

impl Calendar {
    /// One in which no week is paused.
    pub fn new(zone: Tz, holidays: Holidays, closing_time: NaiveTime, grace: TimeDelta) -> Calendar {
        Calendar { zone, holidays, closing_time, grace, pauses: Pauses::default(), closed: None }
    }

    /// The same, in which that week has closed: settings that were changed since open it no more.
    pub fn with_closed(self, closed: Closed) -> Calendar {
        Calendar { closed: Some(closed), ..self }
    }

    /// The same with those weeks paused, and no others.
    pub fn with_pauses(&self, pauses: Pauses) -> Calendar {
        Calendar { pauses, ..self.clone() }
    }

    /// The same with those weeks paused too.
    pub fn pausing_too(&self, weeks: &BTreeSet<Week>) -> Calendar {
        let pauses = Pauses(self.pauses.0.union(weeks).copied().collect());
        self.with_pauses(pauses)
    }

    pub fn is_paused(&self, week: Week) -> bool {
        self.pauses.contains(week)
    }

    /// The last day of Monday to Friday that is no public holiday; none where all five are.
    pub fn closing_day(&self, week: Week) -> Option<NaiveDate> {
        week.days().rev().find(|day| self.is_worked(*day))
    }

    fn is_worked(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.is_holiday(day)
    }

    /// A day of Monday to Friday that is no public holiday, of a week that is not paused.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.is_worked(day) && !self.is_paused(Week::of(day))
    }

    /// The second working day of that week; none: it has fewer.
    pub fn second_working_day(&self, week: Week) -> Option<NaiveDate> {
        week.days().filter(|day| self.is_working_day(*day)).nth(1)
    }

    /// How many working days have gone by between two moments: from Tuesday at ten to Thursday at ten it is two, from
    /// Friday at three to Tuesday at three as well. Weekends, public holidays and paused weeks do not count, so that
    /// whatever comes in them counts from the next working day on.
    pub fn working_days_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        if to <= from {
            return 0;
        }
        let [from, to] = [from, to].map(|at| at.with_timezone(&self.zone).naive_local());
        let days = from.date().iter_days().take_while(|day| *day < to.date());
        let begun = days.filter(|day| self.is_working_day(*day)).count() as i64;
        // How much of its day is over at that moment, where that is a working day.
        let spent = |at: NaiveDateTime| self.is_working_day(at.date()).then(|| at.time());
        begun - i64::from(spent(to).unwrap_or_default() < spent(from).unwrap_or_default())
    }

    /// When that week closes; none for a week that is paused or has no working day.
    pub fn closing(&self, week: Week) -> Option<Closing> {
        (!self.is_paused(week)).then(|| self.closing_unless_paused(week)).flatten()
    }

    fn closing_unless_paused(&self, week: Week) -> Option<Closing> {
        let day = self.closing_day(week)?;
        let by_clock = zone::resolve(day.and_time(self.closing_time), self.zone);
        let known = self.closed.filter(|closed| closed.week == week);
        let at = known.map_or(by_clock, |closed| closed.at.min(by_clock));
        // Grace ends with its week, whatever the settings say: nothing is ever on time in another week.
        let published_at = (at + self.grace).min(week.ends_at(self.zone));
        Some(Closing { day, at, published_at })
    }

    /// The earlier weeks of the month that this week's digest ends; none: another digest of that month is to come.
    ///
    /// A week belongs to the month of its closing day.
    pub fn month_ended_by(&self, week: Week) -> Option<Vec<Week>> {
        let month = |week: Week| {
            let day = self.closing(week)?.day;
            Some((day.year(), day.month()))
        };
        let this = month(week)?;
        // A month has at most five closing days.
        let later = std::iter::successors(Some(week.next()), |week| Some(week.next())).take(5);
        if later.into_iter().any(|later| month(later) == Some(this)) {
            return None;
        }
        let earlier = std::iter::successors(Some(week.previous()), |week| Some(week.previous())).take(5);
        let mut weeks: Vec<Week> = earlier.filter(|earlier| month(*earlier) == Some(this)).collect();
        weeks.reverse();
        Some(weeks)
    }

    /// The month of that week's closing day; of one without, that of its Friday.
    pub fn month_of(&self, week: Week) -> Month {
        Month::of(self.closing_day(week).unwrap_or_else(|| week.monday() + Days::new(4)))
    }

    /// The first and the last week that belong to the months from `first` to `last`, both included.
    pub fn weeks_of(&self, first: Month, last: Month) -> (Week, Week) {
        let (mut from, mut to) = (Week::of(first.first_day()), Week::of(last.next().first_day()));
        if self.month_of(from) < first {
            from = from.next();
        }
        if last < self.month_of(to) {
            to = to.previous();
        }
        (from, to)
    }

    /// The first day on which whoever joins at that moment is asked: that same day, or the Monday after where the week's form
    /// has closed by then. Nobody missed what they could not file for in time.
    pub fn asks_from(&self, now: DateTime<Utc>) -> NaiveDate {
        let week = self.week_at(now);
        let has_closed = self.closing(week).is_some_and(|closing| closing.at <= now);
        if has_closed { week.next().monday() } else { self.today(now) }
    }

    pub fn phase(&self, week: Week, now: DateTime<Utc>) -> Phase {
        let ends_at = week.ends_at(self.zone);
        let opens_at = week.starts_at(self.zone);
        if now >= ends_at {
            return Phase::Over;
        }
        match self.closing(week) {
            None => Phase::NoClosing,
            Some(_) if now < opens_at => Phase::Upcoming { opens_at },
            Some(closing) if now < closing.published_at => Phase::Open { closing },
            Some(_) => Phase::Late { ends_at },
        }
    }

    /// Whether everybody in the programme may read that week's bulletins.
    ///
    /// A week that was paused after a team had filed is published when it ends.
    pub fn is_published(&self, week: Week, now: DateTime<Utc>) -> bool {
        now >= self.published_at(week)
    }

    /// The last week that everybody may read: this one once it is published, the one before until then.
    pub fn last_public_week(&self, now: DateTime<Utc>) -> Week {
        let present = self.week_at(now);
        if self.is_published(present, now) { present } else { present.previous() }
    }

    /// Whether a coordinator can still pause that week: not once its bulletins were read.
    pub fn can_be_paused(&self, week: Week, now: DateTime<Utc>) -> bool {
        let closing = self.closing_unless_paused(week);
        now < closing.map_or_else(|| week.ends_at(self.zone), |closing| closing.published_at)
    }

    /// When everybody in the programme may read that week's bulletins.
    pub fn published_at(&self, week: Week) -> DateTime<Utc> {
        self.closing(week).map_or_else(|| week.ends_at(self.zone), |closing| closing.published_at)
    }

    /// When the next form opens: that of the first week after this one that closes.
    ///
    /// None if no week of the coming year does.
    pub fn next_opening(&self, now: DateTime<Utc>) -> Option<(Week, DateTime<Utc>)> {
        let next = std::iter::successors(Some(self.week_at(now).next()), |week| Some(week.next()));
        let week = next.take(WEEKS_AROUND).find(|week| self.closing(*week).is_some())?;
        Some((week, week.starts_at(self.zone)))
    }

    /// The last week that closed and was published by then; none if no week of the past year did.
    pub fn latest_published_week(&self, now: DateTime<Utc>) -> Option<Week> {
        let back = std::iter::successors(Some(self.week_at(now)), |week| Some(week.previous()));
        back.take(WEEKS_AROUND)
            .find(|week| self.closing(*week).is_some_and(|closing| closing.published_at <= now))
    }

    /// The week that it is, on the programme's clocks.
    pub fn week_at(&self, now: DateTime<Utc>) -> Week {
        Week::at(now, self.zone)
    }

    /// The day that it is, on the programme's clocks.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.zone).date_naive()
    }
}

/// How far to look for a week that closes: a programme that pauses for more than a year is over.
const WEEKS_AROUND: usize = 54;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn calendar(zone: Tz) -> Calendar {
        let closing = NaiveTime::from_hms_opt(15, 0, 0).unwrap();
        Calendar::new(zone, Holidays::of_country("FR").unwrap(), closing, TimeDelta::minutes(5))
    }

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_holiday_on_friday_moves_the_closing_to_thursday() {
        let days = ["2026-W18", "2026-W53", "2026-W10", "2019-W22"]
            .map(|w| calendar(Tz::Europe__Paris).closing_day(week(w)));
        assert_eq!(
            days.map(|day| day.unwrap().to_string()),
            ["2026-04-30", "2026-12-31", "2026-03-06", "2019-05-31"]
        );
    }

    #[test]
    fn a_week_that_has_closed_opens_no_more_by_other_clocks() {
        let at = moment("2026-03-06T14:00:00Z");
        let known = calendar(Tz::America__New_York).with_closed(Closed { week: week("2026-W10"), at });
        let after = moment("2026-03-06T14:10:00Z");
        assert!(matches!(calendar(Tz::America__New_York).phase(week("2026-W10"), after), Phase::Open { .. }));
        assert!(matches!(known.phase(week("2026-W10"), after), Phase::Late { .. }));
        assert!(known.is_published(week("2026-W10"), after) && !known.can_be_paused(week("2026-W10"), after));
        // The next one closes by the new clocks.
        assert_eq!(known.closing(week("2026-W11")).unwrap().at, moment("2026-03-13T19:00:00Z"));
    }

    #[test]
    fn a_week_goes_through_its_phases() {
        let calendar = calendar(Tz::Europe__Paris);
        let phase = |at: &str| match calendar.phase(week("2026-W10"), moment(at)) {
            Phase::Upcoming { .. } => "upcoming",
            Phase::Open { .. } => "open",
            Phase::Late { .. } => "late",
            Phase::Over => "over",
            Phase::NoClosing => "no closing",
        };
        assert_eq!(phase("2026-03-01T22:59:59Z"), "upcoming");
        assert_eq!(phase("2026-03-01T23:00:00Z"), "open");
        assert_eq!(phase("2026-03-06T14:04:59Z"), "open");
        assert_eq!(phase("2026-03-06T14:05:00Z"), "late");
        assert_eq!(phase("2026-03-08T22:59:59Z"), "late");
        assert_eq!(phase("2026-03-08T23:00:00Z"), "over");
    }

    #[test]
    fn a_paused_week_asks_for_nothing_and_is_published_when_it_ends() {
        let calendar = calendar(Tz::Europe__Paris).with_pauses([week("2026-W10")].into_iter().collect());
        assert_eq!(calendar.phase(week("2026-W10"), moment("2026-03-03T12:00:00Z")), Phase::NoClosing);
        assert!(!calendar.is_published(week("2026-W10"), moment("2026-03-06T20:00:00Z")));
        assert!(calendar.is_published(week("2026-W10"), moment("2026-03-08T23:00:00Z")));
        let (next, _) = calendar.next_opening(moment("2026-02-25T12:00:00Z")).unwrap();
        assert_eq!(next, week("2026-W11"));
        let latest = calendar.latest_published_week(moment("2026-03-10T12:00:00Z"));
        assert_eq!(latest, Some(week("2026-W09")));
    }

    #[test]
    fn who_joins_after_a_closing_is_asked_from_the_next_week_on() {
        let calendar = calendar(Tz::Europe__Paris).with_pauses([week("2026-W12")].into_iter().collect());
        for (at, day) in [
            ("2026-03-04T09:00:00Z", "2026-03-04"),
            ("2026-03-06T13:59:59Z", "2026-03-06"),
            ("2026-03-06T14:00:00Z", "2026-03-09"),
            ("2026-03-08T22:59:59Z", "2026-03-09"),
            ("2026-03-08T23:00:00Z", "2026-03-09"),
            // Nothing was asked of anybody in a paused week.
            ("2026-03-21T12:00:00Z", "2026-03-21"),
        ] {
            assert_eq!(calendar.asks_from(moment(at)), day.parse().unwrap(), "{at}");
        }
    }

    #[test]
    fn working_days_go_by_without_weekends_holidays_and_paused_weeks() {
        let calendar = calendar(Tz::Europe__Paris).with_pauses([week("2026-W12")].into_iter().collect());
        for (from, to, days) in [
            ("2026-03-03 10:00", "2026-03-05 09:59", 1),
            ("2026-03-03 10:00", "2026-03-05 10:00", 2),
            ("2026-03-06 15:05", "2026-03-10 15:04", 1),
            ("2026-03-06 15:05", "2026-03-10 15:05", 2),
            // What comes on a Saturday counts from Monday on.
            ("2026-03-07 12:00", "2026-03-09 23:59", 0),
            ("2026-03-07 12:00", "2026-03-10 00:00", 1),
            // A week is paused, and Easter Monday is a holiday.
            ("2026-03-13 12:00", "2026-03-23 11:59", 0),
            ("2026-03-13 12:00", "2026-03-23 12:00", 1),
            ("2026-04-03 12:00", "2026-04-07 12:00", 1),
            ("2026-03-05 10:00", "2026-03-03 10:00", 0),
        ] {
            let at = |text: &str| {
                zone::resolve(format!("{}:00", text.replace(' ', "T")).parse().unwrap(), Tz::Europe__Paris)
            };
            assert_eq!(calendar.working_days_between(at(from), at(to)), days, "{from} {to}");
        }
        assert_eq!(calendar.second_working_day(week("2026-W12")), None);
        // After Easter Monday, in a week with a holiday on Thursday, and in one with none.
        for (of, day) in [("2026-W15", "2026-04-08"), ("2026-W20", "2026-05-12"), ("2026-W11", "2026-03-10")]
        {
            assert_eq!(calendar.second_working_day(week(of)), Some(day.parse().unwrap()), "{of}");
        }
        let more = calendar.pausing_too(&[week("2026-W11")].into_iter().collect());
        assert!(!more.is_working_day("2026-03-10".parse().unwrap()) && more.is_paused(week("2026-W12")));
    }

    proptest! {
        #[test]
        fn working_days_only_grow(start in 0i64..60 * 24 * 300, first in 0i64..60 * 24 * 20, more in 0i64..60 * 24 * 20) {
            let calendar = calendar(Tz::Europe__Paris).with_pauses([week("2026-W12")].into_iter().collect());
            let from = moment("2026-01-05T00:00:00Z") + TimeDelta::minutes(start);
            let between = |minutes| calendar.working_days_between(from, from + TimeDelta::minutes(minutes));
            prop_assert!(between(first) >= 0);
            prop_assert!(between(first) <= between(first + more));
        }

        #[test]
        fn every_week_with_a_working_day_has_exactly_one_closing_day(year in 2000i32..2100, number in 1u32..=53) {
            let calendar = calendar(Tz::Europe__Paris);
            if let Some(week) = Week::new(year, number) {
                let working: Vec<NaiveDate> =
                    week.days().take(5).filter(|day| !calendar.holidays.is_holiday(*day)).collect();
                prop_assert_eq!(calendar.closing_day(week), working.last().copied());
            }
        }

        #[test]
        fn the_moments_of_a_week_come_in_order(year in 2000i32..2100, number in 1u32..=52, zone in 0..chrono_tz::TZ_VARIANTS.len()) {
            let calendar = calendar(chrono_tz::TZ_VARIANTS[zone]);
            let week = Week::new(year, number).unwrap();
            if let Some(closing) = calendar.closing(week) {
                prop_assert!(week.starts_at(calendar.zone) < closing.at);
                prop_assert!(closing.at <= closing.published_at);
                prop_assert!(closing.published_at <= week.ends_at(calendar.zone));
                prop_assert_eq!(calendar.week_at(closing.at), week);
            }
        }
    }
}
