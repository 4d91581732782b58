//! What a form asks of what the team's earlier ones said, and what is told by tapping it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bulletin::{Bulletin, Reported};
use super::key_date::{Announced, KeyDateId};
use super::outcomes::{DayOutcome, PromiseOutcome};
use super::questions::PRIORITIES;
use super::taps::Taps;
use super::text::Text;
use super::typed::Typed;
use crate::domain::calendar::Week;

/// Of how many key dates it asks at most.
const MOST_DAYS: usize = 4;

/// What can be told in a week's form; each once, or each time anew for a key date that is moved again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastWeek {
    pub promise: Option<Promise>,
    /// As the bulletins of other weeks tell of them: by day, those that were put off at the end.
    pub days: Vec<Announced>,
    /// In whose form it is asked.
    week: Week,
    /// When it is asked.
    today: NaiveDate,
}

/// What the team set out to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub week: Week,
    pub text: Text,
}

/// What a form tells of all that it could. Of what is not in it other bulletins may tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// None: it could tell nothing.
    pub promise: Option<(Week, Option<PromiseOutcome>)>,
    pub days: BTreeMap<KeyDateId, Option<(DayOutcome, Option<NaiveDate>)>>,
}

impl LastWeek {
    /// What that week's form asks on that day. `earlier`: the team's bulletins of before, newest first; `days`: its key
    /// dates.
    pub fn of(week: Week, today: NaiveDate, earlier: &[Bulletin], days: Vec<Announced>) -> LastWeek {
        let last = earlier.iter().find(|bulletin| !bulletin.content.quiet);
        let is_untold = |bulletin: &&Bulletin| bulletin.promise.is_none_or(|told| told.told_week == week);
        let promise = last.filter(is_untold).and_then(|bulletin| {
            let text = bulletin.content.answers.to(&PRIORITIES)?.clone();
            Some(Promise { week: bulletin.week, text })
        });
        LastWeek { promise, days: days_of(week, days), week, today }
    }

    /// Whether that can have become of a key date: none has happened before its day.
    pub fn may_be(&self, announced: &Announced, outcome: DayOutcome) -> bool {
        outcome != DayOutcome::Happened || announced.day().is_none_or(|day| day <= self.today)
    }

    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The first day to which a key date can be moved.
    pub fn earliest(&self) -> NaiveDate {
        self.week.monday()
    }

    /// What is told by those taps. What they say of anything else is left alone.
    pub fn told(&self, taps: &Taps) -> Told {
        let of_day = |announced: &Announced| {
            let tapped = taps.day(announced.id).filter(|(outcome, _)| self.may_be(announced, *outcome));
            // Moved to where it is, it is not moved; nothing moves into the past, and where else nobody knows.
            let tapped = tapped.filter(|(_, to)| to.is_none() || *to != announced.day());
            tapped.map(|(outcome, to)| (outcome, to.filter(|day| *day >= self.earliest())))
        };
        Told {
            promise: self.promise.as_ref().map(|promise| (promise.week, taps.promise())),
            days: self.days.iter().map(|announced| (announced.id, of_day(announced))).collect(),
        }
    }

    /// What a bulletin has told of all this.
    pub fn told_by(&self, reported: &Reported) -> Told {
        let of_promise = |promise: &Promise| {
            let told = reported.promise.filter(|(week, _)| *week == promise.week);
            (promise.week, told.map(|(_, outcome)| outcome))
        };
        let of_day = |announced: &Announced| {
            let told = reported.told_days().find(|(id, _)| *id == announced.id);
            (announced.id, told.map(|(_, told)| (told.outcome, told.to)))
        };
        Told { promise: self.promise.as_ref().map(of_promise), days: self.days.iter().map(of_day).collect() }
    }

    /// The form with the priorities that go on, where nothing else was written in their place.
    pub fn carry(&self, typed: &Typed) -> Typed {
        match self.going_on(typed) {
            Some(text) if typed.get(PRIORITIES.name).trim().is_empty() => {
                typed.clone().with(PRIORITIES.name, text.as_str())
            }
            _ => typed.clone(),
        }
    }

    /// The form without them, where they stand there just as they go on: nobody has written them.
    pub fn without_carried(&self, typed: &Typed) -> Typed {
        let written = Text::of(typed.get(PRIORITIES.name));
        match self.going_on(typed) {
            Some(text) if written.as_ref() == Some(text) => typed.clone().with(PRIORITIES.name, ""),
            _ => typed.clone(),
        }
    }

