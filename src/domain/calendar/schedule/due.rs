//! What is due: a function of the moment, the settings and what is recorded.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Job, Schedule};
use crate::domain::calendar::{Calendar, Week};

/// An occurrence that was dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub job: Job,
    pub occurrence: DateTime<Utc>,
    /// The week that it was about.
    pub week: Week,
    /// False: it came too late and was let pass.
    pub ran: bool,
}

/// What has been dealt with in the past weeks.
#[derive(Debug, Clone)]
pub struct History {
    /// Nothing that was due before is made up for.
    pub began_at: DateTime<Utc>,
    pub recorded: Vec<Recorded>,
}

/// What to do about an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Run,
    /// Record that it was let pass.
    Skip,
}

/// An occurrence that nobody has dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub job: Job,
    pub occurrence: DateTime<Utc>,
    pub week: Week,
    pub verdict: Verdict,
}

/// How many missed occurrences of a job are recorded: the older ones of a long outage tell nobody anything.
const MOST_SKIPPED: usize = 20;
/// How long after its time a digest is still worth reading.
const DIGEST_WINDOW: TimeDelta = TimeDelta::hours(48);
/// How long a nag waits for a mail server: it comes once, and is not needed once somebody acts.
const NAG_WINDOW: TimeDelta = TimeDelta::days(7);
/// How far back occurrences are looked for.
const HORIZON: TimeDelta = TimeDelta::days(60);

/// What is due by now: of each job the latest occurrence, to run if it still has a point, and older ones to skip.
///
/// A function of the moment and of what is stored: no timer has to have survived, any number of replicas may ask, and
/// a clock that steps back finds that everything is recorded. What is recorded for later than now was written by a clock that
/// was ahead: until then it keeps nothing back.
pub fn due(schedule: &Schedule, calendar: &Calendar, history: &History, now: DateTime<Utc>) -> Vec<Due> {
    let mut history = history.clone();
    history.recorded.retain(|recorded| recorded.occurrence <= now);
    let history = &history;
    Job::ALL
        .into_iter()
        .flat_map(|job| {
            // Before a job came, with an upgrade, nobody missed it.
            let is_new = !history.recorded.is_empty() && !history.recorded.iter().any(|run| run.job == job);
            let since = since(history, job, now);
            let mut missed = occurrences_of(schedule, job, calendar, since, now);
            let latest = missed.pop_last();
            let told = if is_new { 0 } else { MOST_SKIPPED };
            let skipped = missed.into_iter().rev().take(told).map(|at| (at, Verdict::Skip));
            let latest = latest.map(|at| (at, verdict(job, at, (schedule, calendar), history, now)));
            skipped.chain(latest).filter_map(move |(occurrence, verdict)| {
                let week = week_of(job, occurrence, calendar)?;
                Some(Due { job, occurrence, week, verdict })
            })
        })
        .collect()
}

fn since(history: &History, job: Job, now: DateTime<Utc>) -> DateTime<Utc> {
    let of_job = history.recorded.iter().filter(|recorded| recorded.job == job);
    let latest = of_job.map(|recorded| recorded.occurrence).max();
    latest.unwrap_or(history.began_at).max(history.began_at).max(now - HORIZON)
}

/// When a job comes after one moment and up to another.
pub(super) fn occurrences_of(
    schedule: &Schedule,
    job: Job,
    calendar: &Calendar,
    after: DateTime<Utc>,
    until: DateTime<Utc>,
) -> BTreeSet<DateTime<Utc>> {
    let entries = schedule.0.iter().filter(|entry| entry.job == job);
    entries.flat_map(|entry| entry.occurrences(calendar, after, until)).collect()
}

/// Which week an occurrence is about; none: there is nothing to say about any.
///
/// A digest tells the latest week that is published, whenever it comes; the others hurry the week that it is.
pub(super) fn week_of(job: Job, occurrence: DateTime<Utc>, calendar: &Calendar) -> Option<Week> {
    match job {
        Job::Digest => calendar.latest_published_week(occurrence),
        Job::Announcement | Job::Reminder | Job::HelpReferent | Job::HelpOverview | Job::HelpProgress => {
            Some(calendar.week_at(occurrence)).filter(|week| calendar.closing(*week).is_some())
        }
    }
}

