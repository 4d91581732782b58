//! Who is nagged about a request, and when: until somebody acts, once for each time that nobody does.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Event, EventKind, Request, Standing, Taking, patience};
use crate::domain::calendar::{Calendar, Week};
use crate::domain::post::kind::Kind;
use crate::domain::programme::project::{Project, Stage};

/// How long after somebody took it its team is asked what became of it.
const TEAM_AFTER: TimeDelta = TimeDelta::days(7);
/// How long those who took it have for it before they are asked.
const TAKERS_AFTER: TimeDelta = TimeDelta::days(14);

/// A request with what decides over its nags.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub request: &'a Request,
    /// From its beginning.
    pub story: &'a [Event],
    pub project: &'a Project,
    pub calendar: &'a Calendar,
}

impl<'a> Case<'a> {
    /// Since when nobody sees to it, of what everybody may know; none: somebody does, or it is closed.
    pub fn untaken_since(&self) -> Option<DateTime<Utc>> {
        let is_open = self.request.standing() == Standing::Open;
        let public_at = self.request.public_at(self.calendar);
        let last = self.last(&[EventKind::GivenBack, EventKind::Reopened]);
        is_open.then(|| last.map_or(public_at, |last| last.max(public_at)))
    }

    /// Whether everybody may know by now that nobody sees to it.
    pub fn is_untaken(&self, now: DateTime<Utc>) -> bool {
        self.request.standing() == Standing::Open && self.may_be_told(now)
    }

    /// Its referent is to be told that nobody has taken it.
    pub fn referent_is_due(&self, now: DateTime<Utc>) -> bool {
        let Some(since) = self.untaken_since() else { return false };
        self.may_be_told(now)
            && patience::is_over(self.calendar, &self.project.unasked(), since, now)
            // Who was handed it over knows.
            && !self.has_since(&[EventKind::ReferentTold, EventKind::HandedOver], since)
    }

    /// Its referent is to be told that its project has ended and nobody has closed it.
    pub fn handover_is_due(&self, now: DateTime<Utc>) -> bool {
        let project = self.project;
        let has_ended = project.stage >= Stage::Closed || self.calendar.today(now) > project.ends_on;
        // One that went on after all ends again.
        let told = self.story.iter().any(|event| {
            event.kind == EventKind::HandedOver && self.calendar.today(event.at) >= project.ends_on
        });
        self.request.is_unended() && self.may_be_told(now) && has_ended && !told
    }

    /// The day on which the form closes for which its project files for the last time; none: no bulletin is due any more.
    pub fn last_due(&self, now: DateTime<Utc>) -> Option<NaiveDate> {
        let week = self.calendar.week_at(now);
        let is_last = self.project.is_asked_in(week) && Week::of(self.project.ends_on) == week;
        self.calendar.closing(week).filter(|closing| is_last && now < closing.at).map(|closing| closing.day)
    }

    /// When its team last said that it is needed still; none: never.
    pub fn said_needed_at(&self) -> Option<DateTime<Utc>> {
        self.last(&[EventKind::StillNeeded])
    }

    /// Whether it is a question if it is needed still: once it has had as long as it may wait for somebody, since
    /// everybody knows of it, since it was opened again, and since its team said so last.
    pub fn is_asked_if_needed(&self, now: DateTime<Utc>) -> bool {
        self.has_waited_since(&[EventKind::Reopened, EventKind::StillNeeded], now)
    }

    /// Whether its team's form of that week asks so: of what it asked in an earlier one, also where it was opened again
    /// lately, since each form tells anew what became of that.
    pub fn is_asked_in_form(&self, week: Week, now: DateTime<Utc>) -> bool {
        match self.request.week < week {
            true => self.has_waited_since(&[EventKind::StillNeeded], now),
            false => self.is_asked_if_needed(now),
        }
    }

    /// Whether its team has said in that week that it is needed still.
    pub fn is_said_needed_in(&self, week: Week) -> bool {
        self.said_needed_at().is_some_and(|at| self.calendar.week_at(at) == week)
    }

    /// Whether it has had as long as it may wait for somebody, since everybody knows of it and since the last of those.
    fn has_waited_since(&self, kinds: &[EventKind], now: DateTime<Utc>) -> bool {
        let public_at = self.request.public_at(self.calendar);
        let since = self.last(kinds).map_or(public_at, |last| last.max(public_at));
        self.request.is_unended() && patience::is_over(self.calendar, &self.project.unasked(), since, now)
    }