    fn going_on(&self, typed: &Typed) -> Option<&Text> {
        let goes_on = typed.taps().promise() == Some(PromiseOutcome::GoesOn);
        self.promise.as_ref().filter(|_| goes_on).map(|promise| &promise.text)
    }
}

/// Those whose day was lately, the next one ahead, and those that were put off: not what that week's bulletin itself
/// announces, nor what has ended as others tell.
fn days_of(week: Week, days: Vec<Announced>) -> Vec<Announced> {
    let as_others_tell = |announced: Announced| {
        let story = announced.story.as_told_in(|told| told != week);
        Announced { story, ..announced }
    };
    let is_earlier = |announced: &Announced| announced.week.is_none_or(|announced_in| announced_in < week);
    let asked = days.into_iter().filter(is_earlier).map(as_others_tell);
    let mut asked: Vec<Announced> = asked.filter(|announced| announced.story.end().is_none()).collect();
    asked.retain(|announced| announced.is_asked_in(week));
    asked.sort_by_key(|announced| (announced.day().is_none(), announced.day(), announced.id));
    let is_ahead = |announced: &Announced| announced.day().is_some_and(|day| day > week.sunday());
    let is_due = |announced: &Announced| announced.day().is_some_and(|day| day <= week.sunday());
    let due = asked.iter().rev().filter(|announced| is_due(announced));
    let next = asked.iter().find(|announced| is_ahead(announced));
    let put_off = asked.iter().filter(|announced| announced.day().is_none());
    let chosen: Vec<KeyDateId> =
        next.into_iter().chain(due).chain(put_off).map(|it| it.id).take(MOST_DAYS).collect();
    asked.retain(|announced| chosen.contains(&announced.id));
    asked
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::filing::outcomes::{DayStory, DayTold, PromiseTold};
    use crate::domain::samples::{self, week};

    fn last_week(earlier: &[Bulletin], days: Vec<Announced>) -> LastWeek {
        LastWeek::of(week("2026-W11"), "2026-03-11".parse().unwrap(), earlier, days)
    }

    fn announced(id: i64, day: &str, story: DayStory) -> Announced {
        let announced = samples::announced(&samples::full_bulletin(1, "2026-W08"));
        let mut key_date = announced.key_date.clone();
        key_date.date = day.parse().unwrap();
        Announced { id: KeyDateId(id), key_date, story, ..announced }
    }

    fn story(told: &[(&str, DayOutcome, Option<&str>)]) -> DayStory {
        let told = told.iter().map(|(told_week, outcome, to)| DayTold {
            told_week: week(told_week),
            outcome: *outcome,
            to: to.map(|day| day.parse().unwrap()),
        });
        DayStory::new(told.collect())
    }

    #[test]
    fn the_last_promise_is_asked_of_until_another_bulletin_has_told() {
        let told =
            |told_week: &str| Some(PromiseTold { told_week: week(told_week), outcome: PromiseOutcome::Done });
        let bulletin = samples::bulletin(1, "2026-W09");
        let mut quiet = samples::bulletin(1, "2026-W10");
        quiet.content.quiet = true;
        let asked = |promise| {
            let bulletin = Bulletin { promise, ..bulletin.clone() };
            last_week(&[quiet.clone(), bulletin], Vec::new()).promise.map(|promise| promise.week)
        };
        assert_eq!(asked(None), Some(bulletin.week));
        assert_eq!(asked(told("2026-W11")), Some(bulletin.week), "it can be told otherwise");
        assert_eq!(asked(told("2026-W10")), None);
        assert_eq!(last_week(&[quiet], Vec::new()).promise, None);
    }

    #[test]
    fn key_dates_are_asked_of_around_their_day_until_they_end() {
        let none = || DayStory::default();
        let moved = |to| story(&[("2026-W10", DayOutcome::Moved, to)]);
        let days = vec![
            announced(1, "2026-02-08", none()),
            announced(2, "2026-02-09", none()),
            announced(3, "2026-03-10", story(&[("2026-W10", DayOutcome::Happened, None)])),
            announced(4, "2026-03-10", story(&[("2026-W11", DayOutcome::CalledOff, None)])),
            announced(5, "2026-03-11", moved(Some("2026-05-01"))),
            announced(6, "2026-04-01", none()),
            announced(7, "2026-04-02", none()),
            announced(8, "2026-03-12", moved(None)),
        ];
        let asked = |days| {
            let days = last_week(&[], days).days;
            days.into_iter().map(|announced| announced.id.0).collect::<Vec<_>>()
        };
        assert_eq!(asked(days), [2, 4, 6, 8]);
        // Put off, it is asked of for four weeks.
        let put_off = |told| announced(9, "2026-02-04", story(&[(told, DayOutcome::Moved, None)]));
        assert_eq!(asked(vec![put_off("2026-W07")]), [9]);
        assert_eq!(asked(vec![put_off("2026-W06")]), [] as [i64; 0]);
        // Of many the latest.
        let many = (1..=9).map(|id| announced(id, &format!("2026-03-0{id}"), none()));
        let ahead = announced(10, "2026-04-02", none());
        assert_eq!(asked(many.chain([ahead]).collect()), [7, 8, 9, 10]);
        let mut own = announced(1, "2026-03-12", none());
        own.week = Some(week("2026-W11"));
        assert_eq!(asked(vec![own]), [] as [i64; 0]);
    }

    #[test]
    fn taps_tell_of_what_is_asked_and_of_nothing_else() {
        let asked = last_week(
            &[samples::bulletin(1, "2026-W10")],
            vec![
                announced(4, "2026-03-10", DayStory::default()),
                announced(5, "2026-03-12", DayStory::default()),
            ],
        );
        let taps =
            [("promise", "done"), ("day-4", "moved"), ("day-4-to", "2026-03-10"), ("day-9", "happened")];
        let taps = taps.into_iter().fold(Taps::default(), |taps, (name, value)| taps.with(name, value));
        let told = asked.told(&taps);
        assert_eq!(told.promise, Some((week("2026-W10"), Some(PromiseOutcome::Done))));
        assert_eq!(told.days, BTreeMap::from([(KeyDateId(4), None), (KeyDateId(5), None)]));
        let told = asked.told(&taps.clone().with("day-4-to", "2026-03-11"));
        let moved = (DayOutcome::Moved, "2026-03-11".parse().ok());
        assert_eq!(told.days[&KeyDateId(4)], Some(moved));
        // Nothing is moved into the past: its day is to be fixed.
        let to = |day: &str| asked.told(&taps.clone().with("day-4-to", day)).days[&KeyDateId(4)];
        assert_eq!(to("2026-03-08"), Some((DayOutcome::Moved, None)));
        assert_eq!(to("2026-03-09"), Some((DayOutcome::Moved, "2026-03-09".parse().ok())));
        // What lies ahead has not happened.
        let happened = taps.with("day-4", "happened").with("day-5", "happened");
        let told_of = asked.told(&happened).days;
        assert_eq!(told_of[&KeyDateId(4)], Some((DayOutcome::Happened, None)));
        assert_eq!(told_of[&KeyDateId(5)], None);
        let reported = Reported {
            promise: Some((week("2026-W10"), PromiseOutcome::Done)),
            days: vec![(
                KeyDateId(4),
                asked.days[0].key_date.clone(),
                DayTold { told_week: week("2026-W11"), outcome: moved.0, to: moved.1 },
            )],
            days_before: Vec::new(),
        };
        assert_eq!(asked.told_by(&reported), told);
        assert_ne!(asked.told_by(&Reported::default()), told);
    }

    #[test]
    fn what_goes_on_fills_the_empty_field_alone() {
        let asked = last_week(&[samples::bulletin(1, "2026-W10")], Vec::new());
        let text = asked.promise.clone().unwrap().text;
        let goes_on = Typed::default().tapped(Taps::default().with("promise", "goes-on"));
        let written = |typed: &Typed| typed.get(PRIORITIES.name).to_owned();
        let carried = asked.carry(&goes_on);
        assert_eq!(written(&carried), text.as_str());
        assert_eq!(written(&asked.without_carried(&carried)), "");
        let own = goes_on.with(PRIORITIES.name, "Other");
        assert_eq!(written(&asked.carry(&own)), "Other");
        assert_eq!(written(&asked.without_carried(&own)), "Other");
        assert_eq!(written(&asked.carry(&Typed::default())), "");
    }
}