fn verdict(
    job: Job,
    occurrence: DateTime<Utc>,
    (schedule, calendar): (&Schedule, &Calendar),
    history: &History,
    now: DateTime<Utc>,
) -> Verdict {
    let week = week_of(job, occurrence, calendar);
    let has_a_point = match (job, week) {
        (_, None) => false,
        (Job::Digest, Some(week)) => {
            let is_told = |r: &&Recorded| r.job == Job::Digest && r.ran && r.week == week;
            now - occurrence <= DIGEST_WINDOW && !history.recorded.iter().any(|r| is_told(&r))
        }
        // What it would have said the next day's says, and nobody is nagged at night.
        (Job::HelpReferent | Job::HelpProgress, Some(_)) => calendar.today(now) == calendar.today(occurrence),
        (Job::Announcement | Job::Reminder | Job::HelpOverview, Some(week)) => {
            let is_open = calendar.closing(week).is_some_and(|closing| now < closing.at);
            is_open && !is_repeated(job, occurrence, week, (schedule, calendar), history)
        }
    };
    if has_a_point { Verdict::Run } else { Verdict::Skip }
}

/// Whether that week has had as many of its occurrences already: the zone, or the hour of an entry, was changed in the course
/// of it, and what was said this morning comes once more by other clocks.
fn is_repeated(
    job: Job,
    occurrence: DateTime<Utc>,
    week: Week,
    (schedule, calendar): (&Schedule, &Calendar),
    history: &History,
) -> bool {
    let before_it = week.starts_at(calendar.zone) - TimeDelta::seconds(1);
    let wanted = occurrences_of(schedule, job, calendar, before_it, occurrence).len();
    let is_one = |r: &&Recorded| r.job == job && r.week == week && r.ran;
    let had = history.recorded.iter().filter(is_one);
    had.count() >= wanted
}