    /// Since when somebody sees to it, whoever that was in the meantime; none: nobody does, or it is closed.
    pub fn taken_since(&self) -> Option<DateTime<Utc>> {
        let (mut takers, mut since) = (0, None);
        for event in self.story {
            match event.kind {
                EventKind::Taken => {
                    takers += 1;
                    since = if takers == 1 { Some(event.at) } else { since };
                }
                EventKind::GivenBack => takers -= 1,
                EventKind::Reopened => since = Some(event.at),
                _ => {}
            }
        }
        since.filter(|_| self.request.standing() == Standing::Taken)
    }

    /// Its team is to be asked what became of it.
    pub fn team_is_due(&self, now: DateTime<Utc>) -> bool {
        let Some(since) = self.taken_since() else { return false };
        self.may_be_told(now) && since + TEAM_AFTER <= now && !self.has_since(&[EventKind::TeamAsked], since)
    }

    /// Those who took it and are to be asked what became of it.
    pub fn due_takers(self, now: DateTime<Utc>) -> impl Iterator<Item = &'a Taking> {
        let may_be_asked = self.request.is_unended() && self.may_be_told(now);
        self.request.takings.iter().filter(move |taking| {
            let due = self.since_reopened(taking.taken_at) + TAKERS_AFTER;
            // Whoever was due when takers were asked was asked.
            may_be_asked && due <= now && !self.has_since(&[EventKind::TakersAsked], due)
        })
    }

    /// Whether mails may speak of it.
    fn may_be_told(&self, now: DateTime<Utc>) -> bool {
        self.project.stage.is_public() && self.request.public_at(self.calendar) <= now
    }

    fn since_reopened(&self, taken_at: DateTime<Utc>) -> DateTime<Utc> {
        self.last(&[EventKind::Reopened]).map_or(taken_at, |reopened| reopened.max(taken_at))
    }

    fn last(&self, kinds: &[EventKind]) -> Option<DateTime<Utc>> {
        self.story.iter().filter(|event| kinds.contains(&event.kind)).map(|event| event.at).max()
    }

    fn has_since(&self, kinds: &[EventKind], since: DateTime<Utc>) -> bool {
        self.last(kinds).is_some_and(|last| last >= since)
    }
}

/// Whether a mail of that kind about a request still has a point, however long ago it was written.
pub fn is_still_needed(kind: Kind, request: &Request, story: &[Event]) -> bool {
    match (kind, request.standing()) {
        // They tell what has happened, and want nothing.
        (Kind::HelpTaken | Kind::HelpNews, _) => true,
        (_, Standing::Closed) => false,
        (Kind::HelpProgress, standing) => standing == Standing::Taken,
        (Kind::HelpReferent, Standing::Taken) => {
            story.iter().any(|event| event.kind == EventKind::HandedOver)
        }
        (_, standing) => standing == Standing::Open,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::help::{End, Ending, EventId, TakingId};
    use crate::domain::people::PersonId;
    use crate::domain::samples;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// A request of project 1 with its story, as the verbs write them.
    struct Told {
        request: Request,
        story: Vec<Event>,
        project: Project,
        calendar: Calendar,
    }

    impl Told {
        fn asked_at_once(when: &str) -> Told {
            let request = Request { at_once: true, asked_at: at(when), ..samples::request(1, "2026-W10") };
            let mut told = Told {
                request,
                story: Vec::new(),
                project: samples::project(1),
                calendar: samples::calendar(),
            };
            told.happens(EventKind::Asked, at(when));
            told
        }

        fn happens(&mut self, kind: EventKind, at: DateTime<Utc>) {
            let id = EventId(self.story.len() as i64);
            self.story.push(Event { id, kind, at, by: None, name: None, word: String::new() });
        }

        fn take(&mut self, person: i64, at: DateTime<Utc>) {
            if self.request.end.is_none() && self.request.taking_of(PersonId(person)).is_none() {
                let id = TakingId(self.story.len() as i64);
                let person = Some(PersonId(person));
                self.request.takings.push(Taking { id, person, name: None, email: None, taken_at: at });
                self.happens(EventKind::Taken, at);
            }
        }

        fn give_back(&mut self, person: i64, at: DateTime<Utc>) {
            if self.request.end.is_none() && self.request.taking_of(PersonId(person)).is_some() {
                self.request.takings.retain(|taking| taking.person != Some(PersonId(person)));
                self.happens(EventKind::GivenBack, at);
            }
        }

        fn close(&mut self, at: DateTime<Utc>) {
            if self.request.end.is_none() {
                self.request.end = Some(End { ending: Ending::Solved, at });
                self.happens(EventKind::Solved, at);
            }
        }

        fn reopen(&mut self, at: DateTime<Utc>) {
            if self.request.end.take().is_some() {
                self.happens(EventKind::Reopened, at);
            }
        }

        fn case(&self) -> Case<'_> {
            Case {
                request: &self.request,
                story: &self.story,
                project: &self.project,
                calendar: &self.calendar,
            }
        }

        /// What the jobs of that moment say, and remember.
        fn nag(&mut self, now: DateTime<Utc>) -> Vec<EventKind> {
            let case = self.case();
            let handover = case.handover_is_due(now);
            let said = [
                (EventKind::HandedOver, handover),
                (EventKind::ReferentTold, !handover && case.referent_is_due(now)),
                (EventKind::TeamAsked, case.team_is_due(now)),
                (EventKind::TakersAsked, case.due_takers(now).next().is_some()),
            ];
            let said: Vec<EventKind> =
                said.into_iter().filter(|(_, due)| *due).map(|(kind, _)| kind).collect();
            said.iter().for_each(|kind| self.happens(*kind, now));
            said
        }
    }

    #[test]
    fn a_referent_is_told_after_two_working_days_and_once() {
        let mut told = Told::asked_at_once("2026-04-02T08:00:00Z");
        // A holiday (Easter Monday) and the weekend before it do not count.
        assert!(told.nag(at("2026-04-03T12:00:00Z")).is_empty());
        assert!(told.nag(at("2026-04-07T07:00:00Z")).is_empty());
        assert_eq!(told.nag(at("2026-04-08T07:00:00Z")), [EventKind::ReferentTold]);
        assert!(told.nag(at("2026-05-08T07:00:00Z")).is_empty());
        // Taken and given back, nobody sees to it anew.
        told.take(4, at("2026-05-08T08:00:00Z"));
        told.give_back(4, at("2026-05-11T08:00:00Z"));
        assert!(told.nag(at("2026-05-12T09:00:00Z")).is_empty());
        assert_eq!(told.nag(at("2026-05-13T09:00:00Z")), [EventKind::ReferentTold]);
    }

    #[test]
    fn whether_it_is_needed_still_is_asked_after_a_while_and_a_while_after_each_answer() {
        let mut told = Told::asked_at_once("2026-03-02T08:00:00Z");
        let asks = |told: &Told, moment: &str| told.case().is_asked_if_needed(at(moment));
        assert!(!asks(&told, "2026-03-02T08:01:00Z") && !asks(&told, "2026-03-03T08:00:00Z"));
        assert!(asks(&told, "2026-03-04T08:00:00Z") && told.case().said_needed_at().is_none());
        told.happens(EventKind::StillNeeded, at("2026-03-05T08:00:00Z"));
        assert_eq!(told.case().said_needed_at(), Some(at("2026-03-05T08:00:00Z")));
        assert!(!asks(&told, "2026-03-08T08:00:00Z"), "a weekend does not count");
        assert!(asks(&told, "2026-03-09T08:00:00Z"));
        told.close(at("2026-03-09T09:00:00Z"));
        assert!(!asks(&told, "2026-03-20T08:00:00Z"));
        told.reopen(at("2026-03-20T08:00:00Z"));
        assert!(!asks(&told, "2026-03-20T09:00:00Z") && asks(&told, "2026-03-24T08:00:00Z"));
        // The form of a later week asks all the same, but of what its team has just said.
        let in_form = |told: &Told, week: &str, moment: &str| {
            told.case().is_asked_in_form(samples::week(week), at(moment))
        };
        assert!(in_form(&told, "2026-W12", "2026-03-20T09:00:00Z"));
        assert!(!in_form(&told, "2026-W10", "2026-03-20T09:00:00Z"));
        told.happens(EventKind::StillNeeded, at("2026-03-20T10:00:00Z"));
        assert!(!in_form(&told, "2026-W12", "2026-03-20T11:00:00Z"));
        let said_in = |week: &str| told.case().is_said_needed_in(samples::week(week));
        assert!(said_in("2026-W12") && !said_in("2026-W11"));
        // What waits for its week is not asked of before everybody knows of it.
        told.request = Request { at_once: false, ..told.request };
        told.story.clear();
        assert!(!asks(&told, "2026-03-06T12:00:00Z") && asks(&told, "2026-03-11T08:00:00Z"));
    }

    #[test]
    fn nobody_is_nagged_of_what_is_not_published_nor_in_weeks_without_work() {
        let mut told = Told::asked_at_once("2026-03-02T08:00:00Z");
        told.request.at_once = false;
        assert!(told.nag(at("2026-03-06T12:00:00Z")).is_empty());
        assert!(told.nag(at("2026-03-10T14:00:00Z")).is_empty());
        told.project.paused = [samples::week("2026-W11")].into();
        assert!(told.nag(at("2026-03-13T14:10:00Z")).is_empty());
        told.calendar = told.calendar.with_pauses([samples::week("2026-W12")].into_iter().collect());
        assert!(told.nag(at("2026-03-24T08:00:00Z")).is_empty());
        told.project.stage = Stage::Draft;
        assert!(told.nag(at("2026-03-30T08:00:00Z")).is_empty());
        told.project.stage = Stage::Open;
        assert_eq!(told.nag(at("2026-03-30T08:00:00Z")), [EventKind::ReferentTold]);
    }

    #[test]
    fn the_team_is_asked_after_a_week_and_each_taker_after_two() {
        let mut told = Told::asked_at_once("2026-03-02T08:00:00Z");
        told.take(4, at("2026-03-03T08:00:00Z"));
        told.take(5, at("2026-03-06T08:00:00Z"));
        assert!(told.nag(at("2026-03-10T07:59:00Z")).is_empty());
        assert_eq!(told.nag(at("2026-03-10T09:00:00Z")), [EventKind::TeamAsked]);
        assert_eq!(told.nag(at("2026-03-17T09:00:00Z")), [EventKind::TakersAsked]);
        assert!(told.nag(at("2026-03-19T09:00:00Z")).is_empty());
        assert_eq!(told.nag(at("2026-03-20T09:00:00Z")), [EventKind::TakersAsked]);
        assert!(told.nag(at("2026-06-20T09:00:00Z")).is_empty());
        // Closed, then not solved after all: those who still see to it are asked again in their time.
        told.close(at("2026-06-21T09:00:00Z"));
        told.reopen(at("2026-06-22T09:00:00Z"));
        assert_eq!(told.nag(at("2026-07-01T09:00:00Z")), [EventKind::TeamAsked]);
        assert_eq!(told.nag(at("2026-07-07T09:00:00Z")), [EventKind::TakersAsked]);
    }

    #[test]
    fn what_is_open_when_a_project_ends_is_handed_over_once() {
        let mut told = Told::asked_at_once("2026-12-29T08:00:00Z");
        assert!(told.nag(at("2026-12-31T08:00:00Z")).contains(&EventKind::ReferentTold));
        assert_eq!(told.nag(at("2027-01-04T08:00:00Z")), [EventKind::HandedOver]);
        assert!(told.nag(at("2027-01-05T08:00:00Z")).is_empty());
        // Closed before its end, a promotion has ended on that day.
        let mut told = Told::asked_at_once("2026-03-02T08:00:00Z");
        told.take(4, at("2026-03-02T09:00:00Z"));
        (told.project.ends_on, told.project.stage) = ("2026-03-03".parse().unwrap(), Stage::Closed);
        assert_eq!(told.nag(at("2026-03-03T12:00:00Z")), [EventKind::HandedOver]);
        assert!(told.nag(at("2026-03-04T12:00:00Z")).is_empty());
        let closed = Told::asked_at_once("2026-03-02T08:00:00Z");
        let mut closed = Told { project: Project { stage: Stage::Closed, ..closed.project }, ..closed };
        closed.close(at("2026-03-02T09:00:00Z"));
        assert!(closed.nag(at("2026-03-04T12:00:00Z")).is_empty());
    }

    #[test]
    fn a_last_bulletin_is_due_until_the_form_of_its_week_closes() {
        let mut told = Told::asked_at_once("2026-03-02T08:00:00Z");
        let last_due = |told: &Told, now| {
            let Told { request, story, project, calendar } = told;
            Case { request, story, project, calendar }.last_due(at(now)).map(|day| day.to_string())
        };
        assert_eq!(last_due(&told, "2026-03-04T12:00:00Z"), None);
        (told.project.ends_on, told.project.stage) = ("2026-03-03".parse().unwrap(), Stage::Closed);
        assert_eq!(last_due(&told, "2026-03-06T13:59:00Z").as_deref(), Some("2026-03-06"));
        assert_eq!(last_due(&told, "2026-03-06T14:00:00Z"), None);
        assert_eq!(last_due(&told, "2026-03-10T12:00:00Z"), None);
        told.project.paused = [samples::week("2026-W10")].into();
        assert_eq!(last_due(&told, "2026-03-04T12:00:00Z"), None);
    }

    #[test]
    fn a_mail_about_it_is_needed_while_it_asks_for_something() {
        let mut told = Told::asked_at_once("2026-03-02T08:00:00Z");
        let needed = |told: &Told| {
            [Kind::HelpReferent, Kind::HelpOverview, Kind::HelpProgress]
                .map(|kind| is_still_needed(kind, &told.request, &told.story))
        };
        assert_eq!(needed(&told), [true, true, false]);
        told.take(4, at("2026-03-03T08:00:00Z"));
        assert_eq!(needed(&told), [false, false, true]);
        told.happens(EventKind::HandedOver, at("2026-03-04T08:00:00Z"));
        assert_eq!(needed(&told), [true, false, true]);
        told.close(at("2026-03-05T08:00:00Z"));
        assert_eq!(needed(&told), [false; 3]);
    }

    proptest! {
        /// Whatever becomes of a request, at whichever hour.
        #[test]
        fn a_request_is_always_within_its_nags_and_each_comes_once_a_spell(
            steps in proptest::collection::vec((1i64..120, 0u8..5, 1i64..4), 0..30),
            paused in proptest::collection::btree_set(10u32..=30, 0..5),
        ) {
            let mut told = Told::asked_at_once("2026-03-02T08:30:00Z");
            let paused = paused.into_iter().map(|number| crate::domain::calendar::Week::new(2026, number).unwrap());
            told.calendar = told.calendar.with_pauses(paused.collect());
            let mut now = told.request.asked_at;
            for (hours, what, person) in steps {
                let until = now + TimeDelta::hours(hours);
                while now < until {
                    now += TimeDelta::hours(1);
                    // At nine on working days, as the schedule has it.
                    let wall = now.with_timezone(&told.calendar.zone);
                    let runs = wall.format("%H").to_string() == "09"
                        && told.calendar.is_working_day(wall.date_naive());
                    if runs {
                        told.nag(now);
                    }
                }
                match what {
                    0 => told.take(person, now),
                    1 => told.give_back(person, now),
                    2 => told.close(now),
                    3 => told.reopen(now),
                    _ => {}
                }
                let case = Case {
                    request: &told.request,
                    story: &told.story,
                    project: &told.project,
                    calendar: &told.calendar,
                };
                let told_since = |kind: EventKind, since| case.has_since(&[kind], since);
                // Two working days and the next morning: three.
                if let Some(since) = case.untaken_since() {
                    let late = told.calendar.working_days_between(since, now) > patience::PATIENCE;
                    prop_assert!(!late || told_since(EventKind::ReferentTold, since));
                }
                let late = |due| told.calendar.working_days_between(due, now) >= 1;
                let takings = told.request.takings.iter().filter(|_| told.request.is_unended());
                if let Some(since) = case.taken_since() {
                    prop_assert!(!late(since + TEAM_AFTER) || told_since(EventKind::TeamAsked, since));
                }
                for taking in takings {
                    let due = case.since_reopened(taking.taken_at) + TAKERS_AFTER;
                    prop_assert!(!late(due) || told_since(EventKind::TakersAsked, due));
                }
            }
            // Between two nags of a kind something happened that made the second one due.
            let (mut takers, mut referent, mut team) = (0, true, false);
            for event in &told.story {
                match event.kind {
                    EventKind::Taken => {
                        takers += 1;
                        team |= takers == 1;
                    }
                    EventKind::GivenBack => {
                        takers -= 1;
                        referent |= takers == 0;
                    }
                    EventKind::Reopened => (referent, team) = (true, true),
                    EventKind::ReferentTold => prop_assert!(std::mem::take(&mut referent) && takers == 0),
                    EventKind::TeamAsked => prop_assert!(std::mem::take(&mut team) && takers > 0),
                    _ => {}
                }
            }
            // Each taker has a nag of their own.
            let asked = told.story.iter().filter(|event| event.kind == EventKind::TakersAsked).count();
            let turns = [EventKind::Taken, EventKind::Reopened].map(|kind| {
                told.story.iter().filter(|event| event.kind == kind).count()
            });
            prop_assert!(asked <= turns[0] + 3 * turns[1]);
        }
    }
}