/// When a mail of that job about that week has lost its point.
pub fn expires_at(job: Job, occurrence: DateTime<Utc>, week: Week, calendar: &Calendar) -> DateTime<Utc> {
    match job {
        Job::Digest => occurrence + DIGEST_WINDOW,
        Job::HelpReferent | Job::HelpProgress => occurrence + NAG_WINDOW,
        Job::Announcement | Job::Reminder | Job::HelpOverview => {
            calendar.closing(week).map_or(occurrence, |closing| closing.at)
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::domain::calendar::schedule::On;
    use crate::domain::calendar::schedule::samples::{calendar, entry, paris, schedule};

    /// What a scheduler does that looks at those moments.
    struct Scheduler {
        history: History,
        calendar: Calendar,
        schedule: Schedule,
    }

    impl Scheduler {
        fn since(began: &str) -> Scheduler {
            let history = History { began_at: paris(began), recorded: Vec::new() };
            Scheduler { history, calendar: calendar(Tz::Europe__Paris), schedule: schedule() }
        }

        fn look(&mut self, at: &str) -> Vec<String> {
            let now = paris(at);
            let due = due(&self.schedule, &self.calendar, &self.history, now);
            for due in &due {
                let Due { job, occurrence, week, verdict } = *due;
                self.history.recorded.push(Recorded { job, occurrence, week, ran: verdict == Verdict::Run });
            }
            due.iter()
                .map(|due| {
                    let at = due.occurrence.with_timezone(&Tz::Europe__Paris).format("%d %H:%M");
                    format!("{:?} {} of {at}", due.verdict, due.job)
                })
                .collect()
        }
    }

    #[test]
    fn a_closing_day_goes_by() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        assert!(scheduler.look("2026-03-06 09:59").is_empty());
        assert_eq!(scheduler.look("2026-03-06 10:00"), ["Run announcement of 06 10:00"]);
        assert!(scheduler.look("2026-03-06 10:01").is_empty());
        assert_eq!(scheduler.look("2026-03-06 14:00"), ["Run reminder of 06 14:00"]);
        assert_eq!(scheduler.look("2026-03-06 14:50"), ["Run reminder of 06 14:45"]);
        assert_eq!(scheduler.look("2026-03-06 15:05"), ["Run digest of 06 15:05"]);
        assert!(scheduler.look("2026-03-12 23:59").is_empty());
    }

    #[test]
    fn everything_moves_to_thursday_when_friday_is_a_holiday() {
        let mut scheduler = Scheduler::since("2026-04-27 09:00");
        assert_eq!(scheduler.look("2026-04-30 14:00").len(), 2);
        assert_eq!(scheduler.look("2026-04-30 15:05").last().unwrap(), "Run digest of 30 15:05");
        assert!(scheduler.look("2026-05-01 23:00").is_empty());
    }

    #[test]
    fn after_an_outage_one_reminder_catches_up() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        assert_eq!(
            scheduler.look("2026-03-06 14:50"),
            ["Run announcement of 06 10:00", "Skip reminder of 06 14:00", "Run reminder of 06 14:45"]
        );
    }

    #[test]
    fn what_has_lost_its_point_is_let_pass() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        assert_eq!(
            scheduler.look("2026-03-06 16:00"),
            [
                "Skip announcement of 06 10:00",
                "Skip reminder of 06 14:00",
                "Skip reminder of 06 14:45",
                "Run digest of 06 15:05"
            ]
        );
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        let after_three_weeks = scheduler.look("2026-03-24 12:00");
        assert!(after_three_weeks.iter().all(|line| line.starts_with("Skip")), "{after_three_weeks:?}");
        assert_eq!(after_three_weeks.len(), 3 * 4);
        assert!(scheduler.look("2026-03-24 12:01").is_empty());
    }

    #[test]
    fn a_digest_is_caught_up_within_two_days() {
        assert_eq!(Scheduler::since("2026-03-06 15:00").look("2026-03-08 15:05"), ["Run digest of 06 15:05"]);
        assert_eq!(
            Scheduler::since("2026-03-06 15:00").look("2026-03-08 15:06"),
            ["Skip digest of 06 15:05"]
        );
    }

    #[test]
    fn nothing_is_made_up_for_that_was_due_before_the_installation() {
        assert!(Scheduler::since("2026-03-06 15:05").look("2026-03-06 16:00").is_empty());
    }

    #[test]
    fn a_clock_that_steps_back_repeats_nothing() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        scheduler.look("2026-03-06 15:10");
        assert!(scheduler.look("2026-03-06 13:30").is_empty());
        assert!(scheduler.look("2026-03-06 14:10").is_empty());
        assert!(scheduler.look("2026-03-06 15:10").is_empty());
        assert_eq!(scheduler.look("2026-03-13 10:00"), ["Run announcement of 13 10:00"]);
    }

    #[test]
    fn what_a_clock_that_was_a_year_ahead_has_recorded_keeps_nothing_back() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        scheduler.look("2026-03-06 15:10");
        let ahead = scheduler.look("2027-03-09 12:00");
        assert!(ahead.len() > 20, "{ahead:?}");
        assert_eq!(scheduler.look("2026-03-13 10:00"), ["Run announcement of 13 10:00"]);
        assert_eq!(scheduler.look("2026-03-13 15:05").last().unwrap(), "Run digest of 13 15:05");
        assert!(scheduler.look("2026-03-13 15:06").is_empty());
    }

    #[test]
    fn a_reminder_that_is_put_later_on_its_day_comes_once_and_one_more_comes_too() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        scheduler.schedule = Schedule(vec![entry(Job::Reminder, "0 0 10 * * *", On::ClosingDay)]);
        assert_eq!(scheduler.look("2026-03-06 10:00"), ["Run reminder of 06 10:00"]);
        scheduler.schedule = Schedule(vec![entry(Job::Reminder, "0 0 11 * * *", On::ClosingDay)]);
        assert_eq!(scheduler.look("2026-03-06 11:00"), ["Skip reminder of 06 11:00"]);
        scheduler.schedule.0.push(entry(Job::Reminder, "0 0 12 * * *", On::ClosingDay));
        scheduler.schedule.0.push(entry(Job::Reminder, "0 0 13 * * *", On::ClosingDay));
        assert_eq!(scheduler.look("2026-03-06 12:00"), ["Run reminder of 06 12:00"]);
        assert_eq!(scheduler.look("2026-03-06 13:00"), ["Run reminder of 06 13:00"]);
    }

    #[test]
    fn a_zone_that_is_changed_during_a_week_tells_no_week_twice() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        for at in ["2026-03-06 10:00", "2026-03-06 14:00", "2026-03-06 14:45"] {
            assert_eq!(scheduler.look(at).len(), 1, "{at}");
        }
        assert!(scheduler.look("2026-03-06 15:10").contains(&"Run digest of 06 15:05".to_owned()));
        // There it is the morning of the same day: it closes again, and nobody is hurried towards that.
        scheduler.calendar = calendar(Tz::America__New_York);
        for at in ["2026-03-06 16:00", "2026-03-06 20:00", "2026-03-06 20:50", "2026-03-06 23:59"] {
            let found = scheduler.look(at);
            assert!(found.iter().all(|found| found.starts_with("Skip")), "{at}: {found:?}");
        }
        let found = scheduler.look("2026-03-13 23:59");
        assert_eq!(found.iter().filter(|found| found.starts_with("Run digest")).count(), 1, "{found:?}");
    }

    #[test]
    fn nags_come_on_working_days_and_are_caught_up_on_their_day_alone() {
        let mut scheduler = Scheduler::since("2026-04-02 12:00");
        scheduler.schedule = Schedule(vec![
            entry(Job::HelpReferent, "0 0 9 * * *", On::WorkingDay),
            entry(Job::HelpOverview, "0 0 9 * * *", On::SecondWorkingDay),
        ]);
        assert_eq!(scheduler.look("2026-04-03 09:00"), ["Run help-referent of 03 09:00"]);
        // Neither on the weekend nor on Easter Monday.
        assert!(scheduler.look("2026-04-06 23:00").is_empty());
        assert_eq!(scheduler.look("2026-04-07 23:00"), ["Run help-referent of 07 09:00"]);
        // Down until Thursday evening: the overview has its week.
        assert_eq!(
            scheduler.look("2026-04-10 08:00"),
            [
                "Skip help-referent of 08 09:00",
                "Skip help-referent of 09 09:00",
                "Run help-overview of 08 09:00"
            ]
        );
        assert_eq!(scheduler.look("2026-04-10 10:00"), ["Run help-referent of 10 09:00"]);
        assert!(scheduler.look("2026-04-12 10:00").is_empty());
        scheduler.calendar =
            scheduler.calendar.with_pauses(["2026-W16".parse().unwrap()].into_iter().collect());
        assert!(scheduler.look("2026-04-19 10:00").is_empty());
    }

    #[test]
    fn what_came_with_an_upgrade_was_not_missed_before_it() {
        let mut scheduler = Scheduler::since("2026-01-05 09:00");
        scheduler.schedule = Schedule(vec![entry(Job::Digest, "0 5 15 * * *", On::ClosingDay)]);
        scheduler.look("2026-03-06 15:05");
        scheduler.schedule.0.push(entry(Job::HelpReferent, "0 0 9 * * *", On::WorkingDay));
        assert_eq!(scheduler.look("2026-03-09 08:00"), ["Skip help-referent of 06 09:00"]);
        assert_eq!(scheduler.look("2026-03-09 09:00"), ["Run help-referent of 09 09:00"]);
    }

    #[test]
    fn a_paused_week_has_nothing_due() {
        let mut scheduler = Scheduler::since("2026-03-02 09:00");
        let paused = ["2026-W10".parse().unwrap()].into_iter().collect();
        scheduler.calendar = scheduler.calendar.with_pauses(paused);
        scheduler.schedule.0.push(entry(Job::Reminder, "0 0 9 * * Wed", On::EveryDay));
        assert!(scheduler.look("2026-03-08 23:59").is_empty());
    }

    #[test]
    fn a_digest_on_another_day_tells_the_week_that_was_published_and_tells_it_once() {
        let mut scheduler = Scheduler::since("2026-03-02 12:00");
        scheduler.schedule = Schedule(vec![entry(Job::Digest, "0 0 9 * * *", On::EveryDay)]);
        scheduler.look("2026-03-06 20:00");
        scheduler.history.recorded.clear();
        scheduler.history.began_at = paris("2026-03-06 20:00");
        assert_eq!(scheduler.look("2026-03-07 09:00"), ["Run digest of 07 09:00"]);
        assert_eq!(scheduler.history.recorded[0].week.to_string(), "2026-W10");
        assert_eq!(scheduler.look("2026-03-08 09:00"), ["Skip digest of 08 09:00"]);
    }
}
